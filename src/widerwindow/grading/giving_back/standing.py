"""How each learner's page of feedback stands: whether she has one, when it was made, and what has changed since.

It is told by what the files and the gradebook hold, never by when a file was written: a backup that is brought back, or
a copy on a stick, has other times and says the same.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.giving_back.changed import Now, changes
from widerwindow.grading.giving_back.feedback import as_it_would_be, key_is_open
from widerwindow.grading.giving_back.newer import has_come_since
from widerwindow.grading.giving_back.outcome_text import late_text
from widerwindow.grading.gradebook.marks import Marks, marks_in
from widerwindow.grading.gradebook.records import Records
from widerwindow.grading.notebook.released import released_quiz
from widerwindow.grading.storage import autograded_folder, feedback_file, handed_in, state_of, submitted_folder
from widerwindow.grading.untrusted.files import read_one

_MOST = 20_000  # pages of which it is remembered how they stand


class Standing(NamedTuple):
    """How one learner's page stands."""

    marks: Marks
    at: datetime | None
    """When her page was made; None where there is none."""

    changes: Sequence[str]
    """What has changed since, in a trainer's words."""

    is_newer: bool
    """Whether a hand-in has come that is not marked yet."""

    late: str
    """What being late costs her, in a trainer's words; "" where it was not late."""

    @property
    def is_due(self) -> bool:
        """Whether there is something to give her that she does not have."""
        return self.at is None or bool(self.changes)


class _Found(NamedTuple):
    changes: tuple[str, ...]
    is_newer: bool


_FOUND: dict[bytes, _Found] = {}
"""What was found out before, by a sum over all that it depends on: making a page only to compare it takes a while."""


def standings(book: Any, course: Course, name: str, learner: str | None = None) -> list[Standing]:  # noqa: ANN401 - nbgrader's Gradebook
    """Return from an open gradebook how each page on the quiz `name` stands, or one `learner`'s."""
    quiz = released_quiz(course, name)
    rows, with_key = marks_in(book, course, quiz, learner), key_is_open(course, quiz)
    extensions, is_over = course.extensions(), quiz.deadline is not None and quiz.deadline < datetime.now(UTC)
    about = sha256(f"{quiz!r} {with_key} {is_over}".encode()).hexdigest()
    found = []
    for each in rows:
        now = Now(each, has_more_time=extensions.due(quiz, each.learner) != quiz.deadline)
        page = feedback_file(course, each.learner, quiz.id)
        at = datetime.fromtimestamp(page.stat().st_mtime).astimezone() if page.is_file() else None
        since = _found(course, quiz, now, about, with_key=with_key)
        found.append(Standing(each, at, since.changes, since.is_newer, late_text(quiz, each)))
    return found


def unmarked(course: Course, name: str, found: Sequence[Standing]) -> list[str]:
    """Return who has handed in and is not marked at all."""
    return sorted(set(handed_in(course, name)) - {each.marks.learner for each in found})


def has_changed(book: Any, course: Course, name: str) -> bool:  # noqa: ANN401 - nbgrader's Gradebook
    """Return whether questions or keys are others than were released, so that pages would be of the old ones."""
    try:
        Records(book, course.quiz(name), course.path(Quiz, name))
    except ContentError:
        return True
    return False


def _found(course: Course, quiz: Quiz, now: Now, about: str, *, with_key: bool) -> _Found:
    """Return what has changed for a learner, and whether she has handed in again.

    It is worked out anew where a file was written since, or what is known of her or `about` the quiz is another.
    """
    learner = now.marks.learner
    page = feedback_file(course, learner, quiz.id)
    folders = submitted_folder(course, learner, quiz.id), autograded_folder(course, learner, quiz.id)
    files = [page, *(folder / name for folder in folders for name in (f"{quiz.id}.ipynb", "timestamp.txt"))]
    key = sha256(repr([about, now, *map(state_of, files)]).encode()).digest()
    if key not in _FOUND:
        if len(_FOUND) >= _MOST:
            _FOUND.clear()
        given = read_one(page).data
        now_said = as_it_would_be(course, quiz, now.marks, with_key=with_key) if given else None
        told = changes(quiz, now, given.decode(), now_said) if given and now_said else []
        _FOUND[key] = _Found(tuple(told), has_come_since(course, quiz, learner))
    return _FOUND[key]
