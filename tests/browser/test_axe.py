"""What axe finds, with its rules of best practice: on every page, in every state of every widget, in every look."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from walking import states

# All that a narrow window and the dark can change; the other rules look at names, roles and order.
LOOKS = {"runOnly": ["color-contrast", "link-in-text-block", "scrollable-region-focusable"]}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def barriers(page: Page, part: str | None = None) -> list[str]:
    """Return what axe finds on the page or in a part of it: wide and light with all rules, then narrow and dark."""
    found = []
    for width, scheme, rules in ((1280, "light", None), (320, "dark", LOOKS)):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        result = Axe().run(page, context=part, options=rules)
        if result.violations_count:
            found.append(f"{page.url}, {width} pixels, {scheme}: {result.generate_report()}")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{page.url} scrolls sideways at {width} pixels.")
    return found


def test_axe_finds_nothing_on_any_page_in_any_state(page: Page, built: Path, address: str) -> None:
    site = built / "_build" / "html"
    found = []
    for file in sorted(site.rglob("*.html")):
        page.goto(address + file.relative_to(site).as_posix())
        if page.locator("html.ww-asking").count():
            found += barriers(page, ".ww-note")
        page.evaluate("document.querySelector('[data-ww-continue]')?.click()")
        page.evaluate("document.querySelectorAll('[data-ww-settings]').forEach((part) => { part.open = true; })")
        found += barriers(page)
        for state in states(page):
            found += [f"{state}: {barrier}" for barrier in barriers(page, "ww-widget")]
    assert found == []
