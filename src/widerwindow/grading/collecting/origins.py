"""Remembers what another system calls each hand-in, in `exercises/origins.csv`, where it takes feedback back by that.

A row without a code is about a file that the trainer was asked about. Once she has given it one, the row has it too.
"""

from collections.abc import Callable
from dataclasses import astuple, dataclass, replace
from hashlib import sha256
from pathlib import Path

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.collecting.layouts import Sender
from widerwindow.grading.csv_injection import is_formula
from widerwindow.grading.moodle.lossless_csv import Table
from widerwindow.grading.storage import write_file
from widerwindow.messages import Messages

_say = Messages(__package__)

_HEADINGS = ["learner", "quiz", "system", "person", "name", "hand-in"]
_NEW = "\ufeff{}\n".format(",".join(_HEADINGS))  # the mark lets Excel read the names


@dataclass(frozen=True)
class Origin:
    """One hand-in: what the `system` that it came from calls the `person`, and the file or the folder that it was."""

    learner: str
    quiz: str
    system: str
    person: str
    name: str
    hand_in: str
    """A sum over what was handed in."""


class Origins:
    """The file, read; it is written when it is saved. Raises ContentError where it cannot be used."""

    def __init__(self, course: Course) -> None:
        self._path = file(course)
        self._rows = _read(self._path) if self._path.exists() else {}
        self._saved = list(self._rows.values())

    def of(self, learner: str, quiz: str, data: bytes) -> Origin | None:
        """Return where `data`, which is the learner's, came from; None where no system takes feedback back for it."""
        return self._rows.get((learner, quiz, _sum(data)))

    def note(self, learner: str, quiz: str, data: bytes, sender: Sender | None) -> None:
        """Note where `data` came from. What came later holds: a system knows nothing of a file that was replaced."""
        if sender and sender.came_as:
            self._put(Origin(learner, quiz, sender.system, sender.key, sender.came_as, _sum(data)))

    def answer(self, learner: str, quiz: str, data: bytes) -> None:
        """Note that the trainer gave to `learner` what she was asked about."""
        asked = self._rows.pop(("", quiz, _sum(data)), None)
        if asked:
            self._put(replace(asked, learner=learner))

    def move(self, old: str, new: str) -> None:
        """Let what is known of `old` hold for `new`."""
        for row in [row for row in self._rows.values() if row.learner == old]:
            self._rows.pop(_key(row))
            self._put(replace(row, learner=new))

    def erase(self, is_hers: Callable[[Origin], bool]) -> int:
        """Take out every row that is about her. Return how many there were."""
        hers = [key for key, row in self._rows.items() if is_hers(row)]
        for key in hers:
            del self._rows[key]
        return len(hers)

    def save(self) -> None:
        """Write the file, if it has changed. Raises OSError."""
        rows = list(self._rows.values())
        if rows != self._saved:
            table = Table(self._path, _NEW)
            for row in rows:
                table.append([f"'{value}" if is_formula(value) else value for value in astuple(row)])
            write_file(self._path, table.data(), lasting=True)
            self._saved = rows

    def _put(self, row: Origin) -> None:
        self._rows[_key(row)] = row


def file(course: Course) -> Path:
    """Return where it is kept."""
    return course.classroom / "origins.csv"


def _key(row: Origin) -> tuple[str, str, str]:
    return row.learner, row.quiz, row.hand_in


def _read(path: Path) -> dict[tuple[str, str, str], Origin]:
    table = Table.read(path)
    heading = [table.rows[0][place].strip().lower() for place in range(len(table.rows[0].fields))] if table.rows else []
    if heading != _HEADINGS:
        raise ContentError([Problem(path, 1, *_say.advice("no_origins", headings=_HEADINGS))])
    whole = [row for row in table.rows[1:] if len(row.fields) == len(_HEADINGS)]
    rows = [Origin(*[_typed(row[place]) for place in range(len(_HEADINGS))]) for row in whole]
    return {_key(row): row for row in rows}


def _typed(value: str) -> str:
    """Return a value without the mark that keeps a spreadsheet from taking it for a formula."""
    return value[1:] if value.startswith("'") and is_formula(value[1:]) else value


def _sum(data: bytes) -> str:
    return sha256(data).hexdigest()[:16]
