"""A self-check: questions whose feedback is shown at once, and which nobody collects."""

from collections.abc import Iterator
from typing import Annotated, TypedDict, cast

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.markdown import to_html
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Named, Text
from widerwindow.content.questions import KeyedQuestion, MachineMarked, faults_in
from widerwindow.content.questions.base import PublicQuestion


class RevealedQuestion(PublicQuestion):
    """A question with what its kind reveals, of which this much is there in all of them: what to say to each part."""

    feedback: dict[str, str]


class PublicSelfCheck(TypedDict):
    """A self-check as its widget has it: texts are HTML."""

    id: str
    title: str
    intro: str
    questions: list[RevealedQuestion]


class SelfCheck(Named):
    """Questions with their keys and feedback, all of which reach the page."""

    intro: Text | None = None
    questions: list[Annotated[MachineMarked, Field(discriminator="type")]] = Field(min_length=1)

    @override
    def faults(self) -> Iterator[Fault]:
        yield from faults_in(list(self.questions), "practice")

    def public(self) -> PublicSelfCheck:
        """Return the self-check for its widget, keys and feedback included."""
        return {
            "id": self.id,
            "title": self.title,
            "intro": to_html(self.intro) if self.intro else "",
            "questions": [revealed(question) for question in self.questions],
        }


def revealed(question: KeyedQuestion) -> RevealedQuestion:
    """Return a question with its key and feedback, for a widget that answers back."""
    return cast(RevealedQuestion, {**question.public(), **question.revealed()})  # and more, as its kind has it
