"""The words of the glossary as a reader meets them on a page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

import axe

PAGES = ["working-agreements/four-papers", "window-of-tolerance/the-map"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_a_page_with_words_of_the_glossary_is_readable_for_everyone(
    open_page: Callable[..., Page], name: str, width: int, scheme: str
) -> None:
    page = open_page(f"{name}.html", viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.evaluate("document.querySelector('[data-ww-continue]')?.click()")
    words = page.locator("article a.ww-term")
    assert words.count() > 2
    heights = words.evaluate_all("(all) => all.flatMap((one) => [...one.getClientRects()].map((box) => box.height))")
    assert min(heights) >= 24
    looks = words.evaluate_all("(all) => all.map((one) => getComputedStyle(one).textDecorationLine)")
    assert set(looks) == {"underline"}


def test_a_word_is_explained_where_it_stands_and_escape_goes_back_to_it(open_page: Callable[..., Page]) -> None:
    page = open_page("window-of-tolerance/the-map.html", viewport={"width": 320, "height": 700})
    word = page.locator("article").get_by_role("link", name="hyperarousal")
    word.press("Enter")
    note = page.get_by_role("region", name="hyperarousal")
    expect(note).to_be_focused()
    expect(note).to_contain_text("Hyperarousal")
    expect(note).to_be_in_viewport(ratio=1)
    expect(page.locator(".ww-top .ww-exit")).to_be_in_viewport(ratio=1)
    assert axe.violations(page) == []
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(word).to_be_focused()


def test_a_word_that_is_explained_leads_on_to_its_entry(open_page: Callable[..., Page], address: str) -> None:
    page = open_page("window-of-tolerance/the-map.html")
    page.locator("article").get_by_role("link", name="hyperarousal").click()
    page.get_by_role("link", name="In the glossary").click()
    expect(page).to_have_url(f"{address}glossary.html#term-Hyperarousal")
    expect(page.locator("dt", has_text="Hyperarousal")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False])
def test_where_no_explanation_comes_a_word_leads_to_its_entry(
    open_page: Callable[..., Page], address: str, scripts: bool
) -> None:
    page = open_page("window-of-tolerance/the-map.html", java_script_enabled=scripts)
    page.route("**/ww-glossary.js", lambda route: route.abort())
    page.locator("article").get_by_role("link", name="hyperarousal").click()
    expect(page).to_have_url(f"{address}glossary.html#term-Hyperarousal")
