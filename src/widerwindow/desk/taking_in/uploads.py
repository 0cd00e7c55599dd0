"""Puts what a browser sent into a folder, as it was called where it came from, and nowhere else."""

import os
import re
from pathlib import Path

_MAX_PART = 120  # characters of a folder's or a file's name


def put(folder: Path, name: str, data: bytes, changed: str = "") -> None:
    """Write a file below `folder`. `changed` says when it changed last, in milliseconds since 1970, if it is known.

    The folders in `name` are kept: a system says there whose a file is.
    """
    parts = [_plain(part) for part in re.split(r"[/\\]", name)]
    path = folder.joinpath(*([part for part in parts if part.strip(". ")] or ["file"]))
    number = 1
    while path.exists():  # two files of one name, out of two folders that the browser does not tell
        number += 1
        path = folder.joinpath(str(number), path.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if changed.isdecimal():
        seconds = min(int(changed) / 1000, 2**32)
        os.utime(path, (seconds, seconds))


def _plain(part: str) -> str:
    """Return one part of a path so that a disk takes it; it keeps its ending."""
    kept = "".join(character for character in part if character.isprintable())
    return kept if len(kept) <= _MAX_PART else kept[: _MAX_PART - 20] + kept[-20:]
