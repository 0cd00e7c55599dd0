"""What a person says of one answer: its points, her comment, the rubric's levels, and whether she comes back to it.

nbgrader has no place for the last two. They stand in a table of our own in its gradebook, by the id of its grade, so
they are kept, copied and erased with the gradebook, on a server too.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from widerwindow.content.questions import Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.gradebook.records import NEEDS_REVIEW
from widerwindow.grading.notebook.source import mark_cell

TABLE = "widerwindow_judgement"


@dataclass(frozen=True)
class Judgement:
    """What a person gave one answer; `points` is None as long as she has not decided."""

    points: float | None = None
    comment: str = ""
    levels: Mapping[str, int] = field(default_factory=dict)
    """The level that she chose in each row of the rubric, by the row's id."""

    comes_back: bool = False
    """Whether she wants to look at it again before it counts as marked."""


@dataclass(frozen=True)
class Place:
    """One learner's answer to a question, in the order in which answers are marked."""

    id: str
    """nbgrader's id of its grade, which says nothing of whose it is."""

    learner: str
    waits: bool
    comes_back: bool


@dataclass(frozen=True)
class Held:
    """What the gradebook holds of one answer."""

    judgement: Judgement
    score: float | None
    """What the machine gave."""

    needs_review: str | None
    """Why the machine could not read it."""


@cache
def table() -> Any:  # noqa: ANN401 - SQLAlchemy's Table
    """Return the table; a gradebook that is opened after the first call has it, as it has nbgrader's own."""
    from nbgrader.api import Base
    from sqlalchemy import Boolean, Column, String, Table, Text

    grade = Column("grade_id", String(32), primary_key=True)
    levels, comes_back = Column("levels", Text, nullable=False), Column("comes_back", Boolean, nullable=False)
    return Table(TABLE, Base.metadata, grade, levels, comes_back)


class Judging:
    """The answers to one question in an open gradebook."""

    def __init__(self, book: Any, quiz: Quiz, question: Question) -> None:  # noqa: ANN401 - nbgrader's Gradebook
        from nbgrader import api

        self._api, self._db = api, book.db
        notebook = book.find_notebook(quiz.id, quiz.id)
        self._graded = next(cell.id for cell in notebook.grade_cells if cell.name == mark_cell(question))
        self._commented = next(cell.id for cell in notebook.solution_cells if cell.name == question.id)

    def places(self) -> list[Place]:
        """Return all answers, in an order that is mixed and stays: that of ids made by chance."""
        from sqlalchemy import select

        grade, comes_back = self._api.Grade, table().c.comes_back
        of_whom = select(
            grade.id, self._api.SubmittedAssignment.student_id, grade.needs_manual_grade, comes_back
        ).select_from(grade)
        of_whom = of_whom.join(self._api.SubmittedNotebook, self._api.SubmittedNotebook.id == grade.notebook_id)
        of_whom = of_whom.join(
            self._api.SubmittedAssignment,
            self._api.SubmittedAssignment.id == self._api.SubmittedNotebook.assignment_id,
        )
        of_whom = of_whom.outerjoin(table(), table().c.grade_id == grade.id).where(grade.cell_id == self._graded)
        rows = self._db.execute(of_whom.order_by(grade.id))
        return [Place(place, learner, waits, bool(back)) for place, learner, waits, back in rows]

    def held(self, place: str) -> Held:
        """Return what is held of the answer at a place."""
        from sqlalchemy import select

        grade, comment = self._grade(place), self._comment(place)
        ours = self._db.execute(select(table()).where(table().c.grade_id == place)).first()
        levels, comes_back = (json.loads(ours.levels), ours.comes_back) if ours else ({}, False)
        said = (comment.auto_comment or "") if comment else ""
        look = said.removeprefix(NEEDS_REVIEW) if said.startswith(NEEDS_REVIEW) else None
        given = Judgement(grade.manual_score, (comment and comment.manual_comment) or "", levels, comes_back)
        return Held(given, grade.auto_score, look)

    def judge(self, place: str, given: Judgement) -> None:
        """Write what is `given` to the answer at a place, all of it or nothing."""
        from sqlalchemy import delete, insert

        grade, comment = self._grade(place), self._comment(place)
        grade.manual_score = given.points
        grade.needs_manual_grade = given.comes_back or (given.points is None and self._waits(grade, comment))
        if comment:
            comment.manual_comment = given.comment or None
        self._db.execute(delete(table()).where(table().c.grade_id == place))
        if given.levels or given.comes_back:
            values = {"grade_id": place, "levels": json.dumps(dict(given.levels)), "comes_back": given.comes_back}
            self._db.execute(insert(table()), values)
        self._db.commit()

    def comments(self) -> list[str]:
        """Return what was said to answers to this question before, the most frequent first."""
        from sqlalchemy import func, select

        text = self._api.Comment.manual_comment
        said = select(text).where(self._api.Comment.cell_id == self._commented, text.is_not(None)).group_by(text)
        return [row[0] for row in self._db.execute(said.order_by(func.count().desc(), text))]

    def _waits(self, grade: Any, comment: Any) -> bool:  # noqa: ANN401 - nbgrader's rows
        """Return whether an answer without points of a person's waits for her, as it did when the machine was done."""
        return grade.auto_score is None or ((comment and comment.auto_comment) or "").startswith(NEEDS_REVIEW)

    def _grade(self, place: str) -> Any:  # noqa: ANN401 - nbgrader's Grade
        return self._db.query(self._api.Grade).filter_by(id=place, cell_id=self._graded).one()

    def _comment(self, place: str) -> Any:  # noqa: ANN401 - nbgrader's Comment, or None
        notebook = self._grade(place).notebook_id
        return self._db.query(self._api.Comment).filter_by(notebook_id=notebook, cell_id=self._commented).first()
