"""The rows of one quiz in nbgrader's gradebook, read and written for many learners at once.

They go into nbgrader's own tables as plain rows: with an object for each row, as nbgrader has it, most of the time that
marking takes would go into these objects.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.notebook.source import mark_cell, mark_source
from widerwindow.messages import Advice, Messages

_say = Messages(__package__)

NEEDS_REVIEW = _say("needs_review")
"""What a comment of ours begins with, before the reason why a person has to look at an answer."""


@dataclass(frozen=True)
class Result:
    """What the machine says of one answer."""

    score: float | None
    comment: str | None
    looks_new: bool
    """Whether a mark that a person gave before may no longer fit."""


@dataclass(frozen=True)
class Entry:
    """What the machine says of one learner's hand-in, with a result for each question."""

    learner: str
    timestamp: datetime | None
    results: Mapping[str, Result]


@dataclass(frozen=True)
class Standing:
    """How a learner stands in the gradebook, with what a person gave. Questions are named by their ids."""

    points: float
    waits: tuple[str, ...]
    needs_review: Mapping[str, str]


@dataclass
class _Before:
    """The rows that the gradebook has of one learner, None where there is none; grades and comments by cell."""

    student: Any = None
    submission: Any = None
    notebook: Any = None
    grades: dict[str, Any] = field(default_factory=dict)
    comments: dict[str, Any] = field(default_factory=dict)


class Records:
    """The rows of one quiz in an open gradebook."""

    def __init__(self, book: Any, quiz: Quiz, file: Path) -> None:  # noqa: ANN401 - nbgrader's Gradebook
        """Find the quiz. Raises ContentError, naming its `file`, where it was not released as it is now."""
        from nbgrader import api

        try:
            notebook = book.find_notebook(quiz.id, quiz.id)
        except api.MissingEntry:
            raise _release_first(file, _say.advice("not_released")) from None
        self._api, self._db, self._quiz = api, book.db, quiz
        self._assignment, self._notebook = notebook.assignment_id, notebook.id
        self._graded = {cell.name: cell.id for cell in notebook.grade_cells}
        self._commented = {cell.name: cell.id for cell in notebook.solution_cells}
        sources = {cell.name: cell.source for cell in notebook.source_cells}
        points = {cell.name: cell.max_score for cell in notebook.grade_cells}
        if points != {mark_cell(question): question.points for question in quiz.questions} or any(
            sources.get(mark_cell(question)) != mark_source(question) for question in quiz.machine_marked
        ):
            raise _release_first(file, _say.advice("changed"))

    def write(self, entries: list[Entry]) -> dict[str, Standing]:
        """Write all `entries` in one commit. Return how each learner stands then."""
        changes = _Changes()
        before = self._before([entry.learner for entry in entries])
        standings = {entry.learner: self._enter(entry, before[entry.learner], changes) for entry in entries}
        changes.commit(self._db)
        return standings

    def _before(self, learners: list[str]) -> dict[str, _Before]:
        found = {learner: _Before() for learner in learners}
        by_submission, by_notebook = {}, {}
        for row in self._rows(self._api.Student, id=learners):
            found[row.id].student = row
        for row in self._rows(self._api.SubmittedAssignment, assignment_id=[self._assignment], student_id=learners):
            by_submission[row.id] = found[row.student_id]
            found[row.student_id].submission = row
        for row in self._rows(self._api.SubmittedNotebook, notebook_id=[self._notebook], assignment_id=by_submission):
            by_notebook[row.id] = by_submission[row.assignment_id]
            by_submission[row.assignment_id].notebook = row
        for row in self._rows(self._api.Grade, cell_id=self._graded.values(), notebook_id=by_notebook):
            by_notebook[row.notebook_id].grades[row.cell_id] = row
        for row in self._rows(self._api.Comment, cell_id=self._commented.values(), notebook_id=by_notebook):
            by_notebook[row.notebook_id].comments[row.cell_id] = row
        return found

    def _rows(self, model: Any, **wanted: Iterable[str]) -> Iterable[Any]:  # noqa: ANN401 - one of nbgrader's tables
        """Return the rows that have one of the `wanted` values in each of the columns. Together these have an index."""
        from sqlalchemy import select

        table = model.__table__
        has = [table.c[column].in_(list(values)) for column, values in wanted.items()]
        rows: Iterable[Any] = self._db.execute(select(table).where(*has))
        return rows

    def _enter(self, entry: Entry, before: _Before, changes: "_Changes") -> Standing:
        student = changes.set(self._api.Student, before.student, id=entry.learner)
        submission = changes.set(
            self._api.SubmittedAssignment,
            before.submission,
            assignment_id=self._assignment,
            student_id=student,
            timestamp=entry.timestamp,
        )
        notebook = changes.set(
            self._api.SubmittedNotebook,
            before.notebook,
            assignment_id=submission,
            notebook_id=self._notebook,
        )
        for question in self._quiz.questions:
            result = entry.results[question.id]
            graded, commented = self._graded[mark_cell(question)], self._commented[question.id]
            grade, comment = before.grades.get(graded), before.comments.get(commented)
            marked = {"auto_score": result.score, "needs_manual_grade": _waits(grade, result)}
            changes.set(self._api.Grade, grade, notebook_id=notebook, cell_id=graded, **marked)
            changes.set(
                self._api.Comment, comment, notebook_id=notebook, cell_id=commented, auto_comment=result.comment
            )
        return self._standing(entry, before)

    def _standing(self, entry: Entry, before: _Before) -> Standing:
        points, waits, look = 0.0, [], {}
        for question in self._quiz.questions:
            result, grade = entry.results[question.id], before.grades.get(self._graded[mark_cell(question)])
            points += _points(grade, result)
            if _waits(grade, result) and (result.comment or "").startswith(NEEDS_REVIEW):
                look[question.id] = str(result.comment).removeprefix(NEEDS_REVIEW)
            elif _waits(grade, result):
                waits.append(question.id)
        return Standing(points, tuple(waits), look)


def release_missing(file: Path) -> ContentError:
    """Return the error for the quiz in `file` that has to be released again before it can be marked."""
    return _release_first(file, _say.advice("release_missing"))


def _release_first(file: Path, advice: Advice) -> ContentError:
    return ContentError([Problem(file, 1, *advice)])


def _waits(grade: Any, result: Result) -> bool:  # noqa: ANN401 - a row, or None
    """Return whether a person has to mark the answer, or look at it again.

    As in nbgrader, a mark that a person gave waits for another look once the machine has marked again; unlike there,
    only if this answer or its score is another than it was.
    """
    if grade is None:
        return result.score is None
    if result.looks_new or grade.auto_score != result.score:
        return grade.manual_score is not None or result.score is None
    return bool(grade.needs_manual_grade)


def _points(grade: Any, result: Result) -> float:  # noqa: ANN401 - a row, or None
    if grade is None:
        return result.score or 0.0
    given = result.score if grade.manual_score is None else grade.manual_score
    return (given or 0.0) + (grade.extra_credit or 0.0)


class _Changes:
    """Rows to add and to change, gathered for one commit."""

    def __init__(self) -> None:
        self._new: dict[Any, list[dict[str, Any]]] = defaultdict(list)
        self._changed: dict[Any, list[dict[str, Any]]] = defaultdict(list)

    def set(self, model: Any, before: Any, **values: Any) -> str:  # noqa: ANN401 - a table of nbgrader's, a row, its values
        """Have a row hold `values`: the one that was there `before`, or a new one. Return its id."""
        if before is None:
            row = {"id": uuid4().hex} | values
            self._new[model.__table__].append(row)
            return str(row["id"])
        if any(getattr(before, name) != value for name, value in values.items()):
            self._changed[model].append({"id": before.id} | values)
        return str(before.id)

    def commit(self, db: Any) -> None:  # noqa: ANN401 - a Session
        """Write all of it, or nothing."""
        from nbgrader.api import Base
        from sqlalchemy import insert, update

        for table in Base.metadata.sorted_tables:  # what others refer to comes first
            if table in self._new:
                db.execute(insert(table), self._new[table])
        for model, rows in self._changed.items():
            db.execute(update(model), rows)
        db.commit()
