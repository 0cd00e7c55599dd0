"""Marks that nothing waits for go into the trainer's own Moodle worksheet, with a zip of feedback and a gradebook file.

WIDERWINDOW_MOODLE_SAMPLE names a folder with a real worksheet, which is no part of the course.
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from ledger import by_hand
from moodle_download import ANNA, BEN, CLEO, DAN, HEADINGS, ROWS, download, worksheet
from room import QUIZ, as_bytes, blank, find, hand_in

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import collect
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.moodle.giving_back import GivenToMoodle, give_back

RIGHT: dict[str, object] = {"dark-clouds": "rain", "max": ["coat", "hat", "tea"]}


def made(course: Course, learner: str, answers: dict[str, object] | None = None) -> bytes:
    given, saved = (RIGHT, "2026-11-20T10:00:00Z") if answers is None else (answers, "2026-11-21T10:00:00Z")
    return as_bytes(hand_in(blank(course), given | {"a-letter": f"Mine, {learner}."}, learner=learner, saved=saved))


@pytest.fixture
def marked(course: Course, tmp_path: Path) -> Course:
    """Return a course with Anna's hand-in marked, Ben's and Cléo's in part, and none of Dan's; all from Moodle."""
    odd = hand_in(blank(course), {"a-letter": "Mine, c1."}, learner="c1")
    find(odd, "max")["source"] = "max = [coat"
    files = {
        f"{ANNA}/a.ipynb": made(course, "a1"),
        f"{BEN}/b.ipynb": made(course, "b1", {}),
        f"{CLEO}/c.ipynb": as_bytes(odd),
    }
    collect(course, [download(tmp_path / "all.zip", files)], worksheet=worksheet(tmp_path / "first.csv"))
    autograde(course, QUIZ)
    by_hand(course, "a1", "a-letter", points=4.5, comment="=Clear & kind.\r\nA <second> line.")
    by_hand(course, "c1", "a-letter", points=4.5)
    return course


def rows(given: GivenToMoodle) -> dict[str, tuple[str | None, str | None]]:
    return {each.participant.name: (each.grade, each.reason) for each in given.rows}


def table(file: Path | None) -> list[list[str]]:
    assert file
    return list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"), newline="")))


def test_the_worksheet_comes_back_with_grades_and_comments_and_every_other_byte_as_it_was(
    marked: Course, tmp_path: Path
) -> None:
    sheet = worksheet(tmp_path / "Grades-TIP1-Weather-1.csv")
    before = sheet.read_bytes()
    given = give_back(marked, QUIZ, sheet)
    assert rows(given) == {
        "Anna Adeyemi": ("70.83", None),
        "Ben O'Brien-Smith": (None, "1 answer waits for your mark."),
        "Cléo Núñez": (None, "1 answer waits for your mark."),
        "Dan Lee": (None, "Nothing has been collected from this participant."),
    }
    assert given.worksheet == marked.exercises / "moodle" / QUIZ / sheet.name
    comment = '"<p>Question 4: =Clear &amp; kind.<br>A &lt;second&gt; line.</p>"'
    anna = ROWS[3].replace(",,100.00,", ",70.83,100.00,") + comment
    assert given.worksheet.read_bytes() == before.replace(ROWS[3].encode(), anna.encode())
    assert sheet.read_bytes() == before


def test_the_feedback_zip_has_each_finished_page_in_moodle_s_own_folder(marked: Course, tmp_path: Path) -> None:
    by_hand(marked, "b1", "a-letter", points=0)
    given = give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv"))
    with zipfile.ZipFile(given.feedback) as archive:
        assert archive.namelist() == [f"{ANNA}/{QUIZ}.html", f"{BEN}/{QUIZ}.html"]
        page = archive.read(f"{ANNA}/{QUIZ}.html")
    assert page == (marked.exercises / "feedback" / "a1" / QUIZ / f"{QUIZ}.html").read_bytes()
    assert b"Mine, a1." in page
    assert b"Mine, b1." not in page
    once = given.feedback.read_bytes()
    assert give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv")).feedback.read_bytes() == once


def test_the_gradebook_file_has_each_person_once_with_her_grade_out_of_the_assignment_s_maximum(
    marked: Course, tmp_path: Path
) -> None:
    by_hand(marked, "b1", "a-letter", points=0)
    given = give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv"))
    assert table(given.gradebook) == [
        ["Email address", "Weather and plans (of 100)"],
        ["anna@example.com", "70.83"],
        ["ben@example.com", "0"],
    ]
    lines = {number: line.replace("100.00", "12.00") for number, line in ROWS.items()}
    given = give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv", lines))
    assert table(given.gradebook)[:2] == [["Email address", "Weather and plans (of 12)"], ["anna@example.com", "8.5"]]


def test_without_e_mail_addresses_the_gradebook_file_names_people_by_id_number(marked: Course, tmp_path: Path) -> None:
    by_hand(marked, "b1", "a-letter", points=0)
    lines = {number: line.replace("anna@example.com", "00123") for number, line in ROWS.items()}
    lines = {number: re.sub(r"\w+@example.com", "", line) for number, line in lines.items()}
    sheet = worksheet(tmp_path / "Grades.csv", lines, HEADINGS.replace("Email address", "ID number"))
    given = give_back(marked, QUIZ, sheet)
    assert [line[0] for line in table(given.gradebook)] == ["ID number", "00123"]
    reason = "Not in gradebook.csv: the ID number is missing, or stands there twice."
    assert rows(given)["Ben O'Brien-Smith"] == ("0", reason)


def test_a_person_whose_address_looks_like_a_formula_is_left_out_of_the_gradebook_file_alone(
    marked: Course, tmp_path: Path
) -> None:
    rows_ = ROWS | {3: ROWS[3].replace("anna@example.com", "=1+1@example.com")}
    file = marked.exercises / "moodle" / "learners.csv"
    file.write_text(file.read_text("utf-8").replace("anna@example.com", "'=1+1@example.com"), "utf-8")
    given = give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv", rows_))
    reason = "Not in gradebook.csv: the e-mail address begins like a formula."
    assert rows(given)["Anna Adeyemi"] == ("70.83", reason)
    assert given.gradebook is None


def test_a_grade_is_scaled_to_moodle_s_maximum_and_never_above_it(marked: Course, tmp_path: Path) -> None:
    by_hand(marked, "a1", "max_mark", points=900)
    by_hand(marked, "b1", "a-letter", points=5)
    scaled = {"10.00": ["10", "4.17"], '"1 000,50"': ["1000.5", "416.88"], "0.126": ["0.126", "0.05"]}
    for maximum, grades in scaled.items():
        lines = {number: line.replace("100.00", maximum) for number, line in ROWS.items()}
        given = give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv", lines))
        assert [row.grade for row in given.rows if row.grade] == grades
        assert [line[1] for line in table(given.gradebook)[1:]] == grades


def test_what_waits_or_came_since_leaves_its_row_empty(marked: Course, tmp_path: Path) -> None:
    newer = {f"{ANNA}/a.ipynb": made(marked, "a1", {"dark-clouds": "nothing"})}
    collect(marked, [download(tmp_path / "newer.zip", newer)], worksheet=worksheet(tmp_path / "first.csv"))
    by_hand(marked, "b1", "a-letter", points=5)
    given = give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv"))
    assert {name: grade for name, (grade, _) in rows(given).items() if grade} == {"Ben O'Brien-Smith": "41.67"}
    assert "Mark the quiz " in str(rows(given)["Anna Adeyemi"][1])


def test_where_nobody_gets_anything_what_was_written_before_stays(marked: Course, tmp_path: Path) -> None:
    before = give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv"))
    folder = marked.exercises / "moodle" / QUIZ
    written = {file.name: file.read_bytes() for file in folder.iterdir()}
    strangers = {
        number + 90: line.replace(f"Participant {number}", f"Participant {number + 90}")
        for number, line in ROWS.items()
    }
    strangers = {number: line.replace("@example.com", "@example.net") for number, line in strangers.items()}
    given = give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv", strangers))
    assert (given.worksheet, given.grades_only, given.feedback, given.gradebook) == (None, None, None, None)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == written
    assert before.feedback


def test_a_locked_grade_is_left_alone_and_her_page_and_the_gradebook_file_are_made(
    marked: Course, tmp_path: Path, command: Callable[..., str]
) -> None:
    lines = ROWS | {3: ROWS[3].replace(",,100.00,Yes", ",12.00,100.00,No")}
    sheet = worksheet(tmp_path / "Grades.csv", lines)
    given = give_back(marked, QUIZ, sheet)
    grade, reason = rows(given)["Anna Adeyemi"]
    assert grade is None
    assert str(reason).startswith("Moodle takes no new grade for her from a worksheet: ")
    assert [line[4] for line in table(given.worksheet) if line[1] == "Anna Adeyemi"] == ["12.00"]
    assert zipfile.ZipFile(given.feedback or "").namelist() == [f"{ANNA}/{QUIZ}.html"]
    assert table(given.gradebook)[1] == ["anna@example.com", "70.83"]
    said = command(marked.root, "moodle", QUIZ, sheet)
    assert "no worksheet can change them any more" in said


OURS = "<p>Question 4: =Clear &amp; kind.<br>A &lt;second&gt; line.</p>"
FLAT = "Question 4: =Clear & kind.A <second> line.   "
"""What Moodle 5.1 writes into its worksheet for the comment above."""


def commented(comments: dict[int, str], grade: str = "70.83") -> dict[int, str]:
    """Return the rows of a second round: these comments, and Anna's grade."""
    lines = ROWS | {3: ROWS[3].replace(",,100.00,", f",{grade},100.00,")}
    return {number: line + f'"{comments[number]}"' if number in comments else line for number, line in lines.items()}


def test_a_comment_that_moodle_has_already_is_not_touched(marked: Course, tmp_path: Path) -> None:
    give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv"))
    for flat in (FLAT, FLAT.strip(), FLAT.replace("&", "&amp;")):
        given = give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv", commented({3: flat})))
        assert rows(given)["Anna Adeyemi"] == ("70.83", None)
        assert "Feedback comments" not in table(given.worksheet)[0]
        assert [len(line) for line in table(given.worksheet)] == [9] * 5
        assert given.grades_only is None


def test_a_corrected_comment_arrives_and_one_that_was_taken_back_goes(marked: Course, tmp_path: Path) -> None:
    give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv"))
    by_hand(marked, "a1", "a-letter", points=4.5, comment="Better now.")
    given = give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv", commented({3: FLAT})))
    assert rows(given)["Anna Adeyemi"] == ("70.83", None)
    assert table(given.worksheet)[1][9] == "<p>Question 4: Better now.</p>"
    by_hand(marked, "a1", "a-letter", points=4.5, comment="Best.")
    again = give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv", commented({3: FLAT})))
    assert table(again.worksheet)[1][9] == "<p>Question 4: Best.</p>"
    by_hand(marked, "a1", "a-letter", points=4.5, comment="")
    last = give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv", commented({3: "Question 4: Best.   "})))
    assert table(last.worksheet)[1][9] == ""


def test_what_a_trainer_wrote_in_moodle_stays_in_moodle_s_own_form(marked: Course, tmp_path: Path) -> None:
    sheet = worksheet(tmp_path / "Grades.csv", commented({3: "By hand, 1.   ", 2: "And for Dan.   "}, "12.00"))
    given = give_back(marked, QUIZ, sheet)
    grade, reason = rows(given)["Anna Adeyemi"]
    assert (grade, str(reason)[:34]) == ("70.83", "Moodle has other feedback comments")
    assert "Feedback comments" not in table(given.worksheet)[0]
    assert table(given.worksheet)[1][4] == "70.83"
    emptied = give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv", commented({2: "And for Dan.   "})))
    assert table(emptied.worksheet)[1][9] == OURS
    assert [line[1] for line in table(emptied.worksheet)[1:]] == ["Anna Adeyemi", "Ben O'Brien-Smith", "Cléo Núñez"]


def test_where_some_comments_change_and_others_stay_two_worksheets_keep_them_apart(
    marked: Course, tmp_path: Path, command: Callable[..., str]
) -> None:
    by_hand(marked, "b1", "a-letter", points=5, comment="Well done.")
    sheet = worksheet(tmp_path / "Grades.csv", commented({4: "By hand.   "}))
    given = give_back(marked, QUIZ, sheet)
    assert [(line[1], line[4], line[9]) for line in table(given.worksheet)[1:]] == [
        ("Anna Adeyemi", "70.83", OURS),
        ("Cléo Núñez", "", ""),
        ("Dan Lee", "", ""),
    ]
    assert [(line[1], line[4], len(line)) for line in table(given.grades_only)[1:]] == [
        ("Ben O'Brien-Smith", "41.67", 9)
    ]
    assert "Grades-grades-only.csv (the same way" in command(marked.root, "moodle", QUIZ, sheet)


def test_every_member_of_a_group_gets_the_grade_and_the_page_under_her_own_number(
    course: Course, tmp_path: Path
) -> None:
    lines = {number: line.replace(' -  - ",', ' -  - ",Red,', 1) for number, line in ROWS.items() if number != 2}
    sheet = worksheet(tmp_path / "Grades.csv", lines, HEADINGS.replace("Status,", "Status,Group,"))
    files = {"Red_4_assignsubmission_file/x.ipynb": made(course, "a1")}
    collect(course, [download(tmp_path / "all.zip", files)], worksheet=sheet)
    marked_all = autograde(course, QUIZ)
    for each in marked_all:
        by_hand(course, each.learner, "a-letter", points=4.5)
    given = give_back(course, QUIZ, sheet)
    assert [grade for grade, _ in rows(given).values()] == ["70.83"] * 3
    with zipfile.ZipFile(given.feedback or "") as archive:
        assert archive.namelist() == [f"{folder}/{QUIZ}.html" for folder in (ANNA, BEN, CLEO)]
        assert {b"Feedback for a1" in archive.read(name) for name in archive.namelist()} == {True}


def test_marks_given_while_names_were_hidden_go_back_once_they_are_shown(course: Course, tmp_path: Path) -> None:
    hidden = {3: f'"Participant 3",{ROWS[3].split(",", 3)[3]}', 4: f'"Participant 4",{ROWS[4].split(",", 3)[3]}'}
    sheet = worksheet(tmp_path / "hidden.csv", hidden, HEADINGS.replace(',"Full name","Email address"', ""))
    files = {f"Participant_{number}_assignsubmission_file/x.ipynb": made(course, "k7", {}) for number in (3, 4)}
    files["Participant_4_assignsubmission_file/x.ipynb"] = made(course, "b1")
    collect(course, [download(tmp_path / "all.zip", files)], worksheet=sheet)
    for each in autograde(course, QUIZ):
        by_hand(course, each.learner, "a-letter", points=4.5)
    anonymous = give_back(course, QUIZ, sheet)
    assert [(each.participant.called, each.grade) for each in anonymous.rows] == [
        ("Participant 3", "37.5"),
        ("Participant 4", "70.83"),
    ]
    with zipfile.ZipFile(anonymous.feedback or "") as archive:
        pages = {name.split("_")[1]: archive.read(name) for name in archive.namelist()}
    assert (b"Feedback for k7" in pages["3"], b"Feedback for b1" in pages["4"]) == (True, True)
    revealed = give_back(course, QUIZ, worksheet(tmp_path / "Grades.csv"))
    assert {name: grade for name, (grade, _) in rows(revealed).items() if grade} == {
        "Anna Adeyemi": "37.5",
        "Ben O'Brien-Smith": "70.83",
    }
    assert table(revealed.gradebook)[1:] == [["anna@example.com", "37.5"], ["ben@example.com", "70.83"]]


def test_a_scale_takes_no_points_and_a_workflow_is_told_of(
    marked: Course, tmp_path: Path, command: Callable[..., str]
) -> None:
    lines = {number: line.replace("100.00", '"Mostly   In between   Fully"') for number, line in ROWS.items()}
    with pytest.raises(ContentError, match=r"graded with a scale \(Mostly, In between, Fully\), which takes no points"):
        give_back(marked, QUIZ, worksheet(tmp_path / "scale.csv", lines))
    lines = {number: line.replace("100.00,", '100.00,"Not marked",') for number, line in ROWS.items()}
    heading = HEADINGS.replace('"Maximum grade",', '"Maximum grade","Marking workflow state",')
    said = command(marked.root, "moodle", QUIZ, worksheet(tmp_path / "workflow.csv", lines, heading))
    assert "Learners see their grades once you set them to “Released” in Moodle." in said
    assert "workflow" not in command(marked.root, "moodle", QUIZ, worksheet(tmp_path / "plain.csv"))


GERMAN = (
    'ID;"Vollständiger Name";E-Mail-Adresse;Abteilung;Status;Bewertung;Bestwertung;Workflow;'
    '"Bewertung kann geändert werden";"Zuletzt geändert (Abgabe)";Texteingabe;"Zuletzt geändert (Bewertung)"'
)


def test_a_worksheet_in_another_language_with_other_columns_is_filled_in_the_same_way(
    marked: Course, tmp_path: Path
) -> None:
    line = (
        '"Teilnehmer/in {}";"{}";{};7;"Zur Bewertung abgegeben -  - ";;100,00;"Nicht bewertet";Ja;'
        '"Sonntag, 22. November 2026, 01:55";"";-'
    )
    people = {3: ("Anna Adeyemi", "anna@example.com"), 1: ("Cléo Núñez", "cleo@example.com")}
    lines = {number: line.format(number, *person) for number, person in people.items()}
    sheet = worksheet(tmp_path / "Bewertungen.csv", lines, GERMAN)
    given = give_back(marked, QUIZ, sheet)
    filled = sheet.read_bytes().replace(b";;100,00;", b";70.83;100,00;", 1)
    assert given.worksheet.read_bytes() == filled


@pytest.mark.parametrize("maximum", ["0.00", ""])
def test_an_assignment_that_is_not_graded_in_points_is_told(marked: Course, tmp_path: Path, maximum: str) -> None:
    lines = {number: line.replace("100.00", maximum) for number, line in ROWS.items()}
    with pytest.raises(ContentError, match="no column for grades in points"):
        give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv", lines))
    assert not (marked.exercises / "moodle" / QUIZ).exists()


def test_two_participants_with_one_code_get_no_grade(marked: Course, tmp_path: Path) -> None:
    file = marked.exercises / "moodle" / "learners.csv"
    file.write_text(file.read_text("utf-8") + "a1,Dan Lee,dan@example.com,,,\n", "utf-8")
    given = give_back(marked, QUIZ, worksheet(tmp_path / "Grades.csv"))
    reason = "The code a1 stands for two participants in the list of people from Moodle."
    assert rows(given)["Dan Lee"] == rows(given)["Anna Adeyemi"] == (None, reason)


def test_a_code_that_lost_its_zeros_in_moodles_list_is_named_beside_the_one_it_may_be(
    course: Course, tmp_path: Path
) -> None:
    sheet = worksheet(tmp_path / "Grades.csv")
    collect(course, [download(tmp_path / "all.zip", {f"{ANNA}/a.ipynb": made(course, "0042")})], worksheet=sheet)
    autograde(course, QUIZ)
    learners = course.exercises / "moodle" / "learners.csv"
    learners.write_text(learners.read_text().replace("\n0042,", "\n42,"))
    _, reason = rows(give_back(course, QUIZ, sheet))["Anna Adeyemi"]
    assert reason == (
        "Nothing has been collected under 42. It may be 0042, with zeros that a spreadsheet took away: put that code "
        "back into the list of people from Moodle."
    )


def test_the_command_lists_every_participant_and_the_files_to_upload(
    marked: Course, tmp_path: Path, command: Callable[..., str]
) -> None:
    said = command(marked.root, "moodle", QUIZ, worksheet(tmp_path / "Grades.csv"))
    for part in (
        "Participant 3 (Anna Adeyemi): 70.83\n",
        "Participant 2 (Dan Lee): left empty. Nothing has been collected from this participant.\n",
        "1 of 4 have a grade. To upload in Moodle:\n  exercises/moodle/weather/Grades.csv (“Upload",
        "exercises/moodle/weather/feedback.zip",
        "exercises/moodle/weather/gradebook.csv (only instead of the worksheet",
        "After that, Moodle takes these grades as changed there, and no worksheet can change them any more.",
    ):
        assert part in said


def test_a_real_worksheet_is_filled_in_and_nothing_else_of_it_changes(
    marked: Course, moodle_sample: Path, tmp_path: Path
) -> None:
    (sheet,) = moodle_sample.glob("*.csv")
    assert sheet.read_bytes() == worksheet(tmp_path / "same.csv").read_bytes()
    given = give_back(marked, QUIZ, sheet)
    assert rows(given)["Anna Adeyemi"] == ("70.83", None)
    (zipped,) = moodle_sample.glob("*.zip")
    folders = {name.split("/")[0] for name in zipfile.ZipFile(zipped).namelist()}
    assert {name.split("/")[0] for name in zipfile.ZipFile(given.feedback).namelist()} < folders
    assert folders == {ANNA, BEN, CLEO}
    assert DAN not in folders
    assert HEADINGS in sheet.read_text("utf-8-sig")
