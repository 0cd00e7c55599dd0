"""What an author is told of questions that stand together; each kind's examples say the rest (tests/questions)."""

from pathlib import Path

import pytest

from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import parse
from widerwindow.content.questions.number import Number
from widerwindow.content.quizzes.quiz import Quiz

GOOD = """\
id: doors
title: Doors
intro: Two questions.
outcomes: {know: Know doors}
questions:
  - id: one
    type: single
    outcome: know
    prompt: Which?
    options:
      - {id: a, text: A, feedback: About a.}
      - {id: b, text: B, feedback: About b.}
    key: b
  - id: number
    type: number
    outcome: know
    prompt: How many?
    key: 12
    feedback: {right: About right., too_low: About low., too_high: About high.}
"""


def quiz(text: str = GOOD) -> Quiz:
    return parse(text, Path("doors.yml"), Quiz)


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ("type: number", "type: essay", 15, "`type: essay` is not known here."),
        ("    type: number\n", "", 14, "`type` is missing."),
        ("id: number", "id: one", 14, "The id `one` is used twice."),
        ("    outcome: know\n    prompt: Which?", "    prompt: Which?", 6, "names no outcome of this quiz."),
        ("id: number", "id: class", 14, "is a word that Python keeps for itself."),
        ("id: number", "id: Some thing", 14, "`id` is `Some thing`."),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, line: int, expected: str) -> None:
    assert old in GOOD
    with pytest.raises(ContentError) as caught:
        quiz(GOOD.replace(old, new, 1))
    found = [(problem.line, problem.message) for problem in caught.value.problems]
    assert any(at == line and expected in wrong for at, wrong in found), found


def test_the_public_quiz_holds_no_key_and_no_feedback() -> None:
    public = str(quiz().public())
    assert "key" not in public
    assert "About" not in public


def test_a_number_without_unit_and_tolerance_has_one_right_answer() -> None:
    number = quiz().questions[1]
    assert isinstance(number, Number)
    revealed = number.revealed()
    assert [each["text"] for each in revealed["ranges"]] == ["12", "Less than 12", "More than 12"]
    assert revealed["bounds"] == [12, 12]
    assert number.unreadable(10**400) == "it is a number beyond all measure"
    assert number.unreadable((0, 3)) == "it is not one number"
