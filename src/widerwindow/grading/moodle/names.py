"""Tells whether the name of a folder, as it reached the trainer's disk, is the name in Moodle's worksheet.

Moodle drops signs from names, and programs that unpack a zip may misread letters or lose them. What is left has to fit
all the same: a number alone proves nothing, as a group has one too.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress

from widerwindow.grading.untrusted.people import alike

_MISREAD_AS = ("cp437", "cp850", "cp852", "cp866", "cp1250", "cp1251", "cp1252", "latin-1", "mac-roman")
_OF_WINDOWS = ("cp852", "cp737", "cp857", "cp862", "cp866", "cp720", "cp775", "cp874", "cp932", "gbk", "cp949", "big5")
_ZIPS = ("cp437", "cp850")
_LOST = "?_\ufffd"
_PROGRAM_COPIED = re.compile(
    r"\A(?:copy of|kopie von|kopie van|copie de|copia de|copia di|cópia de|kopi a[vf]|kopia)\s+", re.IGNORECASE
)


def is_name(said: str, name: str) -> bool:
    """Return whether a folder that says `said` is about `name`; nothing is about no name."""
    misread = set(_misread(name))
    return bool(name) and any(
        alike(reading, name) or _bare(reading) in misread or (_is_damaged(reading) and _fits(reading, name))
        for reading in (said, _PROGRAM_COPIED.sub("", said))
    )


def _misread(name: str) -> Iterator[str]:
    """Yield what becomes of `name` where a program takes its bytes for another alphabet's.

    They are UTF-8, or a zip's that Windows made in the alphabet of its own country.
    """
    for form in ("NFC", "NFD"):
        data = unicodedata.normalize(form, name).encode("utf-8", "replace")
        yield from (_bare(data.decode(codec, "replace")) for codec in _MISREAD_AS)
    whole = unicodedata.normalize("NFC", name)
    for codec in _OF_WINDOWS:
        with suppress(UnicodeError):
            yield from (_bare(whole.encode(codec).decode(as_one)) for as_one in _ZIPS)


def _bare(name: str) -> str:
    """Return `name` without the signs that Moodle drops, and without what could not be read."""
    return "".join(sign for sign in name if sign.isalnum() or not (sign.isascii() or sign in _LOST))


def _is_damaged(said: str) -> bool:
    return any(sign in _LOST or unicodedata.category(sign) in ("Cs", "Cc", "Cn", "So") for sign in said)


def _fits(said: str, name: str) -> bool:
    """Return whether `said` may be `name` with its foreign letters lost: what every alphabet has must be there."""
    parts = [_pattern(letter) for letter in unicodedata.normalize("NFC", name)]
    if not any(letter.isascii() and letter.isalnum() for letter in name):
        return all(sign in _LOST or sign.isspace() or unicodedata.category(sign) == "Cs" for sign in said)
    return re.fullmatch("".join(parts), said, re.IGNORECASE | re.ASCII) is not None


def _pattern(letter: str) -> str:
    """Return what may stand for one letter of a name; nothing is tried twice, so a long name costs no time."""
    if letter.isascii() and letter.isalnum():
        return letter
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", letter) if sign.isascii() and sign.isalnum())
    return (f"(?:{bare})?+" if bare else "") + "[^a-z0-9]*+"
