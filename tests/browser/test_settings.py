"""The reading settings: by keyboard, before the page is drawn, kept as the memory choice says."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect
from sheets import DEVICE, TAB, choose, press

STYLE = "(property) => getComputedStyle(document.body)[property]"
LAST = {"Size of the text": "fontSize", "Space between lines": "lineHeight", "Letters": "fontFamily"}
CONTRAST = {"runOnly": ["color-contrast-enhanced"], "rules": {"color-contrast-enhanced": {"enabled": True}}}


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page("window-of-tolerance/worksheet.html#reading")


def test_the_settings_work_by_keyboard(page: Page) -> None:
    for legend, style in LAST.items():
        before = page.evaluate(STYLE, style)
        page.get_by_role("group", name=legend).get_by_role("radio").first.focus()
        page.keyboard.press("ArrowDown")
        changed = page.evaluate(STYLE, style)
        page.keyboard.press("ArrowDown")
        assert len({before, changed, page.evaluate(STYLE, style)}) == 3
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_sheet_opens_and_closes_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    opener = page.locator("[data-ww-open=settings]")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Largest")).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#settings').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Largest")).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_settings_last_as_the_memory_choice_says(page: Page, address: str) -> None:
    choose(page, "Largest")
    page.goto(f"{address}help.html")
    assert page.evaluate(STYLE, "fontSize") == "27.2px"
    other = page.context.new_page()
    other.goto(f"{address}help.html")
    assert other.evaluate(STYLE, "fontSize") == "17px"
    choose(page, DEVICE)
    other.goto(f"{address}index.html#reading")
    page = other
    assert page.evaluate(STYLE, "fontSize") == "27.2px"
    expect(page.get_by_label("Largest")).to_be_checked()
    press(page, "Clear what is kept")
    expect(page.locator("[data-ww-memory-said]")).to_have_text("Cleared: your reading settings.")
    expect(page.get_by_label("Normal").first).to_be_checked()
    assert page.evaluate(STYLE, "fontSize") == "17px"


def test_the_settings_hold_before_the_page_is_drawn(page: Page, address: str) -> None:
    choose(page, TAB)
    choose(page, "Dark")
    page.add_init_script(
        """new MutationObserver(() => {
            if (document.body) globalThis.first ??= document.documentElement.dataset.wwContrast;
        }).observe(document, { childList: true, subtree: true });"""
    )
    page.goto(f"{address}help.html")
    assert page.evaluate("first") == "dark"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_high_contrast_is_seven_to_one(new_visit: Callable[..., BrowserContext], address: str, scheme: str) -> None:
    page = new_visit(color_scheme=scheme, viewport={"width": 1280, "height": 720}).new_page()
    for name in ("worksheet", "scenario-kitchen", "signs", "quiz"):
        page.goto(f"{address}window-of-tolerance/{name}.html#reading")
        choose(page, "High contrast")
        page.evaluate("document.querySelector('[data-ww-continue]')?.click()")
        found = Axe().run(page, options=CONTRAST)
        assert found.violations_count == 0, found.generate_report()
        assert found.response["passes"]


def test_pictures_follow_the_colours_that_were_set(open_page: Callable[..., Page]) -> None:
    pictures = []
    for device, wanted in (("dark", "Light"), ("light", "Light"), ("light", "Dark")):
        page = open_page("working-agreements/look-again.html#reading", color_scheme=device, reduced_motion="reduce")
        choose(page, wanted)
        pictures.append(page.locator("figure svg").screenshot())
    assert pictures[0] == pictures[1] != pictures[2]
