"""A file that is not where it belongs, or is not called as it has to be, is told once and in words that help."""

import shutil

import pytest
from checking import faults
from small_course import HEAD, cell, edit, list_pages
from typer.testing import CliRunner

from widerwindow.cli import app
from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course

QUESTION = """\
  - id: one
    type: single
    prompt: What comes first?
    outcome: {outcome}
    tags: [easy]
    options:
      - {{id: ask, text: Ask how, feedback: Sam can say.}}
      - {{id: pour, text: Pour now, feedback: It may be wrong.}}
    key: {key}
"""


def told(course: Course) -> list[str]:
    return [str(each) for each in faults(course)]


def bank(course: Course, name: str, top: str = "", outcome: str = "tea", key: str = "ask") -> None:
    (course.exercises / "bank").mkdir(exist_ok=True)
    text = f"id: {name}\ntitle: Tea\n{top}questions:\n{QUESTION.format(outcome=outcome, key=key)}"
    (course.exercises / "bank" / f"{name}.yml").write_text(text, encoding="utf-8")


def test_a_self_check_among_the_scenarios_is_told_once(small: Course) -> None:
    tea = small.book / "tea"
    shutil.move(tea / "checks" / "tea-check.yml", tea / "scenarios")
    assert told(small) == [
        "book/tea/scenarios/tea-check.yml:1: This looks like a file for the folder `checks`. "
        "Move it there. What else may be wrong is said after that."
    ]


def test_a_file_with_another_ending_is_told(small: Course) -> None:
    check = small.book / "tea" / "checks" / "tea-check.yml"
    for ending in (".yaml", ".YML", ".yml.txt"):
        check = check.rename(check.with_name(f"tea-check{ending}"))
        assert told(small)[0].startswith(
            f"book/tea/checks/{check.name}:1: Nothing reads this file, as its name ends in"
        )


def test_a_file_s_name_that_no_id_can_be_is_told_with_one_that_can(small: Course) -> None:
    check = small.book / "tea" / "checks" / "tea-check.yml"
    check.rename(check.with_name("Kettle_first.yml"))
    [found] = told(small)
    assert "Call the file `kettle-first.yml`, and write `id: kettle-first`" in found
    check.with_name("Kettle_first.yml").rename(check.with_name("kettle-first.yml"))
    edit(check.with_name("kettle-first.yml"), "id: tea-check", "id: kettle-first")
    assert told(small) == []


@pytest.mark.parametrize("use", ["practice", "graded"])
def test_an_outcome_that_nothing_has_is_told_with_those_there_are(small: Course, use: str) -> None:
    bank(small, "cups", f"use: {use}\n", outcome="signz")
    [found] = [each for each in told(small) if "signz" in each]
    assert "bank/cups.yml:" in found
    assert "No quiz and no module has an outcome `signz`. Write one of: tea" in found


def test_one_in_a_self_check_is_told_likewise(small: Course) -> None:
    edit(
        small.book / "tea" / "checks" / "tea-check.yml", "    type: single\n", "    type: single\n    outcome: signz\n"
    )
    assert ["signz" in each for each in told(small)] == [True]


def test_a_question_for_practice_needs_no_outcome_and_a_graded_one_does(small: Course) -> None:
    for use, count in (("practice", 0), ("graded", 1)):
        bank(small, "cups", f"use: {use}\n")
        edit(small.exercises / "bank" / "cups.yml", "    outcome: tea\n", "")
        assert len(told(small)) == count


def test_an_id_that_is_used_twice_names_both_files(small: Course) -> None:
    bank(small, "cups")
    bank(small, "pots")
    assert any("pots.yml:4: The bank has two questions `one`: here and in cups.yml." in each for each in told(small))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("[ask, pour]", "`key` is one text, and here it is several values. Write one, without brackets and dashes."),
        ("4", "`key` is `4`. Use small letters, digits and hyphens; begin with a letter."),
    ],
)
def test_the_key_of_one_right_answer_is_one_name(small: Course, key: str, expected: str) -> None:
    bank(small, "cups", key=key)
    [found] = told(small)
    assert expected in found


def test_a_place_on_another_page_is_told_with_that_page(small: Course) -> None:
    (small.book / "x.md").write_text(f"{HEAD}# X\n\n[A](tea/index.md#cups)\n\n{cell('1')}", encoding="utf-8")
    list_pages(small)
    assert "There is no place called `cups` in tea/index.md." in told(small)[0]


def test_guesses_of_a_file_that_is_not_there_are_refused(small: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small.root)
    result = CliRunner().invoke(app, ["guesses", "my-quiz"])
    assert isinstance(result.exception, ContentError)
    assert "`my-quiz` is no file in which something can be chosen" in str(result.exception)
