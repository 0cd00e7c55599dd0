"""Answers that match, order or count are read as data, in whichever way they were typed."""

from pathlib import Path

import pytest
from room import POURING, as_bytes, blank, find, make_course

from widerwindow.content.course import Course
from widerwindow.grading.notebook.submission import Unreadable, answers, read_notebook


@pytest.fixture
def pouring(tmp_path: Path) -> Course:
    return make_course(tmp_path / "a course", POURING.read_text(encoding="utf-8"), "pouring")


def answer(course: Course, name: str, code: str) -> object:
    notebook = blank(course, "pouring")
    find(notebook, name)["source"] = code
    return answers(read_notebook(as_bytes(notebook)), course.quiz("pouring"))[name]


@pytest.mark.parametrize(
    ("name", "code", "expected"),
    [
        ("how-long", "how_long = 3.5  # about", 3.5),
        ("how-long", "how_long = (4)", 4),
        ("how-long", "how_long = -1_000.0", -1000.0),
        ("how-long", "how_long = 0", 0),
        ("how-long", "how_long = None", None),
        ("max", "max = ['boil', 'pour']", ["boil", "pour"]),
        ("who-drinks-what", "who_drinks_what = {'sam': 'soup'}", {"sam": "soup"}),
    ],
)
def test_an_answer_is_read(pouring: Course, name: str, code: str, expected: object) -> None:
    assert answer(pouring, name, code) == expected


@pytest.mark.parametrize(
    ("name", "code", "why"),
    [
        ("how-long", "how_long = 3,5", "not one number"),
        ("how-long", "how_long = '3.5'", "not one number"),
        ("how-long", "how_long = True", "not one number"),
        ("how-long", "how_long = 3j", "not one number"),
        ("how-long", "how_long = 1e999", "beyond all measure"),
        ("how-long", "how_long = " + "9" * 4000, "beyond all measure"),
        ("how-long", "how_long = float('nan')", "does not read"),
        ("how-long", "how_long = 7 / 2", "does not read"),
        ("max", "max = ['boil', 'boil']", "“boil” stands in it twice"),
        ("max", "max = ('boil', 'pour')", "not a list of items"),
        ("who-drinks-what", "who_drinks_what = {'sam': 'black', 'ida': 'tea'}", "“tea” is none of the answers"),
    ],
)
def test_what_is_no_answer_says_why(pouring: Course, name: str, code: str, why: str) -> None:
    found = answer(pouring, name, code)
    assert isinstance(found, Unreadable)
    assert why in found.reason
