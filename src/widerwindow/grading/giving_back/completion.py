"""Says who has completed which quizzes. It speaks of work that was done and marked, never of what a person can do."""

from dataclasses import dataclass

from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.giving_back.marked import Found
from widerwindow.grading.gradebook.marks import Marks
from widerwindow.messages import Messages

_say = Messages(__package__)


@dataclass(frozen=True)
class Completion:
    """One learner's way through the quizzes."""

    learner: str
    missing: tuple[str, ...]
    """What there is still to do, in a trainer's words; nothing for someone who has completed."""


def completions(found: Found) -> list[Completion]:
    """Return everybody who has handed in one of the quizzes in `found`, in the order of their codes."""
    rows = [(quiz, {row.learner: row for row in handed_in}) for quiz, handed_in in found]
    learners = sorted({learner for _, of_quiz in rows for learner in of_quiz})
    return [
        Completion(learner, tuple(missing for quiz, hers in rows if (missing := _missing(quiz, hers.get(learner)))))
        for learner in learners
    ]


def _missing(quiz: Quiz, row: Marks | None) -> str | None:
    if row is None:
        return _say("nothing_marked", quiz=quiz.title)
    if row.waits:
        return _say("waiting", quiz=quiz.title, state=row.state)
    return _say("not_passed_yet", quiz=quiz.title) if quiz.passed(row.counts) is False else None
