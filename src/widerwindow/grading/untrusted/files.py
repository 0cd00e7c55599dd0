"""Finds the files that arrive in folders, and reads them within limits. Nothing is unpacked to a place with a name."""

import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from widerwindow.grading.untrusted.forms import ending
from widerwindow.grading.untrusted.incoming import (
    MAX_BYTES,
    TOO_LARGE,
    CarefulFile,
    IncomingFile,
    Refused,
    is_litter,
    is_litter_folder,
    is_meant_as_hand_in,
)
from widerwindow.grading.untrusted.opening import opened
from widerwindow.grading.untrusted.zips import Allowance, members
from widerwindow.messages import Messages

_say = Messages(__package__)


def files_in(paths: Iterable[Path], without: Iterable[Path]) -> list[Path]:
    """Return the files that `paths` name, those in folders too, save what a computer adds for itself.

    What is or lies in one of `without` is left out. A link is listed, and never followed. A folder is listed where it
    cannot be looked into, and where it is called like a hand-in and there is nothing in it.
    """
    left_out = {_real(folder) for folder in without}
    found: dict[Path, None] = {}
    for path in paths:
        listed = _listed(path, left_out) if _is_folder(path) else [path]
        found |= dict.fromkeys(file for file in listed if _real(file) not in left_out)
    return list(found)


def _listed(path: Path, left_out: set[Path]) -> Iterator[Path]:
    closed: list[Path] = []
    for place, folders, names in os.walk(path, onerror=lambda error: closed.append(Path(error.filename))):
        folder = Path(place)
        if not left_out.isdisjoint([_real(folder), *_real(folder).parents]):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not is_litter_folder(name))
        if not folders and not names and is_meant_as_hand_in(folder.name):
            yield folder
        links = [name for name in folders if (folder / name).is_symlink()]
        yield from (folder / name for name in sorted([*names, *links]) if not is_litter(name))
    yield from closed


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # its own folder is closed
        return False


def _real(path: Path) -> Path:
    """Return where `path` leads; a link that leads in a circle leads to itself."""
    return Path(os.path.realpath(path))


def read_one(path: Path) -> IncomingFile:
    """Return what the file `path` holds, whatever kind of file it is."""
    try:
        with _opened(path) as file:
            whole, data = _arrived(path, file), file.read(MAX_BYTES + 1)
            return replace(whole, refused=TOO_LARGE) if len(data) > MAX_BYTES else replace(whole, data=data)
    except OSError as error:
        return _unopened(path, error)


def read_in(path: Path) -> Iterator[IncomingFile]:
    """Yield what the file `path` is, or what is in it where it is a zip or an e-mail."""
    try:
        with _opened(path) as file:
            yield from opened(_arrived(path, file), file)
    except OSError as error:
        yield _unopened(path, error)


def trails_in(path: Path) -> list[tuple[str, ...]]:
    """Return the ways to what `path` is, or to what is in it where it is a zip, by their names alone."""
    try:
        if ending(path.name) == ".zip":
            with _opened(path) as file:
                return [each.part.trail for each in members(_arrived(path, file), file, Allowance(MAX_BYTES))]
    except (OSError, Refused):
        pass  # whoever reads it will be told
    return [path.absolute().parts]


def _opened(path: Path) -> CarefulFile:
    if path.is_symlink():
        raise OSError(0, _say("is_link"))
    if _is_folder(path):
        next(path.iterdir(), None)  # raises what keeps it closed
        raise OSError(0, _say("empty_folder"))
    if path.exists() and not path.is_file():
        raise OSError(0, _say("not_plain"))
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    return CarefulFile(io.FileIO(handle))


def _unopened(path: Path, error: OSError) -> IncomingFile:
    missing = isinstance(error, FileNotFoundError)
    refused = _say("no_file") if missing else _say("unopened", reason=error.strerror or error)
    trail = () if missing else path.absolute().parts
    return IncomingFile(str(path), path.name, datetime.now(UTC), refused=refused, trail=trail)


def _arrived(path: Path, file: io.BufferedReader) -> IncomingFile:
    changed = datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)
    return IncomingFile(str(path), path.name, changed, trail=path.absolute().parts)
