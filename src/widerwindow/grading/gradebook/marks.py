"""Reads the marks of a quiz out of nbgrader's gradebook, for feedback and for export."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from widerwindow.content.course import Course
from widerwindow.content.questions import Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.gradebook import connection, judgements, lateness
from widerwindow.grading.gradebook.lateness import LateHandIn
from widerwindow.grading.gradebook.records import NEEDS_REVIEW
from widerwindow.grading.notebook.source import mark_cell
from widerwindow.messages import Messages

_say = Messages(__package__)

STATES = tuple(_say(name) for name in ("state_needs_review", "state_waits", "state_marked"))
"""Where an answer or a hand-in stands, in a trainer's words; the most pressing first."""


@dataclass(frozen=True)
class Mark:
    """What one answer got. `points` is None as long as neither the machine nor a person has given any."""

    points: float | None
    out_of: float
    waits: bool = False
    needs_review: str | None = None
    """Why the machine could not read the answer, as long as no person has marked it."""
    comment: str | None = None
    """What the trainer wrote."""
    by_hand: bool = False
    """Whether a person gave the points."""
    levels: Mapping[str, int] = field(default_factory=dict)
    """The level that she chose in each row of the rubric, by the row's id; none where her points are no sum of such."""

    @property
    def state(self) -> str:
        """Where it stands: one of STATES."""
        return STATES[0 if self.needs_review else 1 if self.waits else 2]


@dataclass(frozen=True)
class Marks:
    """The marks of one learner's hand-in, by question."""

    learner: str
    handed_in: datetime | None
    questions: Mapping[str, Mark]
    late: LateHandIn | None = None

    @property
    def counts(self) -> float:
        """What counts: the points that were given so far, without those taken off a late hand-in."""
        return self.points - (self.late.penalty or 0.0 if self.late else 0.0)

    @property
    def points(self) -> float:
        """All that was given so far."""
        return sum(mark.points or 0.0 for mark in self.questions.values())

    @property
    def out_of(self) -> float:
        """All that could be given."""
        return sum(mark.out_of for mark in self.questions.values())

    @property
    def waits(self) -> int:
        """How many answers wait for a person."""
        return sum(mark.waits for mark in self.questions.values())

    @property
    def state(self) -> str:
        """Where it stands: what is most pressing in it."""
        return min((mark.state for mark in self.questions.values()), key=STATES.index)


def marks(course: Course, quiz: Quiz) -> list[Marks]:
    """Return the marks of every learner in the gradebook, in the order of their codes.

    What is taken off late hand-ins is brought up to date first: a person may have marked since the machine did.
    """
    with connection.open_gradebook(course) as book:
        return marks_in(book, course, quiz)


def marks_in(book: Any, course: Course, quiz: Quiz, learner: str | None = None) -> list[Marks]:  # noqa: ANN401 - nbgrader's Gradebook
    """Return the same from an open gradebook, or those of one `learner` alone, without reading all others."""
    from nbgrader.api import MissingEntry

    try:
        notebook = book.find_notebook(quiz.id, quiz.id)
    except MissingEntry:
        return []
    late = {each.learner: each for each in lateness.record(book, course, quiz, learner)}
    names = {cell.id: cell.name for cell in [*notebook.grade_cells, *notebook.solution_cells]}
    found = [_marks(quiz, row, names, late) for row in _rows(book.db, notebook.id, learner)]
    return sorted(found, key=lambda each: each.learner)  # not in SQL: each database has an order of its own


@dataclass(frozen=True)
class _HandIn:
    """The rows of one learner's hand-in."""

    learner: str
    timestamp: datetime | None
    grades: list[Any] = field(default_factory=list)
    comments: list[Any] = field(default_factory=list)


def _rows(db: Any, notebook: str, learner: str | None) -> Iterable[_HandIn]:  # noqa: ANN401 - a Session
    """Return the rows of every hand-in, or one learner's. As objects, 1,000 would take three times as long."""
    from nbgrader.api import Comment, Grade, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import or_, select

    hers = SubmittedNotebook.notebook_id == notebook
    sent = select(SubmittedNotebook.id, SubmittedAssignment.student_id, SubmittedAssignment.timestamp)
    sent = sent.join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id).where(hers)
    if learner is not None:
        sent = sent.where(SubmittedAssignment.student_id == learner)
    found = {row.id: _HandIn(row.student_id, row.timestamp) for row in db.execute(sent)}
    if learner is not None:
        hers = SubmittedNotebook.id.in_(found)
    grade, comment, judged = Grade.__table__, Comment.__table__, judgements.table()
    scores = grade.c.auto_score, grade.c.manual_score, grade.c.extra_credit, grade.c.needs_manual_grade
    grades = select(grade.c.notebook_id, grade.c.cell_id, *scores, judged.c.levels)
    grades = grades.outerjoin(judged, judged.c.grade_id == grade.c.id)
    said = comment.c.auto_comment, comment.c.manual_comment
    comments = select(comment.c.notebook_id, comment.c.cell_id, *said).where(or_(*(each.is_not(None) for each in said)))
    for table, asked, part in ((grade, grades, "grades"), (comment, comments, "comments")):
        rows = asked.join(SubmittedNotebook, SubmittedNotebook.id == table.c.notebook_id).where(hers)
        for row in db.execute(rows):
            getattr(found[row.notebook_id], part).append(row)
    return found.values()


def _marks(quiz: Quiz, row: _HandIn, names: Mapping[str, str], late: Mapping[str, LateHandIn]) -> Marks:
    grades = {names.get(grade.cell_id): grade for grade in row.grades}
    comments = {names.get(comment.cell_id): comment for comment in row.comments}
    questions = {
        question.id: _mark(question, grades.get(mark_cell(question)), comments.get(question.id))
        for question in quiz.questions
    }
    return Marks(row.learner, row.timestamp, questions, late.get(row.learner))


def _mark(question: Question, grade: Any, comment: Any) -> Mark:  # noqa: ANN401 - rows of nbgrader's
    out_of = float(question.points)
    if grade is None:
        return Mark(None, out_of, waits=True)
    given = grade.auto_score if grade.manual_score is None else grade.manual_score
    said = (comment.auto_comment or "") if comment else ""
    look = said.removeprefix(NEEDS_REVIEW) if grade.needs_manual_grade and said.startswith(NEEDS_REVIEW) else None
    points = None if given is None else given + (grade.extra_credit or 0.0)
    wrote = (comment.manual_comment or None) if comment else None
    by_hand = grade.manual_score is not None
    return Mark(points, out_of, grade.needs_manual_grade, look, wrote, by_hand, _levels(question, grade))


def _levels(question: Question, grade: Any) -> Mapping[str, int]:  # noqa: ANN401 - a row
    """Return the levels that make up the points. Another program may have given others since, or the rubric changed."""
    if not grade.levels:
        return {}
    given, rubric = json.loads(grade.levels), question.rubric_rows()
    chosen = {row.id: given[row.id] for row in rubric if given.get(row.id, -1) in range(len(row.levels))}
    return chosen if len(chosen) == len(rubric) and sum(chosen.values()) == grade.manual_score else {}
