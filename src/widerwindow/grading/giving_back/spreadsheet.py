"""Writes tables for a spreadsheet, as CSV or as an Excel workbook. Text stays text in both: no cell is a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from widerwindow.grading.csv_injection import defused
from widerwindow.grading.formatting import plain

Cell = str | float | None
"""A text, a number, or None for what is not known: an empty cell, which no program takes for 0."""

_MOST = 16_000
"""Characters in one cell of a workbook. Excel's limit is 32,767 units, of which a character takes one or two."""

_MOST_OF_A_NAME = 31
"""Characters in the name of a sheet: Excel's limit."""


@dataclass(frozen=True)
class Sheet:
    """A table: its name, its headings, and rows as long as the headings."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def to_csv(sheet: Sheet) -> bytes:
    """Return `sheet` as CSV (RFC 4180). It begins with the mark that lets Excel read it as UTF-8.

    An apostrophe stands before whatever a spreadsheet could take for a formula.
    """
    text = io.StringIO(newline="")
    out = csv.writer(text)
    for row in [sheet.headings, *sheet.rows]:
        out.writerow(_plain(cell) for cell in row)
    return text.getvalue().encode("utf-8-sig")


def _plain(cell: Cell) -> str:
    if isinstance(cell, str):
        return defused(cell).replace("\0", "�")
    return "" if cell is None else plain(cell, 4)


def to_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """Return a workbook with `sheets`. A text too long for one cell goes on after the end of its row."""
    import xlsxwriter  # takes a quarter of a second

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name[:_MOST_OF_A_NAME])
            page.freeze_panes(1, 0)
            for column, width in enumerate(_widths(sheet)):
                page.set_column(column, column, width, body)
            for line, row in enumerate([sheet.headings, *sheet.rows]):
                for column, cell in enumerate(_parted(row)):
                    form = body if line else heading
                    if isinstance(cell, str):
                        page.write_string(line, column, cell, form)
                    elif cell is not None:
                        page.write_number(line, column, cell, form)
    return file.getvalue()


def _widths(sheet: Sheet) -> list[int]:
    """Return how many letters wide each column is: enough for what is in it, and for reading a long text."""
    columns = zip(sheet.headings, *sheet.rows, strict=True)
    return [min(60, 2 + max(len(_plain(cell)) for cell in column)) for column in columns]


def _parted(row: Sequence[Cell]) -> list[Cell]:
    first = [cell[:_MOST] if isinstance(cell, str) else cell for cell in row]
    long = [cell for cell in row if isinstance(cell, str) and len(cell) > _MOST]
    return [*first, *(cell[start : start + _MOST] for cell in long for start in range(_MOST, len(cell), _MOST))]
