"""Reads the trainer's own list of learners, `exercises/roster.csv`: who has which code, and what else she is called.

Columns are known by their headings, in any order; the list may come from any spreadsheet.
"""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.collecting.layouts import Sender
from widerwindow.grading.csv_injection import defused
from widerwindow.grading.moodle.lossless_csv import Row, Table
from widerwindow.grading.notebook.submission import LEARNER
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
_NEW = "\ufeff"  # the mark lets Excel read the names
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Listed:
    """One learner on the list. What the list does not say is empty."""

    code: str
    """What stands where her code should: it may be none that a hand-in can come under."""

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
    """The list, read. Empty where there is no file, or nothing in it. Raises ContentError where it cannot be used.

    A code has the capitals that work is there with already, among the codes `used`.
    """

    def __init__(self, path: Path, used: Iterable[str] = ()) -> None:
        self.path = path
        as_used = {code.lower(): code for code in used}
        people = _with_codes(table(path)) if path.exists() else []
        self.people = [replace(each, code=as_used.get(each.code.lower(), each.code)) for each in people]

    @property
    def codes(self) -> list[str]:
        """The codes on it that are some, in its order."""
        return [each.code for each in self.people if LEARNER.fullmatch(each.code)]

    def sent_by(self, sender: Sender) -> list[Listed]:
        """Return who may have sent something: one, if the list is clear. An ID tells people of one name apart."""
        found = _distinct(each for each in self.people if each.may_be(sender))
        return [each for each in found if each.has(sender)] or found

    def called(self, name: str) -> list[Listed]:
        """Return who has this name."""
        return _distinct(each for each in self.people if each.is_called(name))


def file(course: Course) -> Path:
    """Return where the list is."""
    return course.classroom / "roster.csv"


def of(course: Course) -> Roster:
    """Return the list of `course`. Raises ContentError where it cannot be used."""
    return Roster(file(course), (folder.name for folder in course.classroom.glob("submitted/*")))


def table(path: Path) -> Table:
    """Return the table at `path`, in whichever of the usual codes it is written. Raises ContentError."""
    arrived = read_one(path)
    if arrived.data is None:
        raise ContentError([Problem(path, 1, *_say.advice("no_roster", reason=arrived.refused))])
    return Table(path, _text(arrived.data))


def has_codes(path: Path) -> bool:
    """Return whether a list has a column of codes. Raises ContentError where it cannot be read."""
    return bool(_places(_heading(table(path)), _CODE))


def has_headings(path: Path) -> bool:
    """Return whether the first line of a list says what is in its columns. Raises ContentError."""
    heading = _heading(table(path))
    return any(_places(heading, kind) for kind in (_CODE, _NAME, _FIRST, _LAST))


def people(path: Path) -> list[Listed]:
    """Return who is on a list, of whom some or all may have no code yet. Raises ContentError where it names nobody."""
    found = table(path)
    codes = _places(_heading(found), _CODE)
    listed = [each for each in _people(found, codes[0] if codes else None) if each.code or each.name]
    if not listed:
        raise ContentError([Problem(path, 1, *_say.advice("names_nobody"))])
    return listed


def write(course: Course, people: Iterable[Listed]) -> None:
    """Let the list hold `people`."""
    listed = list(people)
    emails, others = (
        [[sign for sign in each.signs if ("@" in sign) is kind] for each in listed] for kind in (True, False)
    )
    widths = [max(map(len, signs), default=0) for signs in (emails, others)]
    made = Table(file(course), _NEW)
    made.append(["code", "name", *["email"] * widths[0], *["id"] * widths[1]])
    for each, mails, ids in zip(listed, emails, others, strict=True):
        cells = [each.code, each.name, *_wide(mails, widths[0]), *_wide(ids, widths[1])]
        made.append([defused(cell) for cell in cells])
    write_file(file(course), made.data(), lasting=True)


def add(course: Course, one: Listed) -> None:
    """Put `one` on the list, below all else that is in it, which stays. Raises ContentError."""
    found, code = _codes(course)
    if not found.rows:
        write(course, [one])
        return
    names = _places_of_names(_heading(found)) or [_new_column(found, "name")]
    cells = {code: one.code, names[0]: one.name}
    found.append([defused(cells.get(place, "")) for place in range(len(found.rows[0].fields))])
    write_file(found.path, found.data(), lasting=True)


def _new_column(found: Table, name: str) -> int:
    """Give every row one more field, beyond the longest. Return its place."""
    width = max(len(row.fields) for row in found.rows)
    for row in found.rows:
        row.fields = _wide(row.fields, width + 1)
    found.rows[0].fields[width] = name
    return width


def _wide(cells: list[str], width: int) -> list[str]:
    return [*cells, *[""] * (width - len(cells))]


def rename(course: Course, old: str, new: str) -> None:
    """Let `new` have the rows of `old`. Raises ContentError."""
    found, place = _codes(course)
    hers = [row for row in found.rows[1:] if _is(row, place, old)]
    for row in hers:
        row.fields[place] = new
    if hers:
        write_file(found.path, found.data(), lasting=True)


def erase(course: Course, learner: str) -> int:
    """Take out the rows of `learner`. Return how many there were. Raises ContentError."""
    found, place = _codes(course)
    hers = [row for row in found.rows[1:] if _is(row, place, learner)]
    for row in hers:
        found.rows.remove(row)
    if hers:
        before = found.path.stat()
        write_file(found.path, found.data(), lasting=True)
        os.utime(found.path, ns=(before.st_atime_ns, before.st_mtime_ns))  # all others are on it as long as before
    return len(hers)


def _codes(course: Course) -> tuple[Table, int]:
    """Return the list, which may be empty, and the place of its column of codes."""
    if not file(course).exists():
        return Table(file(course), ""), 0
    found = table(file(course))
    return found, _place_of_codes(found) if found.rows else 0


def _text(data: bytes) -> str:
    """Return what `data` says, beginning with the mark that lets a spreadsheet read the names."""
    if data.startswith(_UTF16):
        return "\ufeff" + data.decode("utf-16", "replace")
    try:
        return "\ufeff" + data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "\ufeff" + data.decode("cp1252", "replace")


def _with_codes(found: Table) -> Iterable[Listed]:
    return _people(found, _place_of_codes(found)) if found.rows else []


def _people(found: Table, codes: int | None) -> Iterable[Listed]:
    heading = _heading(found)
    whole = _places_of_names(heading)
    signs = [*_places(heading, _EMAIL), *_places(heading, _ID)]
    for row in found.rows[1:]:
        if not row.is_empty:
            name = " ".join(filter(None, (_cell(row, place) for place in whole)))
            said = tuple(filter(None, (_cell(row, place) for place in signs if place != codes)))
            yield Listed("" if codes is None else _cell(row, codes), name, said)


def _heading(found: Table) -> list[str]:
    return [_cell(found.rows[0], place) for place in range(len(found.rows[0].fields))] if found.rows else []


def _place_of_codes(found: Table) -> int:
    places = _places(_heading(found), _CODE)
    if not places:
        raise ContentError([Problem(found.path, 1, *_say.advice("no_codes"))])
    return places[0]


def _places_of_names(heading: list[str]) -> list[int]:
    """Return where the parts of a name stand: its first and last, else the whole; none where the list has no names."""
    parts = [_places(heading, kind)[:1] for kind in (_FIRST, _LAST)]
    return parts[0] + parts[1] if all(parts) else _places(heading, _NAME)[:1]


def _places(heading: list[str], kind: re.Pattern[str]) -> list[int]:
    whole = kind not in (_EMAIL, _ID)
    return [place for place, name in enumerate(heading) if (kind.fullmatch(name) if whole else kind.search(name))]


def _cell(row: Row, place: int) -> str:
    """Return what a cell says; `="0042"` is how spreadsheets are told to keep the zeros."""
    said = row[place].strip() if place < len(row.fields) else ""
    return said[2:-1].strip() if said.startswith('="') and said.endswith('"') else said


def _is(row: Row, place: int, code: str) -> bool:
    return _cell(row, place).lower() == code.lower()


def _distinct(people: Iterable[Listed]) -> list[Listed]:
    """Return `people`, one whose row stands twice once."""
    return list({each.code or each: each for each in people}.values())
