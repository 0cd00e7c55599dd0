"""The questions of self-checks and quizzes: a folder for each kind, with all that it says, reads, scores and shows.

An answer is plain data; the file of each kind says which. `None` means that nothing was answered. Scores are points,
from 0.0 to the question's own.

This file is the only one that names every kind. A new kind is a folder beside the others, an import and a name in
`MachineMarked`, or beside `WrittenAnswer` where a person marks it.
"""

from collections.abc import Iterator
from typing import Annotated, get_args

from pydantic import Field

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import repeated_ids
from widerwindow.content.questions.base import BaseQuestion, KeyedQuestion
from widerwindow.content.questions.matching import Matching
from widerwindow.content.questions.multiple import Multiple
from widerwindow.content.questions.number import Number
from widerwindow.content.questions.ordering import Ordering
from widerwindow.content.questions.parts import Answer, ChoiceCount, Offer, Use
from widerwindow.content.questions.single import Single
from widerwindow.content.questions.sorting import Sorting
from widerwindow.content.questions.written import WrittenAnswer
from widerwindow.messages import Messages

__all__ = [
    "KINDS",
    "Answer",
    "BaseQuestion",
    "ChoiceCount",
    "KeyedQuestion",
    "MachineMarked",
    "Offer",
    "Question",
    "Use",
    "faults_in",
]

_say = Messages(__package__)

MachineMarked = Single | Multiple | Sorting | Matching | Ordering | Number
Question = Annotated[MachineMarked | WrittenAnswer, Field(discriminator="type")]

KINDS: dict[str, type[BaseQuestion]] = {
    name: kind for kind in get_args(get_args(Question)[0]) for name in get_args(kind.model_fields["type"].annotation)
}
"""Each kind by its `type`, which is the name of its folder too."""


def faults_in(questions: list[Question], use: Use | None = None) -> Iterator[Fault]:
    """Yield what is wrong in the `questions` of a file, which are all for one `use` unless it is None."""
    yield from repeated_ids((("questions",), questions))
    for position, question in enumerate(questions):
        yield from question.faults(("questions", position))
        if use and question.use not in (None, use):
            advice = _say.advice(f"not_for_{use}", question=question.id)
            yield Fault(("questions", position, "use"), *advice)
