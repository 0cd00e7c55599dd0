"""Knows when each learner handed in, as Moodle's grading worksheet says it."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from widerwindow.grading.moodle.learners import Learners
from widerwindow.grading.moodle.moments import Reader
from widerwindow.grading.moodle.worksheet import GradingWorksheet

_NEVER = "-"


class HandedIn:
    """The times in one worksheet. Moodle writes them on the trainer's clocks, which are taken for the course's."""

    def __init__(self, worksheet: GradingWorksheet, learners: Learners, zone: ZoneInfo) -> None:
        self._people, self._learners = worksheet.participants, learners
        self._times = _times(worksheet, zone)
        self._numbers = {
            (field, getattr(person, field).casefold()): number
            for number, person in self._people.items()
            for field in ("id_number", "email")
            if getattr(person, field)
        }

    def of(self, learner: str, quiz: str) -> datetime | None:
        """Return when `learner` handed in what the worksheet is about, or None where that is not known."""
        for known in self._learners.owners(learner):
            places = ("id_number", known.id_number.casefold()), ("email", known.email.casefold())
            numbers = [self._numbers.get(place) for place in places]
            numbers += [known.folder.number if known.folder and known.quiz == quiz else None]
            for number in numbers:
                if number in self._people and known.is_(self._people[number], quiz):
                    return self._times.get(number)
        return None


def _times(worksheet: GradingWorksheet, zone: ZoneInfo) -> Mapping[int, datetime]:
    """Return when each participant's submission was last changed.

    Headings are translated, so the column is told by what stands in it: it is the first of two that hold moments.
    """
    columns = [_moments(worksheet, place, zone) for place in range(1, worksheet.width)]
    found = [column for column in columns if column is not None]
    return found[0] if len(found) > 1 else {}


def _moments(worksheet: GradingWorksheet, place: int, zone: ZoneInfo) -> dict[int, datetime] | None:
    """Return the moments in a column by participant, or None where anything else stands in it."""
    reader, found = Reader(zone), {}
    for number, row in worksheet.rows.items():
        said = row[place].strip()
        moment = None if said == _NEVER else reader.read(said)
        if moment:
            found[number] = moment
        elif said != _NEVER:
            return None
    return found
