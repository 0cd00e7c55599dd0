"""Changes codes in `exercises/moodle/learners.csv`, the list of who of Moodle has which one."""

from collections.abc import Iterator
from pathlib import Path

from widerwindow.content.course import Course
from widerwindow.grading.csv_injection import is_formula
from widerwindow.grading.moodle.folder import Folder, folder_called
from widerwindow.grading.moodle.lossless_csv import Row, Table
from widerwindow.grading.storage import write_file

_CODE = "learner"


def file(course: Course) -> Path:
    """Return where the list is."""
    return course.classroom / "moodle" / "learners.csv"


def people(course: Course) -> dict[str, list[dict[str, str]]]:
    """Return the rows by code, each as what it says by heading. Raises ContentError."""
    found: dict[str, list[dict[str, str]]] = {}
    for table, row in _rows(course):
        names = [table.rows[0][place].strip().lower() for place in range(len(table.rows[0].fields))]
        said = dict(zip(names, map(_plain, map(row.__getitem__, range(len(row.fields)))), strict=False))
        found.setdefault(said.get(_CODE, ""), []).append(said)
    return found


def folder_of(said: dict[str, str]) -> Folder | None:
    """Return the folder that a row names, in which Moodle gave her first file."""
    return folder_called(said.get("folder", ""))


def rename(course: Course, old: str, new: str) -> None:
    """Let `new` have every row of `old`. Raises ContentError."""
    changed: Table | None = None
    for table, row in _rows(course):
        place = _place(table)
        if row[place].strip() == old:
            row.fields[place] = new
            changed = table
    if changed:
        write_file(file(course), changed.data(), lasting=True)


def erase(course: Course, learner: str) -> int:
    """Take out every row of `learner`. Return how many there were. Raises ContentError."""
    hers = [(table, row) for table, row in _rows(course) if row[_place(table)].strip() == learner]
    for table, row in hers:
        table.rows.remove(row)
    if hers:
        write_file(file(course), hers[0][0].data(), lasting=True)
    return len(hers)


def _rows(course: Course) -> Iterator[tuple[Table, Row]]:
    """Yield each row that says something, and the table that it is in."""
    if file(course).exists():
        table = Table.read(file(course))
        width = len(table.rows[0].fields)
        yield from ((table, row) for row in table.rows[1:] if not row.is_empty and len(row.fields) == width)


def _place(table: Table) -> int:
    names = [table.rows[0][place].strip().lower() for place in range(len(table.rows[0].fields))]
    return names.index(_CODE) if _CODE in names else 0


def _plain(value: str) -> str:
    return value[1:] if value.startswith("'") and is_formula(value[1:]) else value.strip()
