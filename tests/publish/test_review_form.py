"""What a reviewer signed is written into the record, as she wants it shown; a form with faults gets a sentence each."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.publish.packs.review_form import add, blank
from widerwindow.publish.parts import of_modules

FILLED = {
    "B": "trauma clinician",
    "C": "Dr N. Reviewer: consultant",
    "D": "menu, cautions",
    "E": "the warnings,\nand the words to say",
    "F": "None.",
    "H": "2026-11-02",
    "I": "Yes",
}


@pytest.fixture
def course(short_course: Path) -> Course:
    return Course(short_course)


def filled(course: Course, **other: str) -> Path:
    """Return the form of a module as a reviewer sends it back."""
    text = blank(course, of_modules(course, ["grounding"])[0])
    for letter, answer in (FILLED | other).items():
        [line] = [line for line in text.splitlines() if line.startswith(f"{letter}. ")]
        text = text.replace(line, f"{line}{answer}")
    form = course.root / "form.txt"
    form.write_text(text, encoding="utf-8-sig")
    return form


def test_a_signed_form_is_written_and_the_notes_in_the_record_stay(course: Course, command: Callable[..., str]) -> None:
    before = (course.book / "reviews.yml").read_text(encoding="utf-8")
    said = command(course.root, "review", "add", filled(course))
    assert "grounding/menu.md. The pages will show: Dr N. Reviewer: consultant." in said
    [review, other] = course.reviews().reviews
    assert (review.pages, other.pages) == ("grounding/menu.md", "grounding/cautions.md")
    assert (review.name, review.role) == ("Dr N. Reviewer: consultant", "trauma clinician")
    assert review.looked_at == "the warnings, and the words to say"
    assert review.reviewed_on == date(2026, 11, 2)
    after = (course.book / "reviews.yml").read_text(encoding="utf-8")
    assert after.startswith(before.partition("reviews:")[0])


def test_who_gives_no_name_is_known_by_her_role_alone(course: Course, command: Callable[..., str]) -> None:
    said = command(course.root, "review", "add", filled(course, C="", D="all"))
    assert "for grounding/. The pages will show: trauma clinician." in said
    [review] = course.reviews().of("grounding/quiz.md")
    assert review.name is None


def test_the_same_form_is_taken_once(course: Course, command: Callable[..., str]) -> None:
    form = filled(course)
    command(course.root, "review", "add", form)
    assert "in the record already" in command(course.root, "review", "add", form, status=1)


def test_every_fault_is_told_with_its_line_and_nothing_is_written(course: Course, command: Callable[..., str]) -> None:
    form = filled(course, B="", D="menu, tea", F="The part on breath.", H=f"{date.today() + timedelta(days=2)}", I="no")
    before = (course.book / "reviews.yml").read_bytes()
    said = command(course.root, "review", "add", form, status=1)
    lines = form.read_text(encoding="utf-8").splitlines()
    for letter, told in {
        "B": "Nothing stands behind “B.”.",
        "D": "There is no page called “tea” in this module.",
        "F": "The reviewer names something behind “F.” that has to be mended first.",
        "H": "behind “H.” is no day that has come.",
        "I": "The form is not signed: “yes” does not stand behind “I.”.",
    }.items():
        [number] = [number for number, line in enumerate(lines, 1) if line.startswith(f"{letter}. ")]
        assert told in said.partition(f"form.txt, line {number}\n")[2].splitlines()[0]
    assert (course.book / "reviews.yml").read_bytes() == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04\x00", "a line that begins with “A.” and has a colon is missing"),
        (b"A. The module: tea\nB. Your role: x", "a line that begins with “C.”"),
        (b"x" * 100_001, "no form to read"),
        (None, "no form to read"),
    ],
)
def test_what_is_no_form_is_told(tmp_path: Path, content: bytes | None, told: str) -> None:
    form = tmp_path / "form.docx"
    if content is not None:
        form.write_bytes(content)
    with pytest.raises(ContentError, match=told):
        add(Course(Path(__file__).parents[2]), form)
