"""The rules of a graded quiz: how often, until when, what a late hand-in costs, and what it takes to pass.

They act when hand-ins are collected and marked. A page that works without a server can enforce none of them.
"""

import math
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, PlainValidator, ValidationInfo, model_validator
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Named, Part

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
    like = "2026-12-04 17:00, or 2026-12-04 17:00 Europe/Paris for the time of another place"
    raise ValueError(f"this is no day and time; write it like {like}")


Moment = Annotated[datetime, PlainValidator(_moment)]
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
            raise ValueError(f"`{data}` is no rule; write `accept`, `refuse`, or as in {{percent: 10, per: day}}")
        return known[data] if isinstance(data, str) else data

    @model_validator(mode="after")
    def _one_measure(self) -> "Late":
        if self.points and self.percent:
            raise ValueError("it takes off points and percent; write one of the two")
        return self

    def penalty(self, score: float, late: timedelta) -> float | None:
        """Return the points to take off `score`, at most all of it, or None where nothing is taken off.

        A day counts as soon as it has begun. A hand-in that is refused loses all, as with nbgrader's method "zero".
        """
        if late <= timedelta(0):
            return None
        if self.refused:
            return score
        each = score * self.percent / 100 if self.percent else self.points
        return None if each is None else min(score, each * self._times(late))

    def _times(self, late: timedelta) -> int:
        return math.ceil(late / _A_DAY) if self.per == "day" else 1

    @property
    def words(self) -> str:
        """What a learner is told of it."""
        if self.refused:
            return "A later hand-in is kept, and it does not count."
        if self.percent:
            cost = f"{self.percent:g} percent of its points"
        elif self.points:
            cost = "1 point" if self.points == 1 else f"{self.points:g} points"
        else:
            return "A later hand-in is marked in the same way. Your trainer sees that it came late."
        often = " for each day that has begun" if self.per == "day" else ""
        return f"A later hand-in loses {cost}{often}."


class Settings(Named):
    """The rules that stand in a quiz's file, beside its questions."""

    attempts: int | None = Field(default=None, ge=1)
    pass_mark: int | None = Field(default=None, ge=1, le=100)
    """In percent of the points."""
    deadline: Moment | None = None
    late: Late | None = None

    @override
    def faults(self) -> Iterator[Fault]:
        if self.late and not self.deadline:
            wrong = "There is a rule for late hand-ins, and no deadline."
            yield Fault(("late",), wrong, "Add `deadline: ...`, or take this line out.")

    def rules(self, points: float) -> list[str]:
        """Return what a learner is told of the rules, in Markdown sentences; `points` is what the quiz is worth."""
        return [*self._time(), self._often(), *self._passing(points), *self._honest()]

    def needed(self, points: float) -> float | None:
        """Return the points that it takes to pass, of `points` in all, or None where there is no pass mark."""
        return None if self.pass_mark is None else points * self.pass_mark / 100

    def _time(self) -> Iterator[str]:
        if self.deadline:
            more = "If your trainer has given you more time, your own time holds."
            yield f"Hand in by **{in_words(self.deadline)}**. {(self.late or Late()).words} {more}"

    def _often(self) -> str:
        match self.attempts:
            case None:
                return "You can hand in as often as you want. The newest one counts."
            case 1:
                return "You can hand in once. A second one is kept, and does not count."
            case times:
                return (
                    f"You can hand in {times} times, and the newest counts. Any after that are kept, and do not count."
                )

    def _passing(self, points: float) -> Iterator[str]:
        needed = self.needed(points)
        if needed is not None:
            yield f"You pass with {self.pass_mark} percent of the points: {needed:g} of {points:g}."

    def _honest(self) -> Iterator[str]:
        if self.deadline or self.attempts:
            yield (
                "Nothing here looks at the clock or counts your hand-ins. Your trainer's computer does, by the time "
                "that your device writes into the file."
            )


def in_words(moment: datetime) -> str:
    """Return a moment as it is read: its day, and its time with the place whose clocks show it."""
    place = str(moment.tzinfo).rpartition("/")[2].replace("_", " ")
    return f"{moment:%A} {moment.day} {moment:%B %Y, %H:%M} ({place} time)"
