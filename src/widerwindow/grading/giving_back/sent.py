"""What was saved to be sent to whom: it is known by the pages in it, as each way of sending names them otherwise."""

import io
import zipfile
from collections.abc import Collection, Iterable
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from widerwindow.content.course import Course
from widerwindow.grading.gradebook.given import given, note_given
from widerwindow.grading.storage import State, feedback_file, handed_in, state_of

_MOST = 20_000  # pages of which the sum is remembered


class Sent(NamedTuple):
    """What was last saved to be sent to one learner."""

    at: datetime
    is_this: bool
    """Whether it was the page that she has now; else it was one before."""


def pages_in(packed: bytes) -> list[bytes]:
    """Return the pages in a zip."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def note_sent(book: Any, course: Course, quiz: str, pages: Iterable[bytes]) -> None:  # noqa: ANN401 - nbgrader's Gradebook
    """Write down that the learners whose pages these are were given them now."""
    sums = {sha256(page).hexdigest() for page in pages}
    now = {learner: _sum(course, quiz, learner) for learner in handed_in(course, quiz)}
    note_given(book, quiz, {learner: page for learner, page in now.items() if page in sums})


def sent(book: Any, course: Course, quiz: str, learners: Collection[str]) -> dict[str, Sent]:  # noqa: ANN401 - as above
    """Return what was saved to be sent to each of the `learners`, where something was."""
    return {
        learner: Sent(each.at, each.page == _sum(course, quiz, learner))
        for learner, each in given(book, quiz).items()
        if learner in learners
    }


def _sum(course: Course, quiz: str, learner: str) -> str:
    """Return the sum of a learner's page; "" where she has none."""
    file = feedback_file(course, learner, quiz)
    state = state_of(file)
    return _sum_of(file, state) if state else ""


@lru_cache(maxsize=_MOST)
def _sum_of(file: Path, _state: State) -> str:
    return sha256(file.read_bytes()).hexdigest()
