"""The questions of a part of the course, for files that a trainer brings into another system. They hold the answers."""

from collections.abc import Iterator
from typing import NamedTuple

from widerwindow.content.course import Course
from widerwindow.content.questions import Question, Use
from widerwindow.content.quizzes.bank import Bank
from widerwindow.messages import Messages
from widerwindow.publish.parts import Part

_say = Messages(__package__)


class Pool(NamedTuple):
    """Questions that belong together, under a title: a quiz, or those of a module in the bank that are for one use."""

    id: str
    title: str
    questions: list[Question]


def pools(course: Course, part: Part) -> list[Pool]:
    """Return the questions of `part`, none twice: those of its quizzes, then those of the bank. Raises ContentError."""
    return [pool for name in part.modules for pool in _of_module(course, name) if pool.questions]


def _of_module(course: Course, name: str) -> Iterator[Pool]:
    module = course.module(name)
    if module.quiz:
        quiz = course.quiz_as_written(module.quiz)
        yield Pool(f"{name}-quiz", quiz.title, quiz.questions)
    yield Pool(f"{name}-graded", _say("pool_graded", module=module.title), _banked(course, name, "graded"))
    yield Pool(f"{name}-practice", _say("pool_practice", module=module.title), _banked(course, name, "practice"))


def _banked(course: Course, module: str, use: Use) -> list[Question]:
    files = [course.read(file, Bank) for file in course.files(Bank)]
    return [each for bank in files for each in bank.used_for(use) if (each.module or bank.module) == module]
