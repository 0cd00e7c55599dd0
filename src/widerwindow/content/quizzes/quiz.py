"""A graded quiz: questions with keys and rubrics that never reach the site."""

import math
from collections.abc import Iterator
from typing import Literal, TypedDict

from pydantic import Field, model_validator
from typing_extensions import override

from widerwindow.content.core.markdown import to_html
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Part, Text
from widerwindow.content.questions import KeyedQuestion, MachineMarked, Question, faults_in
from widerwindow.content.questions.base import PublicQuestion
from widerwindow.content.quizzes.rules import Settings
from widerwindow.messages import Messages

_say = Messages(__package__)


class PublicQuiz(TypedDict):
    """A quiz as learners have it, without its keys: texts are HTML."""

    id: str
    title: str
    intro: str
    questions: list[PublicQuestion]


class Draw(Part):
    """So many questions with one `tag`, to be drawn from the bank when the quiz is released.

    With `one_of` it is a set that belongs together: all questions with one of these tags. Chance says which, or `take`.
    """

    tag: Id = ""
    one_of: list[Id] = Field(default_factory=list)
    take: Id | None = None
    count: int = Field(ge=1)

    @model_validator(mode="after")
    def _tag_or_set(self) -> "Draw":
        if bool(self.tag) == bool(self.one_of):
            raise ValueError(_say("tag_or_set"))
        if self.take and self.take not in self.one_of:
            raise ValueError(_say("take_none_of", tag=self.take))
        return self

    @property
    def tags(self) -> list[str]:
        """The tags that it may draw by."""
        return self.one_of or [self.tag]


class Quiz(Settings):
    """What a trainer sets. Each question names the outcome that it looks at."""

    intro: Text
    outcomes: dict[Id, Text]
    questions: list[Question] = Field(default_factory=list)
    draw: list[Draw] = Field(default_factory=list)
    show_key: Literal["never", "after_deadline", "always"] = "never"
    """Whether the feedback page tells the right answers too."""

    @override
    def faults(self) -> Iterator[Fault]:
        yield from super().faults()
        if self.show_key == "after_deadline" and not self.deadline:
            yield Fault(("show_key",), *_say.advice("key_without_deadline"))
        yield from faults_in(self.questions, "graded")
        for position, question in enumerate(self.questions):
            if question.outcome not in self.outcomes:
                advice = _say.advice("no_outcome", question=question.id, known=self.outcomes)
                yield Fault(("questions", position, "outcome"), *advice)

    @property
    def machine_marked(self) -> list[MachineMarked]:
        """The questions that are scored against a key."""
        return [question for question in self.questions if isinstance(question, KeyedQuestion)]

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing yet. It can be written on, and not released."""
        return not self.questions and not self.draw

    def emptiness(self) -> Iterator[Fault]:
        """Yield what is to be said of it where it is empty."""
        if self.is_empty:
            yield Fault(("questions",), *_say.advice("no_questions"))

    @property
    def points(self) -> float:
        """What the whole quiz is worth."""
        return float(sum(question.points for question in self.questions))

    @property
    def opening(self) -> str:
        """What stands above the questions, in Markdown: the intro, and the rules in plain words."""
        rules = "\n".join(f"- {rule}" for rule in self.rules(self.points))
        return f"{self.intro}\n\n{rules}"

    def passed(self, points: float) -> bool | None:
        """Return whether `points`, all that counts of a hand-in, are enough; None where there is no pass mark."""
        needed = self.needed(self.points)
        return None if needed is None else points >= needed or math.isclose(points, needed)

    def public(self) -> PublicQuiz:
        """Return what a learner sees: no key, no feedback."""
        return {
            "id": self.id,
            "title": self.title,
            "intro": to_html(self.opening),
            "questions": [question.public() for question in self.questions],
        }
