"""Codes that are made here: for people who are to get one, who gave none, or whose own must not be shown.

One for whoever gave none comes from the digest of what was handed in, so a dry run finds the same. None says anything
about a person.
"""

import hmac
import re
import secrets
from collections.abc import Container, Iterator
from hashlib import sha256

_LETTERS, _DIGITS = "bcdfghjkpqrtvwxz", "2346789"
"""What people do not take for each other. Without vowels no word comes of it, nor a month for a spreadsheet."""

_MADE = re.compile(r"m[0-9a-f]{6,31}")


def made_of(data: bytes) -> Iterator[str]:
    """Yield codes for whoever handed in `data`, the shortest first."""
    digest = sha256(data).hexdigest()
    yield from (f"m{digest[:length]}" for length in range(6, 32))


def new(taken: Container[str]) -> str:
    """Return a code to hand out, which is none of those `taken`. `is_made` is not said of it: its learner knows it."""
    while True:
        code = "".join(secrets.choice(each) for each in (_LETTERS, *[_LETTERS + _DIGITS] * 4, _DIGITS))
        if code not in taken:
            return code


def of_person(salt: bytes, *known: str) -> str:
    """Return the code of whom another system knows by `known`: always the same, and it leads back to nobody.

    Without the `salt` it cannot be found again from what is known. `is_made` is not said of it.
    """
    number = int.from_bytes(hmac.digest(salt, "\0".join(known).encode(), "sha256"))
    code = ""
    for signs in (_LETTERS, *[_LETTERS + _DIGITS] * 11):
        number, place = divmod(number, len(signs))
        code += signs[place]
    return code


def is_made(code: str) -> bool:
    """Return whether `code` looks like one that was made here; its learner does not know it, then."""
    return _MADE.fullmatch(code) is not None
