"""Questions to match, to order and to answer with a number: scores, readable answers, and what an author is told."""

from pathlib import Path

import pytest

from widerwindow.content.checks import balance
from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import parse
from widerwindow.content.questions import Answer, MachineMarked
from widerwindow.content.quizzes.quiz import Quiz

GOOD = """\
id: doors
title: Doors
intro: Three questions.
outcomes: {know: Know doors}
questions:
  - id: match
    type: matching
    outcome: know
    points: 2
    prompt: Which is which?
    items:
      - {id: x, text: X, feedback: About x.}
      - {id: y, text: Y, feedback: About y.}
    answers: [{id: b, text: B}, {id: a, text: A}, {id: c, text: C}]
    key: {x: a, y: [a, b]}
  - id: order
    type: ordering
    outcome: know
    points: 3
    prompt: In which order?
    items:
      - {id: two, text: Two, feedback: About two.}
      - {id: one, text: One, feedback: About one.}
      - {id: three, text: Three, feedback: About three.}
      - {id: four, text: Four, feedback: About four.}
    key: [one, two, three, four]
  - id: number
    type: number
    outcome: know
    points: 2
    prompt: How many?
    key: 0.3
    tolerance: 0.1
    unit: doors
    feedback: {right: About right., too_low: About low., too_high: About high.}
"""
MATCH, ORDER, NUMBER = range(3)


def quiz(text: str = GOOD) -> Quiz:
    return parse(text, Path("doors.yml"), Quiz)


def question(position: int) -> MachineMarked:
    return quiz().machine_marked[position]


@pytest.mark.parametrize(
    ("position", "answer", "points"),
    [
        (MATCH, {"x": "a", "y": "b"}, 2.0),
        (MATCH, {"x": "a", "y": "a"}, 2.0),
        (MATCH, {"x": "b", "y": "b"}, 1.0),
        (MATCH, {"x": "c"}, 0.0),
        (MATCH, None, 0.0),
        (ORDER, ["one", "two", "three", "four"], 3.0),
        (ORDER, ["four", "one", "two", "three"], 2.0),
        (ORDER, ["one", "three", "two", "four"], 0.0),
        (ORDER, ["two", "one", "three", "four"], 1.0),
        (ORDER, ["four", "three", "two", "one"], 0.0),
        (ORDER, ["one", "two"], 1.0),
        (ORDER, [], 0.0),
        (ORDER, None, 0.0),
        (NUMBER, 0.3, 2.0),
        (NUMBER, 0.4, 2.0),
        (NUMBER, 0.2, 2.0),
        (NUMBER, 0.41, 0.0),
        (NUMBER, 0, 0.0),
        (NUMBER, -0.3, 0.0),
        (NUMBER, None, 0.0),
    ],
)
def test_each_kind_has_its_score(position: int, answer: Answer, points: float) -> None:
    assert question(position).unreadable(answer) is None
    assert question(position).score(answer) == points


@pytest.mark.parametrize(
    ("position", "answer", "why"),
    [
        (MATCH, "a", "does not give each item its answer"),
        (MATCH, {"z": "a"}, "“z” is none of the items"),
        (MATCH, {"x": "z"}, "“z” is none of the answers"),
        (MATCH, {"x": ["a"]}, "is none of the answers"),
        (ORDER, "one", "not a list of items"),
        (ORDER, [1], "not a list of items"),
        (ORDER, ["five"], "“five” is none of the items"),
        (ORDER, ["one", "one"], "“one” stands in it twice"),
        (NUMBER, True, "not one number"),
        (NUMBER, "0.3", "not one number"),
        (NUMBER, (0, 3), "not one number"),
        (NUMBER, 3 + 4j, "not one number"),
        (NUMBER, float("nan"), "beyond all measure"),
        (NUMBER, float("-inf"), "beyond all measure"),
        (NUMBER, 10**400, "beyond all measure"),
    ],
)
def test_what_is_no_answer_says_why(position: int, answer: object, why: str) -> None:
    assert why in str(question(position).unreadable(answer))


@pytest.mark.parametrize(
    ("position", "answer", "said"),
    [
        (MATCH, {"y": "b"}, [("Y: B", "About y.")]),
        (ORDER, ["three", "one"], [("1. Three", "About three."), ("2. One", "About one.")]),
        (NUMBER, 0.25, [("0.25 doors", "About right.")]),
        (NUMBER, -20.0, [("-20 doors", "About low.")]),
        (NUMBER, 1000000, [("1000000 doors", "About high.")]),
        (NUMBER, None, []),
    ],
)
def test_each_part_of_an_answer_gets_its_feedback(position: int, answer: Answer, said: list[tuple[str, str]]) -> None:
    assert question(position).feedback(answer) == said


def test_what_an_answer_passes_over_is_named() -> None:
    assert question(MATCH).left_open({"y": "b"}) == ["X"]
    assert question(ORDER).left_open(["one", "two"]) == ["Three", "Four"]
    assert question(NUMBER).left_open(None) == []


def test_nothing_of_the_key_is_public() -> None:
    public = str(quiz().public())
    assert not [word for word in ("key", "tolerance", "0.3", "About", "bounds") if word in public]
    assert "doors" in public


def test_a_number_without_unit_and_tolerance_has_one_right_answer() -> None:
    plain = quiz(GOOD.replace("    unit: doors\n", "").replace("    tolerance: 0.1\n", "").replace("0.3", "12"))
    revealed = plain.machine_marked[NUMBER].revealed()
    assert [each["text"] for each in revealed["ranges"]] == ["12", "Less than 12", "More than 12"]
    assert revealed["bounds"] == [12, 12]


@pytest.mark.parametrize(
    ("old", "new", "line", "expected"),
    [
        ("{x: a, y: [a, b]}", "{x: a}", 15, "The key does not say where `y` belongs."),
        ("{x: a, y: [a, b]}", "{x: a, y: z}", 15, "The key says `y: z`, but `z` is no answer."),
        ("{x: a, y: [a, b]}", "{x: a, y: b, z: a}", 15, "The key names `z`, which is no item."),
        ("{id: c, text: C}", "{id: a, text: C}", 14, "The id `a` is used twice."),
        ("    answers: [{id: b, text: B}, {id: a, text: A}, {id: c, text: C}]\n", "", 6, "`answers` is missing."),
        ("[one, two, three, four]", "[one, two, three]", 26, "The key leaves out `four`."),
        ("[one, two, three, four]", "[one, two, three, four, five]", 26, "The key names `five`, which is no item."),
        ("[one, two, three, four]", "[one, two, three, four, one]", 26, "The key names an item twice."),
        ("[one, two, three, four]", "[two, one, three, four]", 21, "The items stand in the right order already"),
        ("{id: two, text: Two, feedback: About two.}", "{id: two, text: Two}", 22, "`feedback` is missing."),
        ("key: 0.3", "key: about three", 32, "should be a valid number"),
        ("key: 0.3", "key: .inf", 32, "should be a finite number"),
        ("key: 0.3", "key: true", 32, "should be a valid number"),
        ("key: 0.3", "key: 9000000000000", 32, "should be less than or equal to"),
        ("tolerance: 0.1", "tolerance: -1", 33, "should be greater than or equal to 0"),
        (", too_high: About high.", "", 35, "`too_high` is missing."),
        ("    unit: doors\n", "    units: doors\n", 34, "`units` is not known here."),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, line: int, expected: str) -> None:
    assert old in GOOD
    with pytest.raises(ContentError) as caught:
        quiz(GOOD.replace(old, new, 1))
    found = [(problem.line, problem.message) for problem in caught.value.problems]
    assert any(at == line and expected in wrong for at, wrong in found), found


def test_answers_that_stand_beside_their_items_give_themselves_away() -> None:
    assert list(balance.in_questions(quiz().questions)) == []
    beside = GOOD.replace("[{id: b, text: B}, {id: a, text: A}", "[{id: a, text: A}, {id: b, text: B}")
    (fault,) = balance.in_questions(quiz(beside).questions)
    assert fault.where == ("questions", MATCH, "answers")
