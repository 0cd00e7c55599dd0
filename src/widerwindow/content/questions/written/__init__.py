"""An answer in the learner's own words. It is text."""

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.markdown import to_inline_html
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Part, Text, Where, repeated_ids
from widerwindow.content.questions.base import Answer, BaseQuestion


class Criterion(Part):
    """One row of a rubric; `levels` says what an answer worth 0, 1, 2 ... points looks like."""

    id: Id
    title: Text
    levels: list[Text] = Field(min_length=2)


class WrittenAnswer(BaseQuestion):
    """A question answered in the learner's own words and marked by a person with a rubric."""

    type: Literal["written"]
    rows: int = Field(default=8, ge=2, le=40)
    rubric: list[Criterion] = Field(min_length=1)

    marked_by_machine: ClassVar[bool] = False

    @override
    def faults(self, where: Where) -> Iterator[Fault]:
        yield from super().faults(where)
        yield from repeated_ids(((*where, "rubric"), self.rubric))
        most = sum(len(criterion.levels) - 1 for criterion in self.rubric)
        if most != self.points:
            wrong = f"The rubric's highest levels add up to {most}, but the question has {self.points} points."
            yield Fault((*where, "points"), wrong, f"Write `points: {most}`, or change the levels.")

    @override
    def public(self) -> dict[str, Any]:
        rubric = [
            {"title": row.title, "levels": [to_inline_html(level) for level in row.levels]} for row in self.rubric
        ]
        return super().public() | {"rows": self.rows, "rubric": rubric}

    @override
    def unreadable(self, answer: object) -> str | None:
        return None if answer is None or isinstance(answer, str) else "it is not text"

    @override
    def feedback(self, answer: Answer) -> list[tuple[str, str]]:
        return []
