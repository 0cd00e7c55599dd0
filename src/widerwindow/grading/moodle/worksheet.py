"""Reads Moodle's grading worksheet, the trainer's own download, in whatever language it is: who is who.

The first column holds the participant's number, the second her full name, and what else is known of her stands before
the status (`mod/assign/gradingtable.php` of Moodle). While Moodle hides names, only the number is there. Where groups
hand in, the group follows the status, and everybody has one there: those in no group share a name for that.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.grading.moodle.lossless_csv import Row, Table
from widerwindow.messages import Advice, Messages

_say = Messages(__package__)

_IDENTIFIER = re.compile(r"(.*?)([0-9]{1,18})", re.DOTALL)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_ID_NUMBER = re.compile(r"\bid\b|identif", re.IGNORECASE)
_GRADE = re.compile(r"[0-9.,\s-]*")

STATUS = " - "
"""What stands between the parts of each cell of the status column."""


@dataclass(frozen=True)
class Participant:
    """One person in one assignment. What the worksheet does not say, or says of two people, is empty."""

    number: int
    label: str
    """What Moodle calls her here, “Participant 3” in English."""

    name: str
    email: str
    id_number: str
    group: str
    """What Moodle calls the group that she hands in with."""

    @property
    def is_hidden(self) -> bool:
        """Whether Moodle hides who she is."""
        return not (self.name or self.email or self.id_number)

    @property
    def called(self) -> str:
        """What a trainer knows her by."""
        return f"{self.label} ({self.name})" if self.name else self.label

    @property
    def word(self) -> str:
        """The label without its number."""
        return self.label.rstrip("0123456789").strip()


def is_worksheet(path: Path) -> bool:
    """Return whether the file at `path` is a grading worksheet, by what is in it."""
    try:
        return bool(GradingWorksheet(path).statuses)
    except ContentError:
        return False


class GradingWorksheet:
    """A grading worksheet. Raises ContentError where the file is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._table = Table.read(path)
        rows = [row for row in self._table.rows if not row.is_empty]
        if len(rows) < 2:
            raise self.problem(1, _say.advice("no_participant"))
        self._heading = rows[0]
        self._rows: dict[int, Row] = {}
        for row in rows[1:]:
            self._add(row)
        self.participants = self._people()

    @property
    def rows(self) -> Mapping[int, Row]:
        """The rows by participant."""
        return self._rows

    @property
    def statuses(self) -> list[int]:
        """The columns that say of everybody in several parts how far she is. Only Moodle's worksheets have one."""
        rows = self._rows.values()
        return [place for place in range(1, self.width) if all(STATUS in row[place] for row in rows)]

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self._heading.fields)

    def data(self, numbers: Collection[int], without: int | None = None) -> bytes:
        """Return the file with the rows of the participants `numbers`, and `without` the column of that place."""
        left_out = [row for number, row in self._rows.items() if number not in numbers]
        return self._table.data([row for row in self._table.rows if row not in left_out], without)

    def problem(self, line: int, advice: Advice) -> ContentError:
        """Return the error that tells what is wrong in the file."""
        return ContentError([Problem(self.path, line, *advice)])

    def _add(self, row: Row) -> None:
        identifier = _IDENTIFIER.fullmatch(row[0])
        if not identifier or len(row.fields) != self.width:
            raise self.problem(row.line, _say.advice("no_row"))
        number = int(identifier[2])
        if number in self._rows:
            advice = _say.advice("participant_twice", participant=row[0], line=self._rows[number].line)
            raise self.problem(row.line, advice)
        self._rows[number] = row

    def _people(self) -> dict[int, Participant]:
        rows = self._rows.values()
        named = self.width > 1 and not all(STATUS in row[1] for row in rows)
        emails = [column for column in range(1, self.width) if self._holds_emails(column)]
        numbers = [column for column in range(1, self.width) if _ID_NUMBER.search(self._heading[column])]
        email, id_number = self._only(emails[:1]), self._only(numbers[:1])
        group = self._group_column()
        return {
            number: Participant(
                number,
                row[0],
                row[1].strip() if named else "",
                email[number],
                id_number[number],
                row[group].strip() if group else "",
            )
            for number, row in self._rows.items()
        }

    def _group_column(self) -> int | None:
        """Return the column after the status where it says something of everybody, and is not that of grades."""
        rows = self._rows.values()
        found = [place + 1 for place in self.statuses if place + 1 < self.width]
        named = found and all(row[found[0]].strip() for row in rows)
        return found[0] if named and not all(_GRADE.fullmatch(row[found[0]]) for row in rows) else None

    def _only(self, columns: list[int]) -> dict[int, str]:
        """Return what stands in the one column by participant; what stands there twice names nobody."""
        said = {number: row[columns[0]].strip() if columns else "" for number, row in self._rows.items()}
        often = Counter(value.lower() for value in said.values())
        return {number: value if often[value.lower()] == 1 else "" for number, value in said.items()}

    def _holds_emails(self, column: int) -> bool:
        cells = [row[column] for row in self._rows.values() if row[column]]
        return bool(cells) and all(map(_EMAIL.fullmatch, cells))
