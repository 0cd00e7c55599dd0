"""Every page, in every state of every widget: what axe finds with its rules of best practice, and what has no name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Browser, CDPSession, Page
from walking import states

RUN = "([part, options]) => axe.run(part, { ...options, resultTypes: ['violations'] })"
# All that a narrow window and the dark can change; the other rules look at names, roles and order.
LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable"]
ALL_BUT_LOOKS = {"rules": {rule: {"enabled": False} for rule in LOOKS}}
USED = {"button", "link", "radio", "checkbox", "textbox", "searchbox", "heading", "radiogroup", "image", "dialog"}
USED |= {"navigation", "DisclosureTriangle"}


def violations(page: Page, part: str, options: dict[str, object]) -> Iterator[str]:
    found = AxeResults(page.evaluate(RUN, [part, options]))
    if found.violations_count:
        yield f"{page.url}: {found.generate_report()}"


def barriers(page: Page, part: str, looked_at: str) -> Iterator[str]:
    """Yield what axe finds in a part of the page, and by the looks of what is to be looked at."""
    for width, scheme in ((320, "dark"), (1280, "light")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for found in violations(page, looked_at, {"runOnly": LOOKS}):
            yield f"{width} pixels, {scheme}, {found}"
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{page.url} scrolls sideways at {width} pixels."
    yield from violations(page, part, ALL_BUT_LOOKS)


def nameless(session: CDPSession) -> Iterator[str]:
    """Yield the role of each part that can be used and has no name, as a screen reader meets the page."""
    for node in session.send("Accessibility.getFullAXTree")["nodes"]:
        role = node.get("role", {}).get("value")
        if not node.get("ignored") and role in USED and not node.get("name", {}).get("value", "").strip():
            yield role


@pytest.fixture(scope="module")
def found(browser: Browser, built: Path, address: str) -> dict[str, list[str]]:
    """What is found on the way through every page, once for the tests below."""
    found: dict[str, list[str]] = {"barriers": [], "nameless": []}
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    session = context.new_cdp_session(page)
    site = built / "_build" / "html"
    modules: set[Path] = set()
    for file in sorted(site.rglob("*.html")):
        page.goto(address + file.relative_to(site).as_posix())
        page.evaluate(AXE_SCRIPT)
        if page.locator("html.ww-asking").count():
            found["barriers"] += barriers(page, ".ww-note", ".ww-note")
        page.evaluate("document.querySelector('[data-ww-continue]')?.click()")
        page.evaluate("document.querySelectorAll('[data-ww-settings]').forEach((part) => { part.open = true; })")
        # What surrounds the text looks the same on all pages of a module. To tell colours apart takes axe its time.
        found["barriers"] += barriers(page, "html", "main" if file.parent in modules else "html")
        modules.add(file.parent)
        for state in states(page):
            if not state.endswith("opening"):  # in which the whole page has been looked at
                found["barriers"] += [f"{state}: {barrier}" for barrier in barriers(page, ".ww-live", ".ww-live")]
        found["nameless"] += [f"{file.name}: {role}" for role in nameless(session)]
    context.close()
    return found


def test_axe_finds_nothing_on_any_page_in_any_state(found: dict[str, list[str]]) -> None:
    assert found["barriers"] == []


def test_everything_to_use_has_a_role_and_a_name(found: dict[str, list[str]]) -> None:
    assert found["nameless"] == []
