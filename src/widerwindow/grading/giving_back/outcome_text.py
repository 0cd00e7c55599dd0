"""What a learner is told of her hand-in as a whole: what being late cost her, and whether she has passed."""

from collections.abc import Iterator

from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.formatting import plain
from widerwindow.grading.gradebook.marks import Marks


def outcome_text(quiz: Quiz, marked: Marks) -> list[str]:
    """Return the sentences. Nothing is said of passing as long as an answer waits for a person."""
    return [*_late(quiz, marked), *_passing(quiz, marked)]


def _late(quiz: Quiz, marked: Marks) -> Iterator[str]:
    if not marked.late:
        return
    came = "It came after your deadline."
    if quiz.late and quiz.late.refused:
        yield f"{came} This quiz does not count late hand-ins, so these points do not count. Ask your trainer about it."
    elif marked.late.penalty:
        taken = "1 point is" if marked.late.penalty == 1 else f"{plain(marked.late.penalty)} points are"
        yield f"{came} {taken} taken off for that, so {plain(marked.counts)} of {plain(marked.out_of)} count."
    else:
        yield f"{came} Nothing is taken off for that."


def _passing(quiz: Quiz, marked: Marks) -> Iterator[str]:
    passed = None if marked.waits else quiz.passed(marked.counts)
    if passed is None:
        return
    needed = plain(quiz.needed(quiz.points) or 0.0)
    if passed:
        yield f"You have passed. It takes {needed} points."
    else:
        yield f"You have not passed yet. It takes {needed} points. Your trainer can tell you what comes next."
