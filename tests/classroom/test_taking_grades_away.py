"""What `widerwindow export` writes of real hand-ins in a real gradebook."""

import csv
import io
from collections.abc import Callable

import pytest
from ledger import by_hand
from room import QUIZ, blank, find, hand_in, put

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.giving_back.export import export
from widerwindow.grading.marking.autograde import autograde

TYPED = "=cmd|' /C calc'!A0\n\nFirst I look; - then I pack “tea”.\n" + "word " * 9_000
GIVEN = {
    "dark-clouds": "nothing",
    "max": ["ice-cream", "coat"],
    "in-which-season": {"frost": "winter", "fog": "summer"},
    "a-letter": TYPED,
}


def table(course: Course, name: str) -> list[dict[str, str]]:
    text = (course.exercises / name).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_grades_and_answers_are_written_for_a_spreadsheet(course: Course, command: Callable[..., str]) -> None:
    put(course, "L1", hand_in(blank(course), GIVEN))
    odd = hand_in(blank(course), {"max": []})
    find(odd, "dark-clouds")["source"] = "dark_clouds = print('x')"
    put(course, "L2", odd)
    put(course, "L3", b"no notebook")
    autograde(course, QUIZ)
    by_hand(course, "L1", "a-letter", points=4, comment="@you: clear.")
    said = command(course.root, "export")
    assert said == "3 hand-ins are in exercises/grades.csv, exercises/answers.csv, exercises/grades.xlsx\n"
    assert (course.exercises / "grades.xlsx").read_bytes().startswith(b"PK")
    assert [(row["learner"], row["total"], row["state"]) for row in table(course, "grades.csv")] == [
        ("L1", "5.3333", "marked"),
        ("L2", "", "needs a look"),
        ("L3", "", "needs a look"),
    ]
    rows = {(row["learner"], row["question"]): row for row in table(course, "answers.csv")}
    assert len(rows) == 12
    seen = {key: (row["answer"], row["ids"], row["points"], row["note"]) for key, row in rows.items()}
    assert seen["L1", "dark-clouds"] == ("They mean nothing.", "nothing", "0", "")
    assert seen["L1", "max"] == ("A coat; Ice cream", "ice-cream, coat", "0", "")
    assert seen["L1", "in-which-season"] == ("Frost: Winter; Fog: Summer", "frost: winter, fog: summer", "1.3333", "")
    assert seen["L2", "dark-clouds"] == (
        "print('x')",
        "",
        "",
        "its place in the file does not hold one plain answer.",
    )
    assert seen["L2", "max"] == seen["L2", "in-which-season"] == ("", "", "0", "Left open.")
    assert seen["L3", "a-letter"][:3] == ("", "", "")
    assert seen["L3", "a-letter"][3].startswith("The file is no notebook")
    letter = rows["L1", "a-letter"]
    assert letter["answer"] == "'" + TYPED.replace("; -", ";' -")
    assert letter["comment"] == "'@you: clear."
    assert letter["prompt"] == "Tell a friend how you would plan a walk in doubtful weather."
    assert (letter["outcome"], letter["points"], letter["max"], letter["state"]) == ("plans", "4", "6", "marked")


def test_a_file_that_cannot_be_written_is_named(course: Course) -> None:
    (course.exercises / "answers.csv").mkdir()
    with pytest.raises(ContentError, match=r"answers\.csv:1: This file cannot be written: .* Close it"):
        export(course, [QUIZ])
