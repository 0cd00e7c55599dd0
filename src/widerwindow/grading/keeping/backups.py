"""Copies of what trainers and learners made, each one zip that its owner alone can read.

Before a command writes, the gradebook and the small files that only people can make again are kept, the newest few.
"""

import json
import os
import re
import secrets
import shutil
import sqlite3
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.keeping import gradebook_copy
from widerwindow.messages import Messages

_say = Messages(__package__)

GRADEBOOK = "gradebook.db"
_QUIZZES = ("quizzes", "bank")
"""What trainers change on the desk. All cohorts share it, so the copies of those in no cohort alone have it."""

SMALL = (GRADEBOOK, "extensions.yml", "roster.csv", "senders.csv", "origins.csv", "moodle/learners.csv", *_QUIZZES)
"""What is kept before each command that writes."""

WHOLE = (
    GRADEBOOK,
    "extensions.yml",
    "roster.csv",
    "senders.csv",
    "origins.csv",
    "submitted",
    "earlier",
    "kept-aside",
    "autograded",
    "feedback",
    "moodle",
    "draws",
    "source",
    "release",
    "bank-figures.yml",
    "certificates",
    *_QUIZZES,
)
"""What learners sent, what they were given for it, what cannot be made again, and the quizzes that it rests on.

A release is kept as learners had it: its quiz may have changed since.
"""

STAGED = ".restoring-"
"""What the folder begins with in which a backup is unpacked, beside what it will replace."""

_UNPACKED = re.compile(r"\.|gradebook\.db|backups$|archive\.json$|.*\.log$")
"""What is in a cohort's folder and not in its archive: what is hidden, logs, and what is put into it otherwise."""

_ABOUT = "widerwindow-backup.json"
_KEPT = 5
_BEFORE = "*-before-*.zip"
_MAX_ENTRIES = 500_000
_MAX_BYTES = 20_000_000_000
_QUICKLY = 1  # of zlib's levels: a command waits for it


@dataclass(frozen=True)
class _About:
    """What a backup says of itself."""

    made: datetime
    parts: Sequence[str]
    """The files and folders in `exercises/` that it holds; one that is not in it was not there."""

    state: str = ""
    """A sum over what it holds, for those that are kept by themselves."""

    cohort: str | None = None
    """Whose it is; none, if the course had no cohorts, or of those who are in none."""


@dataclass(frozen=True)
class Backup(_About):
    """A backup that was looked at, and whose entries may be unpacked."""

    file: Path = Path()
    names: tuple[str, ...] = ()


def folder(course: Course) -> Path:
    """Return where backups are kept."""
    return course.classroom / "backups"


def new_file(course: Course) -> Path:
    """Return where the next backup goes that a trainer asks for."""
    return folder(course) / f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%SZ}.zip"


def write(course: Course, parts: Sequence[str], file: Path) -> bool:
    """Write a backup of `parts` to `file`. Return whether a gradebook is in it."""
    with _gradebook(course, parts) as book, private_zip(file) as archive:
        _pack(archive, _About(datetime.now(UTC), parts, cohort=course.cohort), course.classroom, book)
    return book is not None


def write_whole(course: Course, file: Path) -> None:
    """Write all that is in the classroom, but for its backups, to the new `file`, and compare what can be unpacked.

    Raises ContentError where that differs.
    """
    parts = [GRADEBOOK, *sorted(each.name for each in course.classroom.iterdir() if not _UNPACKED.match(each.name))]
    with _gradebook(course, parts) as book:
        about = _About(datetime.now(UTC), parts, _state(course.classroom, parts, book), course.cohort)
        with private_zip(file) as archive:
            _pack(archive, about, course.classroom, book)
    with tempfile.TemporaryDirectory(dir=folder(course), prefix=".checking-") as place:
        unpack(read(file, whole=True), Path(place))
        there = Path(place) / GRADEBOOK
        if _state(Path(place), parts, there if there.exists() else None) != about.state:
            raise ContentError([Problem(file, 1, *_say.advice("damaged"))])


def keep(course: Course, command: str, parts: Sequence[str] = SMALL) -> None:
    """Keep `parts` as they are before `command` changes them, unless the newest copy holds the same.

    Raises DatabaseError where the gradebook is spoilt, but not before `restore`, which mends that.
    """
    with _gradebook(course, parts, even_spoilt=command == "restore") as book:
        state = _state(course.classroom, parts, book)
        kept = sorted(folder(course).glob(_BEFORE))
        if kept and _state_of(kept[-1]) == state:
            return
        now = datetime.now(UTC)
        with private_zip(folder(course) / f"{now:%Y-%m-%dT%H-%M-%S.%fZ}-before-{command}.zip") as archive:
            _pack(archive, _About(now, parts, state, course.cohort), course.classroom, book)
    for old in sorted(folder(course).glob(_BEFORE))[:-_KEPT]:
        old.unlink(missing_ok=True)


def look_through_gradebook(course: Course) -> None:
    """Raise DatabaseError where the gradebook is spoilt or in use, before anything is changed."""
    with _gradebook(course, SMALL):
        pass


def sweep(course: Course) -> None:
    """Remove what a run that was cut short had begun to pack or to unpack."""
    for left in [*folder(course).glob(".*"), *course.classroom.glob(f"{STAGED}*")]:
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()


def read(file: Path, *, whole: bool = False) -> Backup:
    """Return what the backup `file` says of itself. Raises ContentError where it is none, or holds what none does.

    One of a `whole` classroom may hold more than what is brought back into one.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            about = json.loads(archive.read(_ABOUT))
            entries = [entry for entry in archive.infolist() if entry.filename != _ABOUT]
        parts = tuple(part for part in map(str, about["parts"]) if whole or part in {*WHOLE, *SMALL})
        made = datetime.fromisoformat(about["made"])
        state, cohort = str(about["state"]), about.get("cohort")
    except FileNotFoundError:
        raise ContentError([Problem(file, 1, *_say.advice("no_such_backup"))]) from None
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError, RuntimeError, NotImplementedError):
        raise ContentError([Problem(file, 1, *_say.advice("no_backup"))]) from None
    unfit = next((entry for entry in entries if not _fits(entry, parts)), None)
    if unfit:
        raise ContentError([Problem(file, 1, *_say.advice("unfit", name=unfit.filename[:100]))])
    names = tuple(entry.filename for entry in entries)
    if len(set(names)) < len(names):
        raise ContentError([Problem(file, 1, *_say.advice("no_backup"))])
    if len(entries) > _MAX_ENTRIES or sum(entry.file_size for entry in entries) > _MAX_BYTES:
        raise ContentError([Problem(file, 1, *_say.advice("too_much"))])
    return Backup(made, parts, state, cohort and str(cohort), file, names)


def unpack(backup: Backup, to: Path) -> None:
    """Write all that `backup` holds into the folder `to`. Raises ContentError where it is damaged."""
    try:
        with zipfile.ZipFile(backup.file) as archive:
            for name in backup.names:
                place = to / PurePosixPath(name)
                place.parent.mkdir(parents=True, exist_ok=True)
                entry = archive.getinfo(name)
                with archive.open(entry) as packed, place.open("xb") as file:
                    shutil.copyfileobj(packed, file)
                moment = datetime(*entry.date_time).timestamp()
                os.utime(place, (moment, moment))
        if (to / GRADEBOOK).exists():
            gradebook_copy.check(to / GRADEBOOK)
    except (zipfile.BadZipFile, zlib.error, EOFError, sqlite3.DatabaseError):
        raise ContentError([Problem(backup.file, 1, *_say.advice("damaged"))]) from None


def change(course: Course, file: Path, edit: Callable[[Course], bool], *, whole: bool = False) -> bool:
    """Let `edit` change what the backup `file` holds, as a course; where it says that it did, the zip is made anew."""
    backup = read(file, whole=whole)
    folder(course).mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder(course), prefix=".changing-") as place:
        copy = Course(Path(place))
        unpack(backup, copy.classroom)
        if not edit(copy):
            return False
        book = copy.classroom / GRADEBOOK
        with private_zip(file) as archive:
            about = _About(backup.made, backup.parts, cohort=backup.cohort)
            _pack(archive, about, copy.classroom, book if book.exists() else None)
    return True


@contextmanager
def private_zip(file: Path) -> Iterator[zipfile.ZipFile]:
    """Write a zip whole or not at all, which nobody but its owner can read, and give it to be filled."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{secrets.token_hex(4)}.draft")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "w+b") as made:
            with zipfile.ZipFile(
                made, "w", zipfile.ZIP_DEFLATED, compresslevel=_QUICKLY, strict_timestamps=False
            ) as archive:
                yield archive
            made.flush()
            os.fsync(made.fileno())
        draft.replace(file)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


@contextmanager
def _gradebook(course: Course, parts: Sequence[str], *, even_spoilt: bool = False) -> Iterator[Path | None]:
    """Give a copy of the gradebook in a hidden folder beside it, which is gone in the end."""
    folder(course).mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder(course), prefix=".copying-") as place:
        copy = Path(place) / GRADEBOOK
        yield copy if GRADEBOOK in parts and gradebook_copy.copy_out(course, copy, even_spoilt=even_spoilt) else None


def _state(root: Path, parts: Sequence[str], book: Path | None) -> str:
    """Return a sum over what is to be kept."""
    found = sha256()
    for name, file in _files(root, parts, book):
        found.update(f"{name}\0{file.stat().st_size}\0".encode("utf-8", "surrogateescape"))
        found.update(file.read_bytes())
    return found.hexdigest()


def _state_of(file: Path) -> str | None:
    try:
        return read(file).state
    except ContentError:
        return None


def _files(root: Path, parts: Sequence[str], book: Path | None) -> Iterator[tuple[str, Path]]:
    """Yield name and place of every file in `parts`. A link is no file of ours, and drafts are nobody's."""
    for part in parts:
        if part == GRADEBOOK:
            yield from [(part, book)] if book else []
            continue
        below = root / part
        for file in sorted(below.rglob("*")) if below.is_dir() else [below]:
            if file.is_file() and not file.is_symlink() and not file.name.endswith(".draft"):
                yield file.relative_to(root).as_posix(), file


def _pack(archive: zipfile.ZipFile, about: _About, root: Path, book: Path | None) -> None:
    said = {"format": 1, "made": about.made.isoformat(), "parts": about.parts, "state": about.state}
    said |= {"cohort": about.cohort} if about.cohort else {}
    archive.writestr(_ABOUT, json.dumps(said))
    for name, file in _files(root, about.parts, book):
        archive.write(file, name)


def _fits(entry: zipfile.ZipInfo, parts: Sequence[str]) -> bool:
    """Return whether an entry is a plain file in one of the `parts`, wherever its zip is unpacked."""
    path = PurePosixPath(entry.filename)
    plain = not entry.is_dir() and not stat.S_ISLNK(entry.external_attr >> 16) and not entry.flag_bits & 1
    inside = not path.is_absolute() and ".." not in path.parts
    inside = inside and not (os.name == "nt" and set(entry.filename) & set("\\:"))  # a stream, or another folder
    return plain and inside and any(path.is_relative_to(part) for part in parts)
