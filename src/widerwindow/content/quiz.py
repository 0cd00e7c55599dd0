"""A graded quiz: questions with keys and rubrics that never reach the site."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field
from typing_extensions import override

from widerwindow.content.markdown import to_html
from widerwindow.content.problems import Fault
from widerwindow.content.questions import MachineMarked, Question, WrittenAnswer, faults_in
from widerwindow.content.reading import Id, Named, Text


class Quiz(Named):
    """What a trainer sets. Each question names the outcome that it looks at."""

    intro: Text
    outcomes: dict[Id, Text] = Field(min_length=1)
    questions: list[Question] = Field(min_length=1)
    show_key: Literal["never", "always"] = "never"
    """Whether the feedback page tells the right answers too."""

    @override
    def faults(self) -> Iterator[Fault]:
        yield from faults_in(self.questions)
        for position, question in enumerate(self.questions):
            if question.outcome not in self.outcomes:
                wrong = f"The question `{question.id}` names no outcome of this quiz."
                instead = f"Write `outcome:` with one of: {', '.join(self.outcomes)}."
                yield Fault(("questions", position, "outcome"), wrong, instead)

    @property
    def machine_marked(self) -> list[MachineMarked]:
        """The questions that are scored against a key."""
        return [question for question in self.questions if not isinstance(question, WrittenAnswer)]

    @property
    def written(self) -> list[WrittenAnswer]:
        """The questions that wait for a person."""
        return [question for question in self.questions if isinstance(question, WrittenAnswer)]

    def public(self) -> dict[str, Any]:
        """Return what a learner sees: no key, no feedback."""
        return {
            "id": self.id,
            "title": self.title,
            "intro": to_html(self.intro),
            "questions": [question.public() for question in self.questions],
        }
