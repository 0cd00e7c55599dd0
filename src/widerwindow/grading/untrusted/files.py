"""Finds the files that arrive in folders, and reads them within limits. Nothing is unpacked to a place with a name."""

import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from widerwindow.grading.untrusted.incoming import (
    TOO_LARGE,
    ZIP,
    CarefulFile,
    IncomingFile,
    at_most,
    is_litter,
    is_litter_folder,
)
from widerwindow.grading.untrusted.zips import unzipped
from widerwindow.messages import Messages

_say = Messages(__package__)


def files_in(paths: Iterable[Path], without: Iterable[Path]) -> list[Path]:
    """Return the files that `paths` name, those in folders too, save what a computer adds for itself.

    What is or lies in one of `without` is left out. A link is listed, and never followed.
    """
    left_out = {folder.resolve() for folder in without}
    found: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            found |= {} if path.resolve() in left_out else {path: None}
            continue
        for place, folders, names in os.walk(path):
            folder = Path(place)
            if not left_out.isdisjoint([folder.resolve(), *folder.resolve().parents]):
                folders.clear()
                continue
            folders[:] = sorted(name for name in folders if not is_litter_folder(name))
            links = [name for name in folders if (folder / name).is_symlink()]
            here = [folder / name for name in sorted([*names, *links]) if not is_litter(name)]
            found |= dict.fromkeys(path for path in here if path.resolve() not in left_out)
    return list(found)


def read_one(path: Path) -> IncomingFile:
    """Return what the file `path` holds, whatever kind of file it is."""
    try:
        with _opened(path) as file:
            return _one(_arrived(path, file), file)
    except OSError as error:
        return _unopened(path, error)


def read_in(path: Path) -> Iterator[IncomingFile]:
    """Yield what the file `path` is, or what is in it where it is a zip."""
    try:
        with _opened(path) as file:
            whole = _arrived(path, file)
            start = file.read(len(ZIP))
            file.seek(0)
            if start == ZIP or path.suffix.lower() == ".zip":
                yield from unzipped(whole, file)
            elif path.suffix.lower() == ".ipynb":
                yield _one(whole, file)
            else:
                yield replace(whole, data=at_most(file), refused=_say("neither"))
    except OSError as error:
        yield _unopened(path, error)


def _opened(path: Path) -> CarefulFile:
    if path.is_symlink():
        raise OSError(0, _say("is_link"))
    if path.exists() and not path.is_file():
        raise OSError(0, _say("not_plain"))
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    return CarefulFile(io.FileIO(handle))


def _unopened(path: Path, error: OSError) -> IncomingFile:
    missing = isinstance(error, FileNotFoundError)
    refused = _say("no_file") if missing else _say("unopened", reason=error.strerror or error)
    return IncomingFile(str(path), path.name, datetime.now(UTC), refused=refused)


def _arrived(path: Path, file: io.BufferedReader) -> IncomingFile:
    changed = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
    return IncomingFile(str(path), path.name, changed, trail=path.absolute().parts)


def _one(whole: IncomingFile, file: io.BufferedReader) -> IncomingFile:
    data = at_most(file)
    return replace(whole, data=data, refused=None if data is not None else TOO_LARGE)
