"""When a learner's page was last saved to be sent to her, in a table of our own beside nbgrader's."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

TABLE = "widerwindow_given"


class Given(NamedTuple):
    """What was given to one learner last, and when."""

    page: str
    """A sum over the page that it was."""

    at: datetime


@cache
def table() -> Any:  # noqa: ANN401 - SQLAlchemy's Table
    """Return the table; a gradebook that is opened after the first call has it, as it has nbgrader's own."""
    from nbgrader.api import Base
    from sqlalchemy import Column, String, Table

    hand_in = Column("submission_id", String(128), primary_key=True)
    said = (Column(name, String(64), nullable=False) for name in Given._fields)
    return Table(TABLE, Base.metadata, hand_in, *said)


def given(book: Any, quiz: str) -> dict[str, Given]:  # noqa: ANN401 - nbgrader's Gradebook
    """Return what was given to each learner on a quiz."""
    from sqlalchemy import select

    handed_in, of_quiz = _hand_ins(quiz)
    columns = handed_in.c.student_id, table().c.page, table().c.at
    asked = select(*columns).join(table(), table().c.submission_id == handed_in.c.id).where(of_quiz)
    return {who: Given(page, datetime.fromisoformat(at).astimezone()) for who, page, at in book.db.execute(asked)}


def note_given(book: Any, quiz: str, pages: Mapping[str, str]) -> None:  # noqa: ANN401 - nbgrader's Gradebook
    """Write down that pages are given now: the sum of each by its learner."""
    from sqlalchemy import delete, insert, select

    handed_in, of_quiz = _hand_ins(quiz)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    known = book.db.execute(select(handed_in.c.id, handed_in.c.student_id).where(of_quiz))
    rows = [{"submission_id": id_, "page": pages[who], "at": at} for id_, who in known if who in pages]
    if rows:
        book.db.execute(delete(table()).where(table().c.submission_id.in_([row["submission_id"] for row in rows])))
        book.db.execute(insert(table()), rows)
        book.db.commit()


def _hand_ins(quiz: str) -> tuple[Any, Any]:
    """Return nbgrader's table of hand-ins, and what is true of those for a quiz."""
    from nbgrader import api
    from sqlalchemy import select

    handed_in, assignment = api.SubmittedAssignment.__table__, api.Assignment.__table__
    return handed_in, handed_in.c.assignment_id.in_(select(assignment.c.id).where(assignment.c.name == quiz))
