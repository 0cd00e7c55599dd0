"""Amounts, as people write them."""


def plain(number: float, decimals: int = 2) -> str:
    """Return `number` with a point, and with no more decimals than it needs: 3, 2.5, 0.67."""
    return f"{number:.{decimals}f}".rstrip("0").rstrip(".")


def amount(count: int, one: str, several: str) -> str:
    """Return `count` with the words for it: "1 answer waits", "2 answers wait"."""
    return f"{count} {one if count == 1 else several}"
