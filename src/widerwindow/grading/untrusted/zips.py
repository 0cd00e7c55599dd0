"""Lists what is in a zip, within limits that hold for all the zips in it as well."""

import re
import stat
import zipfile
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import PurePosixPath
from typing import IO

from widerwindow.grading.untrusted.forms import START, ending
from widerwindow.grading.untrusted.incoming import (
    MAX_BYTES,
    CarefulFile,
    IncomingFile,
    Member,
    Refused,
    TooLong,
    is_litter,
    is_litter_folder,
    is_meant_as_hand_in,
    left_inside,
)
from widerwindow.messages import Messages

_say = Messages(__package__)

_MAX_ZIP_BYTES = 200_000_000
_MAX_ENTRIES = 2_000
_MAX_UNPACKED = 500_000_000
_MAX_RATIO = 200  # a notebook of plain text packs to a tenth, one of blank lines to a hundredth
_NAMED_IN_UTF8 = 0x800
_LOCKED = 0x1
_DRIVE = re.compile(r"[A-Za-z]:")
_DOCUMENT = {"[Content_Types].xml", "mimetype"}  # Office's and OpenDocument's files are zips that begin with these


class Allowance:
    """What may still come out of one file of so many bytes, with all that is packed in it."""

    def __init__(self, size: int) -> None:
        self._files = _MAX_ENTRIES
        self._bytes = min(_MAX_UNPACKED, max(MAX_BYTES, _MAX_RATIO * size))

    def take(self, files: int, unpacked: int) -> None:
        """Take so many files, and what they unpack to, off what is left. Raises Refused where they are too much."""
        if files > self._files:
            raise Refused(_say("too_many_files", most=_MAX_ENTRIES))
        if unpacked > self._bytes:
            raise Refused(_say("unpacks_too_large"))
        self._files -= files
        self._bytes -= unpacked


def members(whole: IncomingFile, file: CarefulFile, allowance: Allowance) -> list[Member]:
    """Return what is in the zip `file`, which is `whole`. Raises Refused where it cannot be opened."""
    if _size(file) > _MAX_ZIP_BYTES:
        raise Refused(_say("zip_too_large", megabytes=_MAX_ZIP_BYTES // 1_000_000))
    file.careful = True
    try:
        archive = zipfile.ZipFile(file)
        entries = archive.infolist()
        filled = {entry.filename.rstrip("/").rpartition("/")[0] + "/" for entry in entries}
        found = [member for entry in entries if (member := _member(whole, archive, entry, filled))]
    except TooLong:
        raise Refused(_say("too_many_files", most=_MAX_ENTRIES)) from None
    except Exception:  # a damaged zip raises a dozen kinds, from zipfile, struct and the decompressors
        raise Refused(_say("damaged_zip")) from None
    finally:
        file.careful = False
    packed = [entry for entry in entries if not entry.is_dir()]
    if _is_document(whole, packed):
        raise Refused(_say("document"))
    allowance.take(len(packed), sum(entry.file_size for entry in packed))
    if not found:
        raise Refused(_say("empty_zip"))
    return found


def _member(whole: IncomingFile, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, filled: set[str]) -> Member | None:
    """Return what is known of `entry` before it is read; None for what a computer adds for itself.

    Of folders, those are told that are called like a hand-in and are none of the `filled` ones.
    """
    inside = _path(entry)
    if is_litter(inside.name) or any(is_litter_folder(part) for part in inside.parts):
        return None
    if entry.is_dir() and (entry.filename in filled or not is_meant_as_hand_in(inside.name)):
        return None
    part = IncomingFile(
        f"{whole.name} > {inside}",
        inside.name,
        _time(entry) or whole.time,
        refused=_unfit(entry, inside),
        trail=(*whole.trail, *inside.parts),
    )
    return Member(part, entry.file_size, partial(_start, archive, entry), partial(archive.open, entry))


def _start(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with archive.open(entry) as packed:
        return packed.read(START)


def _is_document(whole: IncomingFile, entries: list[zipfile.ZipInfo]) -> bool:
    return ending(whole.filename) != ".zip" and not _DOCUMENT.isdisjoint(entry.filename for entry in entries)


def _path(entry: zipfile.ZipInfo) -> PurePosixPath:
    """Return where `entry` is in its zip. Some programs write names in UTF-8 and do not say so."""
    name = entry.filename
    if not entry.flag_bits & _NAMED_IN_UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return PurePosixPath(name.replace("\\", "/"))


def _unfit(entry: zipfile.ZipInfo, inside: PurePosixPath) -> str | None:
    if inside.is_absolute() or ".." in inside.parts or not inside.name or _DRIVE.match(inside.parts[0]):
        return left_inside(_say("leads_out"))
    if entry.is_dir():
        return _say("unopened", reason=_say("empty_folder"))
    if stat.S_ISLNK(entry.external_attr >> 16):
        return left_inside(_say("link"))
    if entry.flag_bits & _LOCKED:
        return left_inside(_say("locked"))
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # others may ask for gigabytes at once
        return left_inside(_say("rarely_packed"))
    return None


def _time(entry: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*entry.date_time).astimezone(UTC)  # a zip keeps its maker's local time
    except (ValueError, OverflowError, OSError):
        return None


def _size(file: IO[bytes]) -> int:
    size = file.seek(0, 2)
    file.seek(0)
    return size
