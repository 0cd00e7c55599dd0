"""How a quiz stands: read from its file, its release and the gradebook each time, so that nothing is out of date."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.content.quizzes.rules import in_words
from widerwindow.desk.reach import Reach, built_pages, reach
from widerwindow.grading.setting.release import is_fresh
from widerwindow.grading.storage import handed_in, release_file

_NEAR = timedelta(days=3)


@dataclass(frozen=True)
class Standing:
    """A quiz in the list."""

    id: str
    title: str
    release: Literal["never", "same", "changed"]
    handed_in: int
    faulty: bool = False
    """Whether its file has mistakes, so that nobody can use it."""

    empty: bool = False
    """Whether it asks for nothing yet."""

    deadline: str = ""
    """In words; "" where there is none."""

    time: Literal["", "near", "over"] = ""
    """Whether the deadline is near, or over."""

    reach: Reach = ""
    """Why learners cannot reach what is released."""


def standings(course: Course, names: Iterable[str]) -> list[Standing]:
    """Return how the quizzes with these names stand."""
    pages = built_pages(course)
    return [_standing(course, name, pages) for name in names]


def standing(course: Course, name: str) -> Standing:
    """Return how the quiz called `name` stands."""
    return _standing(course, name, built_pages(course))


def _standing(course: Course, name: str, pages: Mapping[str, int]) -> Standing:
    there = release_file(course, name).is_file()
    release: Literal["never", "same", "changed"] = (
        "never" if not there else "same" if is_fresh(course, name) else "changed"
    )
    count = len(handed_in(course, name))
    try:
        quiz = course.quiz(name)
    except ContentError:
        return Standing(name, name, release, count, faulty=True)
    reached = reach(course, name, pages) if there else ""
    return Standing(name, quiz.title, release, count, False, quiz.is_empty, *_time(quiz), reached)


def _time(quiz: Quiz) -> tuple[str, Literal["", "near", "over"]]:
    if not quiz.deadline:
        return "", ""
    left = quiz.deadline - datetime.now(UTC)
    return in_words(quiz.deadline), "over" if left < timedelta() else "near" if left <= _NEAR else ""
