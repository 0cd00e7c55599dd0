"""Carries between a course and nbgrader's exchange: what is released, what is handed in, what is given back.

What lies in the exchange is anybody's word, so nbgrader's own collecting is not used: it follows links, and takes a
hand-in in any name. Here a file is read as it is or not at all, and whose it is says the account that it belongs to.
"""

import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from classroom.folders import is_folder_of
from classroom.members import Members
from widerwindow.content.course import Course
from widerwindow.grading.collecting import attempts, versions
from widerwindow.grading.collecting.times import Moment, stamped
from widerwindow.grading.gradebook import connection
from widerwindow.grading.keeping import forgotten
from widerwindow.grading.keeping.lock import alone
from widerwindow.grading.keeping.trouble import Trouble
from widerwindow.grading.notebook.released import released_quiz
from widerwindow.grading.notebook.submission import LEARNER
from widerwindow.grading.storage import feedback_file, release_file, submitted_folder, write_file
from widerwindow.grading.untrusted.incoming import MAX_BYTES
from widerwindow.messages import Messages

_say = Messages(__package__)

_ENTRY = re.compile(r"([^+]+)\+([a-z][a-z0-9-]*)\+([^+]+)(?:\+.*)?")
_SECRET, _TIME = "submission_secret.txt", "timestamp.txt"
_FOLDERS = "inbound", "outbound", "feedback"
_STICKY = 0o3733
"""As nbgrader makes the folder for hand-ins, and nobody can take away or rename another's."""

OwnerOf = Callable[[str], int | None]
"""Returns the account that a learner's files belong to; None where all of them have one."""


class Carrier:
    """Carries for one classroom. It remembers what it has seen, so that looking again takes no time."""

    def __init__(self, course: Course, root: Path, owner_of: OwnerOf, members: Members | None) -> None:
        """Carry for all learners, or, where there are `members`, for those of the course alone."""
        self._course, self._root, self._owner_of, self._members = course, root, owner_of, members
        self._name = connection.course_id(course)
        self._own = root / self._name
        self._inbound, self._outbound, self._feedback = (self._own / each for each in _FOLDERS)
        self._seen: set[str] = set()
        self._refused: set[str] = set()

    def carry(self) -> Iterator[str]:
        """Carry what there is, and say it. Raises Trouble where somebody else writes in the classroom.

        Nothing is carried where somebody else made the folder for it, or put a link in its place.
        """
        foreign = [each for each in self._folders() if not is_folder_of({0, os.geteuid()}, each)]
        if foreign:
            yield from self._refuse(str(foreign[0]), _say("foreign"))
            return
        yield from self._release()
        if self._inbound.is_dir():
            yield from self._take_in()
            yield from self._give_back()

    def _folders(self) -> list[Path]:
        return [each for each in (self._own, self._inbound, self._outbound, self._feedback) if os.path.lexists(each)]

    def _refuse(self, entry: str, reason: object) -> Iterator[str]:
        """Say once that something is left where it is."""
        if entry not in self._refused:
            self._refused.add(entry)
            yield _say("refused", course=self._name, entry=entry, reason=reason)

    def _release(self) -> Iterator[str]:
        for quiz in self._course.quizzes():
            file = release_file(self._course, quiz)
            there = self._outbound / quiz / file.name
            if file.is_file() and not (there.is_file() and there.read_bytes() == file.read_bytes()):
                self._make()
                _release_to(self._course, self._root, quiz)
                self._inbound.chmod(_STICKY)
                yield _say("released", course=self._name, quiz=quiz)

    def _make(self) -> None:
        """Make the folder, which nobody else can then make. Raises OSError where somebody did just now."""
        if not self._own.is_dir():
            self._own.mkdir()
            self._own.chmod(0o700 if self._members else 0o755)  # the hub lets its learners in, and nobody before

    def _take_in(self) -> Iterator[str]:
        new = sorted({each.name for each in self._inbound.iterdir()} - self._seen)
        strange = [entry for entry in new if self._is_of_stranger(entry)]  # she may come by the course's link yet
        for entry in strange:
            yield from self._refuse(entry, _say("no_member"))
        if len(new) > len(strange):
            with alone(self._course, "exchange"):
                for entry in sorted({*new}.difference(strange)):
                    yield from self._take(entry)

    def _is_of_stranger(self, entry: str) -> bool:
        named = _ENTRY.fullmatch(entry)
        if not self._members or not named or not LEARNER.fullmatch(named[1]):
            return False
        return not self._members.has(named[1], self._name)

    def _take(self, entry: str) -> Iterator[str]:
        try:
            came = self._read(entry)
        except FileNotFoundError:  # it is just being written
            return
        except OSError as error:
            self._seen.add(entry)
            yield from self._refuse(entry, error.strerror)
            return
        self._seen.add(entry)
        if came and _place(self._course, came):
            yield _say("taken_in", course=self._name, learner=came.learner, quiz=came.quiz)

    def _read(self, entry: str) -> "_Came | None":
        """Return what was handed in; None where that is no hand-in for a quiz of this course. Raises OSError."""
        named = _ENTRY.fullmatch(entry)
        if not named or named[2] not in self._course.quizzes() or not LEARNER.fullmatch(named[1]):
            return None
        learner, quiz = named[1], named[2]
        owner = self._owner_of(learner)
        with _opened(self._inbound / entry) as folder:
            data, time, secret = (_content(folder, name, owner) for name in (f"{quiz}.ipynb", _TIME, _SECRET))
        at = stamped(time)
        return _Came(learner, quiz, Moment(at), data, secret) if at else None

    def _give_back(self) -> Iterator[str]:
        for page in sorted(self._course.classroom.glob("feedback/*/*/*.html")):
            learner, quiz = page.parts[-3:-1]
            secret = page.with_name(_SECRET)
            if page == feedback_file(self._course, learner, quiz) and secret.is_file():
                place = self._feedback / f"{_sum(secret.read_text(encoding='utf-8', errors='replace'), quiz)}.html"
                if not place.is_file() or place.read_bytes() != page.read_bytes():
                    self._feedback.mkdir(mode=0o711, exist_ok=True)
                    write_file(place, page.read_bytes())
                    yield _say("given_back", course=self._name, quiz=quiz, learner=learner)


class _Came(NamedTuple):
    """A hand-in, with the secret by which its learner finds the page that she gets back."""

    learner: str
    quiz: str
    when: Moment
    data: bytes
    secret: bytes


def _place(course: Course, came: _Came) -> bool:
    """Put a hand-in where it belongs. Return whether it is new; one that was taken in before changes nothing.

    Nor does what is left there of somebody who was erased since: her files belong to her account, and may have stayed.
    """
    if forgotten.since(course, came.when.at, [came.learner]):
        return False
    present = versions.present(course, came.learner, came.quiz)
    known = [present, *versions.earlier(course, came.learner, came.quiz)] if present else []
    if any(each and each.file.read_bytes() == came.data and each.when >= came.when for each in known):
        return False
    if present and came.when < present.when:
        versions.keep(course, came.learner, came.quiz, came.data, came.when)
    else:
        if present:
            versions.keep(course, came.learner, came.quiz, present.file.read_bytes(), present.when)
        versions.put(course, came.learner, came.quiz, came.data, came.when)
    attempts.settle(course, released_quiz(course, came.quiz), course.sound_extensions(), came.learner)
    counts = versions.present(course, came.learner, came.quiz)
    if counts and counts.file.read_bytes() == came.data:
        write_file(submitted_folder(course, came.learner, came.quiz) / _SECRET, came.secret, lasting=True)
    return True


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield handle
    finally:
        os.close(handle)


def _content(folder: int, name: str, owner: int | None) -> bytes:
    """Return what a plain file in an open folder holds. Raises OSError where it is none, or another account's."""
    handle = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder)
    with os.fdopen(handle, "rb") as file:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise OSError(0, _say("not_plain"))
        if owner is not None and about.st_uid != owner:
            raise OSError(0, _say("not_hers"))
        if about.st_size > MAX_BYTES:
            raise OSError(0, _say("too_large"))
        return file.read(MAX_BYTES)


def _release_to(course: Course, root: Path, quiz: str) -> None:
    """Have nbgrader release a quiz to the exchange. Raises Trouble with nbgrader's own reason where it refuses."""
    from nbgrader.auth import Authenticator
    from nbgrader.coursedir import CourseDirectory
    from nbgrader.exchange import ExchangeError, ExchangeFactory
    from traitlets.config import Config

    config = Config()
    config.Exchange.root = str(root)
    config.CourseDirectory.root = str(course.classroom.resolve())
    config.CourseDirectory.course_id, config.CourseDirectory.assignment_id = connection.course_id(course), quiz
    release = ExchangeFactory(config=config).ReleaseAssignment(
        coursedir=CourseDirectory(config=config), authenticator=Authenticator(config=config), config=config
    )
    release.force = True
    try:
        release.start()
    except ExchangeError as error:
        raise Trouble(str(error)) from error


def _sum(secret: str, quiz: str) -> str:
    from nbgrader.utils import notebook_hash

    return str(notebook_hash(secret=secret, notebook_id=quiz))
