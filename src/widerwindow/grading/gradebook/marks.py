"""Reads the marks of a quiz out of nbgrader's gradebook, for feedback and for export."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.gradebook import connection, lateness
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
        from nbgrader.api import MissingEntry, SubmittedNotebook
        from sqlalchemy.orm import contains_eager, selectinload

        try:
            notebook = book.find_notebook(quiz.id, quiz.id)
        except MissingEntry:
            return []
        late = {each.learner: each for each in lateness.record(book, course, quiz)}
        names = {cell.id: cell.name for cell in [*notebook.grade_cells, *notebook.solution_cells]}
        rows = book.db.query(SubmittedNotebook).join(SubmittedNotebook.assignment)
        rows = rows.filter(SubmittedNotebook.notebook_id == notebook.id)
        parts = selectinload(SubmittedNotebook.grades), selectinload(SubmittedNotebook.comments)
        rows = rows.options(contains_eager(SubmittedNotebook.assignment), *parts)
        found = [_marks(quiz, row, names, late) for row in rows]
    return sorted(found, key=lambda each: each.learner)  # not in SQL: each database has an order of its own


def _marks(
    quiz: Quiz,
    row: Any,  # noqa: ANN401 - nbgrader's SubmittedNotebook
    names: Mapping[str, str],
    late: Mapping[str, LateHandIn],
) -> Marks:
    grades = {names.get(grade.cell_id): grade for grade in row.grades}
    comments = {names.get(comment.cell_id): comment for comment in row.comments}
    questions = {
        question.id: _mark(grades.get(mark_cell(question)), comments.get(question.id), float(question.points))
        for question in quiz.questions
    }
    learner = row.assignment.student_id
    return Marks(learner, row.assignment.timestamp, questions, late.get(learner))


def _mark(grade: Any, comment: Any, out_of: float) -> Mark:  # noqa: ANN401 - nbgrader's Grade and Comment
    if grade is None:
        return Mark(None, out_of, waits=True)
    given = grade.auto_score if grade.manual_score is None else grade.manual_score
    said = (comment.auto_comment or "") if comment else ""
    look = said.removeprefix(NEEDS_REVIEW) if grade.needs_manual_grade and said.startswith(NEEDS_REVIEW) else None
    points = None if given is None else given + (grade.extra_credit or 0.0)
    return Mark(points, out_of, grade.needs_manual_grade, look, (comment.manual_comment or None) if comment else None)
