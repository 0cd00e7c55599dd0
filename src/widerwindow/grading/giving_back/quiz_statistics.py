"""Works out what the marks of a quiz say: of the class, of each question and of each outcome.

Each figure stands with the number of hand-ins that it was worked out from. An answer that waits for a person is left
out of it; one that was left open counts as 0 points, as it does in the marks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from statistics import fmean, median

from widerwindow.content.questions import Answer, ChoiceCount, Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.giving_back.answers import Answers
from widerwindow.grading.giving_back.item_analysis import alpha, discrimination, facility
from widerwindow.grading.gradebook.marks import Mark, Marks
from widerwindow.grading.notebook.submission import Unreadable

FEW = 10
"""Below so many fully marked hand-ins, chance alone can make a correlation look large or small."""

BINS = 10
"""Parts of the range of scores that are counted."""

_NOTHING: tuple[Answer, ...] = (None, "", [], {})  # what an answer left open may be


@dataclass(frozen=True)
class OnQuestion:
    """What the marks say of one question."""

    question: Question
    marked: int
    """How many answers `facility` is worked out from."""
    facility: float | None
    discrimination: float | None
    read: int
    """How many answers `left_open` and `choices` are counted from: those in marked notebooks that could be read."""
    left_open: int
    choices: Sequence[ChoiceCount]


@dataclass(frozen=True)
class OnOutcome:
    """The mean share of an outcome's points, from 0.0 to 1.0, of the `marked` hand-ins where none of them waits."""

    text: str
    questions: int
    marked: int
    share: float | None


@dataclass(frozen=True)
class Figures:
    """What the marks of a quiz say. Scores are shares of the points possible, from 0.0 to 1.0."""

    handed_in: int
    complete: int
    """How many hand-ins have nothing that waits. Scores, discrimination and alpha are worked out from these."""
    mean: float | None
    median: float | None
    bins: Sequence[int]
    """How many scores lie in each tenth of the range; the last one holds full marks too."""
    alpha: float | None
    questions: Sequence[OnQuestion]
    outcomes: Sequence[OnOutcome]

    @property
    def enough(self) -> bool:
        """Whether there are enough fully marked hand-ins for discrimination and alpha."""
        return self.complete >= FEW


def figures(quiz: Quiz, rows: Sequence[Marks], answered: Sequence[Answers]) -> Figures:
    """Return the figures of the hand-ins `rows`; `answered` holds the answers of those whose notebooks are there."""
    complete = [row for row in rows if all(map(_is_final, row.questions.values()))]
    table = [[mark.points or 0.0 for mark in row.questions.values()] for row in complete]
    enough = len(complete) >= FEW
    scores = [row.points / row.out_of for row in complete]
    return Figures(
        handed_in=len(rows),
        complete=len(complete),
        mean=fmean(scores) if scores else None,
        median=median(scores) if scores else None,
        bins=_bins(scores),
        alpha=alpha(table) if enough else None,
        questions=[
            _on_question(
                question,
                [row.questions[question.id] for row in rows],
                [given[question.id] for given in answered],
                discrimination(table, column) if enough else None,
            )
            for column, question in enumerate(quiz.questions)
        ],
        outcomes=[_on_outcome(quiz, name, rows) for name in quiz.outcomes],
    )


def _is_final(mark: Mark) -> bool:
    return mark.points is not None and not mark.waits


def _bins(scores: Sequence[float]) -> list[int]:
    counts = [0] * BINS
    for score in scores:
        place = int(round(score * BINS, 9))  # sums of thirds fall short of a limit by a hair
        counts[max(0, min(place, BINS - 1))] += 1  # points that a person gave on top, or took off, go beyond the range
    return counts


def _on_question(
    question: Question, marks: Sequence[Mark], given: Sequence[Answer | Unreadable], correlation: float | None
) -> OnQuestion:
    points = [mark.points or 0.0 for mark in marks if _is_final(mark)]
    read = [answer for answer in given if not isinstance(answer, Unreadable)]
    return OnQuestion(
        question=question,
        marked=len(points),
        facility=facility(points, question.points),
        discrimination=correlation,
        read=len(read),
        left_open=sum(answer in _NOTHING for answer in read),
        choices=question.count_choices(read),
    )


def _on_outcome(quiz: Quiz, outcome: str, rows: Sequence[Marks]) -> OnOutcome:
    names = [question.id for question in quiz.questions if question.outcome == outcome]
    parts = [[row.questions[name] for name in names] for row in rows]
    shares = [_share(marks) for marks in parts if marks and all(map(_is_final, marks))]
    return OnOutcome(quiz.outcomes[outcome], len(names), len(shares), fmean(shares) if shares else None)


def _share(marks: Sequence[Mark]) -> float:
    return fsum(mark.points or 0.0 for mark in marks) / fsum(mark.out_of for mark in marks)
