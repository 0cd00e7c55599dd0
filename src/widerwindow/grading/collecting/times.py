"""When a hand-in came, as far as anybody knows. Collecting and marking go by the same rule.

The LMS's own time counts, else the one that the page wrote into the file as it was saved. The date that a disk or a
zip gives changes with each download and copy, and an e-mail's is its sender's own word. So these only say which of two
hand-ins is newer: no deadline is held against them.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

_STAMP = "%Y-%m-%d %H:%M:%S.%f %Z"  # nbgrader's own way to write a time
_STAMPED = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6} UTC")
_FIRST = datetime(2000, 1, 1, tzinfo=UTC)


class Moment(NamedTuple):
    """When a hand-in came; where that is not `known`, what the disk says of it."""

    at: datetime
    known: bool = True


def moment(*told: datetime | None, otherwise: datetime) -> Moment:
    """Return the first time of those `told` that can be true; otherwise it is not known."""
    possible = [time for time in told if time and is_possible(time)]
    return Moment(possible[0]) if possible else Moment(min(otherwise, datetime.now(UTC)), known=False)


def is_possible(time: datetime) -> bool:
    """Return whether something can have been handed in at `time`: no clock was ever that slow, or runs ahead so far."""
    return _FIRST <= time < datetime.now(UTC) + timedelta(days=1)


def is_better(new: Moment, old: Moment, saved: datetime | None) -> bool:
    """Return whether `new` is the LMS's time, and `old` is none or a later one; the file itself says `saved`.

    Of two times that the LMS gave for the same file the first is when it came: the second is of something added later.
    """
    in_lms = new.known and new.at != saved
    return in_lms and (not old.known or old.at == saved or new.at < old.at)


def stamp(time: datetime) -> bytes:
    """Return what nbgrader's `timestamp.txt` says."""
    return time.strftime(_STAMP).encode()


def stamped(text: bytes) -> datetime | None:
    """Return the time that a `timestamp.txt` tells, or None where it tells none that can be true."""
    try:
        said = text[:100].decode().strip()
        time = _parsed(said)
    except (ValueError, OverflowError, TypeError):
        return None
    return time if is_possible(time) else None


def _parsed(said: str) -> datetime:
    if _STAMPED.fullmatch(said):  # nbgrader's parser takes any time, and takes its time
        return datetime.fromisoformat(said.removesuffix(" UTC")).replace(tzinfo=UTC)
    from nbgrader.utils import parse_utc

    time: datetime = parse_utc(said)
    return time.replace(tzinfo=UTC)
