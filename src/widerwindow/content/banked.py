"""The questions of the bank that a quiz may have, each with the module it belongs to and its outcome in words."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import read, read_text
from widerwindow.content.core.rewriting import held
from widerwindow.content.course import Course
from widerwindow.content.questions import Question
from widerwindow.content.quizzes.bank import Bank

_OF_THE_BANK = {"tags", "use", "module"}
"""What a question has only as long as it stands in the bank."""


@dataclass(frozen=True)
class Banked:
    """A question of the bank."""

    question: Question
    module: str
    """"" where it belongs to none."""

    outcome: str
    """In the words of a quiz that has it, else its id."""

    data: Mapping[str, Any]
    """As its file holds it."""

    def copied(self) -> dict[str, Any]:
        """Return it as a quiz's own file holds it."""
        return {key: value for key, value in self.data.items() if key not in _OF_THE_BANK}


def banked(course: Course) -> list[Banked]:
    """Return the questions that are for a grade, file by file. Raises ContentError."""
    words = _outcomes(course)
    found = []
    for file in course.files(Bank):
        bank, data = read(file, Bank), {each["id"]: each for each in held(read_text(file))["questions"]}
        for each in bank.used_for("graded"):
            module, outcome = each.module or bank.module or "", str(each.outcome)
            said = words.get((module, outcome)) or words.get(("", outcome)) or outcome
            found.append(Banked(each, module, said, data[each.id]))
    return found


def _outcomes(course: Course) -> dict[tuple[str, str], str]:
    """Return what each outcome is in words, by the module whose quiz has it, and by none."""
    found: dict[tuple[str, str], str] = {}
    for name in course.quizzes():
        with suppress(ContentError):
            found |= {("", outcome): said for outcome, said in course.quiz_as_written(name).outcomes.items()}
    for module in course.modules():
        with suppress(ContentError):
            quiz = course.module(module).quiz
            outcomes = course.quiz_as_written(quiz).outcomes if quiz else {}
            found |= {(module, outcome): said for outcome, said in outcomes.items()}
    return found
