"""Compares the names of people, which come from lists, folders and zips, each written in its own way.

Both sides are folded by the same rule: a name that one program garbled and another took apart is still hers.
"""

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress

_ZIP_LETTERS = ("cp437", "cp1252", "cp850")  # what a zip's or a disk's UTF-8 names are often taken for
_TELLING = 3  # letters of a name that a code holds hardly by chance
_SIGNS = {0, 8, 9, *range(84, 133)}
"""Unicode's combining classes of vowel signs and tones, of kana's sign for a voice, and of no vowel."""

_LOOKS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # choose how a letter looks
_WHOLE = str.maketrans("ıøđðł", "ioddl")  # letters that no decomposition takes apart


def folded(name: str) -> str:
    """Return the letters and digits of `name`, alike for capitals, accents, a sharp s, and either form of a letter."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", mended(name)).casefold())
    return "".join(filter(_counts, apart.translate(_WHOLE)))


def _counts(letter: str) -> bool:
    """Return whether `letter` tells names apart: letters, digits and the signs of Asia's scripts; no accents."""
    sign = unicodedata.category(letter)[0] == "M" and unicodedata.combining(letter) in _SIGNS
    return letter.isalnum() or (sign and not _LOOKS.match(letter))


def alike(one: str, other: str) -> bool:
    """Return whether two names are one, folded; those without a letter are compared as they are."""
    return (folded(one) or one) == (folded(other) or other)


def mended(name: str) -> str:
    """Return `name` as it was before a program took its UTF-8 for another code; any other name as it is."""
    for code in _ZIP_LETTERS:
        with suppress(UnicodeError):
            return name if name.isascii() else name.encode(code).decode("utf-8")
    return name


def tells(code: str, name: str, addresses: Iterable[str]) -> bool:
    """Return whether `code` is or holds a part of the name, or of an e-mail address, of whoever has it."""
    whole = [name, *(address.partition("@")[0] for address in addresses)]
    parts = {folded(part) for each in whole for part in re.split(r"[\W\d_]+", each)}
    return any(part == folded(code) or (len(part) >= _TELLING and part in folded(code)) for part in parts - {""})


def orders(name: str) -> set[str]:
    """Return `name` folded, with each of its words at the beginning once: given names may stand first or last."""
    words = [word for part in name.replace(",", " ").split() if (word := folded(part))]
    return {"".join([*words[place:], *words[:place]]) for place in range(len(words))}
