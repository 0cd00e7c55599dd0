"""Deadlines, extensions and passing, in the gradebook, in nbgrader's own tools and on the learner's page."""

import csv
import html
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
from ledger import by_hand
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin, LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties
from room import QUIZ, as_bytes, blank, hand_in, put, rewrite

from widerwindow.cli.classroom import autograde as command
from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import collect
from widerwindow.grading.giving_back.export import export
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.giving_back.report import report
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.marking.moves import moves
from widerwindow.grading.setting.release import release
from widerwindow.grading.storage import release_file

# 1 + 3 x 2/3 + 2 points from the machine; a person gives up to 6 more.
ANSWERS = {"dark-clouds": "rain", "max": ["hat", "coat"], "in-which-season": {"frost": "winter", "swifts": "summer"}}
ANSWERS |= {"a-letter": "My plan."}
POINTS = 1 + 2 + 2 * 2 / 3
TIMES = {
    "in-time": "2026-11-20 17:00:00.000000 UTC",
    "just-late": "2026-11-20 17:00:00.500000 UTC",
    "two-days": "2026-11-22 16:00:00.000000 UTC",
    "extended": "2026-11-24 10:00:00.000000 UTC",
}


class TenPercentADay(LateSubmissionPlugin):
    """The rule as a trainer would have to write it for nbgrader."""

    def late_submission_penalty(self, student_id: str, score: float, total_seconds_late: float) -> float:  # noqa: ARG002
        return float(score * 0.1 * -(-total_seconds_late // 86400))


class Zero(LateSubmissionPlugin):
    """nbgrader's own method "zero"."""

    penalty_method = "zero"


def set_rules(course: Course, rules: str) -> None:
    rewrite(course, "outcomes:", f"deadline: 2026-11-20 17:00\n{rules}\noutcomes:")
    (course.exercises / "extensions.yml").write_text(
        f"extensions:\n  - {{quiz: {QUIZ}, learner: extended, until: 2026-11-23 17:00}}\n"
    )
    release(course, QUIZ)


def a_class(course: Course) -> None:
    for learner, time in TIMES.items():
        put(course, learner, hand_in(blank(course), ANSWERS)).with_name("timestamp.txt").write_text(time)


@contextmanager
def opened(course: Course) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(course.exercises / "gradebook.db")) as book, book:
        yield book


def penalties(course: Course) -> dict[str, float | None]:
    query = (
        "select student_id, late_submission_penalty from submitted_notebook "
        "join submitted_assignment handed on handed.id = submitted_notebook.assignment_id"
    )
    with opened(course) as book:
        return dict(book.execute(query))


def page(course: Course, learner: str) -> str:
    pages = {given.learner: given.page for given in feedback(course, QUIZ) if given.page}
    return " ".join(pages[learner].read_text().split())


@pytest.mark.parametrize(("late", "plugin"), [("{percent: 10, per: day}", TenPercentADay), ("refuse", Zero)])
def test_penalties_are_those_that_nbgraders_own_mechanism_stores(
    course: Course, late: str, plugin: type[LateSubmissionPlugin]
) -> None:
    set_rules(course, f"late: {late}")
    a_class(course)
    autograde(course, QUIZ)
    ours = penalties(course)
    assert [learner for learner, taken in ours.items() if taken is None] == ["in-time"]
    with opened(course) as book:
        book.execute("update submitted_notebook set late_submission_penalty = 99")
    database = f"sqlite:///{course.exercises / 'gradebook.db'}"
    about = {"notebook": QUIZ, "assignment": QUIZ, "db_url": database}
    for learner in TIMES:
        AssignLatePenalties(plugin_class=plugin).preprocess(new_notebook(), {"nbgrader": about | {"student": learner}})
    assert penalties(course) == pytest.approx(ours)


def test_nbgraders_own_export_shows_the_due_date_and_what_is_taken_off(course: Course) -> None:
    set_rules(course, "late: {points: 1}")
    a_class(course)
    autograde(course, QUIZ)
    with Gradebook(f"sqlite:///{course.exercises / 'gradebook.db'}") as book:
        CsvExportPlugin(to=str(course.exercises / "theirs.csv")).export(book)
    with (course.exercises / "theirs.csv").open() as file:
        found = {row["student_id"]: row for row in csv.DictReader(file)}
    assert {row["duedate"] for row in found.values()} == {"2026-11-20 17:00:00"}
    taken = {learner: float(row["late_submission_penalty"]) for learner, row in found.items()}
    assert taken == {"in-time": 0, "just-late": 1, "two-days": 2, "extended": 1}
    assert float(found["two-days"]["score"]) == pytest.approx(POINTS - 2)


def test_a_penalty_in_percent_follows_what_a_person_gives(course: Course) -> None:
    set_rules(course, "late: {percent: 10, per: once}\npass_mark: 75")
    a_class(course)
    autograde(course, QUIZ)
    by_hand(course, "two-days", "a-letter", points=6)
    total = POINTS + 6
    said = page(course, "two-days")
    assert "You handed this in 1 day and 23 hours after your deadline." in said
    assert "The quiz says: “A later hand-in loses 10 percent of its points.”" in said
    assert f"So {total / 10:.2f} points are taken off your {total:.2f}, and {total * 0.9:g} of 12 count." in said
    assert "You have passed. It takes 9 points." in said
    assert penalties(course)["two-days"] == pytest.approx(total / 10)
    export(course, [QUIZ])
    with (course.exercises / "grades.csv").open(encoding="utf-8-sig") as file:
        totals = {row["learner"]: row["total"] for row in csv.DictReader(file)}
    assert float(totals["two-days"]) == pytest.approx(total * 0.9, abs=1e-4)
    assert totals["in-time"] == ""


def test_a_learner_reads_what_being_late_costs_and_whether_she_passed_once_nothing_waits(course: Course) -> None:
    set_rules(course, "late: refuse\npass_mark: 50")
    a_class(course)
    autograde(course, QUIZ)
    assert "passed" not in page(course, "in-time")
    by_hand(course, "in-time", "a-letter", points=1)
    by_hand(course, "just-late", "a-letter", points=6)
    assert "You have not passed yet. It takes 6 points. Your trainer can tell you what comes next." in page(
        course, "in-time"
    )
    assert "deadline" not in page(course, "in-time")
    late = page(course, "just-late")
    assert "“A later hand-in is kept, and it does not count.” So your 10.33 points do not count." in late
    assert "You have not passed yet." in late


def test_a_deadline_that_moves_or_goes_leaves_no_penalty_behind(course: Course) -> None:
    set_rules(course, "late: {points: 1}")
    a_class(course)
    autograde(course, QUIZ)
    assert penalties(course) == {"in-time": None, "just-late": 1, "two-days": 2, "extended": 1}
    rewrite(course, "deadline: 2026-11-20 17:00", "deadline: 2026-11-22 17:00")
    release(course, QUIZ)
    assert "deadline" not in page(course, "two-days")
    assert penalties(course) == {"in-time": None, "just-late": None, "two-days": None, "extended": 1}
    rewrite(course, "deadline: 2026-11-22 17:00\nlate: {points: 1}\n", "")
    (course.exercises / "extensions.yml").unlink()
    release(course, QUIZ)
    autograde(course, QUIZ)
    assert set(penalties(course).values()) == {None}
    with opened(course) as book:
        assert book.execute("select duedate from assignment").fetchall() == [(None,)]
        assert set(book.execute("select extension from submitted_assignment")) == {(None,)}


def test_a_late_hand_in_that_costs_nothing_is_told_as_such(course: Course) -> None:
    set_rules(course, "")
    a_class(course)
    autograde(course, QUIZ)
    assert "less than an hour after your deadline. Nothing is taken off for that." in page(course, "just-late")
    assert set(penalties(course).values()) == {None}


def test_a_trainer_reads_who_was_late(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_rules(course, "late: {points: 1}")
    a_class(course)
    monkeypatch.chdir(course.root)
    command(QUIZ)
    said = capsys.readouterr().out.splitlines()
    assert [line for line in said if "late by" in line] == [
        "extended: late by 17 hours. Points taken off: 1.",
        "just-late: late by less than an hour. Points taken off: 1.",
        "two-days: late by 1 day and 23 hours. Points taken off: 2.",
    ]
    told = html.unescape(report(course, QUIZ, date(2026, 12, 1)).read_text(encoding="utf-8"))
    assert (
        "It came 1 day and 23 hours after her deadline. The quiz says: “A later hand-in loses 1 point for each day "
        "that has begun.” So 2 points are taken off her 4.33, and 2.33 of 12 count."
    ) in told
    assert told.count("after her deadline.") == 3


@pytest.mark.parametrize(
    ("rules", "does"),
    [
        ("late: {percent: 12.5, per: once}", "loses 12.5 percent of its points."),
        ("late: {percent: 10}", "loses 10 percent of its points for each day that has begun."),
        ("late: {points: 3, per: once}", "loses 3 points."),
        ("", "is marked in the same way. Your trainer sees that it came late."),
    ],
)
def test_what_came_late_is_told_as_it_is_taken_in_with_what_the_rules_do(
    course: Course, tmp_path: Path, rules: str, does: str
) -> None:
    set_rules(course, rules)
    for learner in ("late", "extended"):
        made = hand_in(blank(course), ANSWERS, learner=learner, saved="2026-11-21T18:30:00Z")
        (tmp_path / f"{learner}.ipynb").write_bytes(as_bytes(made))
    extended, late = collect(course, [tmp_path / "extended.ipynb", tmp_path / "late.ipynb"], dry_run=True)
    assert extended.note is None
    assert late.note == f"It came 1 day and 1 hour after the deadline. The quiz says: “A later hand-in {does}”"


@pytest.mark.parametrize("rules", ["deadline: 2026-11-20 17:00\nlate: refuse", "pass_mark: 100"])
def test_rules_that_learners_were_not_shown_do_not_count_until_the_quiz_is_released_again(
    course: Course, rules: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(course, "L1", hand_in(blank(course), ANSWERS)).with_name("timestamp.txt").write_text(TIMES["two-days"])
    rewrite(course, "outcomes:", f"{rules}\noutcomes:")
    monkeypatch.chdir(course.root)
    command(QUIZ)
    by_hand(course, "L1", "a-letter", points=1)
    assert "The rules of this quiz have changed since it was released." in capsys.readouterr().out
    assert penalties(course) == {"L1": None}
    would = [(move.learner, move.after) for move in moves(course, course.quiz(QUIZ))]
    assert would == ([("L1", 0.0)] if "refuse" in rules else [])
    assert penalties(course) == {"L1": None}  # to look at it changes nothing
    before = page(course, "L1")
    assert "deadline" not in before
    assert "passed" not in before
    release(course, QUIZ)
    command(QUIZ)
    assert "have changed" not in capsys.readouterr().out
    after = page(course, "L1")
    assert "deadline" in after or "passed" in after


def test_a_release_from_before_rules_were_kept_in_it_goes_by_the_quiz_as_it_stands(course: Course) -> None:
    set_rules(course, "late: {points: 1}")
    file = release_file(course, QUIZ)
    old = json.loads(file.read_text())
    del old["metadata"]["widerwindow"]["rules"]
    file.write_text(json.dumps(old))
    a_class(course)
    autograde(course, QUIZ)
    assert penalties(course) == {"in-time": None, "just-late": 1, "two-days": 2, "extended": 1}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (f"{{quiz: {QUIZ}, learner: two-days, until: 2026-11-19 17:00}}", "it would give less time"),
        ("{quiz: wether, learner: two-days, until: 2026-11-23 17:00}", "There is no quiz `wether`."),
        (f"{{quiz: {QUIZ}, learner: Two_Days, until: 2026-11-23 17:00}}", "`two-days` has."),
        (f"{{quiz: {QUIZ}, learner: tw0-days, until: 2026-11-23 17:00}}", "`two-days` has."),
    ],
)
def test_marking_stops_where_more_time_was_meant_and_would_not_count(course: Course, entry: str, said: str) -> None:
    set_rules(course, "late: refuse")
    a_class(course)
    (course.exercises / "extensions.yml").write_text(f"extensions:\n  - {entry}\n")
    with pytest.raises(ContentError) as stopped:
        autograde(course, QUIZ)
    assert said in stopped.value.problems[0].message
    assert stopped.value.problems[0].line == 2
    assert penalties(course) == {}


def test_more_time_for_somebody_who_has_not_handed_in_is_named(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_rules(course, "late: refuse")
    put(course, "in-time", hand_in(blank(course), ANSWERS))
    monkeypatch.chdir(course.root)
    command(QUIZ)
    assert "More time, and nothing handed in yet: extended." in capsys.readouterr().out


def test_a_hand_in_that_came_nobody_knows_when_is_not_late_and_said_to_trainer_and_learner(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_rules(course, "late: refuse")
    a_class(course)
    monkeypatch.chdir(course.root)
    command(QUIZ)
    for learner, stamp in (("two-days", None), ("just-late", "0001-01-01 00:00:00.000000 UTC")):
        file = course.exercises / "submitted" / learner / QUIZ / "timestamp.txt"
        file.write_text(stamp) if stamp else file.unlink()
    capsys.readouterr()
    command(QUIZ)
    said = capsys.readouterr().out
    assert "When these handed in is not known, so they are not counted as late: just-late, two-days." in " ".join(
        said.split()
    )
    assert penalties(course)["two-days"] is penalties(course)["just-late"] is None
    assert "It is not known when you handed this in, so it is not counted as late." in page(course, "two-days")
    told = report(course, QUIZ, date(2026, 11, 28)).read_text()
    assert "Time unknown: just-late, two-days. No deadline is held against these." in told


def test_where_there_is_no_deadline_an_unknown_time_is_told_too(course: Course) -> None:
    put(course, "L1", hand_in(blank(course), ANSWERS)).with_name("timestamp.txt").unlink()
    autograde(course, QUIZ)
    assert ">It is not known when you handed this in.</p>" in page(course, "L1")
    assert "Time unknown: L1." in report(course, QUIZ, date(2026, 11, 28)).read_text()


def test_the_day_of_a_hand_in_is_the_courses_own_around_midnight(course: Course) -> None:
    put(course, "L1", hand_in(blank(course), ANSWERS)).with_name("timestamp.txt").write_text(
        "2026-06-30 23:30:00.000000 UTC"
    )
    autograde(course, QUIZ)
    assert "You handed this in on 1 July 2026." in page(course, "L1")
    assert "Time unknown" not in report(course, QUIZ, date(2026, 11, 28)).read_text()
