"""A gradebook that is asked again and again: nbgrader looks through all its tables whenever it opens one.

Nothing stays open between two uses, so no file is held and no server waits. Only what was found out about it is kept,
until somebody else has changed the file: then it is opened anew, as it may be another one, or spoilt.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from widerwindow.content.course import Course
from widerwindow.grading.gradebook import connection, place
from widerwindow.grading.storage import state_of


class KeptGradebook:
    """The gradebook of one course, for a process that answers many requests one after the other."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._book: Any = None
        self._state: object = None

    @contextmanager
    def open(self) -> Iterator[Any]:
        """Open it, an `nbgrader.api.Gradebook`. Raises ContentError where there is none, or where it cannot be used."""
        state = _state(self._course)
        if state is None or state != self._state:
            with connection.open_gradebook(self._course) as self._book:
                pass
        try:
            with connection.usable(self._course):
                yield self._book
        finally:
            self._book.close()  # it connects anew when it is asked again
            self._state = _state(self._course)


def _state(course: Course) -> object:
    """Return what is another where the gradebook is another or was written since; None where there is none."""
    file = place.file_of(connection.address(course))
    return state_of(file) if file else connection.address(course)
