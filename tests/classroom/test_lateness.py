"""Deadlines, extensions and passing, in the gradebook, in nbgrader's own tools and on the learner's page."""

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from ledger import by_hand
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin, LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties
from room import QUIZ, blank, hand_in, put, rewrite

from widerwindow.cli.classroom import autograde as command
from widerwindow.content.course import Course
from widerwindow.grading.giving_back.export import export
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.setting.release import release

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
    assert f"It came after your deadline. {total / 10:.2f} points are taken off for that, so" in said
    assert f"so {total * 0.9:g} of 12 count." in said
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
    assert "This quiz does not count late hand-ins, so these points do not count. Ask your trainer about it." in late
    assert "You have not passed yet." in late


def test_a_deadline_that_moves_or_goes_leaves_no_penalty_behind(course: Course) -> None:
    set_rules(course, "late: {points: 1}")
    a_class(course)
    autograde(course, QUIZ)
    assert penalties(course) == {"in-time": None, "just-late": 1, "two-days": 2, "extended": 1}
    rewrite(course, "deadline: 2026-11-20 17:00", "deadline: 2026-11-22 17:00")
    assert "deadline" not in page(course, "two-days")
    assert penalties(course) == {"in-time": None, "just-late": None, "two-days": None, "extended": 1}
    rewrite(course, "deadline: 2026-11-22 17:00\nlate: {points: 1}\n", "")
    autograde(course, QUIZ)
    assert set(penalties(course).values()) == {None}
    with opened(course) as book:
        assert book.execute("select duedate from assignment").fetchall() == [(None,)]
        assert set(book.execute("select extension from submitted_assignment")) == {(None,)}


def test_a_late_hand_in_that_costs_nothing_is_told_as_such(course: Course) -> None:
    set_rules(course, "")
    a_class(course)
    autograde(course, QUIZ)
    assert "It came after your deadline. Nothing is taken off for that." in page(course, "just-late")
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
