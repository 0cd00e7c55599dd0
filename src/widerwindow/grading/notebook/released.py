"""A quiz with the rules that learners were shown: those of its release, whatever its file says by now."""

import json

from pydantic import ValidationError

from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.content.quizzes.rules import Rules
from widerwindow.grading.storage import release_file


def released_quiz(course: Course, name: str) -> Quiz:
    """Return the quiz `name`, its rules as they were released. Raises ContentError.

    Where it was not released, or before a release kept its rules, its file says them.
    """
    return with_released_rules(course, course.quiz(name))


def with_released_rules(course: Course, quiz: Quiz) -> Quiz:
    """Return `quiz`, which need stand in no file yet, likewise."""
    rules = _rules(course, quiz.id)
    return quiz.model_copy(update=dict(rules)) if rules else quiz


def has_other_rules(course: Course, name: str) -> bool:
    """Return whether the rules have changed since the quiz was released. Raises ContentError."""
    return released_quiz(course, name) != course.quiz(name)


def _rules(course: Course, name: str) -> Rules | None:
    try:
        released = json.loads(release_file(course, name).read_bytes())
        return Rules.model_validate(released["metadata"]["widerwindow"]["rules"])
    except (OSError, ValueError, KeyError, TypeError, ValidationError):
        return None
