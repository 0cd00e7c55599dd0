"""The rules of a quiz: how they are written, what a learner is told of them, and what is wrong in them."""

import json
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import parse
from widerwindow.content.questions import KINDS
from widerwindow.content.quizzes.extensions import Extensions
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.content.quizzes.rules import Late, Rules

HEAD = "id: tea\ntitle: Tea\nintro: Some tea.\noutcomes: {make: Make tea}\n"
QUESTION = """\
questions:
  - id: first
    type: single
    outcome: make
    points: 10
    prompt: Which?
    options: [{id: a, text: A, feedback: B.}, {id: c, text: C, feedback: D.}]
    key: a
"""
DUE = "deadline: 2026-12-04 17:00\n"


def quiz(rules: str = "") -> Quiz:
    return parse(HEAD + rules + QUESTION, Path("tea.yml"), Quiz, zone="Europe/London")


def told(rules: str) -> str:
    with pytest.raises(ContentError) as error:
        quiz(rules)
    (problem,) = error.value.problems
    assert problem.line == 5
    return f"{problem.message} {problem.hint}"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-12-04 17:00", datetime(2026, 12, 4, 17, tzinfo=UTC)),
        ("2026-07-04 17:00", datetime(2026, 7, 4, 16, tzinfo=UTC)),
        ("2026-12-04 17:00:00", datetime(2026, 12, 4, 17, tzinfo=UTC)),
        ('"2026-12-04 17:00"', datetime(2026, 12, 4, 17, tzinfo=UTC)),
        ("2026-12-04 17:00 Europe/Paris", datetime(2026, 12, 4, 16, tzinfo=UTC)),
        ("2026-12-04 17:00 UTC", datetime(2026, 12, 4, 17, tzinfo=UTC)),
    ],
)
def test_a_deadline_is_a_time_on_the_clocks_of_a_place(written: str, meant: datetime) -> None:
    assert quiz(f"deadline: {written}\n").deadline == meant


@pytest.mark.parametrize(
    "written",
    [
        "2026-12-04",
        "2026-02-30 17:00",
        "2026-12-04 25:00",
        "2026-12-04T17:00:00Z",
        "2026-12-04 17:00 Nowhere/City",
        "2026-12-04 17:00 Europe",
        "2026-12-04 17:00 ../etc",
        "20261204",
        "tomorrow",
    ],
)
def test_a_deadline_that_is_none_is_told_with_one_that_is(written: str) -> None:
    assert "write it like 2026-12-04 17:00, or 2026-12-04 17:00 Europe/Paris" in told(f"deadline: {written}\n")


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("late: accept\n", "There is a rule for late hand-ins, and no deadline."),
        ("late: perhaps\n" + DUE, "`perhaps` is no rule; write `accept`, `refuse`, or as in {percent: 10, per: day}"),
        ("late: {percent: 10, points: 1}\n" + DUE, "it takes off points and percent; write one of the two"),
        ("late: {percent: 110}\n" + DUE, "`percent`"),
        ("late: {percent: 10, per: week}\n" + DUE, "`per` is `week`. Write 'day' or 'once'"),
        ("attempts: 0\n", "`attempts`"),
        ("pass_mark: 101\n", "`pass_mark`"),
    ],
)
def test_a_rule_that_cannot_be_is_told_with_its_line(rules: str, said: str) -> None:
    assert said in told(rules)


def test_without_rules_the_newest_counts_and_no_more_is_said() -> None:
    assert quiz().opening == "Some tea.\n\n- You can hand in as often as you want. The newest one counts."


def test_a_learner_is_told_every_rule_and_who_keeps_it() -> None:
    rules = quiz(f"{DUE}attempts: 2\npass_mark: 65\nlate: {{percent: 10, per: day}}\n").rules(10)
    assert rules == [
        "Hand in by **Friday 4 December 2026, 17:00 (London time)**. A later hand-in loses 10 percent of its points "
        "for each day that has begun. If your trainer has given you more time, your own time holds.",
        "You can hand in 2 times, and the newest counts. Any after that are kept, and do not count.",
        "You pass with 65 percent of the points: 6.5 of 10.",
        "Nothing here looks at the clock or counts your hand-ins. Your trainer's computer does. It goes by the "
        "time that a learning platform such as Moodle gives your hand-in, or else by the time that your device writes "
        "into the file.",
    ]


@pytest.mark.parametrize(
    ("late", "said"),
    [
        ("accept", "A later hand-in is marked in the same way. Your trainer sees that it came late."),
        ("refuse", "A later hand-in is kept, and it does not count."),
        ("{points: 1}", "A later hand-in loses 1 point for each day that has begun."),
        ("{points: 2.5, per: once}", "A later hand-in loses 2.5 points."),
        ("{percent: 10, per: once}", "A later hand-in loses 10 percent of its points."),
    ],
)
def test_each_late_rule_is_told_in_plain_words(late: str, said: str) -> None:
    assert said in quiz(f"{DUE}late: {late}\n").opening


@pytest.mark.parametrize(
    ("late", "hours", "taken"),
    [
        ({"percent": 10}, 0, None),
        ({"percent": 10}, 1, 0.8),
        ({"percent": 10}, 24, 0.8),
        ({"percent": 10}, 25, 1.6),
        ({"percent": 50}, 24 * 9, 8),
        ({"points": 3}, 25, 6),
        ({"points": 3}, 24 * 9, 8),
        ({"points": 3, "per": "once"}, 24 * 9, 3),
        ("accept", 25, None),
        ("refuse", 1, 8),
    ],
)
def test_a_day_counts_once_it_has_begun_and_no_more_is_taken_than_there_is(
    late: object, hours: int, taken: float | None
) -> None:
    due = datetime(2026, 11, 20, 17, tzinfo=ZoneInfo("Europe/London"))
    found = Late.model_validate(late).penalty(8, due, (due + timedelta(hours=hours)).astimezone(UTC))
    assert found == (taken if taken is None else pytest.approx(taken))


@pytest.mark.parametrize(
    ("due", "handed_in", "days"),
    [
        ("2026-10-24 17:00", "2026-10-25 16:59", 1),  # an hour twice: 24 hours and 59 minutes
        ("2026-10-24 17:00", "2026-10-25 17:00", 1),
        ("2026-10-24 17:00", "2026-10-25 17:01", 2),
        ("2026-03-28 17:00", "2026-03-29 17:00", 1),  # an hour less: 23 hours
        ("2026-03-28 17:00", "2026-03-29 17:01", 2),
        ("2026-03-28 17:00", "2026-03-28 17:01", 1),
        ("2026-10-24 17:00", "2026-10-26 16:59", 2),
    ],
)
@pytest.mark.parametrize("zone", ["Europe/London", "Europe/Berlin"])
def test_a_day_is_one_by_the_clock_though_the_clocks_change(due: str, handed_in: str, days: int, zone: str) -> None:
    there = ZoneInfo(zone)
    moments = [datetime.fromisoformat(text).replace(tzinfo=there) for text in (due, handed_in)]
    found = Late.model_validate({"points": 1}).penalty(9, moments[0], moments[1].astimezone(UTC))
    assert found == days


def test_an_hour_that_comes_twice_is_still_late_the_second_time() -> None:
    due = datetime(2026, 10, 25, 1, 45, tzinfo=ZoneInfo("Europe/London"))
    again = datetime(2026, 10, 25, 1, 15, fold=1, tzinfo=ZoneInfo("Europe/London"))
    assert Late.model_validate({"points": 1}).penalty(9, due, again.astimezone(UTC)) == 1


def test_the_rules_are_read_again_as_they_were_recorded() -> None:
    made = quiz("deadline: 2026-12-04 17:00 Europe/Paris\nlate: {percent: 10}\nattempts: 2\npass_mark: 60\n")
    again = Rules.model_validate(json.loads(json.dumps(made.recorded())))
    assert dict(again) == {name: getattr(made, name) for name in Rules.model_fields}


def test_to_pass_takes_the_share_of_all_points() -> None:
    assert quiz().passed(10) is None
    assert [quiz("pass_mark: 60\n").passed(points) for points in (5.9, 6, 10)] == [False, True, True]
    assert quiz("pass_mark: 70\n").passed(0.7 + 6.3)  # 6.999999999999999


def extensions(text: str) -> Extensions:
    return parse(f"extensions:\n{text}", Path("extensions.yml"), Extensions)


def test_an_extension_holds_for_its_learner_and_its_quiz_alone() -> None:
    given = extensions("  - {quiz: tea, learner: L7, until: 2026-12-11 17:00}\n")
    due = quiz(DUE)
    assert given.due(due, "L7") == datetime(2026, 12, 11, 17, tzinfo=UTC)
    assert given.due(due, "L8") == due.deadline
    assert given.due(quiz(), "L7") is None


def test_an_extension_without_a_learner_is_everybody_s_and_one_s_own_holds_where_it_is_later() -> None:
    text = "  - {quiz: tea, until: 2026-12-11 17:00}\n"
    given = extensions(
        f"{text}  - {{quiz: tea, learner: L7, until: 2026-12-12 17:00}}\n"
        "  - {quiz: tea, learner: L8, until: 2026-12-05 17:00}\n"
    )
    due = quiz(DUE)
    days = {learner: moment.day for learner in ("L7", "L8", "L9") if (moment := given.due(due, learner))}
    assert days == {"L7": 12, "L8": 11, "L9": 11}
    assert given.waiting("tea", ["L7"]) == ["L8"]
    assert list(given.misspelt("tea", ["none"])) == []
    with pytest.raises(ContentError, match="`everybody` has more than one deadline for `tea`"):
        extensions(text * 2)


def test_an_extension_that_fits_no_quiz_is_told() -> None:
    given = extensions(
        "  - {quiz: coffee, learner: L7, until: 2026-12-11 17:00}\n"
        "  - {quiz: tea, learner: L7, until: 2026-12-03 17:00}\n"
        "  - {quiz: cups, learner: L7, until: 2026-12-11 17:00}\n"
    )
    assert [(fault.where[1], fault.message) for fault in given.against({"tea": quiz(DUE), "cups": quiz()})] == [
        (0, "There is no quiz `coffee`."),
        (1, "This is before the deadline of “Tea”, so it would give less time."),
        (2, "The quiz `cups` has no deadline, so there is nothing to extend."),
    ]
    assert list(given.against({"tea": None, "cups": None, "coffee": None})) == []
    with pytest.raises(ContentError, match="`L7` has more than one deadline for `tea`"):
        extensions("  - {quiz: tea, learner: L7, until: 2026-12-11 17:00}\n" * 2)


def test_a_learner_who_was_left_out_by_a_slip_is_not_everybody() -> None:
    with pytest.raises(ContentError, match="write the code of whoever has more time"):
        extensions("  - quiz: tea\n    learner:\n    until: 2026-12-11 17:00\n")


def test_the_quiz_to_start_from_has_a_question_of_every_kind() -> None:
    template = files("widerwindow.content").joinpath("quiz-template.yml").read_text(encoding="utf-8")
    shown = [line.split()[1] for line in template.splitlines() if line.strip().startswith("type: ")]
    assert sorted(shown) == sorted(KINDS)
