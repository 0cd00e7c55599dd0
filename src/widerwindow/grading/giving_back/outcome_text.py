"""What a learner is told of her hand-in as a whole: what being late cost her, and whether she has passed."""

from typing import Literal

from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.content.quizzes.rules import Late
from widerwindow.grading.formatting import plain
from widerwindow.grading.gradebook.marks import Marks
from widerwindow.messages import Messages

_say = Messages(__package__)


def outcome_text(quiz: Quiz, marked: Marks) -> dict[str, str]:
    """Return the sentences, by what they are about. Nothing is said of passing as long as an answer waits."""
    said = {
        "time": _time(quiz, marked),
        "late": late_text(quiz, marked, whose="your"),
        "passing": _passing(quiz, marked),
    }
    return {about: sentence for about, sentence in said.items() if sentence}


def _time(quiz: Quiz, marked: Marks) -> str:
    if marked.handed_in is not None:
        return ""
    return _say("time_unknown_not_late" if quiz.deadline else "time_unknown")


def late_text(quiz: Quiz, marked: Marks, *, whose: Literal["your", "her"] = "her") -> str:
    """Return what being late costs, as the trainer is told it, or the learner herself; "" where nothing was late."""
    late = marked.late
    if late is None:
        return ""
    about = {"time": late.length, "rule": (quiz.late or Late()).words}
    before = plain(marked.points)
    if quiz.late and quiz.late.refused:
        return _say(f"{whose}_late_refused", count=round(marked.points, 2), before=before, **about)
    if late.penalty is None:
        return _say(f"{whose}_late", time=late.length)
    counts = {"before": before, "counts": plain(marked.counts), "out_of": plain(marked.out_of)}
    return _say(f"{whose}_late_penalty", count=late.penalty, points=plain(late.penalty), **counts, **about)


def _passing(quiz: Quiz, marked: Marks) -> str:
    passed = None if marked.waits else quiz.passed(marked.counts)
    if passed is None:
        return ""
    needed = quiz.needed(quiz.points) or 0.0
    return _say("passed" if passed else "not_passed", count=needed, needed=plain(needed))
