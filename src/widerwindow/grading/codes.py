"""Codes that are made here, for people who gave none or whose own must not be shown.

A code comes from the digest of what was handed in, so it says nothing about a person, and a dry run finds the same.
"""

import re
from collections.abc import Iterator
from hashlib import sha256

_MADE = re.compile(r"m[0-9a-f]{6,31}")


def made_of(data: bytes) -> Iterator[str]:
    """Yield codes for whoever handed in `data`, the shortest first."""
    digest = sha256(data).hexdigest()
    yield from (f"m{digest[:length]}" for length in range(6, 32))


def is_made(code: str) -> bool:
    """Return whether `code` looks like one that was made here; its learner does not know it, then."""
    return _MADE.fullmatch(code) is not None
