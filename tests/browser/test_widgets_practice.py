"""A practice on a page without a kernel, opened from disk: a round of questions that answer back."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from axe import WINDOWS
from practising import write

OpenWidget = Callable[..., Page]
Check = Callable[[Page], None]
LEAVE = "Leave it out"
AGAIN = "Practise again with other questions"


@pytest.fixture
def tiny_course(tiny_course: Path, tmp_path: Path) -> Path:
    course = Path(shutil.copytree(tiny_course, tmp_path / "course"))
    write(course)
    return course


@pytest.fixture
def page(open_widget: OpenWidget) -> Page:
    return open_widget("practice", "tea")


def live(page: Page) -> Locator:
    return page.locator(".ww-live")


def answer(page: Page, choose: str = "Ask about") -> None:
    live(page).get_by_label(re.compile(f"^{choose}")).check()
    live(page).get_by_role("button", name="Check my answer").click()


def onward(page: Page) -> Locator:
    return live(page).locator(".ww-turn button").first


def finish(page: Page, *choices: str) -> None:
    """Answer the questions one after the other, and leave the rest out."""
    for number in range(6):
        expect(live(page).get_by_text(f"Question {number + 1} of 6")).to_be_visible()
        if number < len(choices):
            answer(page, choices[number])
        onward(page).click()


def test_a_round_tells_at_once_and_says_at_its_end_what_fitted_first(page: Page) -> None:
    expect(onward(page)).to_have_text(LEAVE)
    answer(page, "Pour")
    expect(live(page).get_by_text("Look again", exact=True)).to_be_visible()
    answer(page)  # which mends it, and is not the first try
    expect(live(page).locator(".ww-said")).to_contain_text("Yes, ask about")
    onward(page).click()
    expect(live(page).locator(".ww-question")).to_be_focused()
    for _ in range(4):
        answer(page)
        onward(page).click()
    expect(onward(page)).to_have_text(LEAVE)
    onward(page).click()
    end = live(page)
    expect(end.get_by_role("heading", name="You have completed this round")).to_be_focused()
    expect(end).to_contain_text("You answered 5 questions. Right at the first try: 4.")
    expect(end).to_contain_text("You left 1 question out:")
    expect(end.get_by_role("link", name=re.compile("^The rules of"))).to_have_count(1)
    expect(end).not_to_contain_text(re.compile("competen|score|points", re.IGNORECASE))
    end.get_by_role("button", name="Question 6 of 6").click()
    expect(end.locator(".ww-question")).to_be_focused()


def test_each_try_deals_anew_and_nothing_is_kept_before_an_answer(page: Page) -> None:
    assert page.evaluate("kept") == {}
    finish(page, *["Ask about"] * 6)
    first = page.evaluate("kept['practice/tea'].dealt")
    expect(live(page).get_by_text("Nothing asks to be looked up.")).to_be_visible()
    page.get_by_role("button", name=AGAIN).click()
    expect(live(page).locator(".ww-question")).to_be_focused()
    assert page.evaluate("kept['practice/tea']") == {}
    answer(page)
    second = page.evaluate("kept['practice/tea'].dealt")
    assert set(second) != set(first)  # there are eight, and what fitted comes last


def test_a_round_that_was_kept_goes_on_where_she_was(page: Page) -> None:
    answer(page)
    onward(page).click()
    answer(page, "Pour")
    round_kept = page.evaluate("kept['practice/tea']")
    assert round_kept.keys() == {"dealt", "answers", "first"}
    assert list(round_kept["first"].values()) == [True, False]
    page.add_init_script(f"globalThis.kept = {json.dumps({'practice/tea': round_kept})}")
    page.reload()
    expect(live(page).get_by_text("Question 3 of 6")).to_be_visible()
    page.get_by_role("button", name="Previous").click()
    expect(live(page).get_by_label(re.compile("^Pour"))).to_be_checked()
    page.evaluate("document.dispatchEvent(new CustomEvent('ww:forgotten'))")
    expect(live(page).get_by_text("Question 1 of 6")).to_be_visible()
    expect(live(page).locator("input:checked")).to_have_count(0)
    page.add_init_script("globalThis.kept = {'practice/tea': 'nonsense'}")
    page.reload()
    expect(live(page).get_by_text("Question 1 of 6")).to_be_visible()


def test_that_it_is_completed_is_noted_only_where_she_keeps_things_and_with_a_day_only_if_she_asks(
    open_widget: OpenWidget,
) -> None:
    page = open_widget("practice", "tea", timezone_id="Europe/London")  # which no other visit has, as its clock is set
    finish(page, "Ask about")
    assert "done/practice" not in page.evaluate("kept")
    for mine, expected in (({}, True), ({"days": True}, "2026-05-09")):
        page.clock.set_fixed_time("2026-05-09T12:00:00")
        page.add_init_script(f"globalThis.keeping = true; globalThis.kept = {json.dumps({'route/mine': mine})}")
        page.reload()
        finish(page, "Ask about")
        assert page.evaluate("kept['done/practice']") == {"tea": expected}


def test_by_keyboard_alone(page: Page) -> None:
    for number in range(2):
        first = live(page).get_by_role("radio").first
        for _ in range(4):
            if first.evaluate("(one) => one === document.activeElement"):
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(live(page).get_by_role("status")).not_to_be_empty()
        onward(page).focus()
        page.keyboard.press("Enter")
        expect(live(page).get_by_text(f"Question {number + 2} of 6")).to_be_visible()


def test_without_javascript_and_on_paper_all_questions_are_there(open_widget: OpenWidget) -> None:
    page = open_widget("practice", "tea", java_script_enabled=False)
    expect(page.get_by_role("heading", name=re.compile("^Question"))).to_have_count(8)
    expect(page.get_by_text("Yes, ask about black.")).to_be_hidden()
    page.get_by_text("Open the answer").first.click()
    expect(page.get_by_text("Yes, ask about black.")).to_be_visible()
    paper = open_widget("practice", "tea")
    answer(paper)
    paper.emulate_media(media="print")
    expect(live(paper)).to_be_hidden()
    expect(paper.locator(".ww-fallback").get_by_text("What of black?")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_no_state_has_barriers(open_widget: OpenWidget, assert_no_barriers: Check, width: int, scheme: str) -> None:
    page = open_widget("practice", "tea", viewport={"width": width, "height": 800}, color_scheme=scheme)
    for prepare in (lambda: None, lambda: answer(page, "Pour"), lambda: live(page).locator("summary").click()):
        prepare()
        assert_no_barriers(page)
        pressed = live(page).locator(":is(button, summary, label):visible")
        assert min(pressed.evaluate_all("all => all.map((one) => one.offsetHeight)")) >= 44
    page.reload()
    finish(page)
    expect(live(page).get_by_role("heading", name="You left all of them out")).to_be_focused()
    page.get_by_role("button", name=AGAIN).click()
    finish(page, "Pour", "Ask about")
    assert_no_barriers(page)
