"""The words of the glossary as a reader meets them on a page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

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


def test_a_word_leads_to_its_entry(open_page: Callable[..., Page], address: str) -> None:
    page = open_page("window-of-tolerance/the-map.html")
    page.locator("article").get_by_role("link", name="hyperarousal").click()
    expect(page).to_have_url(f"{address}glossary.html#term-Hyperarousal")
    expect(page.locator("dt", has_text="Hyperarousal")).to_be_in_viewport()
