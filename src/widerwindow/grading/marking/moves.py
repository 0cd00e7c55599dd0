"""Says whose marks would move, and how far, if a quiz were marked by another key, other points or other rules."""

from math import isclose
from typing import NamedTuple

from widerwindow.content.course import Course
from widerwindow.content.questions import KeyedQuestion, Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.giving_back.answers import Answers, Marked
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.lateness import penalty_of
from widerwindow.grading.gradebook.marks import Mark, marks
from widerwindow.grading.notebook.released import with_released_rules
from widerwindow.grading.notebook.submission import Unreadable


class Move(NamedTuple):
    """What counts of a learner's hand-in so far, and what would."""

    learner: str
    before: float
    after: float


def moves(course: Course, quiz: Quiz) -> list[Move]:
    """Return whose marks would move if `quiz`, which need stand in no file yet, were released and marked as it is.

    What a person gave stays, and an answer that waits for a person moves nothing. Nothing is written. Raises
    ContentError.
    """
    if not connection.has_gradebook(course):
        return []
    extensions, marked, found = course.extensions(), Marked(course, quiz), []
    for each in marks(course, with_released_rules(course, quiz)):
        said = marked.said(each.learner)
        given = said.answers if said else {}
        points = each.points + sum(_by(question, each.questions[question.id], given) for question in quiz.questions)
        after = points - (penalty_of(quiz, extensions, each.learner, each.handed_in, points) or 0.0)
        if not isclose(after, each.counts, abs_tol=1e-9):
            found.append(Move(each.learner, each.counts, after))
    return found


def _by(question: Question, mark: Mark, given: Answers) -> float:
    """Return how far the points of one answer would move."""
    answer = given.get(question.id)
    if not isinstance(question, KeyedQuestion) or mark.by_hand or mark.points is None or mark.waits:
        return 0.0
    if question.id not in given or isinstance(answer, Unreadable):
        return 0.0
    return question.score(answer) - mark.points
