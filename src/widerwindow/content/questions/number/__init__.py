"""A number, right within a tolerance. It is answered with an int or a float."""

from collections.abc import Hashable, Iterable
from decimal import Decimal
from random import Random
from typing import Annotated, ClassVar, Literal, TypedDict, final

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.markdown import to_inline_html
from widerwindow.content.core.reading import Part, Text
from widerwindow.content.questions.base import KeyedQuestion, PublicQuestion
from widerwindow.content.questions.form import Amount, Form, Words, points
from widerwindow.content.questions.number import reading
from widerwindow.content.questions.parts import (
    Answer,
    Choice,
    Explained,
    Option,
    PublicPart,
    Told,
    feedback_of,
    right_or_not,
    shown,
)
from widerwindow.messages import Messages

_say = Messages(__package__)

_MOST = 1e12

Figure = Annotated[float, Field(strict=True, allow_inf_nan=False, le=_MOST)]


class Verdicts(Part):
    """What to say to a number that is right, too low or too high."""

    right: Text
    too_low: Text
    too_high: Text


class PublicNumber(PublicQuestion):
    """What a learner may see of it."""

    type: Literal["number"]
    unit: str


class RevealedNumber(TypedDict):
    """What a self-check needs besides: the numbers that are right, as bounds, and all numbers as three ranges."""

    key: Literal["right"]
    bounds: list[float]
    ranges: list[PublicPart]
    feedback: dict[str, str]


@final
class Number(KeyedQuestion):
    """A number. It is right if it is at most `tolerance` away from the key, to either side."""

    type: Literal["number"]
    key: Figure = Field(ge=-_MOST)
    tolerance: Figure = Field(default=0.0, ge=0)
    unit: Text | None = None
    said: Verdicts = Field(alias="feedback")

    not_read: ClassVar[frozenset[str]] = KeyedQuestion.not_read | {"tolerance"}

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest number that is right: 0.4 is no more than 0.1 away from 0.3, as on paper."""
        key, tolerance = Decimal(repr(self.key)), Decimal(repr(self.tolerance))
        return float(key - tolerance), float(key + tolerance)

    @property
    def ranges(self) -> list[Option]:
        """All numbers, as three options: those that are right, and those below and above them."""
        low, high = map(_plain, self.bounds)
        right = low if low == high else self.say("from_to", low=low, high=high)
        return [
            self._range("right", right, self.said.right),
            self._range("low", self.say("too_low", low=low), self.said.too_low),
            self._range("high", self.say("too_high", high=high), self.said.too_high),
        ]

    def range_of(self, number: float) -> Option:
        """Return the range that `number` lies in."""
        right, below, above = self.ranges
        low, high = self.bounds
        return below if number < low else above if number > high else right

    @classmethod
    @override
    def form(cls) -> Form:
        return Form(
            _say("called"),
            [
                points(),
                Amount("key", _say("right_number")),
                Amount("tolerance", _say("tolerance"), usual=0),
                Words("unit", _say("unit"), "line", optional=True),
                Words("feedback.right", _say("said_right")),
                Words("feedback.too_low", _say("said_too_low")),
                Words("feedback.too_high", _say("said_too_high")),
            ],
        )

    @override
    def public(self) -> PublicNumber:
        unit = to_inline_html(self.unit) if self.unit else ""
        return {**super().public(), "type": self.type, "unit": unit}

    @override
    def revealed(self) -> RevealedNumber:
        ranges = self.ranges
        return {"key": "right", "bounds": [*self.bounds], "ranges": shown(ranges), "feedback": feedback_of(ranges)}

    @override
    def invented(self, chance: Random, number: int = 0) -> Answer:
        return self.key if chance.random() < 0.5 else self.bounds[1] + 1

    @override
    def unreadable(self, answer: object) -> str | None:
        if answer is None:
            return None
        if isinstance(answer, bool) or not isinstance(answer, int | float):
            return self.say("no_number")
        return None if abs(answer) <= _MOST else self.say("beyond_measure")

    @override
    def meant(self, text: str) -> float | None:
        number = reading.number_in(text, reading.plain(self.unit or ""))
        return None if number is None or self.unreadable(number) else number

    @override
    def score(self, answer: Answer) -> float:
        """Return all the points for a number within the bounds, else 0."""
        low, high = self.bounds
        return float(self.points * (isinstance(answer, int | float) and low <= answer <= high))

    @override
    def hidden_test_source(self) -> str:
        (low, high), name = self.bounds, self.variable
        number = f"(_b.type({name}) is _b.int or _b.type({name}) is _b.float)"
        return f"_b.float({self.points} * ({number} and {low!r} <= {name} <= {high!r}))"

    @override
    def offered(self) -> list[str]:
        return [self.say("in_unit", unit=self.unit)] if self.unit else []

    @override
    def feedback(self, answer: Answer) -> list[Told]:
        if not isinstance(answer, int | float):
            return []
        return [Told(self._with_unit(_plain(answer)), self.range_of(answer).feedback)]

    @override
    def right_answer(self) -> list[str]:
        return [self._with_unit(_plain(self.key))]

    @override
    def explained(self) -> list[Explained]:
        return [Explained(part.id, part.text, right_or_not(part.id == "right"), part.feedback) for part in self.ranges]

    @override
    def choices(self) -> Iterable[Choice]:
        return [Choice(part.id, None, part.text, part.id == "right") for part in self.ranges]

    @override
    def picks(self, answer: Answer) -> set[Hashable]:
        return {self.range_of(answer).id} if isinstance(answer, int | float) else set()

    def _range(self, name: str, text: str, said: str) -> Option:
        return Option(id=name, text=self._with_unit(text), feedback=said)

    def _with_unit(self, text: str) -> str:
        return self.say("with_unit", number=text, unit=self.unit) if self.unit else text


def _plain(number: float) -> str:
    """Return `number` as people write it: 20, 0.5, never 2e1."""
    return f"{Decimal(repr(number)).normalize():f}"
