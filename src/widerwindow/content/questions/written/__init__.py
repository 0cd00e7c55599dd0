"""An answer in the learner's own words. It is text."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from random import Random
from typing import ClassVar, Literal, TypedDict, final

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.markdown import to_inline_html
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Part, Text, Where, repeated_ids
from widerwindow.content.questions.base import BaseQuestion, PublicQuestion
from widerwindow.content.questions.form import Amount, Form
from widerwindow.content.questions.form_rows import Rubric
from widerwindow.content.questions.parts import Answer, Choice, Criterion, Explained, Told, Worked, one_line
from widerwindow.messages import Messages

_say = Messages(__package__)


class PublicCriterion(TypedDict):
    """One row of the rubric as the front end has it: its levels are HTML."""

    title: str
    levels: list[str]


class PublicLength(TypedDict):
    """How many words are asked for."""

    least: int
    most: int


class PublicWritten(PublicQuestion):
    """What a learner may see of it, the rubric too."""

    type: Literal["written"]
    rows: int
    length: PublicLength | None
    rubric: list[PublicCriterion]


class Length(Part):
    """How many words the prompt asks for: from `least` to `most`, which are the same where it says “about”."""

    least: int = Field(ge=1)
    most: int = Field(ge=1)

    def public(self) -> PublicLength:
        """Return it for the front end."""
        return {"least": self.least, "most": self.most}


@final
class WrittenAnswer(BaseQuestion):
    """A question answered in the learner's own words and marked by a person with a rubric."""

    type: Literal["written"]
    rows: int = Field(default=8, ge=2, le=40)
    length: Length | None = None
    rubric: list[Criterion] = Field(min_length=1)
    examples: Worked | None = None
    made_up: list[Text] = Field(default_factory=list)
    """Answers that nobody gave, for trainers to practise marking with."""

    marked_by_machine: ClassVar[bool] = False
    not_read: ClassVar[frozenset[str]] = BaseQuestion.not_read | {"examples", "made_up", "length"}

    @override
    def faults(self, where: Where) -> Iterator[Fault]:
        yield from super().faults(where)
        yield from repeated_ids(((*where, "rubric"), self.rubric))
        most = sum(len(criterion.levels) - 1 for criterion in self.rubric)
        if most != self.points:
            yield Fault((*where, "points"), *self.advice("other_points", most=most, points=self.points))
        if self.length and self.length.least > self.length.most:
            yield Fault((*where, "length"), *self.advice("length_turned"))

    @classmethod
    @override
    def form(cls) -> Form:
        rows = Amount("rows", _say("rows"), whole=True, usual=8)
        return Form(_say("called"), [Rubric(), rows])

    @override
    def public(self) -> PublicWritten:
        rubric: list[PublicCriterion] = [
            {"title": row.title, "levels": [to_inline_html(level) for level in row.levels]} for row in self.rubric
        ]
        length = self.length.public() if self.length else None
        return {**super().public(), "type": self.type, "rows": self.rows, "length": length, "rubric": rubric}

    @override
    def unreadable(self, answer: object) -> str | None:
        return None if answer is None or isinstance(answer, str) else self.say("no_text")

    @override
    def offered(self) -> list[str]:
        rows = [f"- **{row.title}:** " + "; ".join(_levels(row.levels)) for row in self.rubric]
        return [self.say("rubric"), "\n".join(rows)]

    @override
    def rubric_rows(self) -> Sequence[Criterion]:
        return self.rubric

    @override
    def worked(self) -> Worked | None:
        return self.examples

    @override
    def invented(self, chance: Random, number: int = 0) -> Answer:
        if self.made_up:
            return self.made_up[number % len(self.made_up)]
        shown = [f"{row.title}: {one_line(chance.choice(row.levels))}" for row in self.rubric]
        return "\n\n".join([self.say("invented"), *shown])

    @property
    @override
    def is_sketched(self) -> bool:
        return not self.made_up

    @override
    def feedback(self, answer: Answer) -> list[Told]:
        return []

    @override
    def right_answer(self) -> list[str]:
        return []

    @override
    def explained(self) -> list[Explained]:
        return []

    @override
    def choices(self) -> Iterable[Choice]:
        return ()

    @override
    def picks(self, answer: Answer) -> Iterable[Hashable]:
        return ()


def _levels(levels: list[str]) -> Iterator[str]:
    for points, level in enumerate(levels):
        yield f"{points}: {one_line(level).rstrip('.')}"
