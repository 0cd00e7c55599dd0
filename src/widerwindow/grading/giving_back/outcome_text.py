"""What a learner is told of her hand-in as a whole: what being late cost her, and whether she has passed."""

from collections.abc import Iterator

from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.formatting import plain
from widerwindow.grading.gradebook.marks import Marks
from widerwindow.messages import Messages

_say = Messages(__package__)


def outcome_text(quiz: Quiz, marked: Marks) -> list[str]:
    """Return the sentences. Nothing is said of passing as long as an answer waits for a person."""
    return [*_late(quiz, marked), *_passing(quiz, marked)]


def _late(quiz: Quiz, marked: Marks) -> Iterator[str]:
    if marked.handed_in is None:
        yield _say("time_unknown_not_late" if quiz.deadline else "time_unknown")
    if not marked.late:
        return
    penalty = marked.late.penalty
    if quiz.late and quiz.late.refused:
        yield _say("late_refused")
    elif penalty:
        counts = {"counts": plain(marked.counts), "out_of": plain(marked.out_of)}
        yield _say("late_penalty", count=penalty, points=plain(penalty), **counts)
    else:
        yield _say("late")


def _passing(quiz: Quiz, marked: Marks) -> Iterator[str]:
    passed = None if marked.waits else quiz.passed(marked.counts)
    if passed is None:
        return
    needed = plain(quiz.needed(quiz.points) or 0.0)
    yield _say("passed", needed=needed) if passed else _say("not_passed", needed=needed)
