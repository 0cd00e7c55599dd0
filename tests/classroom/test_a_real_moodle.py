"""What a real Moodle 5.1 gave: downloads and worksheets of assignments with all kinds of settings.

WIDERWINDOW_MOODLE_SAMPLE names the folder with them, which is no part of the course. The notebooks in it were released
from quizzes as they once were: whose they are can be told, and each answer waits for a person.
"""

import csv
from pathlib import Path

import pytest
from ledger import by_hand
from room import QUIZ, copied, quiz_text

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import collect
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.moodle.giving_back import GivenToMoodle, give_back
from widerwindow.grading.setting.release import release

PEOPLE = {"Sean O'Brien", "Zoë Müller-Šimić", "Martin King, Jr.", "ليلى حسن"}
POINTS = {"dark-clouds_mark": 1, "max_mark": 1, "in-which-season_mark": 1, "a-letter": 4}


@pytest.fixture
def called(released_once: Course, tmp_path: Path) -> Course:
    """A released course that has its small quiz also under the names of those in the downloads."""
    course = copied(released_once, tmp_path / "a course")
    for name in ("grounding", "dissociation", "working-agreements"):
        text = quiz_text(course).replace(f"id: {QUIZ}\n", f"id: {name}\n")
        (course.exercises / "quizzes" / f"{name}.yml").write_text(text, encoding="utf-8")
    return course


def marked(course: Course, quiz: str, zipped: Path, sheet: Path) -> list[str]:
    """Take a download in, and mark every answer of it by hand; return the codes of those whose work it is."""
    release(course, quiz)
    found = collect(course, [zipped], worksheet=sheet)
    codes = [each.learner for each in found if each.outcome == "new" and each.learner]
    autograde(course, quiz)
    for code in codes:
        for cell, points in POINTS.items():
            by_hand(course, code, cell, points=points)
        by_hand(course, code, "a-letter", comment="Clear.")
    return codes


def grades(given: GivenToMoodle) -> dict[int, str | None]:
    return {each.participant.number: each.grade for each in given.rows}


def lines(file: Path | None) -> list[dict[str, str]]:
    assert file
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def test_marks_given_without_names_are_theirs_when_the_names_are_shown(called: Course, moodle_sample: Path) -> None:
    folder = moodle_sample / "blind"
    codes = marked(called, "grounding", folder / "all-anonymous.zip", folder / "Grades-anonymous.csv")
    assert len(set(codes)) == 6
    assert not {"sam7", "kj_5"} & set(codes)  # one code that two people wrote, and one that would say who wrote this
    before = give_back(called, "grounding", folder / "Grades-anonymous.csv")
    assert set(grades(before)) == {7, 8, 9, 10, 11, 12}
    assert None not in grades(before).values()

    again = collect(called, [folder / "all-revealed.zip"], worksheet=folder / "Grades-revealed.csv")
    assert [(each.outcome, each.learner) for each in again] == [("same", code) for code in codes]
    after = give_back(called, "grounding", folder / "Grades-revealed.csv")
    assert grades(after) == grades(before)
    assert {each.participant.name for each in after.rows} == PEOPLE | {"Sam Smith"}


def test_what_a_group_handed_in_is_the_work_of_each_of_its_members(called: Course, moodle_sample: Path) -> None:
    folder = moodle_sample / "groups"
    codes = marked(called, "dissociation", folder / "all.zip", folder / "Grades.csv")
    assert len(set(codes)) == 6
    given = give_back(called, "dissociation", folder / "Grades.csv")
    assert set(grades(given)) == {13, 14, 15, 16, 17, 18}
    assert None not in grades(given).values()


def test_in_a_second_round_the_comments_that_moodle_has_stay(called: Course, moodle_sample: Path) -> None:
    folder = moodle_sample / "max12"
    sheet = folder / "Grades-round2-comments-flattened.csv"
    marked(called, "working-agreements", folder / "all.zip", sheet)
    given = give_back(called, "working-agreements", sheet)
    assert {each.participant.name for each in given.rows if each.grade} == PEOPLE
    assert all("Moodle has other feedback comments" in str(each.reason) for each in given.rows if each.grade)
    for old, new in zip(lines(sheet), lines(given.worksheet), strict=True):
        assert old.keys() - new.keys() == {"Feedback comments"}  # which Moodle would set, flat as they are here
        assert {name for name in new if new[name] != old[name]} == ({"Grade"} if old["Full name"] in PEOPLE else set())
        assert not new["Grade"] or float(new["Grade"]) == 12 * 7 / 12


def test_a_grade_that_moodle_locked_is_told_and_left(called: Course, moodle_sample: Path) -> None:
    given = give_back(called, QUIZ, moodle_sample / "locked" / "Grades.csv")
    assert [each.grade for each in given.rows] == [None] * len(given.rows)
    assert given.worksheet is None or lines(given.worksheet) == lines(moodle_sample / "locked" / "Grades.csv")


def test_what_was_typed_into_moodle_is_kept_and_drafts_count(called: Course, moodle_sample: Path) -> None:
    folder = moodle_sample / "onlinetext-drafts"
    release(called, "working-agreements")
    found = collect(called, [folder / "all.zip"], worksheet=folder / "Grades.csv")
    assert sorted(str(each.learner) for each in found if each.outcome == "new") == ["k7f3", "kj_5", "l9a9"]
    refused = {Path(each.name).name: each for each in found if each.outcome == "refused"}
    assert refused.keys() == {"photo.jpg", "onlinetext.html"}
    assert "Online text" in str(refused["onlinetext.html"].reason)
    assert all(each.kept and each.kept.is_file() for each in refused.values())


def test_a_scale_is_told_and_what_to_do_about_it(called: Course, moodle_sample: Path) -> None:
    with pytest.raises(ContentError, match=r"graded with a scale .*which takes no points"):
        give_back(called, QUIZ, moodle_sample / "scale" / "Grades-TIP1-Scale quiz-5.csv")


def test_a_marking_workflow_is_known(called: Course, moodle_sample: Path) -> None:
    given = give_back(called, QUIZ, moodle_sample / "workflow" / "Grades-TIP1-Workflow quiz-6.csv")
    assert given.has_workflow
    assert {each.participant.name for each in given.rows} > PEOPLE
