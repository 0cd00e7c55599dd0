"""Reads the trainer's own list of learners, `exercises/roster.csv`: who has which code, and what else she is called.

Columns are known by their headings, in any order; the list may come from any spreadsheet.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.collecting.layouts import Sender
from widerwindow.grading.moodle.lossless_csv import Row, Table
from widerwindow.grading.storage import write_file
from widerwindow.grading.untrusted.files import read_one
from widerwindow.grading.untrusted.people import folded, orders
from widerwindow.messages import Messages

_say = Messages(__package__)

_CODE = re.compile(r"learner|code|learner'?s? code", re.IGNORECASE)
_FIRST = re.compile(r"(first|given) ?name|forename", re.IGNORECASE)
_LAST = re.compile(r"(last|family) ?name|surname", re.IGNORECASE)
_NAME = re.compile(r"(full |display |student'?s? |learner'?s? )?name|student|participant", re.IGNORECASE)
_EMAIL = re.compile(r"e-?mail", re.IGNORECASE)
_ID = re.compile(r"\bid\b|ident|orgdefinedid|user ?name|log-?in|user$|number", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Listed:
    """One learner on the list. What the list does not say is empty."""

    code: str
    name: str
    signs: tuple[str, ...]
    """Her e-mail addresses, ID numbers and user names."""

    def is_called(self, name: str) -> bool:
        """Return whether `name` is hers, whichever of her names comes first."""
        return bool(self.name) and folded(name) in orders(self.name)

    def has(self, sender: Sender) -> bool:
        """Return whether an ID, a user name or an address of hers is what the sender is known by in her system."""
        word = sender.key.split()[0]
        given = {folded(sender.key), folded(word) if word.isdecimal() else ""} - {"", folded(sender.name)}
        return not given.isdisjoint(folded(part) for sign in self.signs for part in (sign, sign.partition("@")[0]))

    def may_be(self, sender: Sender) -> bool:
        """Return whether she may be the sender. A number alone is not enough: systems number other things, too."""
        if sender.name and self.name:
            return self.is_called(sender.name)
        return self.has(sender)


class Roster:
    """The list, read. Empty where there is no such file. Raises ContentError where it cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.people = list(_people(table(path))) if path.exists() else []

    @property
    def codes(self) -> list[str]:
        """The codes on it, in its order."""
        return [each.code for each in self.people if each.code]

    def sent_by(self, sender: Sender) -> list[Listed]:
        """Return who may have sent something: one, if the list is clear. An ID tells people of one name apart."""
        found = _distinct(each for each in self.people if each.may_be(sender))
        return [each for each in found if each.has(sender)] or found

    def called(self, name: str) -> list[Listed]:
        """Return who has this name."""
        return _distinct(each for each in self.people if each.is_called(name))


def file(course: Course) -> Path:
    """Return where the list is."""
    return course.exercises / "roster.csv"


def table(path: Path) -> Table:
    """Return the table at `path`, in whichever of the usual codes it is written. Raises ContentError."""
    arrived = read_one(path)
    if arrived.data is None:
        raise ContentError([Problem(path, 1, *_say.advice("no_roster", reason=arrived.refused))])
    return Table(path, _text(arrived.data))


def rename(course: Course, old: str, new: str) -> None:
    """Let `new` have the rows of `old`. Raises ContentError."""
    found, place = _codes(course)
    hers = [row for row in found.rows[1:] if _cell(row, place) == old]
    for row in hers:
        row.fields[place] = new
    if hers:
        write_file(found.path, found.data(), lasting=True)


def erase(course: Course, learner: str) -> int:
    """Take out the rows of `learner`. Return how many there were. Raises ContentError."""
    found, place = _codes(course)
    hers = [row for row in found.rows[1:] if _cell(row, place) == learner]
    for row in hers:
        found.rows.remove(row)
    if hers:
        write_file(found.path, found.data(), lasting=True)
    return len(hers)


def _codes(course: Course) -> tuple[Table, int]:
    """Return the list, which may be empty, and the place of its column of codes."""
    if not file(course).exists():
        return Table(file(course), ""), 0
    found = table(file(course))
    return found, _place_of_codes(found)


def _text(data: bytes) -> str:
    """Return what `data` says, beginning with the mark that lets a spreadsheet read the names."""
    if data.startswith(_UTF16):
        return "\ufeff" + data.decode("utf-16", "replace")
    try:
        return "\ufeff" + data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "\ufeff" + data.decode("cp1252", "replace")


def _people(found: Table) -> Iterable[Listed]:
    heading, codes = _heading(found), _place_of_codes(found)
    names = [_places(heading, kind)[:1] for kind in (_FIRST, _LAST)]
    whole = names[0] + names[1] if all(names) else _places(heading, _NAME)[:1]
    signs = [*_places(heading, _EMAIL), *_places(heading, _ID)]
    for row in found.rows[1:]:
        if not row.is_empty:
            name = " ".join(filter(None, (_cell(row, place) for place in whole)))
            said = tuple(filter(None, (_cell(row, place) for place in signs if place != codes)))
            yield Listed(_cell(row, codes), name, said)


def _heading(found: Table) -> list[str]:
    return [_cell(found.rows[0], place) for place in range(len(found.rows[0].fields))] if found.rows else []


def _place_of_codes(found: Table) -> int:
    places = _places(_heading(found), _CODE)
    if not places:
        raise ContentError([Problem(found.path, 1, *_say.advice("no_codes"))])
    return places[0]


def _places(heading: list[str], kind: re.Pattern[str]) -> list[int]:
    whole = kind not in (_EMAIL, _ID)
    return [place for place, name in enumerate(heading) if (kind.fullmatch(name) if whole else kind.search(name))]


def _cell(row: Row, place: int) -> str:
    return row[place].strip() if place < len(row.fields) else ""


def _distinct(people: Iterable[Listed]) -> list[Listed]:
    """Return `people`, one whose row stands twice once."""
    return list({each.code or each: each for each in people}.values())
