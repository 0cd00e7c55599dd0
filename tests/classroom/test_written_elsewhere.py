"""What a learner wrote outside the cells for answers is kept and shown, and is never a final 0."""

import csv
import json
from typing import Any

import pytest
from ledger import by_hand
from room import QUIZ, blank, find, hand_in, put, rewrite

from widerwindow.content.course import Course
from widerwindow.grading.giving_back.export import export
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.marking.autograde import Marked, autograde
from widerwindow.grading.setting.release import release

MINE = "My whole answer <script> stands & here."
ANSWERS = {"dark-clouds": "rain", "max": ["hat"], "in-which-season": {"frost": "winter"}}


def own_cell(text: str, kind: str = "markdown") -> dict[str, Any]:
    code = {"outputs": [], "execution_count": None} if kind == "code" else {}
    return {"cell_type": kind, "id": "mine", "metadata": {}, "source": text} | code


def with_cell(notebook: dict[str, Any], place: int, cell: dict[str, Any]) -> dict[str, Any]:
    notebook["cells"].insert(place if place >= 0 else len(notebook["cells"]), cell)
    return notebook


def marked(course: Course) -> Marked:
    (found,) = autograde(course, QUIZ)
    return found


def page(course: Course) -> str:
    (given,) = feedback(course, QUIZ)
    assert given.page
    return given.page.read_text()


def said(course: Course, question: str) -> dict[str, str]:
    export(course, [QUIZ])
    with (course.exercises / "answers.csv").open(encoding="utf-8-sig") as file:
        return next(row for row in csv.DictReader(file) if row["question"] == question)


def shown_to_the_trainer(course: Course) -> dict[str, str]:
    made = json.loads((course.exercises / "autograded" / "L1" / QUIZ / f"{QUIZ}.ipynb").read_text())
    names = {cell["metadata"]["nbgrader"]["grade_id"]: cell["source"] for cell in made["cells"]}
    return {name: source for name, source in names.items() if name.endswith("_elsewhere")}


@pytest.mark.parametrize("place", [-1, 0])
@pytest.mark.parametrize("kind", ["markdown", "code", "raw"])
def test_a_written_answer_in_a_cell_of_her_own_waits_for_a_person_who_sees_it(
    course: Course, place: int, kind: str
) -> None:
    put(course, "L1", with_cell(hand_in(blank(course), ANSWERS), place, own_cell(MINE, kind)))
    found = marked(course)
    assert "a-letter" in found.needs_review
    assert "written elsewhere" in found.needs_review["a-letter"]
    source = shown_to_the_trainer(course)["a-letter_elsewhere"]
    assert source.startswith("**Written elsewhere in the file:**")
    assert "My whole answer &lt;script&gt; stands &amp; here." in source
    assert f"Written elsewhere in the file: {MINE}" in said(course, "a-letter")["note"]
    assert "You wrote this elsewhere in the file:" in page(course)
    assert "My whole answer &lt;script&gt;" in page(course)
    by_hand(course, "L1", "a-letter", points=5)
    assert not marked(course).needs_review
    assert "5 of 6 points" in page(course)


def test_a_text_in_a_cell_of_ours_is_hers(course: Course) -> None:
    notebook = hand_in(blank(course), ANSWERS)
    find(notebook, "a-letter_question")["source"] += f"\n\n{MINE}"
    put(course, "L1", notebook)
    assert "a-letter" in marked(course).needs_review
    assert MINE in said(course, "a-letter")["note"]
    assert "Tell a friend" not in shown_to_the_trainer(course)["a-letter_elsewhere"]


def test_beside_an_answer_it_is_shown_and_changes_no_points(course: Course) -> None:
    notebook = hand_in(blank(course), ANSWERS | {"a-letter": "My plan."})
    put(course, "L1", with_cell(notebook, -1, own_cell("And a second thought.")))
    found = marked(course)
    assert (found.waits, found.needs_review) == (("a-letter",), {})
    assert "And a second thought." in page(course)
    assert said(course, "a-letter")["answer"] == "My plan."


def test_an_answer_to_the_machine_in_the_next_cell_is_not_called_left_open(course: Course) -> None:
    notebook = hand_in(blank(course), {key: value for key, value in ANSWERS.items() if key != "dark-clouds"})
    place = next(
        i for i, cell in enumerate(notebook["cells"]) if cell["metadata"]["nbgrader"]["grade_id"] == "dark-clouds"
    )
    put(course, "L1", with_cell(notebook, place + 1, own_cell("rain", "code")))
    assert "dark-clouds" in marked(course).needs_review
    row = said(course, "dark-clouds")
    assert "left open" not in row["note"]
    assert "rain" in row["note"]


def test_empty_cells_and_cells_of_an_earlier_release_are_nothing_of_hers(course: Course) -> None:
    notebook = with_cell(hand_in(blank(course), ANSWERS), -1, own_cell(" \n"))
    put(course, "L1", notebook)
    rewrite(course, "Tell a friend how", "Tell someone how")
    release(course, QUIZ)
    found = marked(course)
    assert (found.waits, found.needs_review) == ((), {})
    assert shown_to_the_trainer(course) == {}


def test_a_text_that_comes_later_has_a_mark_looked_at_again(course: Course) -> None:
    put(course, "L1", hand_in(blank(course), ANSWERS))
    assert not marked(course).waits
    by_hand(course, "L1", "a-letter", points=0)
    put(course, "L1", with_cell(hand_in(blank(course), ANSWERS), -1, own_cell(MINE)))
    assert "a-letter" in marked(course).needs_review
