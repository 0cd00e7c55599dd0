"""What becomes of a learner's code on its way to the trainer: a copy's suffix behind it, zeros that a spreadsheet eats.

Nothing here decides. It says what a code may have been, and whoever asks knows which codes there are.
"""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache

_WORDS = "copy|kopie|copie|copia|cópia|kopia|kopio|kopi|kopya"
_VERSIONS = r"(?:v|rev)\d{1,3}|(?:version|final|draft|fixed|corrected|edited|updated|backup|checkpoint)[-_]?\d{0,3}"
_DASHES = re.compile("[–—]|[‐‑−]{2}")  # what telephones and word processors make of two hyphens
_LONGEST = 300  # characters; no disk takes a longer name
_ADDED = re.compile(  # holds what no code can hold, so it is no part of one
    rf"(?:\.(?:ipynb|json|txt|bin|html?|download)|(?:_|%20)?(?:\([^()]*\)|\[[^\[\]]*\])"
    rf"|\s-{{0,2}}\s?(?:{_WORDS})\s?\d{{0,3}}|\s\d{{1,3}})$",
    re.IGNORECASE,
)
_MAY_BE_CODE = re.compile(
    rf"(?:[-_](?i:(?:{_WORDS})[-_]?\d{{0,3}}|{_VERSIONS})|[-_]\d{{1,2}}|-[A-Z][A-Z0-9]+-[A-Z0-9]{{4,}}|-MacBook[\w-]*)$"
)
_COPY_OF = rf"(?i:(?:{_WORDS})\s+(?:\w{{1,3}}\s+)?)?"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY = re.compile(rf"\d{{1,2}}-({_MONTHS})|({_MONTHS})-\d{{2}}", re.IGNORECASE)
_KEPT = 15  # digits of a number in a spreadsheet
_NUMBER = re.compile(r"\d+([.,]\d+)?(e\+?\d{1,3})?", re.IGNORECASE)


def names_quiz(filename: str, quiz: str) -> bool:
    """Return whether a file's name begins with the quiz's: `quiz.ipynb`, `quiz--CODE.ipynb`, `Copy of quiz.ipynb`."""
    return re.match(rf"{_COPY_OF}{re.escape(quiz)}(?=--|-\d{{1,2}}$|[ _(.]|$)", _bare(filename)) is not None


def code_in(filename: str, quiz: str) -> str:
    """Return the code in a name like `quiz--CODE.ipynb`, whatever a program added to it that no code holds; or ""."""
    found = re.match(rf"{_COPY_OF}{re.escape(quiz)}--(.*)", _bare(filename), re.DOTALL)
    return found[1].strip() if found else ""


def without_suffix(code: str) -> list[str]:
    """Return what `code` may be without what a program adds to the name of a copy: one suffix off, two off, ..."""
    found = []
    while (shorter := _MAY_BE_CODE.sub("", code)) not in ("", code):
        found.append(code := shorter)
    return found


def goes_on(name: str, code: str) -> bool:
    """Return whether `name` is `code` with more behind it, which a sign parts from it.

    It is asked of every two codes of a class: a pattern for each code would be compiled again and again.
    """
    begun, following = name[: len(code)], name[len(code) : len(code) + 1]
    return begun.lower() == code.lower() and not (following.isascii() and following.isalnum())


def eaten(code: str, known: Iterable[str]) -> str | None:
    """Return the code of those `known` that a spreadsheet may have made `code` of, or the other way round."""
    value = _value(code)
    if value is None:
        return None
    return next((other for other in known if other != code and _alike(code, value, other)), None)


def is_spoilt(code: str) -> bool:
    """Return whether `code` reads like what a spreadsheet makes of one: 1.2E+10, 3-May."""
    return bool(_DAY.fullmatch(code) or (_NUMBER.fullmatch(code) and not code.isdecimal()))


def _bare(filename: str) -> str:
    """Return the name of a file without its ending, and without whatever else is sure to be no part of a code."""
    bare = _DASHES.sub("--", filename.strip())
    while len(bare) <= _LONGEST and (shorter := _ADDED.sub("", bare).strip()) != bare:
        bare = shorter
    return bare


def _alike(code: str, value: Decimal, other: str) -> bool:
    """Return whether two codes are one number; one in scientific form was rounded to the digits that it shows."""
    theirs = _value(other)
    if theirs is None:
        return False
    if _is_cut(code, other) or _is_cut(other, code):
        return True
    shown = min(_digits(code), _digits(other), key=lambda digits: digits or 99)
    return value == theirs if shown is None else f"{value:.{shown - 1}E}" == f"{theirs:.{shown - 1}E}"


def _is_cut(code: str, other: str) -> bool:
    """Return whether `code` is `other` as a spreadsheet keeps it: fifteen digits, and noughts for the rest."""
    rest = code[_KEPT:]
    return len(code) == len(other) and code[:_KEPT] == other[:_KEPT] and bool(rest) and not rest.strip("0")


@lru_cache(maxsize=10_000)  # each code of a class is held against each other
def _digits(code: str) -> int | None:
    """Return how many digits a number in scientific form shows; None for any other."""
    mantissa, exponent, _ = code.lower().partition("e")
    return sum(map(str.isdigit, mantissa)) if exponent else None


@lru_cache(maxsize=10_000)
def _value(code: str) -> Decimal | None:
    try:
        return Decimal(code.replace(",", ".")) if code.isascii() and _NUMBER.fullmatch(code) else None
    except InvalidOperation:
        return None
