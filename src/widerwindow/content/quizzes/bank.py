"""A bank: questions for practice, and those that quizzes draw from by their tags. It holds keys, as a quiz does."""

from collections.abc import Collection, Iterator

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Named
from widerwindow.content.questions import Question, Use, faults_in
from widerwindow.messages import Messages

_say = Messages(__package__)


class Bank(Named):
    """One file of `exercises/bank`. Each question names its outcome, as in a quiz; those to be drawn have a tag.

    `use` and `module` hold for all questions that do not say another themselves.
    """

    use: Use = "graded"
    module: Id | None = None
    questions: list[Question] = Field(min_length=1)

    @override
    def faults(self) -> Iterator[Fault]:
        yield from faults_in(self.questions)
        for position, question in enumerate(self.questions):
            where = ("questions", position)
            if not question.tags and self.use_of(question) == "graded":
                yield Fault(where, *_say.advice("no_tag", question=question.id))
            if not question.outcome and self.use_of(question) == "graded":
                yield Fault(where, *_say.advice("bank_no_outcome", question=question.id))

    def use_of(self, question: Question) -> Use:
        """Return what one of the questions is for."""
        return question.use or self.use

    def used_for(self, use: Use) -> list[Question]:
        """Return the questions that are for one `use`."""
        return [question for question in self.questions if self.use_of(question) == use]

    def unknown_modules(self, known: Collection[str]) -> Iterator[Fault]:
        """Yield a fault for each module named here that is not among the `known` ones."""
        named = [(("questions", position, "module"), each.module) for position, each in enumerate(self.questions)]
        for where, module in [(("module",), self.module), *named]:
            if module and module not in known:
                yield Fault(where, *_say.advice("no_module", module=module, known=known))
