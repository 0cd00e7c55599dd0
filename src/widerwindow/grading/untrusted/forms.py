"""What a file is by what is in it: a program may give the same file any name on its way."""

import re
from pathlib import PurePosixPath

START = 65_536
"""So many bytes from the beginning of a file tell what it is."""

_ZIPS = b"PK\x03\x04", b"PK\x05\x06"  # the second begins an empty one
_HEADER = re.compile(rb"(?:From [^\n]*\n)?[A-Za-z][A-Za-z0-9-]*:[ \t]")
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_MAIL = re.compile(rb"^(?:MIME-Version|Content-Type|Received):", re.IGNORECASE | re.MULTILINE)
_NOTEBOOK = b'"cells"', b'"nbformat"', b'"nbgrader"'
TEXT_START = b"[ww1:"
"""Begins what counts in a hand-in that comes as text; `notebook/text_hand_in.py` reads it."""

_OTHERS = {
    "packed": ((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"), (".rar", ".7z", ".gz", ".tgz", ".tar")),
    "outlook": ((b"\x78\x9f\x3e\x22",), (".msg",)),
    "in_icloud": ((), (".icloud",)),
}
"""What a hand-in may lie in, and is not opened: how such files begin, and how they end."""

_UTF16 = b"\xff\xfe", b"\xfe\xff"
_MARKS = b"\xef\xbb\xbf \t\r\n"  # a mark that says UTF-8, and empty space


def is_zip(start: bytes, name: str) -> bool:
    """Return whether a file that begins with `start` is a zip, or nothing else and called one."""
    called = ending(name) == ".zip"
    return start.startswith(_ZIPS) or (called and not is_mail(start) and not looks_like_hand_in(start))


def is_mail(start: bytes) -> bool:
    """Return whether a file that begins with `start` is an e-mail as mail programs save it."""
    return bool(_HEADER.match(start)) and bool(_MAIL.search(_HEADERS_END.split(start, maxsplit=1)[0]))


def in_utf8(data: bytes) -> bytes:
    """Return `data`, in UTF-8 where it begins with a mark that says UTF-16: some editors save so."""
    try:
        return data.decode("utf-16").encode() if data.startswith(_UTF16) else data
    except UnicodeError:
        return data


def looks_like_hand_in(data: bytes) -> bool:
    """Return whether `data` is a notebook or answers as text, or a part of these: reading tells whether it is whole."""
    return holds_text(data) or (_is_json(data) and any(word in data for word in _NOTEBOOK))


def holds_text(data: bytes) -> bool:
    """Return whether `data` holds answers as text. A notebook may quote some."""
    return TEXT_START in data.replace(b"\0", b"") and not _is_json(data)


def _is_json(data: bytes) -> bool:
    return data.lstrip(_MARKS).startswith(b"{")


def is_called_hand_in(name: str) -> bool:
    """Return whether a file is called like a notebook, whatever is in it."""
    return ending(name) == ".ipynb"


def lies_in(data: bytes, name: str) -> str:
    """Return in what the hand-in lies that a file may hold, where such a thing is not opened here; else ""."""
    found = (kind for kind, (starts, ends) in _OTHERS.items() if data.startswith(starts) or ending(name) in ends)
    return next(found, "")


def ending(name: str) -> str:
    """Return how `name` ends, in small letters."""
    return PurePosixPath(name).suffix.lower()
