"""Finds the files that arrive in folders and zips, and reads them within limits. Nothing is unpacked to the disk."""

import io
import os
import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from widerwindow.grading.submission import MOST_BYTES

_MOST_ZIP_BYTES = 200_000_000
_MOST_ENTRIES = 2_000
_MOST_UNPACKED = 500_000_000
_MOST_RATIO = 200  # a notebook of plain text packs to a tenth, one of blank lines to a hundredth
_MOST_LIST_BYTES = 1_000_000  # a zip's list of 2,000 entries has some hundred thousand
_LITTER = {".ds_store", "thumbs.db", "desktop.ini"}
_LITTER_FOLDERS = {"__macosx", ".ipynb_checkpoints"}
_ZIP = b"PK\x03\x04"
_TOO_LARGE = f"The file is larger than {MOST_BYTES // 1_000_000} MB."


@dataclass(frozen=True)
class Arrived:
    """One file: its data, or the reason why it is none that can be collected."""

    name: str
    """What a trainer knows it by: its path, or the zip's path and its own in there."""

    filename: str
    time: datetime
    data: bytes | None = None
    refused: str | None = None


def files_in(paths: Iterable[Path], without: Iterable[Path]) -> list[Path]:
    """Return the files that `paths` name, those in folders too, save what a computer adds for itself.

    What lies in a folder of `without` is left out. A link is listed, and never followed.
    """
    left_out = {folder.resolve() for folder in without}
    found: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        for place, folders, names in os.walk(path):
            folder = Path(place)
            if not left_out.isdisjoint([folder.resolve(), *folder.resolve().parents]):
                folders.clear()
                continue
            folders[:] = sorted(name for name in folders if name.lower() not in _LITTER_FOLDERS)
            links = [name for name in folders if (folder / name).is_symlink()]
            found |= dict.fromkeys(folder / name for name in sorted([*names, *links]) if not _is_litter(name))
    return list(found)


def read_one(path: Path) -> Arrived:
    """Return what the file `path` holds, whatever kind of file it is."""
    try:
        with _opened(path) as file:
            return _one(path, file, _changed(file))
    except OSError as error:
        return _unopened(path, error)


def read_in(path: Path) -> Iterator[Arrived]:
    """Yield what the file `path` is, or what is in it where it is a zip."""
    try:
        with _opened(path) as file:
            time = _changed(file)
            start = file.read(len(_ZIP))
            file.seek(0)
            if start == _ZIP or path.suffix.lower() == ".zip":
                yield from _unzipped(path, file, time)
            elif path.suffix.lower() == ".ipynb":
                yield _one(path, file, time)
            else:
                refused = "It is neither a hand-in (.ipynb) nor a zip of hand-ins."
                yield Arrived(str(path), path.name, time, _at_most(file), refused)
    except OSError as error:
        yield _unopened(path, error)


class _CarefulFile(io.BufferedReader):
    """A file that, while it is `careful`, is not read in one large piece.

    A zip may say of itself that the list of its entries is as long as the file, and the whole list is read at once.
    """

    careful = False

    def read(self, size: int | None = -1, /) -> bytes:
        if self.careful and size is not None and size > _MOST_LIST_BYTES:
            raise ValueError("too much at once")
        return super().read(size)


def _opened(path: Path) -> _CarefulFile:
    if path.is_symlink():
        raise OSError(0, "it is a link to somewhere else")
    if path.exists() and not path.is_file():
        raise OSError(0, "it is no plain file")
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    return _CarefulFile(io.FileIO(handle))


def _unopened(path: Path, error: OSError) -> Arrived:
    missing = isinstance(error, FileNotFoundError)
    refused = "There is no such file or folder." if missing else f"It cannot be opened: {error.strerror or error}."
    return Arrived(str(path), path.name, datetime.now(UTC), refused=refused)


def _changed(file: io.BufferedReader) -> datetime:
    return datetime.fromtimestamp(os.fstat(file.fileno()).st_mtime, UTC)


def _one(path: Path, file: io.BufferedReader, time: datetime) -> Arrived:
    data = _at_most(file)
    return Arrived(str(path), path.name, time, data, None if data is not None else _TOO_LARGE)


def _at_most(file: io.BufferedReader) -> bytes | None:
    """Return what is in `file`, or None where it is too large for a hand-in."""
    data = file.read(MOST_BYTES + 1)
    return data if len(data) <= MOST_BYTES else None


def _unzipped(path: Path, file: _CarefulFile, time: datetime) -> Iterator[Arrived]:
    entries: list[zipfile.ZipInfo] = []
    try:
        file.careful = True
        archive = zipfile.ZipFile(file)
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        refused = _too_much(entries, os.fstat(file.fileno()).st_size)
    except Exception:  # a damaged zip raises a dozen kinds, from zipfile, struct and the decompressors
        refused = "The zip is damaged, or it is none."
    file.careful = False
    if refused:
        file.seek(0)
        yield Arrived(str(path), path.name, time, _at_most(file), refused)
        return
    for entry in entries:
        inside = PurePosixPath(entry.filename.replace("\\", "/"))
        if not _is_litter(inside.name) and not any(part.lower() in _LITTER_FOLDERS for part in inside.parts):
            data, refused = _member(archive, entry, inside)
            yield Arrived(f"{path} > {inside}", inside.name, _entry_time(entry) or time, data, refused)


def _too_much(entries: list[zipfile.ZipInfo], size: int) -> str | None:
    unpacked = sum(entry.file_size for entry in entries)
    if size > _MOST_ZIP_BYTES:
        return f"The zip is larger than {_MOST_ZIP_BYTES // 1_000_000} MB."
    if len(entries) > _MOST_ENTRIES:
        return f"The zip holds more than {_MOST_ENTRIES:,} files."
    if unpacked > _MOST_UNPACKED or unpacked > max(MOST_BYTES, _MOST_RATIO * size):
        return "The zip would unpack to far more than hand-ins can be."
    return None


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, inside: PurePosixPath) -> tuple[bytes | None, str | None]:
    """Return (data, None), or with the reason why it is not collected."""
    refused = _unfit(entry, inside)
    if refused:
        return None, f"{refused} It was left in the zip."
    try:
        with archive.open(entry) as file:
            data = file.read(MOST_BYTES + 1)  # an entry may hold more than it says
    except Exception:  # as above
        return None, "This part of the zip is damaged. It was left in the zip."
    if data.startswith(_ZIP):
        return data, "It is a zip in a zip. Unpack it, then collect what was in it."
    return data, None if inside.suffix.lower() == ".ipynb" else "It is no hand-in (.ipynb)."


def _unfit(entry: zipfile.ZipInfo, inside: PurePosixPath) -> str | None:
    if inside.is_absolute() or ".." in inside.parts or not inside.name or ":" in inside.parts[0]:
        return "Its path leads out of the zip."
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "It is a link to somewhere else."
    if entry.flag_bits & 0x1:
        return "It is locked with a password."
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # others may ask for gigabytes at once
        return "It is packed in a way that few programs use."
    return _TOO_LARGE if entry.file_size > MOST_BYTES else None


def _entry_time(entry: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*entry.date_time).astimezone(UTC)  # a zip keeps its maker's local time
    except (ValueError, OverflowError, OSError):
        return None


def _is_litter(name: str) -> bool:
    return name.lower() in _LITTER or name.startswith("._")
