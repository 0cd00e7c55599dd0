"""A number, right within a tolerance. It is answered with an int or a float."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field
from typing_extensions import override

from widerwindow.content.markdown import to_html, to_inline_html
from widerwindow.content.questions.base import Answer, KeyedQuestion
from widerwindow.content.reading import Part, Text

_MOST = 1e12

Figure = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=-_MOST, le=_MOST)]


class Said(Part):
    """What to say to a number that is right, too low or too high."""

    right: Text
    too_low: Text
    too_high: Text


class Number(KeyedQuestion):
    """A number. It is right if it is at most `tolerance` away from the key, to either side."""

    type: Literal["number"]
    key: Figure
    tolerance: Figure = Field(default=0.0, ge=0)
    unit: Text | None = None
    said: Said = Field(alias="feedback")

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest number that is right: 0.4 is no more than 0.1 away from 0.3, as on paper."""
        key, tolerance = Decimal(repr(self.key)), Decimal(repr(self.tolerance))
        return float(key - tolerance), float(key + tolerance)

    @override
    def public(self) -> dict[str, Any]:
        return super().public() | {"unit": to_inline_html(self.unit) if self.unit else ""}

    @override
    def revealed(self) -> dict[str, Any]:
        low, high = self.bounds
        fitting = _plain(low) if low == high else f"{_plain(low)} to {_plain(high)}"
        ranges = {
            "right": fitting,
            "too_low": f"Less than {_plain(low)}",
            "too_high": f"More than {_plain(high)}",
        }
        return {
            "key": "right",
            "bounds": [low, high],
            "ranges": [{"id": name, "text": to_inline_html(self._with_unit(text))} for name, text in ranges.items()],
            "feedback": {name: to_html(getattr(self.said, name)) for name in ranges},
        }

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
        low, high = self.bounds
        said = self.said.too_low if answer < low else self.said.too_high if answer > high else self.said.right
        return [(self._with_unit(_plain(answer)), said)]

    def _with_unit(self, text: str) -> str:
        return f"{text} {self.unit}" if self.unit else text


def _plain(number: float) -> str:
    """Return `number` as people write it: 20, 0.5, never 2e1."""
    return f"{Decimal(repr(number)).normalize():f}"
