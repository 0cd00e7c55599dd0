"""A self-check on a page without a kernel, opened from disk."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from axe import WINDOWS

OpenWidget = Callable[..., Page]
Check = Callable[[Page], None]


@pytest.fixture
def page(open_widget: OpenWidget) -> Page:
    return open_widget("selfcheck", "tea-check")


def question(page: Page, number: int) -> Locator:
    return page.get_by_role("group", name=f"Question {number} of 3")


def check(page: Page, number: int) -> Locator:
    """Checks the answer and returns what is said of it as a whole."""
    question(page, number).get_by_role("button", name="Check my answer").click()
    return question(page, number).get_by_role("status")


def test_one_right_answer(page: Page) -> None:
    one = question(page, 1)
    expect(one).to_have_accessible_name("Question 1 of 3 What comes first?")
    expect(check(page, 1)).to_have_text("Give an answer first.")
    one.get_by_label("Pour at once").check()
    expect(check(page, 1)).to_have_text("Look again.")
    expect(one.locator(".ww-said")).to_have_text("Look againIt may be wrong.")
    one.get_by_label("Ask how").check()
    expect(one.locator(".ww-said")).to_have_count(0)  # what was said of the answer before is gone
    expect(check(page, 1)).to_have_text("This fits.")
    expect(one.locator(".ww-said")).to_have_text("This fitsSam can say.")
    one.locator("summary").click()
    expect(one.locator("details")).to_contain_text("It may be wrong.")


def test_several_right_answers(page: Page) -> None:
    two = question(page, 2)
    two.get_by_label("Tea").check()
    expect(check(page, 2)).to_have_text("What you chose fits. There is more to find.")
    two.get_by_label("Sand").check()
    expect(check(page, 2)).to_have_text("Look again at the marked ones.")
    expect(two.locator(".ww-said")).to_have_text(["This fitsOften.", "Look againNot to drink."])
    two.get_by_label("Sand").uncheck()
    two.get_by_label("Milk").check()
    expect(check(page, 2)).to_have_text("All of this fits.")
    two.get_by_label("Milk").uncheck()
    two.get_by_label("Tea").uncheck()
    expect(check(page, 2)).to_have_text("Give an answer first.")
    assert page.evaluate("document.querySelector('ww-widget').model.get('answers')") == {}


def test_sorting_takes_each_right_group(page: Page) -> None:
    page.get_by_role("button", name="Show the question").click()
    three = question(page, 3)
    expect(three).to_be_focused()
    kettle, spill = three.get_by_role("group", name="The kettle"), three.get_by_role("group", name="A spill")
    kettle.get_by_label("Warm").check()
    expect(check(page, 3)).to_have_text("So far this fits. The others are still open.")
    expect(three.locator(".ww-said")).to_contain_text("This would fit too: Could be either.")
    kettle.get_by_label("Could be either").check()
    spill.get_by_label("Warm").check()
    expect(check(page, 3)).to_have_text("Look again at the marked ones.")
    expect(three.locator(".ww-said")).to_contain_text(["This fits", "Look again"])
    spill.get_by_label("Cold").check()
    expect(check(page, 3)).to_have_text("All of this fits.")
    assert page.evaluate("kept['selfcheck/tea-check']") == {"warm-or-cold": {"kettle": "either", "spill": "cold"}}


def test_a_question_with_a_note_can_be_skipped_and_come_back_to(page: Page, assert_no_barriers: Check) -> None:
    frame = page.locator(".ww-live .ww-frame")
    expect(frame).to_contain_text("It touches on: spills. Intensity: low.")
    page.get_by_role("button", name="Skip this question").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("You skipped this question.")).to_be_focused()
    expect(frame).not_to_contain_text("It names a spill.")
    assert_no_barriers(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(question(page, 3)).to_be_focused()


def test_a_question_waits_behind_its_note(page: Page) -> None:
    expect(question(page, 3)).to_have_count(0)
    note = page.locator(".ww-live .ww-frame")
    expect(note).to_contain_text("It names a spill.")
    note.locator("summary").click()
    expect(note.get_by_text("Things are warm or cold.")).to_be_visible()


def test_by_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(question(page, 1).get_by_role("status")).not_to_be_empty()
    expect(question(page, 1).get_by_role("button", name="Check my answer")).to_be_focused()


def test_answers_that_were_kept_come_back_cleaned_and_can_be_forgotten(page: Page) -> None:
    kept = """{"selfcheck/tea-check": {"first-step": "gone", "in-a-cup": ["sand", "gone", "tea"],
      "warm-or-cold": {"kettle": "warm", "spill": "gone", "gone": "warm"}, "gone": "x"}}"""
    page.add_init_script(f"globalThis.kept = {kept}")
    page.reload()
    expect(page.locator(".ww-live input:checked")).to_have_count(3)
    expect(question(page, 3).get_by_role("group", name="The kettle").get_by_label("Warm")).to_be_checked()
    page.evaluate("document.dispatchEvent(new CustomEvent('ww:forgotten'))")
    expect(page.locator(".ww-live input:checked")).to_have_count(0)
    page.add_init_script("globalThis.kept = {'selfcheck/tea-check': 'nonsense'}")
    page.reload()
    expect(question(page, 1)).to_be_visible()


def test_without_javascript_and_on_paper_it_is_text_with_answers_below(open_widget: OpenWidget) -> None:
    page = open_widget("selfcheck", "tea-check", java_script_enabled=False)
    expect(page.get_by_text("What may be in a cup?")).to_be_visible()
    expect(page.get_by_text("Not to drink.")).to_be_hidden()
    page.get_by_text("Open the answers").click()
    expect(page.get_by_text("Not to drink.")).to_be_visible()
    paper = open_widget("selfcheck", "tea-check")
    paper.emulate_media(media="print")
    expect(paper.locator(".ww-fallback").get_by_text("What may be in a cup?")).to_be_visible()
    expect(paper.locator(".ww-live")).to_be_hidden()
    paper.emulate_media(media="screen")
    question(paper, 1).get_by_label("Ask how").check()
    paper.emulate_media(media="print")
    expect(paper.locator(".ww-live")).to_be_visible()
    expect(paper.locator(".ww-fallback")).to_be_hidden()


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_no_state_has_barriers(open_widget: OpenWidget, assert_no_barriers: Check, width: int, scheme: str) -> None:
    page = open_widget("selfcheck", "tea-check", viewport={"width": width, "height": 800}, color_scheme=scheme)
    for prepare in (lambda: None, lambda: answer_all(page)):
        prepare()
        assert_no_barriers(page)
        pressed = page.locator(".ww-live :is(button, summary, label):visible")
        assert min(pressed.evaluate_all("all => all.map((one) => one.offsetHeight)")) >= 44


def answer_all(page: Page) -> None:
    page.get_by_role("button", name="Show the question").click()
    question(page, 1).get_by_label("Pour at once").check()
    question(page, 2).get_by_label("Tea").check()
    question(page, 3).get_by_label("Warm").nth(0).check()
    for number in (1, 2, 3):
        check(page, number)
    page.evaluate("document.querySelectorAll('.ww-live details').forEach((part) => part.open = true)")
