"""Amounts, as people write them."""


def plain(number: float, decimals: int = 2) -> str:
    """Return `number` with a point, and with no more decimals than it needs: 3, 2.5, 0.67."""
    return f"{number:.{decimals}f}".rstrip("0").rstrip(".")
