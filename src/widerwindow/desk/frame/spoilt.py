"""The quizzes whose files have mistakes: a page goes on with all others, and says of these what is wrong, and where."""

from typing import NamedTuple

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course


class Spoilt(NamedTuple):
    """A quiz that nobody can use, and what is wrong with it: each with its file, its line and a sentence."""

    quiz: str
    faults: list[tuple[str, int, str]]


def spoilt(course: Course) -> list[Spoilt]:
    """Return the quizzes of `course` that cannot be read."""
    found = {name: _problems(course, name) for name in course.quizzes()}
    return [Spoilt(name, [_placed(course, each) for each in problems]) for name, problems in found.items() if problems]


def sound(course: Course) -> list[str]:
    """Return the names of all others."""
    return [name for name in course.quizzes() if not _problems(course, name)]


def _problems(course: Course, name: str) -> list[Problem]:
    try:
        course.quiz(name)
    except ContentError as error:
        return error.problems
    return []


def _placed(course: Course, problem: Problem) -> tuple[str, int, str]:
    return problem.file.relative_to(course.root).as_posix(), problem.line, f"{problem.message} {problem.hint}"
