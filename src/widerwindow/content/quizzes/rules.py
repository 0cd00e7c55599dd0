"""The rules of a graded quiz: how often, until when, what a late hand-in costs, and what it takes to pass.

They act when hand-ins are collected and marked. A page that works without a server can enforce none of them.
"""

import math
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, Any, ClassVar, Literal
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from pydantic import Field, PlainSerializer, PlainValidator, ValidationInfo, model_validator
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Named, Part
from widerwindow.messages import LOCALE, Messages

_say = Messages(__package__)

_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d)(?::\d\d)?(?: ([A-Za-z]\S*))?")
_A_DAY = timedelta(days=1)


def _moment(value: object, info: ValidationInfo) -> datetime:
    match = _MOMENT.fullmatch(str(value).strip())
    try:
        if match:
            zone = match[2] or (info.context or {})["zone"]
            return datetime.fromisoformat(match[1]).replace(tzinfo=ZoneInfo(zone))
    except (ValueError, OSError, KeyError):  # no such day, or no such zone
        pass
    raise ValueError(_say("no_moment"))


def _written(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} {moment.tzinfo}"


Moment = Annotated[datetime, PlainValidator(_moment), PlainSerializer(_written, when_used="json")]
"""A day and a time on the clocks of a place, written `2026-12-04 17:00` or `2026-12-04 17:00 Europe/Paris`.

One that names no place is meant on the clocks of the course, whose zone `read` is given.
"""


class Late(Part):
    """What becomes of a hand-in after the deadline. Written `accept`, `refuse`, or as in `{percent: 10, per: day}`."""

    refused: bool = False
    points: float | None = Field(default=None, gt=0)
    percent: float | None = Field(default=None, gt=0, le=100)
    per: Literal["day", "once"] = "day"

    @model_validator(mode="before")
    @classmethod
    def _one_word(cls, data: object) -> object:
        known: dict[object, dict[str, Any]] = {"accept": {}, "refuse": {"refused": True}}
        if isinstance(data, str) and data not in known:
            raise ValueError(_say("no_rule", rule=data))
        return known[data] if isinstance(data, str) else data

    @model_validator(mode="after")
    def _one_measure(self) -> "Late":
        if self.points and self.percent:
            raise ValueError(_say("two_measures"))
        return self

    def penalty(self, score: float, due: datetime, handed_in: datetime) -> float | None:
        """Return the points to take off `score`, at most all of it, or None where nothing is taken off.

        A day counts as soon as it has begun. A hand-in that is refused loses all, as with nbgrader's method "zero".
        """
        if handed_in <= due:
            return None
        if self.refused:
            return score
        each = score * self.percent / 100 if self.percent else self.points
        return None if each is None else min(score, each * self._times(due, handed_in))

    def _times(self, due: datetime, handed_in: datetime) -> int:
        """Return how often it is taken off. A day goes from one time on the clock to the same time on the next day.

        So the day on which the clocks change is one day, though it has an hour more or less.
        """
        if self.per == "once":
            return 1
        there = handed_in.astimezone(due.tzinfo).replace(tzinfo=None)
        return max(1, math.ceil((there - due.replace(tzinfo=None)) / _A_DAY))

    @property
    def words(self) -> str:
        """What a learner is told of it."""
        if self.refused:
            return _say("late_refused")
        if self.percent:
            return _say(f"late_percent_{self.per}", percent=f"{self.percent:g}")
        if self.points:
            return _say(f"late_points_{self.per}", count=self.points, points=f"{self.points:g}")
        return _say("late")


class Rules(Part):
    """The rules themselves, as they stand in a quiz's file and in the notebook that was made of it for learners."""

    attempts: int | None = Field(default=None, ge=1)
    pass_mark: int | None = Field(default=None, ge=1, le=100)
    """In percent of the points."""
    deadline: Moment | None = None
    late: Late | None = None


class Settings(Rules, Named):
    """A quiz's file, for all that its rules say."""

    has_times: ClassVar[bool] = True

    @override
    def faults(self) -> Iterator[Fault]:
        if self.late and not self.deadline:
            yield Fault(("late",), *_say.advice("late_without_deadline"))

    def recorded(self) -> dict[str, Any]:
        """Return the rules as plain data, which `Rules` reads again."""
        return self.model_dump(mode="json", include=set(Rules.model_fields))

    def rules(self, points: float) -> list[str]:
        """Return what a learner is told of the rules, in Markdown sentences; `points` is what the quiz is worth."""
        return [*self._time(), self._often(), *self._passing(points), *self._honest()]

    def needed(self, points: float) -> float | None:
        """Return the points that it takes to pass, of `points` in all, or None where there is no pass mark."""
        return None if self.pass_mark is None else points * self.pass_mark / 100

    def _time(self) -> Iterator[str]:
        if self.deadline:
            by = _say("hand_in_by", moment=in_words(self.deadline))
            yield f"{by} {(self.late or Late()).words} {_say('more_time')}"

    def _often(self) -> str:
        return _say("as_often") if self.attempts is None else _say("attempts", count=self.attempts)

    def _passing(self, points: float) -> Iterator[str]:
        needed = self.needed(points)
        if needed is not None:
            yield _say("passing", percent=self.pass_mark, needed=f"{needed:g}", points=f"{points:g}")

    def _honest(self) -> Iterator[str]:
        if self.deadline or self.attempts:
            yield _say("honest")


def in_words(moment: datetime) -> str:
    """Return a moment as it is read: its day, and its time with the place whose clocks show it."""
    place = str(moment.tzinfo).rpartition("/")[2].replace("_", " ")
    day = format_datetime(moment, "EEEE d MMMM y, HH:mm", locale=LOCALE)
    return _say("moment", day=day, place=place)
