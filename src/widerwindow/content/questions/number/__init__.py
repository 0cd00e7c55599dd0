"""A number, right within a tolerance. It is answered with an int or a float."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.markdown import to_inline_html
from widerwindow.content.core.reading import Part, Text
from widerwindow.content.questions.base import Answer, KeyedQuestion, Option, shown, told

_MOST = 1e12

Figure = Annotated[float, Field(strict=True, allow_inf_nan=False, le=_MOST)]


class Verdicts(Part):
    """What to say to a number that is right, too low or too high."""

    right: Text
    too_low: Text
    too_high: Text


class Number(KeyedQuestion):
    """A number. It is right if it is at most `tolerance` away from the key, to either side."""

    type: Literal["number"]
    key: Figure = Field(ge=-_MOST)
    tolerance: Figure = Field(default=0.0, ge=0)
    unit: Text | None = None
    said: Verdicts = Field(alias="feedback")

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest number that is right: 0.4 is no more than 0.1 away from 0.3, as on paper."""
        key, tolerance = Decimal(repr(self.key)), Decimal(repr(self.tolerance))
        return float(key - tolerance), float(key + tolerance)

    @property
    def ranges(self) -> list[Option]:
        """All numbers, as three options: those that are right, and those below and above them."""
        low, high = map(_plain, self.bounds)
        return [
            self._range("right", low if low == high else f"{low} to {high}", self.said.right),
            self._range("low", f"Less than {low}", self.said.too_low),
            self._range("high", f"More than {high}", self.said.too_high),
        ]

    def range_of(self, number: float) -> Option:
        """Return the range that `number` lies in."""
        right, below, above = self.ranges
        low, high = self.bounds
        return below if number < low else above if number > high else right

    @override
    def public(self) -> dict[str, Any]:
        return super().public() | {"unit": to_inline_html(self.unit) if self.unit else ""}

    @override
    def revealed(self) -> dict[str, Any]:
        return {"key": "right", "bounds": [*self.bounds], "ranges": shown(self.ranges), "feedback": told(self.ranges)}

    @override
    def unreadable(self, answer: object) -> str | None:
        if answer is None:
            return None
        if isinstance(answer, bool) or not isinstance(answer, int | float):
            return "it is not one number"
        return None if abs(answer) <= _MOST else "it is a number beyond all measure"

    @override
    def score(self, answer: Answer) -> float:
        """Return all the points for a number within the bounds, else 0."""
        low, high = self.bounds
        return float(self.points * (isinstance(answer, int | float) and low <= answer <= high))

    @override
    def feedback(self, answer: Answer) -> list[tuple[str, str]]:
        if not isinstance(answer, int | float):
            return []
        return [(self._with_unit(_plain(answer)), self.range_of(answer).feedback)]

    def _range(self, name: str, text: str, said: str) -> Option:
        return Option(id=name, text=self._with_unit(text), feedback=said)

    def _with_unit(self, text: str) -> str:
        return f"{text} {self.unit}" if self.unit else text


def _plain(number: float) -> str:
    """Return `number` as people write it: 20, 0.5, never 2e1."""
    return f"{Decimal(repr(number)).normalize():f}"
