"""Who gives the first marks of a question and who the second ones, in a table of our own beside nbgrader's."""

from functools import cache
from typing import Any, NamedTuple

TABLE = "widerwindow_markers"


class Markers(NamedTuple):
    """How two markers are called; "" where nobody said."""

    first: str = ""
    second: str = ""


@cache
def table() -> Any:  # noqa: ANN401 - SQLAlchemy's Table
    """Return the table; a gradebook that is opened after the first call has it, as it has nbgrader's own."""
    from nbgrader.api import Base
    from sqlalchemy import Column, String, Table, Text

    names = (Column(name, String(128), primary_key=True) for name in ("quiz", "question"))
    return Table(TABLE, Base.metadata, *names, *(Column(name, Text, nullable=False) for name in Markers._fields))


def markers(book: Any, quiz: str, question: str) -> Markers:  # noqa: ANN401 - nbgrader's Gradebook
    """Return who marks a question."""
    from sqlalchemy import select

    row = book.db.execute(select(table()).where(*_of(quiz, question))).one_or_none()
    return Markers(row.first, row.second) if row else Markers()


def name_markers(book: Any, quiz: str, question: str, named: Markers) -> None:  # noqa: ANN401 - as above
    """Write down who marks a question."""
    from sqlalchemy import delete, insert

    book.db.execute(delete(table()).where(*_of(quiz, question)))
    book.db.execute(insert(table()), {"quiz": quiz, "question": question} | named._asdict())
    book.db.commit()


def _of(quiz: str, question: str) -> tuple[Any, Any]:
    return table().c.quiz == quiz, table().c.question == question
