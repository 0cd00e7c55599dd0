"""What is on the paper when a page, a scenario, a worksheet or the quiz is printed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

MODULE = "window-of-tolerance"


@pytest.fixture
def printed(open_page: Callable[..., Page]) -> Callable[[str], Page]:
    """Opens a page of the module as paper shows it, at the width of A4."""

    def show(name: str) -> Page:
        page = open_page(f"{MODULE}/{name}.html", viewport={"width": 680, "height": 960})
        page.emulate_media(media="print")
        return page

    return show


def text(page: Page) -> str:
    """Return what is visible on the paper."""
    return page.locator("body").inner_text()


def controls(page: Page) -> list[str]:
    """Return the names of what can be seen on paper but only works on a screen."""
    all_visible = "all => all.filter((each) => each.checkVisibility()).map((each) => each.textContent.trim())"
    found: list[str] = page.locator("nav a, button, select, input, [data-ww-exit]").evaluate_all(all_visible)
    return found


@pytest.mark.parametrize("name", ["the-map", "signs", "scenario-office-phone", "worksheet", "quiz"])
def test_no_control_is_printed_and_nothing_runs_off_the_paper(printed: Callable[[str], Page], name: str) -> None:
    page = printed(name)
    assert controls(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_page_prints_its_text_its_table_and_its_figures(printed: Callable[[str], Page]) -> None:
    page = printed("the-map")
    assert "The edges move" in text(page)
    assert page.locator("article table").first.evaluate("(each) => getComputedStyle(each).display") == "table"
    assert "She cooks, with her sister on the phone." in text(page)  # what can be taken hold of on a screen
    assert printed("real-danger").locator("article figure :is(img, svg)").first.is_visible()


def test_a_scenario_prints_as_numbered_scenes_that_say_where_to_go_on(printed: Callable[[str], Page]) -> None:
    paper = text(printed("scenario-office-phone"))
    scenes = set(re.findall(r"^(\d+)\. ", paper, re.MULTILINE))
    onward = set(re.findall(r"^Go to (\d+):", paper, re.MULTILINE))
    assert scenes == {str(number) for number in range(1, len(scenes) + 1)}
    assert len(scenes) > 5
    assert onward
    assert onward <= scenes
    assert "Looking back" in paper


def test_a_worksheet_prints_lines_that_a_hand_can_write_on(printed: Callable[[str], Page]) -> None:
    lines = printed("worksheet").locator(".ww-line:visible")
    heights = lines.evaluate_all("all => all.map((each) => each.getBoundingClientRect().height)")
    assert len(heights) > 20
    assert min(heights) > 25


def test_what_was_typed_into_a_worksheet_is_printed(printed: Callable[[str], Page]) -> None:
    page = printed("worksheet")
    page.emulate_media(media="screen")
    page.locator("ww-widget textarea").first.fill("I talk faster.")
    page.locator("ww-widget textarea").first.blur()
    page.emulate_media(media="print")
    assert "I talk faster." in text(page)


def test_the_quiz_prints_every_question_what_to_choose_from_and_lines_for_the_written_ones(
    printed: Callable[[str], Page],
) -> None:
    page = printed("quiz")
    asked = re.findall(r"^Question (\d+) of (\d+)$", text(page), re.MULTILINE)
    assert [number for number, _ in asked] == [str(number) for number in range(1, int(asked[0][1]) + 1)]
    assert page.locator(".ww-boxes:visible, .ww-blanks:visible").count() == len(asked) - 2
    assert page.locator(".ww-line:visible").count() >= 8
    assert "Put your learner code here" in text(page)
    assert "JavaScript" not in text(page)
