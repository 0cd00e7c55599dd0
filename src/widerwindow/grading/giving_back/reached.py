"""Says who has reached which outcome of a quiz: by the points for its questions, held against the pass mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, isclose

from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.gradebook.marks import Marks


@dataclass(frozen=True)
class Reached:
    """Who stands where with one outcome, by their codes. Nobody is in two lists."""

    text: str
    reached: Sequence[str]
    not_yet: Sequence[str]
    waiting: Sequence[str]
    """Whose answers wait for a person, so that nothing can be said yet."""


def reached(quiz: Quiz, rows: Sequence[Marks]) -> list[Reached]:
    """Return each outcome that `quiz` asks for; none where it has no pass mark to hold the points against."""
    if quiz.pass_mark is None:
        return []
    asked = [(text, _questions(quiz, name)) for name, text in quiz.outcomes.items()]
    return [_reached(text, names, rows, quiz.pass_mark / 100) for text, names in asked if names]


def _questions(quiz: Quiz, outcome: str) -> list[str]:
    return [question.id for question in quiz.questions if question.outcome == outcome]


def _reached(text: str, names: Sequence[str], rows: Sequence[Marks], needed: float) -> Reached:
    waiting = [row.learner for row in rows if any(row.questions[name].waits for name in names)]
    shares = {row.learner: _share(row, names) for row in rows}
    enough = [learner for learner, share in shares.items() if share >= needed or isclose(share, needed)]
    waits = set(waiting)
    done = [learner for learner in enough if learner not in waits]
    known = waits | set(done)
    return Reached(text, done, [learner for learner in shares if learner not in known], waiting)


def _share(row: Marks, names: Sequence[str]) -> float:
    marks = [row.questions[name] for name in names]
    return fsum(mark.points or 0.0 for mark in marks) / fsum(mark.out_of for mark in marks)
