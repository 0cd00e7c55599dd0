import pytest
from room import QUIZ

from widerwindow.content.course import Course
from widerwindow.content.questions import ChoiceCount
from widerwindow.grading.giving_back.quiz_statistics import Figures, figures
from widerwindow.grading.gradebook.marks import Mark, Marks
from widerwindow.grading.notebook.submission import Unreadable

# Points for dark-clouds (of 1), max (of 3), in-which-season (of 2) and a-letter (of 6).
FIVE = [(1, 2, 2, 3), (1, 2, 1, 3), (0, 0, 1, 3), (0, 0, 0, 3), (1, 3, 1, 3)]
ANSWERS = {
    "dark-clouds": "rain",
    "max": ["coat", "ice-cream"],
    "in-which-season": {"fog": "winter"},
    "a-letter": "Tea.",
}


def row(course: Course, points: tuple[float | None, ...], learner: str = "L1") -> Marks:
    questions = course.quiz(QUIZ).questions
    marks = zip(questions, points, strict=True)
    return Marks(learner, None, {each.id: Mark(given, each.points, waits=given is None) for each, given in marks})


def found(course: Course, points: list[tuple[float | None, ...]]) -> Figures:
    return figures(course.quiz(QUIZ), [row(course, each) for each in points], [])


def test_the_figures_of_ten_people_are_as_worked_by_hand(course: Course) -> None:
    ten = found(course, FIVE * 2)
    assert (ten.handed_in, ten.complete, ten.enough) == (10, 10, True)
    # Totals 8, 7, 4, 3 and 8 of 12, each twice.
    assert ten.mean == pytest.approx(30 / 60)
    assert ten.median == pytest.approx(7 / 12)
    assert ten.bins == [0, 0, 2, 2, 0, 2, 4, 0, 0, 0]
    assert [each.facility for each in ten.questions] == pytest.approx([3 / 5, 7 / 15, 5 / 10, 15 / 30])
    # The sums of squares, of five people: 1.2, 7.2, 2 and 0, in all 10.4; of the totals 22. Four questions.
    assert ten.alpha == pytest.approx(4 / 3 * (1 - 10.4 / 22))
    # in-which-season 2, 1, 1, 0, 1 with the rest 6, 6, 3, 3, 7: products 3, squares 2 and 14.
    assert ten.questions[2].discrimination == pytest.approx(3 / (2 * 14) ** 0.5)
    assert ten.questions[3].discrimination is None
    # sky has 3, 2, 1, 0 and 2 of 3 points; plans 5, 5, 3, 3 and 6 of 9.
    assert [each.share for each in ten.outcomes] == pytest.approx([8 / 15, 22 / 45])
    assert [each.marked for each in ten.outcomes] == [10, 10]


def test_fewer_than_ten_people_have_no_discrimination_and_no_reliability(course: Course) -> None:
    nine = found(course, (FIVE * 2)[:9])
    assert not nine.enough
    assert nine.alpha is None
    assert {each.discrimination for each in nine.questions} == {None}
    assert nine.questions[0].facility == pytest.approx(5 / 9)


def test_what_waits_is_left_out_of_each_figure_and_never_counts_as_nothing(course: Course) -> None:
    some = found(course, [*FIVE * 2, (1, 3, 2, None), (None, 3, 2, 6)])
    assert (some.handed_in, some.complete) == (12, 10)
    assert [each.marked for each in some.questions] == [11, 12, 12, 11]
    assert some.questions[0].facility == pytest.approx(7 / 11)
    assert some.questions[3].facility == pytest.approx(36 / 66)
    assert [each.marked for each in some.outcomes] == [11, 11]
    assert some.mean == pytest.approx(1 / 2)
    again = row(course, FIVE[0])
    looked_at = Marks("L2", None, dict(again.questions) | {"max": Mark(2.0, 3.0, waits=True)})
    assert figures(course.quiz(QUIZ), [again, looked_at], []).complete == 1


def test_nobody_is_no_number(course: Course) -> None:
    none = found(course, [])
    assert (none.mean, none.median, none.alpha) == (None, None, None)
    assert sum(none.bins) == 0
    assert {each.facility for each in none.questions} == {each.share for each in none.outcomes} == {None}


def test_scores_at_a_limit_and_beyond_the_range_are_counted_once(course: Course) -> None:
    points = [(0, 0, 0, 0), (1, 3, 2, 6), (1, 3, 2, 7), (0.2, 1, 0, 0), (1 / 3, 1 / 3, 1 / 3, 0.2), (0, 0, 0, -1)]
    assert found(course, points).bins == [2, 2, 0, 0, 0, 0, 0, 0, 0, 2]


def test_each_thing_offered_is_counted_and_the_key_is_told(course: Course) -> None:
    other = ANSWERS | {"dark-clouds": None, "max": Unreadable("it is odd"), "in-which-season": {"fog": "winter"}}
    one, several, sorting, written = figures(course.quiz(QUIZ), [], [ANSWERS, other]).questions
    assert one.choices == [
        ChoiceCount(None, "Rain may come.", True, 1),
        ChoiceCount(None, "It will snow.", False, 0),
        ChoiceCount(None, "They mean nothing.", False, 0),
    ]
    assert (one.read, one.left_open) == (2, 1)
    assert [(each.is_key, each.count) for each in several.choices] == [(True, 1), (True, 0), (False, 1), (True, 0)]
    assert several.read == 1
    assert [(each.item, each.text, each.is_key, each.count) for each in sorting.choices][-2:] == [
        ("Fog", "Summer", True, 0),
        ("Fog", "Winter", True, 2),
    ]
    assert [each.is_key for each in sorting.choices] == [False, True, True, False, True, True]
    assert written.choices == []
