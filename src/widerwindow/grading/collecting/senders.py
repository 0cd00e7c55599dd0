"""Remembers who sent what was collected under which code, in `exercises/senders.csv`, and what the trainer was asked.

A row with a code says who has sent hand-ins under it. A row with a file's sum says what the trainer was asked about:
once she has given that file a code, the row has it, and it holds against whatever that person writes into a file.
The file is the trainer's too: what she writes into its first column holds.
"""

from dataclasses import astuple, dataclass, replace
from hashlib import sha256
from pathlib import Path

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.collecting.layouts import Sender
from widerwindow.grading.csv_injection import is_formula
from widerwindow.grading.moodle.lossless_csv import Table
from widerwindow.grading.storage import write_file
from widerwindow.grading.untrusted.people import alike, folded, orders
from widerwindow.messages import Messages

_say = Messages(__package__)

_HEADINGS = ["learner", "system", "person", "name", "quiz", "asked about"]
_NEW = "\ufeff{}\n".format(",".join(_HEADINGS))  # the mark lets Excel read the names
_RENAMED, _MERGED = _MOVES = ("renamed", "merged")  # what stands in place of a system where a code was changed


@dataclass(frozen=True)
class Row:
    """One row. `quiz` says where this sender was met first."""

    learner: str
    system: str
    person: str
    name: str
    quiz: str
    asked: str

    @property
    def called(self) -> str:
        """What a trainer knows the sender by."""
        return self.name or self.person

    def is_(self, sender: Sender, quiz: str) -> bool | None:
        """Return whether this is the one who sent a file for `quiz`; None where nothing tells."""
        if self.system == sender.system:
            same = alike(self.person, sender.key)
            return None if sender.passing and not same and quiz != self.quiz else same
        if not (self.name and sender.name):
            return None
        return folded(sender.name) in orders(self.name) or folded(self.name) in orders(sender.name)


class Senders:
    """The file, read. Raises ContentError where it cannot be used."""

    def __init__(self, course: Course) -> None:
        self._path = file(course)
        self._rows = _read(self._path) if self._path.exists() else []

    def under(self, code: str) -> list[Row]:
        """Return who has sent hand-ins under `code`."""
        return [row for row in self._rows if row.learner == code and row.system not in _MOVES]

    def met(self, sender: Sender, quiz: str) -> list[Row]:
        """Return the rows with a code that are about who sent a file for `quiz`."""
        return [row for row in self._rows if row.learner and row.system == sender.system and row.is_(sender, quiz)]

    def moved_to(self, code: str) -> tuple[str, bool] | None:
        """Return the code that `code` was given since, and whether both were one person's; None where it was not."""
        moves = [row for row in self._rows if row.system in _MOVES and row.person == code]
        return (moves[-1].learner, moves[-1].system == _MERGED) if moves else None

    def were(self, code: str) -> set[str]:
        """Return the codes that were changed to `code`."""
        return {row.person for row in self._rows if row.system in _MOVES and row.learner == code}

    def codes(self) -> set[str]:
        """Return every code that somebody has."""
        return {row.learner for row in self._rows} - {""}

    def add(self, learner: str, sender: Sender, quiz: str) -> None:
        """Write down who sent a hand-in under `learner`. Raises OSError."""
        if not any(row.learner == learner for row in self.met(sender, quiz)):
            self._write([*self._rows, Row(learner, sender.system, sender.key, sender.name, quiz, "")])

    def ask(self, sender: Sender, quiz: str, data: bytes) -> None:
        """Write down whose file the trainer is asked about. Raises OSError."""
        row = Row("", sender.system, sender.key, sender.name, quiz, _sum(data))
        if not any(known.asked == row.asked and known.is_(sender, quiz) for known in self._rows):
            self._write([*self._rows, row])

    def answer(self, data: bytes, learner: str) -> None:
        """Write down that the trainer gave to `learner` what she was asked about. Raises OSError."""
        self._write([replace(row, learner=learner) if row.asked == _sum(data) else row for row in self._rows])

    def move(self, old: str, new: str, *, merged: bool) -> None:
        """Let what is known of `old` hold for `new`, and remember what its code was. Raises OSError."""
        rows = [replace(row, learner=new) if row.learner == old else row for row in self._rows]
        move = Row(new, _MERGED if merged else _RENAMED, old, "", "", "")
        self._write([row for row in rows if row != move and not (row.system in _MOVES and row.person == new)] + [move])

    def erase(self, learner: str) -> int:
        """Take out every row that is about `learner`. Return how many there were. Raises OSError."""
        hers = {row.called for row in self.under(learner)}
        left = [
            row
            for row in self._rows
            if learner not in (row.learner, row.person) and (row.learner or row.called not in hers)
        ]
        gone = len(self._rows) - len(left)
        self._write(left)
        return gone

    def _write(self, rows: list[Row]) -> None:
        if rows != self._rows:
            table = Table(self._path, _NEW)
            for row in rows:
                table.append([f"'{value}" if is_formula(value) else value for value in astuple(row)])
            write_file(self._path, table.data(), lasting=True)
            self._rows = rows


def file(course: Course) -> Path:
    """Return where it is kept."""
    return course.classroom / "senders.csv"


def erase(course: Course, learner: str) -> int:
    """Take out every row that is about `learner`. Return how many there were. Raises ContentError."""
    return Senders(course).erase(learner)


def _read(path: Path) -> list[Row]:
    table = Table.read(path)
    heading = [name.strip('"').strip().lower() for name in table.rows[0].fields] if table.rows else []
    if heading != _HEADINGS:
        raise ContentError([Problem(path, 1, *_say.advice("no_heading", headings=_HEADINGS))])
    width = len(_HEADINGS)
    said = ([row[place] for place in range(len(row.fields))] for row in table.rows[1:] if not row.is_empty)
    return [Row(*[_typed(value) for value in [*values, *[""] * width][:width]]) for values in said]


def _typed(value: str) -> str:
    """Return a value without the mark that keeps a spreadsheet from taking it for a formula."""
    return value[1:] if value.startswith("'") and is_formula(value[1:]) else value.strip()


def _sum(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]
