"""Reads the moments in a column of Moodle's worksheet, which it writes in words and in the trainer's language.

The names of months and days come from Babel. The same word is another month in another language, so a day of the week
that fits its date is what makes a reading sure; where that is missing, the moment is not known.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from babel import Locale
from babel.localedata import locale_identifiers

from widerwindow.messages import LOCALE

_TIME = re.compile(r"(?<!\d)(\d{1,2}) ?[:.h] ?(\d{2})(?::\d{2})?(?!\d)")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


class _Words(NamedTuple):
    """What one language calls months, days of the week (Monday is 0) and halves of the day."""

    months: dict[str, int]
    weekdays: dict[str, int]
    halves: dict[str, int]


class Reader:
    """Reads the moments of one column: what language it is in, its cells tell one after the other."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._languages: tuple[str, ...] = (str(LOCALE), "en")

    def read(self, text: str) -> datetime | None:
        """Return the moment in `text`, or None where it is none, or not sure."""
        plain = text.casefold()
        if not _YEAR.search(plain) or not _TIME.search(plain):
            return None
        readings = _readings(plain, self._languages) or _readings(plain, _all_languages())
        self._languages = tuple(readings) or self._languages
        moments = set(readings.values())
        return moments.pop().replace(tzinfo=self._zone).astimezone(UTC) if len(moments) == 1 else None


def month_called(name: str) -> int | None:
    """Return the number of the month called `name`, in ours or any other language; None where these differ."""
    said = name.casefold().removeprefix("de ").removesuffix(" de").rstrip(".")
    return _only(lambda words: words.months.get(said))


def half_called(name: str) -> int | None:
    """Return 0 for the half of the day before noon called `name`, 1 for that after; None where languages differ."""
    said = "".join(filter(str.isalpha, name.casefold()))
    return _only(lambda words: words.halves.get(said))


def _only(told: Callable[[_Words], int | None]) -> int | None:
    """Return what our languages tell, or all, if that is one thing."""
    for languages in ((str(LOCALE), "en"), _all_languages()):
        found = {each for name in languages if (each := told(_words(name))) is not None}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _readings(text: str, languages: Iterable[str]) -> dict[str, datetime]:
    return {name: found for name in languages if (found := _read(text, _words(name)))}


def _read(text: str, words: _Words) -> datetime | None:
    time, year = _TIME.search(text), _YEAR.search(text)
    if not time or not year:
        return None
    hour = _hour(int(time[1]), text[time.end() :], words.halves)
    rest = text.replace(time[0], " ", 1).replace(year[0], " ", 1)
    month = _longest(words.months, rest)
    rest = rest.replace(month, " ", 1)
    day, weekdays = _DAY.search(rest), {number for name, number in words.weekdays.items() if name in rest}
    if not month or not day or hour is None:
        return None
    try:
        found = datetime(int(year[0]), words.months[month], int(day[0]), hour, int(time[2]))
    except ValueError:
        return None
    return found if found.weekday() in weekdays else None


def _hour(hour: int, after: str, halves: dict[str, int]) -> int | None:
    """Return the hour of the day, with the half of the day that stands `after` it; None where that says no half."""
    said = "".join(letter for letter in after if letter.isalpha())
    if not said:
        return hour
    half = halves.get(said)
    return None if half is None or not 1 <= hour <= 12 else hour % 12 + 12 * half


def _longest(names: Iterable[str], text: str) -> str:
    """Return the longest of `names` that stands in `text`, or "": “December” in one language holds “Dec” of another."""
    return max((name for name in names if name in text), key=len, default="")


def _all_languages() -> list[str]:
    return [name for name in locale_identifiers() if "_" not in name]


@cache
def _words(name: str) -> _Words:
    locale = Locale.parse(name)
    months = {said: month for names in _forms(locale.months) for month, said in names if len(said) > 1}
    days = {said: day for names in _forms(locale.days) for day, said in names}
    halves = {"am": 0, "pm": 1}
    for widths in locale.day_periods.values():
        for names in widths.values():
            for half, key in enumerate(("am", "pm")):
                halves["".join(filter(str.isalpha, names.get(key, "").casefold()))] = half
    return _Words(months, days, halves)


def _forms(names: Mapping[str, Mapping[str, Mapping[int, str]]]) -> Iterator[list[tuple[int, str]]]:
    """Yield the names in each form, wide and short, as they stand in a sentence and alone; no single letters."""
    for widths in names.values():
        for width in ("abbreviated", "wide"):
            yield [(number, said.casefold().rstrip(".")) for number, said in widths.get(width, {}).items()]
