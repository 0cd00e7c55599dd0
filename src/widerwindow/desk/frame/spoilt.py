"""The quizzes whose files have mistakes: a page goes on with all others, and says of these what is wrong, and where."""

from typing import NamedTuple

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course


class Spoilt(NamedTuple):
    """A quiz that nobody can use, and what is wrong with it: each with its line and a sentence.

    A fault that is not in the quiz's own file, as a question of the bank may have it, has the other file's name before.
    """

    quiz: str
    faults: list[tuple[str, int, str]]


def spoilt(course: Course) -> list[Spoilt]:
    """Return the quizzes of `course` that cannot be read."""
    found = {name: _problems(course, name) for name in course.quizzes()}
    return [Spoilt(name, [_placed(name, each) for each in problems]) for name, problems in found.items() if problems]


def sound(course: Course) -> list[str]:
    """Return the names of all others."""
    return [name for name in course.quizzes() if not _problems(course, name)]


def _problems(course: Course, name: str) -> list[Problem]:
    try:
        course.quiz(name)
    except ContentError as error:
        return error.problems
    return []


def _placed(quiz: str, problem: Problem) -> tuple[str, int, str]:
    other = problem.file.stem if problem.file.stem != quiz else ""
    return other, problem.line, f"{problem.message} {problem.hint}"
