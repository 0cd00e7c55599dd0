"""What every command that writes goes through: alone, with what was cut off finished first, and with a copy kept."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from widerwindow.content.course import Course
from widerwindow.grading.keeping import backups, unfinished
from widerwindow.grading.keeping.lock import alone
from widerwindow.grading.keeping.trouble import in_words
from widerwindow.grading.storage import sweep


@contextmanager
def writing(course: Course, command: str, keep: Sequence[str] = backups.SMALL) -> Iterator[str | None]:
    """Let `command` change the course by itself. Give the command that was cut off before and is finished now, if any.

    The parts named by `keep` are kept first. Raises Trouble where somebody else is writing, or the disk fails.
    """
    with in_words(), alone(course, command), unfinished.finished(course, command) as finished:
        sweep(course.classroom)
        backups.sweep(course)
        if keep:
            backups.keep(course, command, keep)
        yield finished
