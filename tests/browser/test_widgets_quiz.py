"""A quiz on a page without a kernel, opened from disk: what is answered there leaves as one notebook."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from axe import WINDOWS
from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import collect

OpenWidget = Callable[..., Page]
Check = Callable[[Page], None]


@pytest.fixture
def page(open_widget: OpenWidget) -> Page:
    return open_widget("quiz", "tiny-quiz", viewport={"width": 1000, "height": 740})


@pytest.fixture
def phone(open_widget: OpenWidget) -> Page:
    return open_widget("quiz", "tiny-quiz", viewport={"width": 360, "height": 740})


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
    expect(text).to_have_value(re.compile("^A quiz about tea"))
    expect(page.get_by_label("Your learner code")).to_have_value(re.compile("^A quiz about tea"))
    assert page.get_by_label("Your learner code").input_value().split() == text.input_value().split()
    page.evaluate("document.execCommand = () => false")
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_text("Copy it yourself.")).to_be_visible()


def test_a_frame_that_blocks_downloads_is_not_told_to_have_given_one(page: Page, tmp_path: Path) -> None:
    downloads: list[str] = []
    page.on("download", lambda download: downloads.append(download.suggested_filename))
    (tmp_path / "lms.html").write_text(
        "<iframe sandbox='allow-scripts allow-same-origin allow-forms' src='page.html' width=700 height=700></iframe>"
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


@pytest.mark.parametrize("code", ["", "Robin Smith", "-a", "a" * 33, "é", "../a", "CON", "lpt1"])
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


def turn(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()


def along(page: Page) -> Locator:
    return page.locator(".ww-along > summary")


def test_on_a_phone_one_question_stands_alone_with_where_she_is(phone: Page) -> None:
    expect(along(phone)).to_have_text("4 questions, 4 open")
    turn(phone, "Begin")
    expect(phone.locator(".ww-question:visible")).to_have_count(1)
    expect(question(phone, 1)).to_be_focused()
    expect(question(phone, 1)).to_have_accessible_description("4 open")
    question(phone, 1).get_by_label("Ask").check()
    expect(along(phone)).to_have_text("Question 1 of 4, 3 open")
    turn(phone, "Next", "Next", "Previous")
    expect(question(phone, 2)).to_be_focused()
    turn(phone, "Previous")
    expect(question(phone, 1).get_by_label("Ask")).to_be_checked()
    turn(phone, "Previous")
    expect(phone.get_by_role("heading", name="A quiz about tea")).to_be_focused()
    expect(phone.get_by_role("button", name="Previous")).to_be_hidden()


def test_on_a_phone_she_goes_to_any_question_and_looks_at_what_is_open_before_the_download(
    phone: Page, tmp_path: Path
) -> None:
    along(phone).click()
    phone.get_by_role("button", name="Question 3, open").click()
    expect(question(phone, 3)).to_be_focused()
    question(phone, 3).get_by_role("group", name="Ice").get_by_label("Cold").check()
    along(phone).click()
    expect(phone.get_by_role("button", name="Question 3, in part, open")).to_be_visible()
    phone.get_by_role("button", name="Hand in").click()
    expect(phone.get_by_role("heading", name="Hand in")).to_be_focused()
    expect(along(phone)).to_have_text("Before you hand in, 4 open")
    phone.get_by_role("link", name="Question 4").click()
    expect(phone.get_by_role("button", name="Show the question")).to_be_in_viewport()
    phone.get_by_role("button", name="Show the question").click()
    question(phone, 4).get_by_role("textbox").fill("Slowly.")
    turn(phone, "Review")
    _, notebook = hand_in(phone, "a", tmp_path)
    assert sources(notebook)["in-words"] == "Slowly."
    expect(said(phone)).to_contain_text("It is not complete: Question 1; Question 2; Question 3, in part.")


def test_a_turned_screen_loses_neither_answers_nor_place(phone: Page) -> None:
    turn(phone, "Begin", "Next")
    question(phone, 2).get_by_label("Tea").check()
    phone.set_viewport_size({"width": 740, "height": 360})
    expect(phone.locator(".ww-question:visible")).to_have_count(3)
    expect(question(phone, 2).get_by_label("Tea")).to_be_checked()
    expect(question(phone, 2).get_by_label("Tea")).to_be_in_viewport()
    question(phone, 3).get_by_role("group", name="Ice").get_by_label("Cold").check()
    phone.set_viewport_size({"width": 360, "height": 740})
    expect(phone.locator(".ww-question:visible")).to_have_count(1)
    expect(question(phone, 3).get_by_role("group", name="Ice").get_by_label("Cold")).to_be_checked()
    expect(along(phone)).to_have_text("Question 3 of 4, 3 open")


def test_after_a_reload_she_is_at_the_first_question_that_is_open(phone: Page) -> None:
    phone.add_init_script("globalThis.kept = {'quiz/tiny-quiz': {'best-first': 'ask', 'how-warm': {'ice': 'cold'}}}")
    phone.reload()
    expect(along(phone)).to_have_text("Question 2 of 4, 3 open")
    phone.emulate_media(media="print")
    expect(phone.locator(".ww-live .ww-question:visible, .ww-live .ww-frame:visible")).to_have_count(4)
    expect(along(phone)).to_be_hidden()


def test_words_are_counted_where_a_length_is_asked(page: Page) -> None:
    page.get_by_role("button", name="Show the question").click()
    field = question(page, 4).get_by_role("textbox")
    expect(field).to_have_accessible_description("0 words so far. 20 to 30 are asked for.")
    field.fill("Boil, pour –\nwait.")
    expect(field).to_have_accessible_description("4 words so far. 20 to 30 are asked for.")
    field.fill("Boil")
    expect(page.get_by_text("1 word so far. 20 to 30 are asked for.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["dark", pytest.param("light", marks=pytest.mark.thorough)])
def test_no_step_on_a_phone_has_barriers(open_widget: OpenWidget, assert_no_barriers: Check, scheme: str) -> None:
    page = open_widget("quiz", "tiny-quiz", viewport={"width": 320, "height": 740}, color_scheme=scheme)
    assert_no_barriers(page)
    turn(page, "Begin")
    along(page).click()
    assert_no_barriers(page)
    pressed = page.locator(".ww-live :is(button, summary, label):visible")
    assert min(pressed.evaluate_all("all => all.map((one) => one.offsetHeight)")) >= 44
    turn(page, "Next", "Next", "Next", "Show the question")
    assert_no_barriers(page)
    turn(page, "Review", "Download my answers")
    assert_no_barriers(page)


@pytest.mark.parametrize(("width", "scheme"), [(700, "dark"), WINDOWS[1]])
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
