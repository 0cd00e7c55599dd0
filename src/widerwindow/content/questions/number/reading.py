"""Reads a number as people write it: with a point or a comma, spaces between thousands, its unit beside it.

The page reads it in the same way, in `number.js`.
"""

import re

_NOT_SURE = re.compile(r"[-+]?[1-9]\d{0,2},\d{3}")  # a comma between thousands, or one for decimals
_FORMS = (
    (re.compile(r"[-+]?(?:\d+[.,]?\d*|[.,]\d+)"), ""),
    (re.compile(r"[-+]?\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?"), " '"),
    (re.compile(r"[-+]?\d{1,3}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})"), "."),
    (re.compile(r"[-+]?\d{1,3}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})"), ","),
)
"""Each form of a number, and what to take out of it before a comma left in it is the one for decimals."""

_SIGNS = str.maketrans("\u2212\u2019", "-'")


def number_in(text: str, unit: str) -> float | None:
    """Return the number that `text` means, or None where that is not sure."""
    bare = _without(" ".join(text.translate(_SIGNS).split()), unit)
    out = next((out for form, out in _FORMS if form.fullmatch(bare)), None)
    if out is None or _NOT_SURE.fullmatch(bare) or not bare.isascii():
        return None
    return float("".join(sign for sign in bare if sign not in out).replace(",", "."))


def plain(unit: str) -> str:
    """Return a unit without the signs of Markdown."""
    return re.sub(r"[*_`\\]", "", unit).strip()


def _without(text: str, unit: str) -> str:
    if unit and text.casefold().endswith(unit.casefold()):
        return text[: -len(unit)].strip()
    return text[len(unit) :].strip() if unit and text.casefold().startswith(unit.casefold()) else text
