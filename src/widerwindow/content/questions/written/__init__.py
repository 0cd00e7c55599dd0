"""An answer in the learner's own words. It is text."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import ClassVar, Literal, TypedDict, final

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.markdown import to_inline_html
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Where, repeated_ids
from widerwindow.content.questions.base import BaseQuestion, PublicQuestion
from widerwindow.content.questions.parts import Answer, Choice, Criterion, Explained, Told, one_line


class PublicCriterion(TypedDict):
    """One row of the rubric as the front end has it: its levels are HTML."""

    title: str
    levels: list[str]


class PublicWritten(PublicQuestion):
    """What a learner may see of it, the rubric too."""

    type: Literal["written"]
    rows: int
    rubric: list[PublicCriterion]


@final
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
            yield Fault((*where, "points"), *self.advice("other_points", most=most, points=self.points))

    @override
    def public(self) -> PublicWritten:
        rubric: list[PublicCriterion] = [
            {"title": row.title, "levels": [to_inline_html(level) for level in row.levels]} for row in self.rubric
        ]
        return {**super().public(), "type": self.type, "rows": self.rows, "rubric": rubric}

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
