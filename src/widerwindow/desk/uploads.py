"""Puts what a browser sent into a folder, as it was called where it came from, and nowhere else."""

import os
import re
from pathlib import Path

_MAX_PART = 200  # bytes of a folder's or a file's name; disks take 255
_END = 60  # bytes of its end, which says what it is
_DEEPEST = 12  # folders and the file; what a system says of whose a file is stands near its end


def put(folder: Path, name: str, data: bytes, changed: str = "") -> None:
    """Write a file below `folder`. `changed` says when it changed last, in milliseconds since 1970, if it is known.

    The folders in `name` are kept: a system says there whose a file is.
    """
    parts = [part for each in re.split(r"[/\\]", name) if (part := _plain(each)).strip(". ")][-_DEEPEST:] or ["file"]
    path, number = folder.joinpath(*parts), 1
    while _is_taken(path):  # two files of one name, out of two folders that the browser does not tell
        number += 1
        path = folder.joinpath(str(number), *parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if changed.isdecimal():
        seconds = min(int(changed) / 1000, 2**32)
        os.utime(path, (seconds, seconds))


def _plain(part: str) -> str:
    """Return one part of a path so that a disk takes it; it keeps its ending."""
    kept = "".join(character for character in part if character.isprintable()).encode()
    short = kept if len(kept) <= _MAX_PART else kept[: _MAX_PART - _END] + kept[-_END:]
    return short.decode(errors="ignore")


def _is_taken(path: Path) -> bool:
    """Return whether something is there, or a file where one of its folders would be."""
    return path.exists() or any(each.is_file() for each in path.parents)
