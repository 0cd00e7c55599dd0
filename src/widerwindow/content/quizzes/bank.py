"""A bank: questions that quizzes draw from by their tags. Like a quiz it holds keys, and never reaches the site."""

from collections.abc import Iterator

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Named
from widerwindow.content.questions import Question, faults_in


class Bank(Named):
    """One file of `exercises/bank`. Each question names its outcome, as in a quiz, and has at least one tag."""

    questions: list[Question] = Field(min_length=1)

    @override
    def faults(self) -> Iterator[Fault]:
        yield from faults_in(self.questions)
        for position, question in enumerate(self.questions):
            where = ("questions", position)
            if not question.tags:
                wrong = f"The question `{question.id}` has no tag, so no quiz can draw it."
                yield Fault(where, wrong, "Add a line such as `tags: [easy]`.")
            if not question.outcome:
                wrong = f"The question `{question.id}` names no outcome."
                yield Fault(where, wrong, "Add `outcome:` with an outcome of the quizzes that draw it.")
