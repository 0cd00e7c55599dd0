"""Which marks that a person gave would fit no more if a quiz were changed: told before it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.content.questions import Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.judgements import Held, Judging, Unknown


@dataclass(frozen=True)
class Unfitting:
    """One learner's points for one question: as a person gave them, and as the same judgement would give them.

    None stands for points that nobody could work out: a person has to give them again, or the question is gone.
    """

    learner: str
    question: str
    before: float
    after: float | None


def unfitting(course: Course, changed: Quiz) -> list[Unfitting]:
    """Return which marks would fit no more if a quiz of the course were as `changed`, in the order of its questions.

    A mark by the rubric follows the words of its levels: a level that the rubric has no more has to be chosen again.
    Points that were typed fit as long as they are no more than there are. No mark is changed: this only tells. Raises
    ContentError where the gradebook cannot be read.
    """
    try:
        before = course.quiz(changed.id)
    except ContentError:  # it has mistakes, which the change mends
        return []
    now = {question.id: question for question in changed.questions}
    others = [question for question in before.questions if now.get(question.id) != question]
    if not others or not connection.has_gradebook(course):
        return []
    return [each for question in others for each in _unfitting(course, before, question, now.get(question.id))]


def _unfitting(course: Course, quiz: Quiz, old: Question, new: Question | None) -> Iterator[Unfitting]:
    for learner, held in _marked(course, quiz, old):
        before, after = held.judgement.points, _after(held, old, new)
        if before is not None and before != after:
            yield Unfitting(learner, old.id, before, after)


def _marked(course: Course, quiz: Quiz, question: Question) -> list[tuple[str, Held]]:
    """Return what is held of each learner's answer; nothing of a quiz that was never released."""
    try:
        with connection.open_gradebook(course) as book:
            found = Judging(book, quiz, question).all_held()
    except Unknown:
        return []
    return sorted((place.learner, held) for place, held in found)


def _after(held: Held, old: Question, new: Question | None) -> float | None:
    if new is None or held.judgement.points is None:
        return None
    if held.judgement.levels:
        return _by_rubric(held, old, new)
    return held.judgement.points if held.judgement.points <= new.points else None


def _by_rubric(held: Held, old: Question, new: Question) -> float | None:
    """Return the points of the same levels in the new rubric; None where one of them is not there, or a row is new."""
    words = {row.id: row.levels for row in old.rubric_rows()}
    points = 0.0
    for row in new.rubric_rows():
        levels, chosen = words.get(row.id, []), held.judgement.levels.get(row.id)
        if chosen is None or chosen >= len(levels) or levels[chosen] not in row.levels:
            return None
        points += row.levels.index(levels[chosen])
    return points if new.rubric_rows() else None
