"""Questions to match, to order and to answer with a number, in a self-check and in a quiz, opened from disk."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from axe import WINDOWS
from widerwindow.content.course import Course
from widerwindow.grading.notebook import submission

OpenWidget = Callable[..., Page]
Check = Callable[[Page], None]
MATCH, ORDER, NUMBER = 1, 2, 3


@pytest.fixture
def quiz(open_widget: OpenWidget) -> Page:
    return open_widget("quiz", "pouring", viewport={"width": 1000, "height": 740})


@pytest.fixture
def self_check(open_widget: OpenWidget) -> Page:
    return open_widget("selfcheck", "pouring-check")


def question(page: Page, number: int) -> Locator:
    return page.get_by_role("group", name=f"Question {number} of 3")


def check(page: Page, number: int) -> Locator:
    """Checks the answer and returns what is said of it as a whole."""
    question(page, number).get_by_role("button", name="Check my answer").click()
    return question(page, number).get_by_role("status").last


def items(page: Page) -> Locator:
    return question(page, ORDER).locator(".ww-order > li > span")


def kept(page: Page, widget: str = "quiz/pouring") -> dict[str, object]:
    found: dict[str, object] = page.evaluate(f"kept['{widget}'] ?? {{}}")
    return found


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_all_are_answered_by_keyboard_alone_and_handed_in(quiz: Page, tmp_path: Path, tiny_course: Path) -> None:
    press(quiz, "Tab", "ArrowDown", "ArrowDown")
    expect(quiz.get_by_label("Sam, always")).to_have_value("green")
    press(quiz, "Tab", "ArrowDown", "Tab", "Tab", "Tab", "Enter")
    down = quiz.get_by_role("button", name="Move down Pour")
    expect(down).to_be_focused()
    expect(items(quiz)).to_have_text(["Boil the water", "Pour", "Wait", "Drink"])
    press(quiz, "Enter")
    expect(down).to_be_focused()
    expect(question(quiz, ORDER).get_by_role("status").first).to_have_text(
        "Pour is now number 3 of 4. This order is your answer. You can still move things."
    )
    press(quiz, "Shift+Tab", "Space")
    expect(question(quiz, ORDER).get_by_role("status").first).to_contain_text("Pour is now number 2 of 4.")
    press(quiz, *["Tab"] * 6, *"3,5")
    expect(quiz.get_by_label("Your answer", exact=True)).to_be_focused()
    press(quiz, "Tab")
    expect(quiz.get_by_role("link", name="Question 1, in part")).to_be_focused()
    press(quiz, "Tab", *"L7", "Tab")
    with quiz.expect_download() as download:
        press(quiz, "Enter")
    download.value.save_as(tmp_path / "pouring.ipynb")
    hand_in = submission.read_notebook((tmp_path / "pouring.ipynb").read_bytes())
    assert submission.answers(hand_in, Course(tiny_course).quiz("pouring")) == {
        "who-drinks-what": {"sam": "green", "ida": "black"},
        "max": ["boil", "pour", "wait", "drink"],
        "how-long": 3.5,
    }
    assert hand_in.text("how-long") == "how_long = 3.5"


def test_an_answer_to_match_can_be_taken_back(quiz: Page) -> None:
    question(quiz, MATCH).get_by_label("Jo").select_option("water")
    assert kept(quiz) == {"who-drinks-what": {"jo": "water"}}
    question(quiz, MATCH).get_by_label("Jo").select_option(label="Choose an answer")
    assert kept(quiz) == {}
    letters = question(quiz, MATCH).get_by_label("Jo").locator("option").all_inner_texts()
    assert letters[:3] == ["Choose an answer", "A: Black tea", "B: Green tea & mint"]


def test_an_order_is_an_answer_once_something_moved_or_she_says_so(quiz: Page) -> None:
    settles = question(quiz, ORDER).get_by_role("button", name="This order is my answer")
    first_up = quiz.get_by_role("button", name="Move up Pour")
    expect(first_up).to_have_attribute("aria-disabled", "true")
    first_up.click(force=True)
    assert kept(quiz) == {}
    settles.press("Enter")
    expect(settles).to_be_hidden()
    expect(quiz.get_by_text("This order is your answer.")).to_be_focused()
    assert kept(quiz) == {"max": ["pour", "boil", "wait", "drink"]}
    quiz.get_by_role("button", name="Move up Drink").click()
    expect(quiz.get_by_text("Drink is now number 3 of 4. This order is your answer.")).to_be_visible()
    assert kept(quiz) == {"max": ["pour", "boil", "drink", "wait"]}
    expect(quiz.get_by_role("button", name="Move down Wait")).to_have_attribute("aria-disabled", "true")
    expect(quiz.locator(".ww-order [aria-disabled]")).to_have_count(2)


def test_a_number_is_read_with_a_point_or_a_comma(quiz: Page) -> None:
    field = question(quiz, NUMBER).get_by_label("Your answer")
    for typed, number in (
        ("3,5", 3.5),
        (" 3.5 ", 3.5),
        (",5", 0.5),
        ("3.", 3),
        ("\u22122", -2),
        ("+7", 7),
        ("0", 0),
        ("0,125", 0.125),
        ("1000", 1000),
    ):
        field.fill(typed)
        field.press("Tab")
        assert kept(quiz) == {"how-long": number}
        expect(question(quiz, NUMBER).get_by_role("alert")).to_be_empty()
        expect(quiz.get_by_role("link", name="Question 3")).to_have_count(0)


def test_what_is_no_number_is_said_as_it_is_typed(quiz: Page) -> None:
    field, alert = question(quiz, NUMBER).get_by_label("Your answer"), question(quiz, NUMBER).get_by_role("alert")
    for typed in ("soon", "1,000", "1e3", "3 5", "3.5 hours", "NaN", "Infinity", "1234567890123", "-", "3.5.1"):
        field.fill(typed)
        if typed in {"-", "3 5"}:  # the beginning of a number, until she leaves the field
            expect(alert).to_be_empty()
            field.press("Tab")
        expect(alert).to_contain_text("The computer cannot read this as one number.")
        expect(field).to_have_attribute("aria-invalid", "true")
        assert kept(quiz) == {"how-long": typed}  # an answer all the same, which a person can read
        expect(quiz.get_by_role("link", name="Question 3")).to_be_hidden()
        field.fill("")
        expect(alert).to_be_empty()
    expect(field).to_have_accessible_description("minutes")


def test_answers_that_were_kept_come_back_cleaned(quiz: Page) -> None:
    drafts: dict[str, object] = {
        "who-drinks-what": {"sam": "gone", "ida": "water"},
        "max": ["drink", "pour", "boil", "wait"],
        "how-long": 0,
    }
    quiz.add_init_script(f"globalThis.kept = {json.dumps({'quiz/pouring': drafts})}")
    quiz.reload()
    expect(quiz.locator(".ww-gaps li")).to_have_text(["Question 1, in part"])
    expect(question(quiz, MATCH).get_by_label("Sam")).to_have_value("")
    expect(question(quiz, MATCH).get_by_label("Ida")).to_have_value("water")
    expect(items(quiz)).to_have_text(["Drink", "Pour", "Boil the water", "Wait"])
    expect(question(quiz, NUMBER).get_by_label("Your answer")).to_have_value("0")
    drafts = {"who-drinks-what": ["sam"], "max": ["drink", "drink", "boil", "wait"], "how-long": "3"}
    quiz.add_init_script(f"globalThis.kept = {json.dumps({'quiz/pouring': drafts})}")
    quiz.reload()
    expect(quiz.locator(".ww-gaps li")).to_have_text(["Question 1", "Question 2"])
    expect(question(quiz, NUMBER).get_by_label("Your answer")).to_have_value("3")


def test_a_self_check_says_what_is_matched_well(self_check: Page) -> None:
    one = question(self_check, MATCH)
    expect(check(self_check, MATCH)).to_have_text("Give an answer first.")
    one.get_by_label("Jo").select_option("green")
    expect(check(self_check, MATCH)).to_have_text("So far this fits. The others are still open.")
    expect(one.locator(".ww-said")).to_contain_text("This would fit too: Black tea.")
    one.get_by_label("Sam").select_option("soup")
    one.get_by_label("Ida").select_option("black")
    expect(one.locator(".ww-said")).to_have_count(0)
    expect(check(self_check, MATCH)).to_have_text("Look again at the marked ones.")
    expect(one.locator(".ww-said")).to_contain_text(["Look againSam told us.", "This fitsIda", "This fits"])
    one.get_by_label("Sam").select_option("green")
    expect(check(self_check, MATCH)).to_have_text("All of this fits.")
    one.locator("summary").click()
    expect(one.locator("details li").last).to_contain_text("JoBelongs with: Black tea / Green tea & mint.")


def test_a_self_check_says_what_stands_after_the_right_one(self_check: Page) -> None:
    two = question(self_check, ORDER)
    expect(check(self_check, ORDER)).to_have_text("Give an answer first.")
    two.get_by_role("button", name="This order is my answer").click()
    expect(check(self_check, ORDER)).to_have_text("Look again at the marked ones.")
    expect(two.locator(".ww-said strong")).to_have_text(["Look again", "Look again", "Look again", "This fits"])
    two.get_by_role("button", name="Move down Pour").click()
    expect(two.locator(".ww-said")).to_have_count(0)
    expect(check(self_check, ORDER)).to_have_text("All of this fits.")
    two.locator("summary").click()
    expect(two.locator("details li strong")).to_have_text(["Boil the water", "Pour", "Wait", "Drink"])


def test_a_self_check_says_where_a_number_lies(self_check: Page) -> None:
    three = question(self_check, NUMBER)
    for typed, summary, said in (
        ("2,8", "Look again.", "Look againIt would be pale."),
        ("3.7", "This fits.", "This fitsSo most people say."),
        ("3.71", "Look again.", "Look againIt would be bitter."),
    ):
        three.get_by_label("Your answer").fill(typed)
        expect(three.locator(".ww-said")).to_have_count(0)
        expect(check(self_check, NUMBER)).to_have_text(summary)
        expect(three.locator(".ww-said")).to_have_text(said)
    three.locator("summary").click()
    expect(three.locator("details li strong")).to_have_text(
        ["2.9 to 3.7 minutes", "Less than 2.9 minutes", "More than 3.7 minutes"]
    )
    three.get_by_label("Your answer").fill("?")
    expect(check(self_check, NUMBER)).to_contain_text("Your answer is there, but the computer cannot read it.")


def test_without_javascript_and_on_paper_there_is_room_to_answer(open_widget: OpenWidget) -> None:
    page = open_widget("quiz", "pouring", java_script_enabled=False)
    page.emulate_media(media="print")
    letters = page.locator(".ww-letters")
    assert letters.evaluate("(list) => getComputedStyle(list).listStyleType") == "upper-alpha"
    expect(letters.locator("li")).to_have_count(4)
    expect(page.get_by_text("Write the letter of an answer beside each of these:")).to_be_visible()
    expect(page.get_by_text("Write a number beside each of these, with 1 for the first:")).to_be_visible()
    expect(page.locator(".ww-blanks").last.locator("li")).to_have_text(["Pour", "Boil the water", "Wait", "Drink"])
    assert (page.locator(".ww-blank").bounding_box() or {})["width"] > 60
    answers = open_widget("selfcheck", "pouring-check", java_script_enabled=False)
    expect(answers.get_by_text("2.9 to 3.7 minutes")).to_be_hidden()
    answers.get_by_text("Open the answers").click()
    expect(answers.get_by_text("2.9 to 3.7 minutes")).to_be_visible()
    expect(answers.locator("details ol li").first).to_contain_text("Boil the water")


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_no_state_has_barriers(open_widget: OpenWidget, assert_no_barriers: Check, width: int, scheme: str) -> None:
    look = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
    page = open_widget("selfcheck", "pouring-check", **look)
    for name in ("Sam", "Ida", "Jo"):
        question(page, MATCH).get_by_label(name).select_option("water")
    page.get_by_role("button", name="Move up Drink").click()
    question(page, NUMBER).get_by_label("Your answer").fill("9")
    for number in (MATCH, ORDER, NUMBER):
        check(page, number)
    page.evaluate("document.querySelectorAll('.ww-live details').forEach((part) => part.open = true)")
    assert_no_barriers(page)
    targets = page.locator(".ww-live :is(button, summary, select, .ww-pick, .ww-short):visible")
    assert min(targets.evaluate_all("all => all.map((one) => one.offsetHeight)")) >= 44
    quiz = open_widget("quiz", "pouring", **look)
    for name in ("Begin", "Next", "Next"):
        quiz.get_by_role("button", name=name, exact=True).click() if width == 320 else None
    question(quiz, NUMBER).get_by_label("Your answer").fill("soon")
    quiz.keyboard.press("Tab")
    assert_no_barriers(quiz)
