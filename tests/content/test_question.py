"""How questions are scored and answered, and what an author is told when one cannot be marked."""

from pathlib import Path

import pytest

from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import parse
from widerwindow.content.questions import Answer
from widerwindow.content.questions.multiple import Multiple
from widerwindow.content.questions.single import Single
from widerwindow.content.questions.sorting import Sorting
from widerwindow.content.quizzes.quiz import Quiz

GOOD = """\
id: doors
title: Doors
intro: Three questions and a task.
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
  - id: some
    type: multiple
    outcome: know
    points: 2
    prompt: Which ones?
    options:
      - {id: a, text: A, feedback: About a.}
      - {id: b, text: B, feedback: About b.}
      - {id: c, text: C, feedback: About c.}
    key: [a, b]
  - id: put
    type: sorting
    outcome: know
    prompt: Where?
    groups: [{id: in, text: In}, {id: out, text: Out}]
    items:
      - {id: x, text: X, feedback: About x.}
      - {id: y, text: Y, feedback: About y.}
    key: {x: in, y: [in, out]}
  - id: tell
    type: written
    outcome: know
    points: 3
    prompt: Tell.
    rubric:
      - {id: safety, title: Safety, levels: [none, some, more, all]}
"""


def quiz(text: str = GOOD) -> Quiz:
    return parse(text, Path("doors.yml"), Quiz)


@pytest.mark.parametrize(("answer", "points"), [("b", 1.0), ("a", 0.0), (None, 0.0)])
def test_single_score(answer: Answer, points: float) -> None:
    question = quiz().questions[0]
    assert isinstance(question, Single)
    assert question.score(answer) == points


@pytest.mark.parametrize(
    ("answer", "points"), [(["a", "b"], 2.0), (["a"], 1.0), (["a", "c"], 0.0), (["c"], 0.0), ([], 0.0), (None, 0.0)]
)
def test_multiple_score_takes_back_credit_for_a_wrong_choice(answer: Answer, points: float) -> None:
    question = quiz().questions[1]
    assert isinstance(question, Multiple)
    assert question.score(answer) == points


@pytest.mark.parametrize(
    ("answer", "points"),
    [({"x": "in", "y": "out"}, 1.0), ({"x": "out", "y": "in"}, 0.5), ({"x": "in"}, 0.5), (None, 0.0)],
)
def test_sorting_score_accepts_each_right_group(answer: Answer, points: float) -> None:
    question = quiz().questions[2]
    assert isinstance(question, Sorting)
    assert question.score(answer) == points


@pytest.mark.parametrize(
    ("position", "answer"),
    [
        (0, "z"),
        (0, ["a"]),
        (0, 1),
        (1, "a"),
        (1, ["z"]),
        (1, [1]),
        (2, {"x": "z"}),
        (2, {"z": "in"}),
        (2, "in"),
        (3, 5),
    ],
)
def test_what_is_no_answer_is_told(position: int, answer: object) -> None:
    assert quiz().questions[position].unreadable(answer)


@pytest.mark.parametrize(
    ("position", "answer"), [(0, "a"), (0, None), (1, ["c"]), (1, []), (2, {"x": "out"}), (2, {}), (3, "text")]
)
def test_what_is_an_answer_is_read(position: int, answer: object) -> None:
    assert quiz().questions[position].unreadable(answer) is None


def test_the_public_quiz_holds_no_key_and_no_feedback() -> None:
    public = str(quiz().public())
    assert "key" not in public
    assert "About" not in public


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ("key: b\n", "key: z\n", 13, "The key names `z`, which is no option."),
        ("key: [a, b]", "key: [a, z]", 23, "The key names `z`, which is no option."),
        ("key: [a, b]", "key: [a, a]", 23, "The key names an option twice."),
        ("{x: in, y: [in, out]}", "{x: in}", 32, "The key does not say where `y` belongs."),
        ("{x: in, y: [in, out]}", "{x: in, y: up}", 32, "The key says `y: up`, but `up` is no group."),
        ("type: written", "type: essay", 34, "`type: essay` is not a kind of question."),
        (
            "    rubric:\n      - {id: safety, title: Safety, levels: [none, some, more, all]}\n",
            "",
            33,
            "`rubric` is missing.",
        ),
        ("levels: [none, some, more, all]", "levels: []", 39, "`levels` has too few entries."),
        ("title: Safety, levels: [none, some, more, all]", "title: Safety", 39, "`levels` is missing."),
        ("points: 3", "points: 5", 36, "add up to 3, but the question has 5 points."),
        ("id: some", "id: one", 14, "The id `one` is used twice."),
        ("- {id: b, text: B, feedback: About b.}", "- {id: b, text: B}", 12, "`feedback` is missing."),
        ("    outcome: know\n    prompt: Which?", "    prompt: Which?", 6, "names no outcome of this quiz."),
        ("id: some", "id: class", 14, "is a word that Python keeps for itself."),
        ("id: some", "id: Some thing", 14, "`id` is `Some thing`."),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, line: int, expected: str) -> None:
    with pytest.raises(ContentError) as caught:
        quiz(GOOD.replace(old, new, 1))
    found = [(problem.line, problem.message) for problem in caught.value.problems]
    assert any(at == line and expected in wrong for at, wrong in found), found
