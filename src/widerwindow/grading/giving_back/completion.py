"""Says who has completed which quizzes. It speaks of work that was done and marked, never of what a person can do."""

from collections.abc import Iterable
from dataclasses import dataclass

from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.gradebook.marks import Marks, marks
from widerwindow.grading.notebook.released import released_quiz
from widerwindow.messages import Messages

_say = Messages(__package__)


@dataclass(frozen=True)
class Completion:
    """One learner's way through the quizzes."""

    learner: str
    missing: tuple[str, ...]
    """What there is still to do, in a trainer's words; nothing for someone who has completed."""


def completions(course: Course, names: Iterable[str]) -> list[Completion]:
    """Return everybody in the gradebook who has handed in one of the quizzes `names`, in the order of their codes.

    Raises ContentError where a quiz or the gradebook is missing.
    """
    quizzes = [released_quiz(course, name) for name in names]
    found = [(quiz, {row.learner: row for row in marks(course, quiz)}) for quiz in quizzes]
    learners = sorted({learner for _, rows in found for learner in rows})
    return [
        Completion(learner, tuple(missing for quiz, rows in found if (missing := _missing(quiz, rows.get(learner)))))
        for learner in learners
    ]


def _missing(quiz: Quiz, row: Marks | None) -> str | None:
    if row is None:
        return _say("nothing_marked", quiz=quiz.id)
    if row.waits:
        return _say("waiting", quiz=quiz.id, state=row.state)
    return _say("not_passed_yet", quiz=quiz.id) if quiz.passed(row.counts) is False else None
