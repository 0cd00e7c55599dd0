"""What a person says of one answer: its points, her comment, the rubric's levels, and whether she comes back to it.

nbgrader has no place for the last two. They stand in a table of our own in its gradebook, by the id of its grade, so
they are kept, copied and erased with the gradebook, on a server too.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from widerwindow.content.questions import Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.gradebook.records import NEEDS_REVIEW
from widerwindow.grading.notebook.source import mark_cell

TABLE = "widerwindow_judgement"


class Unknown(LookupError):
    """Raised where the gradebook has no such question, or no such answer."""


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
        """Find the question. Raises Unknown where the gradebook has none such."""
        from nbgrader import api

        self._api, self._db = api, book.db
        self._graded = self._cell("GradeCell", quiz, mark_cell(question))
        self._commented = self._cell("SolutionCell", quiz, question.id)

    def places(self) -> list[Place]:
        """Return all answers, in an order that is mixed and stays: that of ids made by chance."""
        from sqlalchemy import select

        grade, handed_in = self._api.Grade.__table__, self._api.SubmittedAssignment.__table__
        columns = grade.c.id, handed_in.c.student_id, grade.c.needs_manual_grade, table().c.comes_back
        rows = self._db.execute(self._of_all(select(*columns)))
        return [Place(place, learner, waits, bool(back)) for place, learner, waits, back in rows]

    def all_held(self, among: Any = None) -> list[tuple[Place, Held]]:  # noqa: ANN401 - SQLAlchemy's Table
        """Return all answers with what is held of each, in the same order; or those `among` a table of ours."""
        handed_in = self._api.SubmittedAssignment.__table__
        asked = self._of_all(self._select().add_columns(handed_in.c.student_id))
        if among is not None:
            asked = asked.join(among, among.c.grade_id == self._api.Grade.__table__.c.id)
        return [
            (Place(row.id, row.student_id, row.needs_manual_grade, bool(row.comes_back)), _held(row))
            for row in self._db.execute(asked)
        ]

    def held(self, place: str) -> Held:
        """Return what is held of the answer at a place. Raises Unknown where there is none."""
        return _held(self._row(place))

    def held_to_judge(self, place: str) -> Held:
        """Return the same, and let nobody else judge it until this one is judged or the gradebook is closed.

        Two desks at one server share no lock but the database's own.
        """
        return _held(self._row(place, locked=True))

    def judge(self, place: str, given: Judgement) -> None:
        """Write what is `given` to the answer at a place, all of it or nothing."""
        from sqlalchemy import delete, insert, update

        row, grade, comment = self._row(place), self._api.Grade.__table__, self._api.Comment.__table__
        waits = given.comes_back or (given.points is None and _waits(row))
        scored = {"manual_score": given.points, "needs_manual_grade": waits}
        self._db.execute(update(grade).where(grade.c.id == place), scored)
        said = {"manual_comment": given.comment or None}
        self._db.execute(update(comment).where(comment.c.id == row.comment), said)
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

    def next_of_hand_in(self, quiz: Quiz, place: str) -> tuple[str, str] | None:
        """Return (question, place) of what waits next for whoever marks hand-in by hand-in, and is at `place` now.

        The rest of that hand-in comes first, in the order of the questions, then the hand-ins after it and those before
        it, in an order that is mixed and stays. None where nothing else waits.
        """
        from sqlalchemy import select

        grade, cell, notebook = self._api.Grade.__table__, self._api.BaseCell.__table__, self._api.SubmittedNotebook
        here = self._db.execute(select(grade.c.notebook_id).where(grade.c.id == place)).scalar_one()
        asked = select(grade.c.notebook_id, cell.c.name, grade.c.id).join(cell, cell.c.id == grade.c.cell_id)
        mine = select(notebook.notebook_id).where(notebook.id == here).scalar_subquery()
        asked = asked.join(notebook.__table__, notebook.id == grade.c.notebook_id).where(notebook.notebook_id == mine)
        rows = self._db.execute(asked.where(grade.c.needs_manual_grade, grade.c.id != place))
        order = {mark_cell(question): number for number, question in enumerate(quiz.questions)}
        known = [(hand_in, order[name], id_) for hand_in, name, id_ in rows if name in order]
        waiting = [(hand_in != here, hand_in < here, hand_in, *rest) for hand_in, *rest in known]
        if not waiting:
            return None
        *_, number, found = min(waiting)
        return quiz.questions[number].id, str(found)

    def _cell(self, kind: str, quiz: Quiz, name: str) -> str:
        from sqlalchemy import select

        cell, notebook, assignment = (
            each.__table__ for each in (self._api.BaseCell, self._api.Notebook, self._api.Assignment)
        )
        found = select(cell.c.id).join(notebook, notebook.c.id == cell.c.notebook_id)
        found = found.join(assignment, assignment.c.id == notebook.c.assignment_id)
        is_it = (assignment.c.name == quiz.id, notebook.c.name == quiz.id, cell.c.name == name, cell.c.type == kind)
        id_ = self._db.execute(found.where(*is_it)).scalar()
        if id_ is None:
            raise Unknown(name)
        return str(id_)

    def _row(self, place: str, *, locked: bool = False) -> Any:  # noqa: ANN401 - a row
        """Return all that the gradebook has of the answer at a place."""
        from sqlalchemy import select

        grade = self._api.Grade.__table__
        if locked:
            self._db.execute(select(grade.c.id).where(grade.c.id == place).with_for_update())
        row = self._db.execute(self._joined(self._select()).where(grade.c.id == place)).one_or_none()
        if row is None:
            raise Unknown(place)
        return row

    def _select(self) -> Any:  # noqa: ANN401 - SQLAlchemy's Select
        """Return what asks for an answer's grade, its comment, and what is ours."""
        from sqlalchemy import select

        grade, comment, ours = self._api.Grade.__table__, self._api.Comment.__table__, table()
        scores = grade.c.id, grade.c.needs_manual_grade, grade.c.auto_score, grade.c.manual_score
        said = comment.c.id.label("comment"), comment.c.auto_comment, comment.c.manual_comment
        return select(*scores, *said, ours.c.levels, ours.c.comes_back)

    def _joined(self, asked: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's Select
        from sqlalchemy import and_

        grade, comment, ours = self._api.Grade.__table__, self._api.Comment.__table__, table()
        its_own = and_(comment.c.notebook_id == grade.c.notebook_id, comment.c.cell_id == self._commented)
        asked = asked.select_from(grade).outerjoin(comment, its_own).outerjoin(ours, ours.c.grade_id == grade.c.id)
        return asked.where(grade.c.cell_id == self._graded)

    def _of_all(self, asked: Any) -> Any:  # noqa: ANN401 - SQLAlchemy's Select
        """Return what asks the same of all answers, and of whose each is."""
        grade, notebook = self._api.Grade.__table__, self._api.SubmittedNotebook.__table__
        handed_in = self._api.SubmittedAssignment.__table__
        asked = self._joined(asked).join(notebook, notebook.c.id == grade.c.notebook_id)
        return asked.join(handed_in, handed_in.c.id == notebook.c.assignment_id).order_by(grade.c.id)


def waiting(
    book: Any,  # noqa: ANN401 - nbgrader's Gradebook
    quiz: Quiz,
    of: Collection[str] | None = None,
) -> list[tuple[Question, int]]:
    """Return the questions with answers that wait for a person, and how many: of all learners, or `of` some.

    None waits where the gradebook has no such quiz, as before its release or on a server that is still empty.
    """
    from nbgrader import api
    from sqlalchemy import func, select

    grade, cell, notebook = api.Grade.__table__, api.BaseCell.__table__, api.SubmittedNotebook.__table__
    asked = select(cell.c.name, func.count()).select_from(grade).join(cell, cell.c.id == grade.c.cell_id)
    asked = asked.where(is_of(quiz), grade.c.needs_manual_grade)
    if of is not None:
        handed_in = api.SubmittedAssignment.__table__
        asked = asked.join(notebook, notebook.c.id == grade.c.notebook_id)
        asked = asked.join(handed_in, handed_in.c.id == notebook.c.assignment_id)
        asked = asked.where(handed_in.c.student_id.in_(of))
    found = dict(book.db.execute(asked.group_by(cell.c.name)).all())
    return [(each, found[mark_cell(each)]) for each in quiz.questions if mark_cell(each) in found]


def is_of(quiz: Quiz) -> Any:  # noqa: ANN401 - SQLAlchemy's condition
    """Return that a cell is one of `quiz`, which no cell is where the gradebook has no such quiz."""
    from nbgrader import api
    from sqlalchemy import select

    notebook, assignment = api.Notebook.__table__, api.Assignment.__table__
    hers = select(notebook.c.id).join(assignment, assignment.c.id == notebook.c.assignment_id)
    hers = hers.where(notebook.c.name == quiz.id, assignment.c.name == quiz.id)
    return api.BaseCell.__table__.c.notebook_id.in_(hers)


def _held(row: Any) -> Held:  # noqa: ANN401 - a row
    said = row.auto_comment or ""
    look = said.removeprefix(NEEDS_REVIEW) if said.startswith(NEEDS_REVIEW) else None
    levels = json.loads(row.levels) if row.levels else {}
    given = Judgement(row.manual_score, row.manual_comment or "", levels, bool(row.comes_back))
    return Held(given, row.auto_score, look)


def _waits(row: Any) -> bool:  # noqa: ANN401 - a row
    """Return whether an answer without points of a person's waits for her, as it did when the machine was done."""
    return row.auto_score is None or (row.auto_comment or "").startswith(NEEDS_REVIEW)
