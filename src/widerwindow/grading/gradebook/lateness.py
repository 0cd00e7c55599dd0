"""What comes of a deadline: nbgrader's own due date, extensions and late penalties, in its own gradebook.

Every field holds what nbgrader's `AssignLatePenalties` would store, so formgrader and nbgrader's own exports show it.
Stock nbgrader works a penalty out when the machine marks; one in percent has to follow once a person has marked too.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.content.quizzes.rules import Late


@dataclass(frozen=True)
class LateHandIn:
    """A hand-in that came after its deadline, the learner's own one where she has one."""

    learner: str
    by: timedelta
    penalty: float | None
    """The points taken off what she has so far; None where the rule takes none."""


def record(book: Any, course: Course, quiz: Quiz) -> list[LateHandIn]:  # noqa: ANN401 - nbgrader's Gradebook
    """Write the due date, extensions and penalties of `quiz`, for the scores as they are now.

    Returns the late hand-ins in the order of their learners' codes. Raises ContentError.
    """
    from nbgrader.api import Assignment, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import update

    assignment = book.db.query(Assignment).filter(Assignment.name == quiz.id).one_or_none()
    due = _stored(quiz.deadline)
    if assignment is None or due is assignment.duedate is None:
        return []
    assignment.duedate = due
    extensions, rule = course.sound_extensions(), quiz.late or Late()
    scores = _scores(book, assignment)
    changed: dict[Any, list[dict[str, Any]]] = {SubmittedAssignment: [], SubmittedNotebook: []}
    late = []
    for row in _handed_in(book, assignment):
        own = extensions.due(quiz, row.student_id)
        came = row.timestamp.replace(tzinfo=UTC) if row.timestamp else None  # where nobody knows when, it is not late
        penalty = rule.penalty(scores.get(row.notebook, 0.0), own, came) if own and came else None
        stored = _stored(own)
        extension = stored - due if stored and due and stored != due else None
        if extension != row.extension:
            changed[SubmittedAssignment].append({"id": row.id, "extension": extension})
        if penalty != row.late_submission_penalty:
            changed[SubmittedNotebook].append({"id": row.notebook, "late_submission_penalty": penalty})
        if own and came and came > own:
            late.append(LateHandIn(row.student_id, came - own, penalty))
    for table, rows in changed.items():
        if rows:
            book.db.execute(update(table), rows)
    book.db.commit()
    return sorted(late, key=lambda each: each.learner)


def _stored(moment: datetime | None) -> datetime | None:
    """Return `moment` as nbgrader stores it: in UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


def _handed_in(book: Any, assignment: Any) -> list[Any]:  # noqa: ANN401 - nbgrader's own classes
    """Return a row for each hand-in: nbgrader's fields of it, and the id of its `notebook`."""
    from nbgrader.api import SubmittedAssignment, SubmittedNotebook

    fields = SubmittedAssignment.id, SubmittedAssignment.student_id, SubmittedAssignment.timestamp
    stored = SubmittedAssignment.extension, SubmittedNotebook.late_submission_penalty
    rows = book.db.query(*fields, *stored, SubmittedNotebook.id.label("notebook")).join(SubmittedNotebook.assignment)
    return list(rows.filter(SubmittedAssignment.assignment_id == assignment.id))


def _scores(book: Any, assignment: Any) -> dict[str, float]:  # noqa: ANN401 - as above
    """Return the points of each hand-in so far, by its notebook's id; nbgrader's own property would ask one by one."""
    from nbgrader.api import Grade, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import func

    rows = book.db.query(Grade.notebook_id, func.coalesce(func.sum(Grade.score), 0.0))
    rows = rows.join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id).join(SubmittedNotebook.assignment)
    rows = rows.filter(SubmittedAssignment.assignment_id == assignment.id).group_by(Grade.notebook_id)
    return {notebook: score for notebook, score in rows}
