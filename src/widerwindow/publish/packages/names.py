"""What names of files learning platforms take: some unpack zips as if every name were of a few plain letters."""

import re

_PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")
_LONGEST = 200


def refused(path: str) -> bool:
    """Return whether a platform may refuse the file at `path` in a package."""
    return not _PLAIN.fullmatch(path) or len(path) > _LONGEST
