"""A bank: questions that quizzes draw from by their tags. Like a quiz it holds keys, and never reaches the site."""

from collections.abc import Iterator

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Named
from widerwindow.content.questions import Question, faults_in
from widerwindow.messages import Messages

_say = Messages(__package__)


class Bank(Named):
    """One file of `exercises/bank`. Each question names its outcome, as in a quiz, and has at least one tag."""

    questions: list[Question] = Field(min_length=1)

    @override
    def faults(self) -> Iterator[Fault]:
        yield from faults_in(self.questions)
        for position, question in enumerate(self.questions):
            where = ("questions", position)
            if not question.tags:
                yield Fault(where, *_say.advice("no_tag", question=question.id))
            if not question.outcome:
                yield Fault(where, *_say.advice("bank_no_outcome", question=question.id))
