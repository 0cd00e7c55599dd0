"""The gradebook as the database has it: what nbgrader wrote, what we wrote, and what a person would."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from widerwindow.content.course import Course

Stock = Callable[..., None]
"""Runs a command of nbgrader in a course's folder."""

Rows = list[tuple[object, ...]]


def rows(course: Course) -> Rows:
    """Return all that the gradebook says of hand-ins, without the ids that are new in each gradebook."""
    mine = (
        "from {} mark join base_cell cell on cell.id = mark.cell_id "
        "join submitted_notebook notebook on notebook.id = mark.notebook_id "
        "join submitted_assignment handed on handed.id = notebook.assignment_id "
        "join assignment on assignment.id = handed.assignment_id"
    )
    who = "select assignment.name, handed.student_id, handed.timestamp, notebook.flagged, cell.name, cell.type"
    scores = "mark.auto_score, mark.manual_score, mark.extra_credit, mark.needs_manual_grade"
    queries = [
        f"{who}, {scores} {mine.format('grade')}",
        f"{who}, mark.auto_comment, mark.manual_comment {mine.format('comment')}",
        "select id, first_name, last_name, email from student",
    ]
    with _open(course) as book:
        return [row for query in queries for row in sorted(book.execute(query), key=str)]


def by_hand(
    course: Course, learner: str, cell: str, *, points: float | None = None, comment: str | None = None
) -> None:
    """Give points or a comment as formgrader does: an answer with points waits no longer."""
    one = (
        "(select mark.id from {} mark join base_cell cell on cell.id = mark.cell_id "
        "join submitted_notebook notebook on notebook.id = mark.notebook_id "
        "join submitted_assignment handed on handed.id = notebook.assignment_id "
        "where handed.student_id = ? and cell.name = ?)"
    )
    with _open(course) as book:
        if points is not None:
            update = f"update grade set manual_score = ?, needs_manual_grade = 0 where id = {one.format('grade')}"
            assert book.execute(update, (points, learner, cell)).rowcount == 1
        if comment is not None:
            update = f"update comment set manual_comment = ? where id = {one.format('comment')}"
            assert book.execute(update, (comment, learner, cell)).rowcount == 1


def table(course: Course, name: str) -> Rows:
    """Return all rows of one table."""
    with _open(course) as book:
        return list(book.execute(f"select * from {name}"))


@contextmanager
def _open(course: Course) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(course.classroom / "gradebook.db")) as book, book:
        yield book
