"""What all questions share: how they are written, and what a learner sees of them."""

import keyword
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from pydantic import Field

from widerwindow.content.core.markdown import to_html, to_inline_html
from widerwindow.content.core.note import ContentNote
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Part, Text, Where

Answer = str | list[str] | dict[str, str] | float | None


class Shown(Part):
    """A part of a question that learners see."""

    id: Id
    text: Text


class Option(Shown):
    """One answer to choose, or one item to sort, match or order, with what to say to someone who did."""

    feedback: Text


class BaseQuestion(Part):
    """A question of any kind."""

    id: Id
    prompt: Text
    outcome: Id | None = None
    tags: list[Id] = Field(default_factory=list)
    """By which a quiz draws it, where it stands in the bank."""
    points: int = Field(default=1, ge=1)
    note: ContentNote | None = None

    marked_by_machine: ClassVar[bool]

    @property
    def variable(self) -> str:
        """The name that the answer has in the notebook."""
        return self.id.replace("-", "_")

    def faults(self, where: Where) -> Iterator[Fault]:
        """Yield what is wrong in a question that stands at `where` in its file."""
        if keyword.iskeyword(self.id):
            yield Fault((*where, "id"), f"`{self.id}` is a word that Python keeps for itself.", "Choose another id.")

    def public(self) -> dict[str, Any]:
        """Return what a learner may see before she answers: no key and no feedback."""
        return {
            "id": self.id,
            "type": self.type,  # type: ignore[attr-defined]
            "prompt": to_html(self.prompt),
            "points": self.points,
            "note": self.note.public() if self.note else None,
        }

    @abstractmethod
    def unreadable(self, answer: object) -> str | None:
        """Return why `answer` is not an answer to this question, or None where it is one."""

    @abstractmethod
    def feedback(self, answer: Answer) -> list[tuple[str, str]]:
        """Return (what was answered, what to say of it) in Markdown, for each part of an answer that is readable."""

    def left_open(self, answer: Answer) -> list[str]:  # noqa: ARG002 - most kinds are answered whole or not at all
        """Return the parts, in Markdown, that a readable answer passes over; none where nothing is answered."""
        return []


class KeyedQuestion(BaseQuestion):
    """A question with a key, which a machine can mark."""

    marked_by_machine: ClassVar[bool] = True

    @abstractmethod
    def score(self, answer: Answer) -> float:
        """Return the points for a readable answer, from 0.0 to the question's own."""

    @abstractmethod
    def revealed(self) -> dict[str, Any]:
        """Return what a self-check needs besides what is public: the key, and what to say to each answer, as HTML."""


def shown(parts: Sequence[Shown]) -> list[dict[str, str]]:
    """Return the id of each part and its text as HTML."""
    return [{"id": part.id, "text": to_inline_html(part.text)} for part in parts]


def told(options: Sequence[Option]) -> dict[str, str]:
    """Return what to say to each option, as HTML, by its id."""
    return {option.id: to_html(option.feedback) for option in options}
