"""The figures of classical test theory against examples worked by hand, and against other formulas for the same."""

import random
from math import sqrt
from statistics import correlation, fmean, pvariance, stdev

import pytest

from widerwindow.grading.giving_back.item_analysis import alpha, discrimination, facility

# Three questions, five learners; their totals are 5, 4, 1, 0 and 5.
WORKED = [[1, 2, 2], [1, 1, 2], [0, 1, 0], [0, 0, 0], [1, 1, 3]]


def right_or_wrong(seed: int, learners: int = 40, questions: int = 7) -> list[list[float]]:
    chance = random.Random(seed)
    skills = [chance.gauss(0, 1) for _ in range(learners)]
    return [[float(chance.gauss(skill, 1) > (column - 3) / 3) for column in range(questions)] for skill in skills]


def test_facility_is_the_mean_share_of_the_points() -> None:
    assert facility([3, 0, 1.5, 1.5], 3) == 0.5
    assert facility([], 3) is None


def test_alpha_is_as_worked_by_hand() -> None:
    # Variances: 1.2 / 4 = 0.3, 2 / 4 = 0.5 and 7.2 / 4 = 1.8, in all 2.6; of the totals 22 / 4 = 5.5.
    # 3 / 2 x (1 - 2.6 / 5.5) = 3 / 2 x 29 / 55 = 87 / 110.
    assert alpha(WORKED) == pytest.approx(87 / 110)


def test_discrimination_is_as_worked_by_hand() -> None:
    # The second question: 2, 1, 1, 0, 1, its mean 1. The rest: 3, 3, 0, 0, 4, its mean 2.
    # Products of the differences: 1 + 0 + 0 + 2 + 0 = 3. Squares: 2, and 1 + 1 + 4 + 4 + 4 = 14.
    assert discrimination(WORKED, 1) == pytest.approx(3 / sqrt(2 * 14))


def test_for_right_or_wrong_it_is_the_point_biserial_correlation() -> None:
    # (mean of the rest of who is right - of who is wrong) / standard deviation of all x square root of p x (1 - p)
    right, wrong, everyone = [4, 3, 4], [1, 0], [4, 3, 1, 0, 4]
    expected = (fmean(right) - fmean(wrong)) / sqrt(pvariance(everyone)) * sqrt(0.6 * 0.4)
    assert discrimination(WORKED, 0) == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(5))
def test_alpha_of_right_or_wrong_is_kuder_and_richardsons_formula_20(seed: int) -> None:
    table = right_or_wrong(seed)
    shares = [fmean(column) for column in zip(*table, strict=True)]
    totals = pvariance([sum(row) for row in table])
    expected = 7 / 6 * (1 - sum(share * (1 - share) for share in shares) / totals)
    assert alpha(table) == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(5))
def test_discrimination_is_henryssons_correction_of_the_correlation_with_the_total(seed: int) -> None:
    table = right_or_wrong(seed)
    totals = [sum(row) for row in table]
    for question, own in enumerate(zip(*table, strict=True)):
        whole, part = stdev(totals), stdev(own)
        plain = correlation(own, totals)
        expected = (plain * whole - part) / sqrt(whole**2 + part**2 - 2 * plain * whole * part)
        assert discrimination(table, question) == pytest.approx(expected)


def test_what_cannot_be_worked_out_is_no_number() -> None:
    assert alpha([]) is None
    assert alpha([[1, 2]]) is None
    assert alpha([[1], [0]]) is None
    assert alpha([[1, 2], [2, 1]]) is None
    assert discrimination([[1, 0], [1, 1]], 0) is None
    assert discrimination([[1, 0]], 0) is None


def test_equal_sums_of_thirds_are_equal() -> None:
    thirds = [[1.0, 1 / 3, 1 / 3, 1 / 3], [0.0, 2 / 3, 1 / 3, 0.0], [1.0, 1 / 3, 2 / 3, 0.0]]
    assert discrimination(thirds, 0) is None
    assert alpha([row[1:] for row in thirds]) is None
