"""Cohorts: groups that take the same course, each with a classroom of its own, so that none sees another's work.

One that is over becomes a single file in `exercises/archives`. That can be opened again, to be read.
"""

import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.collecting import roster
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.place import file_of
from widerwindow.grading.keeping import backups, known, rows
from widerwindow.grading.keeping.lock import alone
from widerwindow.grading.keeping.trouble import in_words
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.storage import archives_folder, mark_as_opened, opened_from, write_file
from widerwindow.messages import Advice, Messages

_say = Messages(__package__)

_LONGEST = 40
_NAME = re.compile(rf"[a-z0-9][a-z0-9-]{{0,{_LONGEST - 1}}}")
_DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)\d")
"""What no folder can be called on Windows."""


_GOING, _COMING = ".over-", ".opening-"


@dataclass(frozen=True)
class Cohort:
    """One cohort that is here."""

    name: str
    learners: int
    """How many have handed in."""

    is_archive: bool
    """Whether it is over, and only opened to be read."""


def cohorts(course: Course) -> list[Cohort]:
    """Return the cohorts of `course`."""
    return [
        Cohort(each.cohort, len(list(each.classroom.glob("submitted/*/"))), opened_from(each) is not None)
        for each in course.classrooms()
        if each.cohort
    ]


@dataclass(frozen=True)
class Archive:
    """The file of a cohort that is over."""

    file: Path
    name: str
    """What the cohort was called; "" where the file is damaged."""

    made: datetime | None


def archives(course: Course) -> list[Archive]:
    """Return the archives of cohorts that are over."""
    return [_archive(file) for file in sorted(archives_folder(course).glob("[!.]*.zip"))]


def _archive(file: Path) -> Archive:
    try:
        held = backups.read(file, whole=True)
    except ContentError:
        return Archive(file, "", None)
    return Archive(file, held.cohort or "", held.made)


def start(course: Course, name: str) -> Course:
    """Make an empty cohort called `name`, in a folder called almost so. Return the course with it.

    Raises ContentError where that cannot be.
    """
    folder = _folder_name(name)
    if not _NAME.fullmatch(folder) or _DEVICES.fullmatch(folder):
        raise _refused(course, _say.advice("bad_cohort", name=name))
    made = Course(course.root, folder)
    with _counted(course):
        _refuse_taken(made)
        connection.address(made)  # on a server, it needs a place of its own
        made.classroom.mkdir(parents=True)
    return made


def _folder_name(name: str) -> str:
    """Return the name that a folder has on every system and in an address: `Spring 2027` makes `spring-2027`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST].rstrip("-")


def is_on_server(course: Course) -> bool:
    """Return whether a server keeps the gradebook, which then stays there when the cohort is archived."""
    return file_of(connection.address(course)) is None


def archive(course: Course) -> Path:
    """Pack the cohort of `course` into one file, look through that, and remove the cohort. Return the file.

    Raises ContentError or Trouble, with the cohort left as it was. Where it was only opened, its archive is there
    already. What a server keeps of it stays there.
    """
    with _counted(course):
        file = _packed(course)
        going = Path(tempfile.mkdtemp(dir=course.cohorts, prefix=_GOING))
        course.classroom.rename(going / course.classroom.name)
        shutil.rmtree(going)
    return file


def open_(course: Course, file: Path) -> Course:
    """Unpack an archive, so that it can be read as the cohort that it was. Return the course with that.

    Raises ContentError where it is none or is damaged, or where a cohort of its name is here.
    """
    held = backups.read(file, whole=True)
    if not held.cohort or not _NAME.fullmatch(held.cohort):
        raise ContentError([Problem(file, 1, *_say.advice("no_archive"))])
    opened = Course(course.root, held.cohort)
    with _counted(course), tempfile.TemporaryDirectory(dir=course.cohorts, prefix=_COMING) as place:
        _refuse_taken(opened)
        own = kept(course, file)
        inside = Course(Path(place), held.cohort)
        inside.classroom.mkdir(parents=True)
        backups.unpack(held, inside.classroom)
        mark_as_opened(inside, own.name)
        inside.classroom.rename(opened.classroom)
    return opened


def kept(course: Course, file: Path) -> Path:
    """Return the archive in the course's own folder, copied there where it comes from elsewhere.

    Raises ContentError where another archive has its name.
    """
    own = archives_folder(course) / file.name
    if not own.exists():
        write_file(own, file.read_bytes(), lasting=True)
        own.chmod(0o600)
    elif own.read_bytes() != file.read_bytes():
        raise ContentError([Problem(own, 1, *_say.advice("other_archive"))])
    return own


def made_again(course: Course, name: str | None) -> Course:
    """Return the course with the cohort called `name`, which is started where it is not here. Raises ContentError."""
    there = {each.cohort for each in course.classrooms()}
    return Course(course.root, name) if name in there else start(course, str(name))


def with_code(course: Course, code: str) -> list[str]:
    """Return where else somebody has this code: other classrooms by their names, and archives by theirs."""
    others = [each for each in course.classrooms() if each.cohort != course.cohort]
    found = [each.cohort or _say("in_no_cohort") for each in others if code in _codes(each, known.gradebook)]
    return [*found, *(each.file.name for each in archives(course) if _is_in(each.file, code))]


def _packed(course: Course) -> Path:
    """Return the archive of the cohort, made now unless it was opened from one. After that nobody writes in it."""
    if opened := opened_from(course):
        return backups.read(opened, whole=True).file
    file = archives_folder(course) / f"{course.cohort}-{datetime.now(UTC):%Y-%m-%dT%H-%M-%SZ}.zip"
    with writing(course, "cohorts archive", keep=()):
        backups.write_whole(course, file)
        mark_as_opened(course, file.name)
    return file


@contextmanager
def _counted(course: Course) -> Iterator[None]:
    """Let nobody else add or remove a cohort. What a run that was cut short has left of one goes first."""
    with in_words(), alone(Course(course.root), "cohorts"):
        course.cohorts.mkdir(exist_ok=True)
        for left in [*course.cohorts.glob(f"{_GOING}*"), *course.cohorts.glob(f"{_COMING}*")]:
            shutil.rmtree(left)
        yield


def _is_in(file: Path, code: str) -> bool:
    with tempfile.TemporaryDirectory() as place, suppress(ContentError):
        copy = Course(Path(place))
        backups.unpack(backups.read(file, whole=True), copy.classroom)
        return code in _codes(copy, _gradebook_of_copy)
    return False


def _gradebook_of_copy(copy: Course) -> rows.Rows | None:
    book = copy.classroom / backups.GRADEBOOK
    return rows.in_file(book) if book.exists() else None


def _codes(course: Course, gradebook: Callable[[Course], rows.Rows | None]) -> set[str]:
    return {*known.codes(course, gradebook(course)), *roster.of(course).codes}


def _refuse_taken(course: Course) -> None:
    if course.classroom.exists():
        raise _refused(course, _say.advice("cohort_taken", cohort=course.cohort))


def _refused(course: Course, advice: Advice) -> ContentError:
    return ContentError([Problem(course.cohorts, 1, *advice)])
