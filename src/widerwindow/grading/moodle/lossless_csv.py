"""A CSV file of which every byte is kept but for what is set anew: marks, quotes and line ends stay as they were."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.grading.untrusted.files import read_one
from widerwindow.messages import Messages

_say = Messages(__package__)

_BEFORE = re.compile("\\A\ufeff?(?:sep=.\r?\n)?", re.IGNORECASE)
"""What may stand before the headings: a mark, and the line by which Excel is told what parts the fields."""


@dataclass
class Row:
    """One row: its fields as they stand in the file, with their quotes, and what ends it."""

    line: int
    fields: list[str]
    end: str

    def __getitem__(self, column: int) -> str:
        """Return what a field says."""
        field = self.fields[column]
        return field[1:-1].replace('""', '"') if field.startswith('"') else field

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing, as the last line of a file may."""
        return not any(self.fields)


class Table:
    """A CSV file in UTF-8, separated by commas, semicolons or tabs, whose first row holds the headings."""

    def __init__(self, path: Path, text: str) -> None:
        table = _BEFORE.sub("", text, count=1)
        self._before = text.removesuffix(table) if table else text
        heading = table.splitlines()[0] if table else ""
        self._separator = max(",;\t", key=heading.count)
        self.path = path
        self.rows = self._read(table)

    @classmethod
    def read(cls, path: Path) -> "Table":
        """Return the file at `path`. Raises ContentError where it cannot be read."""
        arrived = read_one(path)
        if arrived.data is None:
            raise ContentError([Problem(path, 1, *_say.advice("unread", reason=arrived.refused))])
        try:
            return cls(path, arrived.data.decode("utf-8"))
        except UnicodeDecodeError as error:
            line = arrived.data.count(b"\n", 0, error.start) + 1
            raise ContentError([Problem(path, line, *_say.advice("not_utf8"))]) from None

    def append(self, values: list[str]) -> None:
        """Add a row, quoted where needed."""
        if self.rows and not self.rows[-1].end:
            self.rows[-1].end = "\n"
        line = self.rows[-1].line + 1 if self.rows else 1
        self.rows.append(Row(line, [self._field(value) for value in values], "\n"))

    def data(self, rows: Iterable[Row] | None = None, without: int | None = None) -> bytes:
        """Return the file: the whole of it, or only `rows`, and `without` the column of that place."""
        kept = self.rows if rows is None else rows
        lines = (([field for place, field in enumerate(row.fields) if place != without], row.end) for row in kept)
        text = "".join(self._separator.join(fields) + end for fields, end in lines)
        return (self._before + text).encode("utf-8", "replace")  # a folder's name on a disk may be no text

    def _read(self, text: str) -> list[Row]:
        separator = self._separator
        field = re.compile(rf'("[^"]*(?:""[^"]*)*"|[^"\r\n{separator}][^\r\n{separator}]*|)({separator}|\r\n|\r|\n|\Z)')
        rows: list[Row] = []
        fields: list[str] = []
        place, begun = 0, 1 + self._before.count("\n")
        line = begun
        while place < len(text):
            found = field.match(text, place)
            if not found:
                raise ContentError([Problem(self.path, line, *_say.advice("no_table"))])
            fields.append(found[1])
            place = found.end()
            line += len(re.findall(r"\r\n|\r|\n", found[0]))
            if found[2] != separator:
                rows.append(Row(begun, fields, found[2]))
                fields, begun = [], line
        if fields:  # the file ends with a separator, so with an empty field
            rows.append(Row(begun, [*fields, ""], ""))
        return rows

    def _field(self, value: str) -> str:
        return quoted(value) if re.search(rf'["\r\n{self._separator} ]', value) else value


def quoted(value: str) -> str:
    """Return `value` as a field in quotes."""
    return '"{}"'.format(value.replace('"', '""'))
