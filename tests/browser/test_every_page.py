"""Every page, in every state of every widget: one visit to a page answers all that is asked of it."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect
from walking import states

from axe import COLOURS, violations
from widerwindow.content.course import Course

COURSE = Course(Path(__file__).parents[2])
FOR_TRAINERS, FILES = COURSE.for_trainers(), COURSE.page_files()
MADE = ["search", "all-pages", "_static/ww-left"]
PAGES = sorted({*FILES, *MADE} - FOR_TRAINERS)
ORDER = [page for page in COURSE.contents().order() if page not in FOR_TRAINERS]
FOLLOWING = dict(pairwise(ORDER))
PART = re.compile(r"^(?:[A-Z]\w+(?=\()|`{3,}\{[\w-]+\}|\|)|\{[\w-]+\}(?=`)", re.MULTILINE)
ROOM = ["scrollable-region-focusable"]
GROUPS = ["navigation", "radiogroup", "dialog"]
NOTHING_KEPT = 'if (location.protocol === "http:") { localStorage.clear(); sessionStorage.clear(); }'
WATCH = """
globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const nodes = entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 90) ?? String(node?.textContent));
    globalThis.shifts.push([entry.value, ...nodes]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
OPEN = """() => {
  document.querySelector("[data-ww-continue]")?.click();
  document.querySelectorAll("[data-ww-settings]").forEach((part) => { part.open = true; });
}"""
MARK = """([part, seen]) => {
  const FIELDS = "input, select, textarea";
  const known = new Set(seen);
  document.querySelectorAll("[data-unlike]").forEach((element) => { element.removeAttribute("data-unlike"); });
  const grounds = new Map();
  const ground = (element) => {
    if (!grounds.has(element)) {
      const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(element);
      const own = [backgroundColor, backgroundImage, opacity, position, position === "static" ? "" : element.className];
      const below = element.parentElement ? ground(element.parentElement) : "";
      grounds.set(element, `${own}` === "rgba(0, 0, 0, 0),none,1,static," ? below : `${below} > ${own}`);
    }
    return grounds.get(element);
  };
  const look = (element) => {
    const { color, fontSize, fontWeight, textDecorationLine, textShadow } = getComputedStyle(element);
    const around = element.matches("a, [role=link]") ? look(element.parentElement) : "";
    const field = element.matches(FIELDS) ? element.tagName : "";
    const isLarge = parseFloat(fontSize) >= (fontWeight >= 700 ? 18.66 : 24);
    const own = [field, element.matches(":disabled"), color, isLarge, textDecorationLine, textShadow];
    return `${around} ${own} ${ground(element)}`;
  };
  const speaks = ({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim();
  const unlike = new Map();
  for (const element of document.querySelectorAll(`${part}, ${part} *`)) {
    if (!element.checkVisibility() || !(element.matches(FIELDS) || [...element.childNodes].some(speaks))) continue;
    if (!known.has(look(element))) { unlike.set(look(element), element); }
  }
  unlike.forEach((element) => { element.setAttribute("data-unlike", ""); });
  return [...unlike.keys()];
}"""
COLOURS_OF_MARKED = """axe.configure({ rules: [
  { id: "color-contrast", selector: "[data-unlike]" },
  { id: "link-in-text-block", selector: "a[href][data-unlike], [role=link][data-unlike]" },
] })"""
Found = dict[str, list[str]]


class Looks:
    """What has been looked at: each text's colour, whether it is large, and all that is painted behind it.

    What axe finds in colours depends on these alone, so what looks the same is looked at once: to read colours takes
    axe most of its time. The other rules look at names, roles and order, or at how much there is.
    """

    def __init__(self) -> None:
        self._seen: dict[str, list[str]] = {"dark": [], "light": []}

    def mark_new(self, page: Page, part: str, scheme: str) -> bool:
        """Mark what looks like nothing before it in a part of the page; return whether there is any of that."""
        new = page.evaluate(MARK, [part, self._seen[scheme]])
        self._seen[scheme] += new
        return bool(new)


def barriers(page: Page, part: str, looks: Looks) -> Iterator[str]:
    """Yield what axe finds in a part of the page; colours are read in what looks new there, in the dark too."""
    without = {"rules": {rule: {"enabled": False} for rule in COLOURS}}
    for width, scheme, narrow in ((320, "dark", True), (1280, "light", False)):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        is_new = looks.mark_new(page, part, scheme)
        options = {"runOnly": ROOM + (COLOURS if is_new else [])} if narrow else {} if is_new else without
        yield from (f"{width} pixels, {scheme}: {barrier}" for barrier in violations(page, part, **options))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{page.url} scrolls sideways at {width} pixels."


def nameless(session: CDPSession) -> Iterator[str]:
    """Yield the role of each group that has no name, as a screen reader meets the page.

    That a button, a link, a field, a heading or a picture has one is among the rules of axe.
    """
    page = session.send("Runtime.evaluate", {"expression": "document"})["result"]["objectId"]
    for role in GROUPS:
        for node in session.send("Accessibility.queryAXTree", {"objectId": page, "role": role})["nodes"]:
            if not node["ignored"] and not node.get("name", {}).get("value", "").strip():
                yield role


def shifts(page: Page, address: str) -> Iterator[str]:
    """Open the page in a wide and in a narrow window, and yield what moves in it by itself.

    A busy machine may draw a table while the rest of it is still being read. What moves for that reason alone stands
    still the next time, so a page that moved is opened once more.
    """
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        moved = shifts_at(page, address) and shifts_at(page, address)
        yield from (f"{address}, {width} pixels: {shift}" for shift in moved)


def shifts_at(page: Page, address: str) -> list[object]:
    page.goto(address)
    page.wait_for_timeout(100)
    found: list[object] = page.evaluate("shifts")
    return found


def barriers_in_all_states(page: Page, looks: Looks) -> Iterator[str]:
    """Yield the barriers in the note before the page, on the page as it opens, and in each state of its widgets."""
    page.emulate_media(reduced_motion="reduce")
    if page.locator("html.ww-asking").count():
        yield from barriers(page, ".ww-note", looks)
    page.evaluate(OPEN)
    yield from barriers(page, "html", looks)
    for state in states(page):
        if not state.endswith("opening"):  # in which the whole page has been looked at
            yield from (f"{state}: {barrier}" for barrier in barriers(page, ".ww-live", looks))


def astray(page: Page, following: str | None) -> Iterator[str]:
    """Yield where Next leads, if not to the page that is `following`; it has to be where it can be pressed."""
    onward = page.locator("a[rel=next]")
    expect(onward).to_have_count(1 if following else 0)
    if following:
        onward.click(trial=True)
        leads = str(onward.evaluate("({ href }) => href"))
        yield from [] if leads == following else [leads]


class Tab:
    """One tab in which the pages are opened one after the other, so that a browser reads what they share once.

    No page finds there what another kept. What is asked for and complained of is told of each page by itself.
    """

    def __init__(self, context: BrowserContext) -> None:
        self.context, self.page = context, context.new_page()
        self.asked: list[str] = []
        self.errors: list[str] = []
        self.looks = Looks()
        self.session = context.new_cdp_session(self.page)
        context.on("request", lambda asked: self.asked.append(asked.url))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        for script in (NOTHING_KEPT, WATCH, AXE_SCRIPT, COLOURS_OF_MARKED):
            self.page.add_init_script(script)

    def clear(self) -> None:
        """Forget what the page before this one asked for, complained of and kept."""
        self.asked.clear()
        self.errors.clear()
        self.context.clear_cookies()


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Tab]:
    with browser.new_context() as context:
        yield Tab(context)


def found_on(name: str, tab: Tab, address: str) -> Found:
    """Return what is found on a visit to one page, by what was looked for."""
    tab.clear()
    page, following = tab.page, FOLLOWING.get(name)
    return {
        "moved": list(shifts(page, f"{address}{name}.html")),
        "barriers": list(barriers_in_all_states(page, tab.looks)),
        "nameless": list(nameless(tab.session)),
        "second titles": page.get_by_role("heading", level=1).all_inner_texts()[1:],
        "astray": list(astray(page, following and f"{address}{following}.html")),
        "asked": [url for url in tab.asked if not url.startswith((address, "data:", "blob:"))],
        "errors": tab.errors,
        "kept": [str(cookie) for cookie in tab.context.cookies()],
    }


def of_each_kind() -> set[str]:
    """Return the pages that the build makes, and the first ones with each widget, block and role, and with a table."""
    seen: set[str] = set()
    firsts = set(MADE)
    for page in ORDER:
        parts = set(PART.findall(FILES[page].read_text(encoding="utf-8")))
        if parts - seen:
            firsts.add(page)
            seen |= parts
    return firsts


DAILY = of_each_kind()


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "name", [pytest.param(page, marks=[] if page in DAILY else [pytest.mark.thorough]) for page in PAGES]
)
def test_a_page_has_no_barrier_in_any_state_stays_still_keeps_to_itself_and_leads_on(
    name: str, tab: Tab, address: str
) -> None:
    assert {what: told for what, told in found_on(name, tab, address).items() if told} == {}


def test_no_page_is_left_out(built: Path) -> None:
    site = built / "_build" / "html"
    assert {page.relative_to(site).with_suffix("").as_posix() for page in site.rglob("*.html")} == set(PAGES)
    assert len(PAGES) > 20
