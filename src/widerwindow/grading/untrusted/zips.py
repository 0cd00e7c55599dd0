"""Reads a zip, and the zips in it, within limits that hold for the whole tree of them."""

import shutil
import stat
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePosixPath
from tempfile import TemporaryFile
from typing import IO, cast

from widerwindow.grading.untrusted.incoming import (
    MAX_BYTES,
    TOO_LARGE,
    ZIP,
    CarefulFile,
    IncomingFile,
    at_most,
    is_litter,
    is_litter_folder,
)
from widerwindow.messages import Messages

_say = Messages(__package__)

_MAX_DEPTH = 5  # a class's zip of groups' zips of learners' zips is three deep
_MAX_ZIP_BYTES = 200_000_000
_MAX_ENTRIES = 2_000
_MAX_UNPACKED = 500_000_000
_MAX_RATIO = 200  # a notebook of plain text packs to a tenth, one of blank lines to a hundredth
_NAMED_IN_UTF8 = 0x800
_LOCKED = 0x1
_DOCUMENT = {"[Content_Types].xml", "mimetype"}  # Office's and OpenDocument's files are zips that begin with these


class _Allowance:
    """What may still come out of one zip, with all the zips in it."""

    def __init__(self, size: int) -> None:
        self._entries = _MAX_ENTRIES
        self._bytes = min(_MAX_UNPACKED, max(MAX_BYTES, _MAX_RATIO * size))

    def refuse(self, entries: list[zipfile.ZipInfo]) -> str | None:
        """Take the entries of a zip off what is left, or return why they are too much."""
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > self._entries:
            return _say("too_many_files", most=_MAX_ENTRIES)
        if unpacked > self._bytes:
            return _say("unpacks_too_large")
        self._entries -= len(entries)
        self._bytes -= unpacked
        return None


def unzipped(whole: IncomingFile, file: CarefulFile) -> Iterator[IncomingFile]:
    """Yield what is in the zip `file`, which is `whole`. Where it cannot be read, that is `whole` with the reason."""
    size = _size(file)
    if size > _MAX_ZIP_BYTES:
        yield replace(whole, refused=_say("zip_too_large", megabytes=_MAX_ZIP_BYTES // 1_000_000))
        return
    yield from _parts(whole, file, _Allowance(size), 1)


def _parts(whole: IncomingFile, file: CarefulFile, allowance: _Allowance, depth: int) -> Iterator[IncomingFile]:
    if depth > _MAX_DEPTH:
        yield replace(whole, data=at_most(file), refused=_say("too_deep", most=_MAX_DEPTH))
        return
    parts: list[tuple[zipfile.ZipInfo, IncomingFile]] = []
    wrong: str | None
    file.careful = True
    try:
        archive = zipfile.ZipFile(file)
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        parts = [(entry, part) for entry in entries if (part := _part(whole, entry))]
        wrong = _document(whole, entries) or allowance.refuse(entries) or (None if parts else _say("empty_zip"))
    except Exception:  # a damaged zip raises a dozen kinds, from zipfile, struct and the decompressors
        wrong = _say("damaged_zip")
    file.careful = False
    if wrong:
        file.seek(0)
        yield replace(whole, data=at_most(file), refused=wrong)
        return
    zips: list[tuple[zipfile.ZipInfo, IncomingFile]] = []
    for entry, part in parts:
        if part.refused is None and _is_zip(archive, entry):
            zips.append((entry, part))
        else:
            yield part if part.refused else _read(archive, entry, part)
    # The smallest first: what one learner hands in may use up what is left, and must not keep the others out.
    for entry, part in sorted(zips, key=lambda each: each[0].file_size):
        yield from _zip_in_zip(archive, entry, part, allowance, depth)


def _zip_in_zip(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, part: IncomingFile, allowance: _Allowance, depth: int
) -> Iterator[IncomingFile]:
    with TemporaryFile(buffering=0) as spool:
        try:
            with archive.open(entry) as packed:
                shutil.copyfileobj(packed, cast(IO[bytes], spool))
        except Exception:  # as above
            yield replace(part, refused=_left_in_zip(_say("damaged_part")))
            return
        spool.seek(0)
        with CarefulFile(spool) as file:
            yield from _parts(part, file, allowance, depth + 1)


def _part(whole: IncomingFile, entry: zipfile.ZipInfo) -> IncomingFile | None:
    """Return what is known of `entry` before it is read; None for what a computer adds for itself."""
    inside = _path(entry)
    if is_litter(inside.name) or any(is_litter_folder(part) for part in inside.parts):
        return None
    refused = _unfit(entry, inside)
    return IncomingFile(
        f"{whole.name} > {inside}",
        inside.name,
        _time(entry) or whole.time,
        refused=_left_in_zip(refused) if refused else None,
        trail=(*whole.trail, *inside.parts),
    )


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, part: IncomingFile) -> IncomingFile:
    if entry.file_size > MAX_BYTES:
        return replace(part, refused=_left_in_zip(TOO_LARGE))
    try:
        data = archive.read(entry)
    except Exception:  # as above
        return replace(part, refused=_left_in_zip(_say("damaged_part")))
    is_hand_in = PurePosixPath(part.filename).suffix.lower() == ".ipynb"
    return replace(part, data=data, refused=None if is_hand_in else _say("no_hand_in"))


def _is_zip(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    if _path(entry).suffix.lower() == ".zip":
        return True
    try:
        with archive.open(entry) as file:
            return file.read(len(ZIP)) == ZIP
    except Exception:  # as above; whoever reads on will be told
        return False


def _document(whole: IncomingFile, entries: list[zipfile.ZipInfo]) -> str | None:
    if PurePosixPath(whole.filename).suffix.lower() == ".zip" or not entries:
        return None
    is_document = not _DOCUMENT.isdisjoint(entry.filename for entry in entries)
    return _say("document") if is_document else None


def _left_in_zip(reason: str) -> str:
    return _say("left_in_zip", reason=reason)


def _path(entry: zipfile.ZipInfo) -> PurePosixPath:
    """Return where `entry` is in its zip. Some programs write names in UTF-8 and do not say so."""
    name = entry.filename
    if not entry.flag_bits & _NAMED_IN_UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return PurePosixPath(name.replace("\\", "/"))


def _unfit(entry: zipfile.ZipInfo, inside: PurePosixPath) -> str | None:
    if inside.is_absolute() or ".." in inside.parts or not inside.name or ":" in inside.parts[0]:
        return _say("leads_out")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _say("link")
    if entry.flag_bits & _LOCKED:
        return _say("locked")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # others may ask for gigabytes at once
        return _say("rarely_packed")
    return None


def _time(entry: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*entry.date_time).astimezone(UTC)  # a zip keeps its maker's local time
    except (ValueError, OverflowError, OSError):
        return None


def _size(file: CarefulFile) -> int:
    size = file.seek(0, 2)
    file.seek(0)
    return size
