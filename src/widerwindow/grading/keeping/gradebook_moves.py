"""Moves the gradebook to where the settings say that it is, and brings it to the version of a new nbgrader."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.gradebook import connection, versions
from widerwindow.grading.gradebook.place import address_of, file_of
from widerwindow.grading.keeping import backups, gradebook_copy
from widerwindow.grading.keeping.rows import Rows
from widerwindow.messages import Advice, Messages

_say = Messages(__package__)


def move(course: Course, old: str) -> Path | None:
    """Bring what the gradebook at `old`, a file or an address, holds to where the settings say that the gradebook is.

    Return where the old file lies now; None where it was on a server, which still has it. Raises ContentError, with
    nothing changed, where there is no gradebook at `old`, or where one with something in it is at the new place.
    """
    before, now = old if "://" in old else address_of(Path(old).resolve()), connection.address(course)
    with connection.usable(course):
        _refuse_move(course, before, now)
        with _aside(course) as copy:
            gradebook_copy.copy_from(before, copy)
            gradebook_copy.copy_in(course, copy)
    file = file_of(before)
    return file.rename(file.with_name(f"{file.name}.moved-{datetime.now(UTC):%Y-%m-%dT%H-%M-%SZ}")) if file else None


def upgrade(course: Course) -> bool:
    """Bring the gradebook to the version of this nbgrader. Return whether it had another. Raises ContentError."""
    address = connection.address(course)
    with connection.usable(course):
        if not connection.has_gradebook(course) or versions.present(address) in (None, versions.newest()):
            return False
        try:
            versions.upgrade(address)
        except versions.NotUpgraded as error:
            told = _say.advice("not_upgraded" if file_of(address) else "not_upgraded_on_server", reason=error)
            raise _refused(course, told) from error
    return True


def _refuse_move(course: Course, before: str, now: str) -> None:
    if before == now:
        raise _refused(course, _say.advice("not_moved_in_settings"))
    file = file_of(before)
    if (file and not file.is_file()) or not Rows(before).are_there():
        raise _refused(course, _say.advice("nothing_to_move"))
    if versions.present(before) != versions.newest():
        raise _refused(course, _say.advice("old_version"))
    if connection.has_gradebook(course) and Rows(now).holds_something():
        raise _refused(course, _say.advice("target_holds_something"))


def _refused(course: Course, advice: Advice) -> ContentError:
    return ContentError([Problem(course.exercises / "nbgrader_config.py", 1, *advice)])


@contextmanager
def _aside(course: Course) -> Iterator[Path]:
    """Give the place of a copy, in a hidden folder that is gone in the end."""
    backups.folder(course).mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=backups.folder(course), prefix=".moving-") as place:
        yield Path(place) / backups.GRADEBOOK
