"""How long an organisation keeps what is of its learners."""

from calendar import monthrange
from datetime import datetime, timedelta
from typing import Annotated

from pydantic import StringConstraints

from widerwindow.content.core.reading import Part

_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}


Duration = Annotated[str, StringConstraints(pattern=r"^[1-9]\d{0,2} (day|week|month|year)s?$")]
"""A length of time such as `90 days` or `2 years`."""


class Retention(Part):
    """How long each thing is kept. What is not named is kept until somebody deletes it."""

    learners: Duration | None = None
    """All that is of one learner, from the last that she handed in, or, if she never did, from when she was listed."""

    kept_aside: Duration | None = None
    tables: Duration | None = None
    """Tables, reports and zips that were made of marks, and can be made again."""

    backups: Duration | None = None
    archives: Duration | None = None
    logs: Duration | None = None

    def ends(self, now: datetime) -> dict[str, datetime]:
        """Return by its name, for each thing that is not kept for ever, before when it is past its time."""
        said = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: _before(now, kept) for name, kept in said.items() if kept}


def _before(now: datetime, duration: Duration) -> datetime:
    """Return the moment so long before `now`; where a month has no such day, its last."""
    number, unit = int(duration.split()[0]), duration.split()[1].rstrip("s")
    if unit in _DAYS:
        return now - timedelta(days=number * _DAYS[unit])
    year, month = divmod(now.year * 12 + now.month - 1 - number * _MONTHS[unit], 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))
