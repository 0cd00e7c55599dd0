"""Questions to match, to order and to answer with a number, from the release to the feedback, beside stock nbgrader."""

import random
from pathlib import Path

import pytest
from ledger import Stock, rows
from room import POURING, any_answer, blank, copied, find, hand_in, make_course, put

from widerwindow.content.course import Course
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.notebook.source import mark_source
from widerwindow.grading.setting.release import release

NAME = "pouring"
ANSWERS = {
    "who-drinks-what": {"sam": "green", "ida": "water"},
    "max": ["drink", "boil", "pour", "wait"],
    "how-long": 5.5,
}


@pytest.fixture(scope="module")
def released_pouring(tmp_path_factory: pytest.TempPathFactory) -> Course:
    course = make_course(tmp_path_factory.mktemp("pouring") / "a course", POURING.read_text(encoding="utf-8"), NAME)
    release(course, NAME)
    return course


@pytest.fixture
def pouring(released_pouring: Course, tmp_path: Path) -> Course:
    return copied(released_pouring, tmp_path / "a course")


def test_ours_and_stock_write_the_same_gradebook(pouring: Course, stock: Stock, tmp_path: Path) -> None:
    chance = random.Random(20261122)
    questions = pouring.quiz(NAME).questions
    for number in range(5):
        answers = {question.id: any_answer(question, chance) for question in questions}
        put(pouring, f"L{number}", hand_in(blank(pouring, NAME), answers), NAME)
    put(pouring, "L5", hand_in(blank(pouring, NAME), ANSWERS), NAME)
    put(pouring, "L6", blank(pouring, NAME), NAME)
    theirs = copied(pouring, tmp_path / "stock")
    stock(theirs, "autograde", NAME)
    marked = {each.learner: each for each in autograde(pouring, NAME)}
    assert rows(pouring) == rows(theirs)
    assert not any(each.waits or each.needs_review for each in marked.values())
    assert marked["L5"].points == 1 + 2 + 0
    assert len({each.points for each in marked.values()}) > 3


def test_the_release_says_how_to_answer_and_holds_no_key(pouring: Course) -> None:
    made = blank(pouring, NAME)
    source = {name: "".join(find(made, name)["source"]) for name in ("who-drinks-what", "max", "how-long")}
    assert source == {
        "who-drinks-what": 'who_drinks_what = None  # each name with its answer: {"...": "...", "...": "..."}\n',
        "max": 'max = None  # every name, in your order: ["...", "..."]\n',
        "how-long": "how_long = None  # the number alone, with a point for decimals: 0.5\n",
    }
    assert '- `"soup"`: Soup' in "".join(find(made, "who-drinks-what_question")["source"])
    assert '- `"pour"`: Pour' in "".join(find(made, "max_question")["source"])
    assert "Give the number in: minutes" in "".join(find(made, "how-long_question")["source"])
    text = (pouring.exercises / "release" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8")
    keys = [line for question in pouring.quiz(NAME).machine_marked for line in mark_source(question).splitlines()[2:]]
    assert [key for key in [*keys, "2.9", "3.7", "pale", "Sam told"] if key in text] == []


def test_each_answer_is_given_back_in_words(pouring: Course) -> None:
    put(pouring, "L1", hand_in(blank(pouring, NAME), ANSWERS | {"max": ["boil", "pour"]}), NAME)
    autograde(pouring, NAME)
    (given,) = feedback(pouring, NAME)
    assert given.page
    html = given.page.read_text(encoding="utf-8")
    for part in (
        "Sam, <em>always</em>: Green tea &amp; <em>mint</em>",
        "<p>Ida wrote it down.</p>",
        "<li>Jo</li>",
        "1. Boil the <em>water</em>",
        "<li>Drink</li>",
        "5.5 minutes",
        "<p>It would be bitter.</p>",
    ):
        assert part in html
    assert "It would be pale." not in html
