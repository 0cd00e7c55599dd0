"""What comes of a deadline: nbgrader's own due date, extensions and late penalties, in its own gradebook.

Every field holds what nbgrader's `AssignLatePenalties` would store, so formgrader and nbgrader's own exports show it.
Stock nbgrader works a penalty out when the machine marks; one in percent has to follow once a person has marked too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from widerwindow.content.course import Course
from widerwindow.content.quizzes.extensions import Extensions
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.content.quizzes.rules import Late
from widerwindow.messages import Messages

_say = Messages(__package__)


@dataclass(frozen=True)
class LateHandIn:
    """A hand-in that came after its deadline, the learner's own one where she has one."""

    learner: str
    by: timedelta
    penalty: float | None
    """The points taken off what she has so far; None where the rule takes none."""

    @property
    def length(self) -> str:
        """The whole days and hours by which it is late, as a person says them."""
        return _length(self.by)


def came_late(quiz: Quiz, by: timedelta) -> str:
    """Return that a hand-in came late `by` some time, and what the rules of `quiz` say of that."""
    return _say("late_by", time=_length(by), rule=(quiz.late or Late()).words)


def record(book: Any, course: Course, quiz: Quiz, learner: str | None = None) -> list[LateHandIn]:  # noqa: ANN401 - nbgrader's Gradebook
    """Write the due date, extensions and penalties of `quiz`, or of one `learner` in it, for the scores as they are.

    Returns the late hand-ins in the order of their learners' codes. Raises ContentError.
    """
    from nbgrader.api import Assignment, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import update

    assignment = book.db.query(Assignment).filter(Assignment.name == quiz.id).one_or_none()
    due = _stored(quiz.deadline)
    if assignment is None or due is assignment.duedate is None:
        return []
    assignment.duedate = due
    extensions = course.sound_extensions()
    scores = _scores(book, assignment, learner)
    changed: dict[Any, list[dict[str, Any]]] = {SubmittedAssignment: [], SubmittedNotebook: []}
    late = []
    for row in _handed_in(book, assignment, learner):
        own, came = extensions.due(quiz, row.student_id), _moment(row.timestamp)
        penalty = _penalty(quiz, own, came, scores.get(row.notebook, 0.0))
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


def penalty_of(quiz: Quiz, extensions: Extensions, learner: str, came: datetime | None, score: float) -> float | None:
    """Return what `quiz` would take off a `score` of a learner's, whose hand-in `came` then, in UTC without saying so.

    None where it takes nothing. Nothing is written.
    """
    return _penalty(quiz, extensions.due(quiz, learner), _moment(came), score)


def _length(time: timedelta) -> str:
    """Return the whole days and hours of `time`, as a person says them."""
    days, hours = time.days, time.seconds // 3600
    of_days, of_hours = _say("days", count=days), _say("hours", count=hours)
    if days and hours:
        return _say("days_and_hours", days=of_days, hours=of_hours)
    return of_days if days else of_hours if hours else _say("less_than_an_hour")


def _penalty(quiz: Quiz, due: datetime | None, came: datetime | None, score: float) -> float | None:
    return (quiz.late or Late()).penalty(score, due, came) if due and came else None


def _moment(stored: datetime | None) -> datetime | None:
    """Return when a hand-in came; None where nobody knows, and so it is not late."""
    return stored.replace(tzinfo=UTC) if stored else None


def _stored(moment: datetime | None) -> datetime | None:
    """Return `moment` as nbgrader stores it: in UTC, without saying so."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment else None


def _handed_in(book: Any, assignment: Any, learner: str | None) -> list[Any]:  # noqa: ANN401 - nbgrader's own classes
    """Return a row for each hand-in: nbgrader's fields of it, and the id of its `notebook`."""
    from nbgrader.api import SubmittedAssignment, SubmittedNotebook

    fields = SubmittedAssignment.id, SubmittedAssignment.student_id, SubmittedAssignment.timestamp
    stored = SubmittedAssignment.extension, SubmittedNotebook.late_submission_penalty
    rows = book.db.query(*fields, *stored, SubmittedNotebook.id.label("notebook")).join(SubmittedNotebook.assignment)
    return list(rows.filter(*_of(assignment, learner)))


def _scores(book: Any, assignment: Any, learner: str | None) -> dict[str, float]:  # noqa: ANN401 - as above
    """Return the points of each hand-in so far, by its notebook's id; nbgrader's own property would ask one by one."""
    from nbgrader.api import Grade, SubmittedNotebook
    from sqlalchemy import func

    rows = book.db.query(Grade.notebook_id, func.coalesce(func.sum(Grade.score), 0.0))
    rows = rows.join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id).join(SubmittedNotebook.assignment)
    rows = rows.filter(*_of(assignment, learner)).group_by(Grade.notebook_id)
    return {notebook: score for notebook, score in rows}


def _of(assignment: Any, learner: str | None) -> Iterator[Any]:  # noqa: ANN401 - as above
    """Yield what a hand-in for the assignment fulfils; one of the learner's, where she is named."""
    from nbgrader.api import SubmittedAssignment

    yield SubmittedAssignment.assignment_id == assignment.id
    if learner is not None:
        yield SubmittedAssignment.student_id == learner
