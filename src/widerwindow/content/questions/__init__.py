"""The questions of self-checks and quizzes: how each kind is written, answered and scored.

An answer is plain data; the file of each kind says which. `None` means that nothing was answered. Scores are points,
from 0.0 to the question's own.
"""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import repeated_ids
from widerwindow.content.questions.base import Answer, Shown
from widerwindow.content.questions.matching import Matching
from widerwindow.content.questions.multiple import Multiple
from widerwindow.content.questions.number import Number
from widerwindow.content.questions.ordering import Ordering
from widerwindow.content.questions.placing import Placing
from widerwindow.content.questions.single import Single
from widerwindow.content.questions.sorting import Sorting
from widerwindow.content.questions.written import WrittenAnswer

__all__ = [
    "Answer",
    "MachineMarked",
    "Matching",
    "Multiple",
    "Number",
    "Ordering",
    "Placing",
    "Question",
    "Shown",
    "Single",
    "Sorting",
    "WrittenAnswer",
    "faults_in",
]

MachineMarked = Single | Multiple | Sorting | Matching | Ordering | Number
Question = Annotated[MachineMarked | WrittenAnswer, Field(discriminator="type")]


def faults_in(questions: list[Question]) -> Iterator[Fault]:
    """Yield what is wrong in the `questions` of a self-check or a quiz."""
    yield from repeated_ids((("questions",), questions))
    for position, question in enumerate(questions):
        yield from question.faults(("questions", position))
