"""A quiz on a page without a kernel, opened from disk: what is answered there leaves as one notebook."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import collect

OpenWidget = Callable[..., Page]
Check = Callable[[Page], None]


@pytest.fixture
def page(open_widget: OpenWidget) -> Page:
    return open_widget("quiz", "tiny-quiz")


def question(page: Page, number: int) -> Locator:
    return page.get_by_role("group", name=f"Question {number} of 4")


def answer_all(page: Page) -> None:
    question(page, 1).get_by_label("Ask").check()
    question(page, 2).get_by_label("Milk").check()
    question(page, 2).get_by_label("Tea").check()
    question(page, 3).get_by_role("group", name="The kettle").get_by_label("Warm").check()
    question(page, 3).get_by_role("group", name="Ice").get_by_label("Cold").check()
    page.get_by_role("button", name="Show the question").click()
    question(page, 4).get_by_role("textbox").fill("First </script> é 🫖.\n\nThen *wait*.")


def hand_in(page: Page, code: str, tmp_path: Path) -> tuple[str, dict[str, Any]]:
    page.get_by_label("Your learner code").fill(code)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers").click()
    download.value.save_as(tmp_path / "handed-in.ipynb")
    return download.value.suggested_filename, json.loads((tmp_path / "handed-in.ipynb").read_text(encoding="utf-8"))


def said(page: Page) -> Locator:
    return page.get_by_role("status").filter(has_text="Look for a file")


def sources(notebook: dict[str, Any]) -> dict[str, str]:
    return {cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"]) for cell in notebook["cells"]}


def test_the_file_is_the_release_notebook_with_the_answers_in_it(page: Page, tmp_path: Path, tiny_course: Path) -> None:
    answer_all(page)
    expect(page.get_by_text("You have answered every question.")).to_be_visible()
    name, notebook = hand_in(page, "blue-7", tmp_path)
    assert name == "tiny-quiz--blue-7.ipynb"
    expect(said(page)).to_contain_text("Look for a file called tiny-quiz--blue-7.ipynb in your downloads.")
    path = tiny_course / "exercises" / "release" / "tiny-quiz" / "tiny-quiz.ipynb"
    release = json.loads(path.read_text(encoding="utf-8"))
    assert sources(notebook) == sources(release) | {
        "best-first": 'best_first = "ask"',
        "in-the-cup": 'in_the_cup = ["tea", "milk"]',
        "how-warm": 'how_warm = {"kettle": "warm", "ice": "cold"}',
        "in-words": "First </script> é 🫖.\n\nThen *wait*.",
    }
    added = notebook["metadata"]["widerwindow"]
    assert added.pop("learner") == "blue-7"
    expect(said(page)).to_contain_text(f"Your receipt is {added.pop('receipt')}.")
    assert datetime.fromisoformat(added.pop("saved")).utcoffset() is not None
    assert notebook["metadata"] == release["metadata"]
    for cell, before in zip(notebook["cells"], release["cells"], strict=True):
        assert cell | {"source": ""} == before | {"source": ""}


def test_file_and_text_are_one_hand_in_with_the_receipt_that_collect_tells(
    page: Page, tmp_path: Path, tiny_course: Path
) -> None:
    answer_all(page)
    hand_in(page, "blue-7", tmp_path)
    page.get_by_text("Is the file not there?").click()
    text = page.get_by_label("My answers as text")
    course = Course(shutil.copytree(tiny_course, tmp_path / "trainer"))
    (tmp_path / "answers.txt").write_text(text.input_value(), encoding="utf-8")
    found = collect(course, [tmp_path / "handed-in.ipynb", tmp_path / "answers.txt"])
    assert [each.outcome for each in found] == ["new", "same"]
    for each in found:
        expect(said(page)).to_contain_text(f"Your receipt is {str(each.receipt).removeprefix('Receipt ')}")


def test_the_text_can_be_copied(page: Page, tmp_path: Path) -> None:
    question(page, 1).get_by_label("Ask").check()
    hand_in(page, "a", tmp_path)
    page.get_by_text("Is the file not there?").click()
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_text("The text is copied.")).to_be_visible()
    text = page.get_by_label("My answers as text")
    page.get_by_label("Your learner code").press("ControlOrMeta+a")
    page.get_by_label("Your learner code").press("ControlOrMeta+v")
    assert text.input_value().startswith("A quiz about tea")
    assert page.get_by_label("Your learner code").input_value().split() == text.input_value().split()
    page.evaluate("document.execCommand = () => false")
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_text("Copy it yourself.")).to_be_visible()


def test_a_frame_that_blocks_downloads_is_not_told_to_have_given_one(page: Page, tmp_path: Path) -> None:
    downloads: list[str] = []
    page.on("download", lambda download: downloads.append(download.suggested_filename))
    (tmp_path / "lms.html").write_text(
        "<iframe sandbox='allow-scripts allow-same-origin allow-forms' src='page.html' width=320 height=700></iframe>"
    )
    page.goto((tmp_path / "lms.html").as_uri())
    frame = page.frame_locator("iframe")
    frame.get_by_label("Your learner code").fill("a")
    frame.get_by_role("button", name="Download my answers").click()
    expect(frame.get_by_text("Look for a file called tiny-quiz--a.ipynb in your downloads.")).to_be_visible()
    expect(frame.get_by_label("My answers as text")).to_be_visible()
    assert downloads == []


def test_gaps_are_named_and_may_stay(page: Page, tmp_path: Path) -> None:
    question(page, 1).get_by_label("Ask").check()
    gaps = page.locator(".ww-gaps li")
    expect(gaps).to_have_text(["Question 2", "Question 3", "Question 4"])
    page.get_by_role("link", name="Question 2").click()
    expect(question(page, 2)).to_be_focused()
    page.get_by_role("link", name="Question 4").click()
    expect(page.get_by_role("button", name="Show the question")).to_be_in_viewport()
    question(page, 3).get_by_role("group", name="Ice").get_by_label("Cold").check()
    expect(gaps).to_have_text(["Question 2", "Question 3, in part", "Question 4"])
    _, notebook = hand_in(page, "a", tmp_path)
    open_ones = "It is not complete: Question 2; Question 3, in part; Question 4. You can go on and download it again."
    expect(said(page)).to_contain_text(open_ones)
    assert sources(notebook)["in-the-cup"].startswith("in_the_cup = None")
    assert sources(notebook)["in-words"] == "Write your answer here."


@pytest.mark.parametrize("code", ["", "Robin Smith", "-a", "a" * 33, "é", "../a"])
def test_a_wrong_code_is_said_plainly(page: Page, code: str) -> None:
    field = page.get_by_label("Your learner code")
    field.fill(code)
    page.get_by_role("button", name="Download my answers").click()
    expect(page.get_by_role("alert")).to_contain_text("Write the code as your trainer gave it")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")


def test_text_is_well_formed(page: Page, tmp_path: Path) -> None:
    page.get_by_role("button", name="Show the question").click()
    page.evaluate("""() => {
      const area = document.querySelector('.ww-live textarea');
      area.value = 'a\\ud800b\\udc00c\\ud83e\\uded6';
      area.dispatchEvent(new Event('input'));
    }""")
    _, notebook = hand_in(page, "a", tmp_path)
    assert sources(notebook)["in-words"] == "a\ufffdb\ufffdc\U0001fad6"


def test_drafts_are_kept_come_back_and_can_be_forgotten(page: Page) -> None:
    answer_all(page)
    kept = page.evaluate("kept")
    assert kept == {
        "quiz/tiny-quiz": {
            "best-first": "ask",
            "in-the-cup": ["tea", "milk"],
            "how-warm": {"kettle": "warm", "ice": "cold"},
            "in-words": "First </script> é 🫖.\n\nThen *wait*.",
        }
    }
    page.add_init_script(f"globalThis.kept = {json.dumps(kept)}")
    page.reload()
    expect(page.get_by_text("You have answered every question.")).to_be_visible()
    expect(question(page, 4).get_by_role("textbox")).to_have_value("First </script> é 🫖.\n\nThen *wait*.")
    question(page, 4).get_by_role("textbox").fill(" ")
    assert "in-words" not in page.evaluate("kept['quiz/tiny-quiz']")
    page.evaluate("document.dispatchEvent(new CustomEvent('ww:forgotten'))")
    expect(page.locator(".ww-live input:checked")).to_have_count(0)
    expect(page.locator(".ww-gaps li")).to_have_count(4)


def test_it_says_what_is_in_the_file_and_how_a_text_is_marked(page: Page) -> None:
    expect(page.get_by_text("It holds the questions, your answers, your learner code and the time.")).to_be_visible()
    expect(page.get_by_text("Your trainer reads it.")).to_be_visible()
    page.get_by_role("button", name="Show the question").click()
    page.locator(".ww-live summary", has_text="How this answer is marked").click()
    expect(page.get_by_text("1: It is nearly clear.").first).to_be_visible()
    expect(question(page, 4)).to_have_accessible_name("Question 4 of 4, 2 points Say how you make tea.")


def test_without_javascript_it_is_text_that_says_how_else_to_hand_in(open_widget: OpenWidget) -> None:
    page = open_widget("quiz", "tiny-quiz", java_script_enabled=False)
    expect(page.get_by_text("ask your trainer for a paper copy")).to_be_visible()
    expect(page.get_by_text("What is in the cup?")).to_be_visible()
    expect(page.locator(".ww-line:visible")).to_have_count(4)


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_no_state_has_barriers(open_widget: OpenWidget, assert_no_barriers: Check, width: int, scheme: str) -> None:
    page = open_widget("quiz", "tiny-quiz", viewport={"width": width, "height": 800}, color_scheme=scheme)
    press_download = page.get_by_role("button", name="Download my answers").click

    def download() -> None:
        page.get_by_label("Your learner code").fill("a")
        press_download()
        page.get_by_text("Is the file not there?").click()

    for prepare in (lambda: None, press_download, lambda: answer_all(page), download):
        prepare()
        assert_no_barriers(page)
