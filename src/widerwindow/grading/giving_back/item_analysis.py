"""How well the questions of a quiz work, in the terms of classical test theory.

A `Table` has a row for each learner and a column for each question; a value is points, and none is missing. What cannot
be worked out is None, never 0.

Sources: Ebel and Frisbie (1991), *Essentials of Educational Measurement*, for facility and for reading discrimination;
Henrysson (1963), *Psychometrika* 28, 211-218, for the corrected item-total correlation; Cronbach (1951),
*Psychometrika* 16, 297-334, for alpha.
"""

from collections.abc import Sequence
from math import fsum
from statistics import StatisticsError, correlation, fmean, variance

Table = Sequence[Sequence[float]]


def facility(points: Sequence[float], out_of: float) -> float | None:
    """Return the mean of `points` as a share of the points possible, from 0.0 (nobody had any) to 1.0."""
    return fmean(points) / out_of if points else None


def discrimination(table: Table, question: int) -> float | None:
    """Return the corrected item-total correlation of one column, from -1.0 to 1.0.

    It is Pearson's correlation of the question's points with the points of all the others together. For a question that
    has all its points or none, that is the point-biserial correlation. None where either is the same for everyone.
    """
    own = [row[question] for row in table]
    rest = [_sum([*row[:question], *row[question + 1 :]]) for row in table]
    try:
        return correlation(own, rest)
    except StatisticsError:
        return None


def alpha(table: Table) -> float | None:
    """Return Cronbach's alpha, k / (k - 1) x (1 - sum of the questions' variances / variance of the totals).

    It is at most 1.0, and can be negative. None where there are fewer than two questions or learners, or where everyone
    has the same total.
    """
    questions = len(table[0]) if table else 0
    if questions < 2 or len(table) < 2:
        return None
    total = variance([_sum(row) for row in table])
    if not total:
        return None
    parts = fsum(variance([row[question] for row in table]) for question in range(questions))
    return questions / (questions - 1) * (1 - parts / total)


def _sum(points: Sequence[float]) -> float:
    """Return the sum without the noise of thirds, in which equal sums would differ and seem to correlate."""
    return round(fsum(points), 9)
