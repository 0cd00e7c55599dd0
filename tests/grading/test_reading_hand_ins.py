import json
from datetime import UTC, datetime

import pytest
from room import QUIZ, as_bytes, blank, find, hand_in

from widerwindow.content.course import Course
from widerwindow.grading.notebook.codes import code_in, eaten, without_suffix
from widerwindow.grading.notebook.submission import HandIn, NotAHandIn, Unreadable, answers, quiz_of, read_notebook

HONEST = {
    "dark-clouds": "rain",
    "max": ["coat", "hat"],
    "in-which-season": {"frost": "winter", "fog": "summer"},
    "a-letter": "I look at the sky first.\n\nThen I pack: tea, “just in case”. ☃",
}


def test_an_honest_hand_in_is_read(course: Course) -> None:
    made = read_notebook(as_bytes(hand_in(blank(course), HONEST, learner="L-1", saved="2026-11-20T10:00:00.5Z")))
    assert (made.quiz, made.learner) == (QUIZ, "L-1")
    assert made.saved == datetime(2026, 11, 20, 10, 0, 0, 500000, UTC)
    assert answers(made, course.quiz(QUIZ)) == HONEST


def test_an_untouched_notebook_has_no_answers(course: Course) -> None:
    assert answers(read_notebook(as_bytes(blank(course))), course.quiz(QUIZ)) == dict.fromkeys(HONEST)


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ('dark_clouds = "rain"', "rain"),
        ("dark_clouds = 'rain'  # I think so\n\n", "rain"),
        ("# my answer\ndark_clouds = (\n    'rain'\n)", "rain"),
        ("dark_clouds = 'nothing'\ndark_clouds = 'rain'", "rain"),
        ("dark_clouds = None", None),
    ],
)
def test_an_answer_may_be_typed_in_any_way_that_python_reads(course: Course, code: str, answer: str | None) -> None:
    notebook = blank(course)
    find(notebook, "dark-clouds")["source"] = code.splitlines(keepends=True)
    assert answers(read_notebook(as_bytes(notebook)), course.quiz(QUIZ))["dark-clouds"] == answer


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("", "is gone"),
        ("# nothing", "is gone"),
        ("dark_clouds =", "does not hold"),
        ("dark_clouds = rain", "does not hold"),
        ("dark_clouds = open('/etc/passwd').read()", "does not hold"),
        ("dark_clouds = __import__('os').system('true')", "does not hold"),
        ("while True: pass", "more than the answer"),
        ("import os\ndark_clouds = 'rain'", "more than the answer"),
        ("dark_clouds = max = 'rain'", "more than the answer"),
        ("dark_clouds: str = 'rain'", "more than the answer"),
        ("dark_clouds = 'ra' + 'in'", "does not hold"),
        ("dark_clouds = f'rain'", "does not hold"),
        ("dark_clouds = 'sleet'", "“sleet” is none of the options"),
        ("dark_clouds = ['rain']", "not the name of one option"),
        ("dark_clouds = True", "not the name of one option"),
        ("dark_clouds = {[]: 1}", "does not hold"),
        ("dark_clouds = '\\ud800'", "none of the options"),
        ("dark_clouds = '\\d'", "none of the options"),
        ("dark_clouds = '\0'", "does not hold"),
        ("dark_clouds = 9**9**9", "does not hold"),
        ("dark_clouds = 'a'*10**10", "does not hold"),
        ("dark_clouds = " + "9" * 4900, "does not hold"),
        ("dark_clouds = " + "[" * 4900, "does not hold"),
        ("dark_clouds = " + "-" * 4900 + "1", "does not hold"),
        ("dark_clouds = " + "[" * 150 + "]" * 150, "not the name of one option"),
        ("dark_clouds = [" + "0," * 2000 + "]", "far longer"),
        ("dark_clouds = 'rain'" + " " * 6000, "more than 5,000"),
    ],
)
def test_what_is_no_answer_says_why_and_leaves_the_others(course: Course, code: str, why: str) -> None:
    notebook = hand_in(blank(course), HONEST)
    find(notebook, "dark-clouds")["source"] = code
    found = answers(read_notebook(as_bytes(notebook)), course.quiz(QUIZ))
    unreadable = found.pop("dark-clouds")
    assert isinstance(unreadable, Unreadable)
    assert why in unreadable.reason
    assert unreadable.reason.isprintable()
    assert found == {name: answer for name, answer in HONEST.items() if name != "dark-clouds"}


def test_a_cell_that_is_missing_or_doubled_says_so(course: Course) -> None:
    notebook = hand_in(blank(course), HONEST)
    doubled = find(notebook, "max")
    notebook["cells"].append(doubled)
    notebook["cells"].remove(find(notebook, "a-letter"))
    found = answers(read_notebook(as_bytes(notebook)), course.quiz(QUIZ))
    assert found["max"] == Unreadable("its place stands in the file more than once")
    assert found["a-letter"] == Unreadable("its place in the file is missing")


def test_a_written_answer_has_a_limit_and_no_half_characters(course: Course) -> None:
    notebook = hand_in(blank(course), {"a-letter": "x" * 100_001})
    assert isinstance(answers(read_notebook(as_bytes(notebook)), course.quiz(QUIZ))["a-letter"], Unreadable)
    notebook = hand_in(blank(course), {"a-letter": "half \ud83d of one"})
    assert answers(read_notebook(json.dumps(notebook).encode()), course.quiz(QUIZ))["a-letter"] == "half ? of one"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\x00\x01\xff\xfe", "plain text"),
        ('{"nbformat": 4}'.encode("utf-16"), "plain text"),
        (b'{"nbformat": 4, "cells": [', "line 1 cannot be read"),
        (b"[" * 200_000, "no program would save"),
        (b'{"nbformat": ' + b"9" * 5000 + b"}", "no program would save"),
        (b"[]", "no notebook"),
        (b'"a"', "no notebook"),
        (b"{}", "no notebook"),
        (b'{"nbformat": 3, "worksheets": []}', "version 4"),
        (b'{"nbformat": 5, "cells": []}', "version 4"),
        (b'{"nbformat": true, "cells": []}', "version 4"),
        (b'{"nbformat": 4}', "list of cells"),
        (b'{"nbformat": 4, "cells": {}}', "list of cells"),
        (b'{"nbformat": 4, "cells": [' + b"0," * 2001 + b"0]}", "list of cells"),
        (b" " * 5_000_001, "larger than 5 MB"),
    ],
)
def test_what_is_no_notebook_says_why(data: bytes, why: str) -> None:
    with pytest.raises(NotAHandIn, match=why):
        read_notebook(data)


def test_odd_parts_of_a_notebook_are_passed_over(course: Course) -> None:
    cells = [
        0,
        None,
        {},
        {"metadata": 1},
        {"metadata": {"nbgrader": []}},
        {"metadata": {"nbgrader": {"grade_id": 7}}, "source": ""},
        {"metadata": {"nbgrader": {"grade_id": "max"}}, "source": 7},
        {"metadata": {"nbgrader": {"grade_id": "max"}}, "source": ["a", 7]},
    ]
    about = {"widerwindow": {"quiz": [], "learner": {}, "saved": "soon"}}
    assert read_notebook(as_bytes({"nbformat": 4, "cells": cells, "metadata": about})) == HandIn()
    with pytest.raises(NotAHandIn, match="none of this quiz's questions"):
        answers(HandIn(), course.quiz(QUIZ))
    with pytest.raises(NotAHandIn, match="another quiz, “tea”"):
        answers(HandIn(quiz="tea"), course.quiz(QUIZ))


@pytest.mark.parametrize("saved", ["0001-01-01T00:00:00+14:00", "yesterday", 5, None, "9999-12-31T23:59:59-14:00"])
def test_a_time_that_is_none_is_passed_over(saved: object) -> None:
    about = {"widerwindow": {"saved": saved}}
    assert read_notebook(as_bytes({"nbformat": 4, "cells": [], "metadata": about})).saved is None


@pytest.mark.parametrize(
    ("name", "learner"),
    [
        ("weather--L1.ipynb", "L1"),
        ("weather--L1 (1).ipynb", "L1"),
        ("weather--L1(2).ipynb", "L1"),
        ("weather--L1 - Copy (2).ipynb", "L1"),
        ("weather--L1 - Kopie.ipynb", "L1"),
        ("weather--L1 copy 2.ipynb", "L1"),
        ("weather--L1 (Anna's conflicted copy 2026-11-20).ipynb", "L1"),
        ("weather--L1.ipynb (1).txt", "L1"),
        ("weather--L1[1].ipynb", "L1"),
        ("weather--L1_(1).ipynb", "L1"),
        ("weather--L1%20(1).ipynb", "L1"),
        ("weather\N{EM DASH}L1.ipynb", "L1"),
        ("weather\N{NON-BREAKING HYPHEN}\N{NON-BREAKING HYPHEN}L1.ipynb", "L1"),
        ("weather--L1 \N{EN DASH} Kopie.ipynb", "L1"),
        ("Copy of weather--L1.ipynb", "L1"),
        ("weather--a_b-c--d.ipynb", "a_b-c--d"),
        ("weather--" + "x" * 32 + ".ipynb", "x" * 32),
    ],
)
def test_a_file_that_says_nothing_is_known_by_its_name(name: str, learner: str) -> None:
    quizzes = ["weather", "weather-two"]
    other = name.replace("weather", "weather-two")
    assert (quiz_of(HandIn(), name, quizzes), code_in(name, "weather")) == ("weather", learner)
    assert (quiz_of(HandIn(), other, quizzes), code_in(other, "weather-two")) == ("weather-two", learner)


def test_the_quiz_that_the_file_says_comes_before_its_name() -> None:
    assert quiz_of(HandIn(quiz="weather"), "weather-two--L2.ipynb", ["weather", "weather-two"]) == "weather"


@pytest.mark.parametrize(
    ("said", "name", "why"),
    [
        (HandIn(), "notes.ipynb", "which quiz"),
        (HandIn(quiz="tea"), "weather--L1.ipynb", "“tea”, which this course does not have"),
        (HandIn(quiz="\x1b[31m" + "t" * 200), "weather--L1.ipynb", "….*does not have"),
    ],
)
def test_which_quiz_it_is_must_be_clear(said: HandIn, name: str, why: str) -> None:
    with pytest.raises(NotAHandIn, match=why) as refused:
        quiz_of(said, name, ["weather"])
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    ("code", "shorter"),
    [
        ("k7f3-Copy1", ["k7f3"]),
        ("p2m9-DESKTOP-7GH2KQ1", ["p2m9"]),
        ("u6u6_1", ["u6u6"]),
        ("q4q4-Copy1-2", ["q4q4-Copy1", "q4q4"]),
        ("a1_v2_final", ["a1_v2", "a1"]),
        ("r1-checkpoint", ["r1"]),
        ("m-12345", []),
        ("anna-v", []),
        ("L1", []),
    ],
)
def test_what_may_be_a_suffix_of_a_copy_is_known(code: str, shorter: list[str]) -> None:
    assert without_suffix(code) == shorter


LONG = "12345678901234567"


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("42", "0042"),
        ("0042", "42"),
        ("1E5", "100000"),
        ("1E5", "1.00E+05"),
        ("1.23E+10", "12345678901"),
        (LONG, LONG[:15] + "00"),
    ],
)
def test_a_code_that_a_spreadsheet_has_eaten_from_is_noticed(code: str, known: str) -> None:
    assert eaten(code, ["k7f3", known]) == known
    assert eaten(known, [code]) == code


@pytest.mark.parametrize(
    ("code", "known"),
    [("42", "43"), ("1.23E+10", "12645678901"), ("k7", "k07"), ("42", "42"), (LONG, LONG[:15] + "68")],
)
def test_codes_that_are_two_are_left_alone(code: str, known: str) -> None:
    assert eaten(code, [known]) is None


def test_a_name_of_any_length_is_read_at_once() -> None:
    for name in ("weather--" + " " * 60_000 + "x", "weather--" + "(1)" * 20_000, "(" * 60_000):
        assert code_in(f"{name}.ipynb", "weather") != "L1"
