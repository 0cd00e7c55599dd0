"""How far a trainer has come with the practice class, and what she does next: each page tells her while it is there."""

from dataclasses import dataclass

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.content.questions import Question
from widerwindow.grading.gradebook.judgements import waiting_by_question
from widerwindow.grading.gradebook.kept import KeptGradebook
from widerwindow.grading.keeping import practising
from widerwindow.grading.storage import autograded_folder, feedback_file, handed_in, release_file
from widerwindow.messages import Messages

_say = Messages(__package__)


@dataclass(frozen=True)
class Way:
    """How far the trainer has come with one quiz."""

    released: bool
    loaded: bool
    marked: bool
    waiting: list[tuple[Question, int]]
    """The questions with answers of the class that wait, and how many."""

    given: bool
    others: int
    """How many real learners have handed in this quiz."""


def quiz_of_class(course: Course) -> str | None:
    """Return the quiz that the practice class is in; None where there is no class."""
    mine = set(practising.loaded(course))
    return next((quiz for quiz in course.quizzes() if mine & set(handed_in(course, quiz))), None) if mine else None


def way(course: Course, gradebook: KeptGradebook, quiz: str) -> Way:
    """Return how far she has come. Raises ContentError where the quiz or the gradebook cannot be read."""
    came = set(handed_in(course, quiz))
    mine = came & set(practising.loaded(course))
    marked = bool(mine) and all((autograded_folder(course, each, quiz) / f"{quiz}.ipynb").is_file() for each in mine)
    waiting = _waiting(course, gradebook, quiz, mine) if marked else []
    given = bool(mine) and all(feedback_file(course, each, quiz).is_file() for each in mine)
    return Way(release_file(course, quiz).is_file(), bool(mine), marked, waiting, given, len(came - mine))


def next_step(course: Course, gradebook: KeptGradebook) -> str | None:
    """Return what comes next with the practice class, in a sentence; None where there is no class."""
    quiz = quiz_of_class(course)
    if not quiz:
        return None
    try:
        so_far = way(course, gradebook, quiz)
    except ContentError:  # each page says itself what it cannot read
        return _say("practice_steps")
    if not so_far.marked:
        return _say("practice_mark")
    if so_far.waiting:
        return _say("practice_read", count=sum(count for _, count in so_far.waiting))
    return _say("practice_end" if so_far.given else "practice_give")


def _waiting(course: Course, gradebook: KeptGradebook, quiz: str, mine: set[str]) -> list[tuple[Question, int]]:
    found = course.quiz(quiz)
    with gradebook.open() as book:
        counts = waiting_by_question(book, found, mine)
    return [(each, counts[each.id]) for each in found.questions if each.id in counts]
