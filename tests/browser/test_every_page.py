"""Every page, in every state of every widget: one visit to a page answers all that is asked of it."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, CDPSession, Page, expect
from walking import states

from axe import COLOURS, violations
from widerwindow.content.course import Course

COURSE = Course(Path(__file__).parents[2])
PAGES = sorted({*COURSE.page_files(), "search", "all-pages", "_static/ww-left"} - COURSE.for_trainers())
FOLLOWING = dict(pairwise(page for page in COURSE.contents().order() if page not in COURSE.for_trainers()))
ROOM = ["scrollable-region-focusable"]
USED = {"button", "link", "radio", "checkbox", "textbox", "searchbox", "heading", "radiogroup", "image", "dialog"}
USED |= {"navigation", "DisclosureTriangle"}
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
  const personal = /^(id|for|name|href|src|value|title|alt|d|aria-(label|labelledby|describedby|controls))$/;
  const known = new Set(seen);
  document.querySelectorAll("[data-unlike]").forEach((element) => { element.removeAttribute("data-unlike"); });
  const told = ({ name, value }) => (/^data-(ww-note$|(?!ww-))/.test(name) ? name : `${name}=${value}`);
  const own = ({ tagName, attributes }) => [tagName, ...[...attributes]
    .filter(({ name, value }) => !personal.test(name) && (name !== "class" || value)).map(told).sort()].join(" ");
  const state = (element) => [":checked", ":disabled", ":focus"].filter((each) => element.matches(each)).join("");
  const looks = new Map();
  const look = (element) => {
    if (!looks.has(element)) {
      const around = element.parentElement ? look(element.parentElement) : "";
      looks.set(element, `${around} > ${own(element)}${state(element)}`);
    }
    return looks.get(element);
  };
  const unlike = new Map();
  for (const element of document.querySelectorAll(`${part}, ${part} *`)) {
    if (element.checkVisibility() && !known.has(look(element))) { unlike.set(look(element), element); }
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
    """What has been looked at: each part of a page with its kind, its classes and its state, and all that it stands in.

    Colours depend on these alone, so what looks the same is looked at once: to read colours takes axe most of its time.
    The other rules look at names, roles and order, or at how much there is.
    """

    def __init__(self) -> None:
        self._seen: list[str] = []

    def mark_new(self, page: Page, part: str) -> bool:
        """Mark what looks like nothing before it in a part of the page; return whether there is any of that."""
        new = page.evaluate(MARK, [part, self._seen])
        self._seen += new
        return bool(new)


def barriers(page: Page, part: str, looks: Looks) -> Iterator[str]:
    """Yield what axe finds in a part of the page; colours are read in what looks new there, in the dark too."""
    colours = COLOURS if looks.mark_new(page, part) else []
    no_colours = {} if colours else {"rules": {rule: {"enabled": False} for rule in COLOURS}}
    for width, scheme, options in ((320, "dark", {"runOnly": ROOM + colours}), (1280, "light", no_colours)):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        yield from (f"{width} pixels, {scheme}: {barrier}" for barrier in violations(page, part, **options))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{page.url} scrolls sideways at {width} pixels."


def nameless(session: CDPSession) -> Iterator[str]:
    """Yield the role of each part that can be used and has no name, as a screen reader meets the page."""
    for node in session.send("Accessibility.getFullAXTree")["nodes"]:
        role = node.get("role", {}).get("value")
        if not node.get("ignored") and role in USED and not node.get("name", {}).get("value", "").strip():
            yield role


def shifts(page: Page, address: str) -> Iterator[str]:
    """Open the page in a narrow and in a wide window, and yield what moves in it by itself.

    A busy machine may draw a table while the rest of it is still being read. What moves for that reason alone stands
    still the next time, so a page that moved is opened once more.
    """
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 740})
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
    page.evaluate(AXE_SCRIPT)
    page.evaluate(COLOURS_OF_MARKED)
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


@pytest.fixture(scope="session")
def looks() -> Looks:
    return Looks()


def found_on(name: str, browser: Browser, address: str, looks: Looks) -> Found:
    """Return what is found on a visit to one page, by what was looked for."""
    found: Found = {what: [] for what in ("asked", "errors")}
    following = FOLLOWING.get(name)
    with browser.new_context() as context:
        context.on("request", lambda asked: found["asked"].append(asked.url))
        context.on("weberror", lambda error: found["errors"].append(str(error.error)))
        context.on("console", lambda said: found["errors"].append(said.text) if said.type == "error" else None)
        page = context.new_page()
        page.add_init_script(WATCH)
        found["moved"] = list(shifts(page, f"{address}{name}.html"))
        found["barriers"] = list(barriers_in_all_states(page, looks))
        found["nameless"] = list(nameless(context.new_cdp_session(page)))
        found["second titles"] = page.get_by_role("heading", level=1).all_inner_texts()[1:]
        found["astray"] = list(astray(page, following and f"{address}{following}.html"))
        found["asked"] = [url for url in found["asked"] if not url.startswith((address, "data:", "blob:"))]
        found["kept"] = [str(cookie) for cookie in context.cookies()]
    return found


@pytest.mark.no_cover
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barrier_in_any_state_stays_still_keeps_to_itself_and_leads_on(
    name: str, browser: Browser, address: str, looks: Looks
) -> None:
    found = found_on(name, browser, address, looks)
    assert {what: told for what, told in found.items() if told} == {}


def test_no_page_is_left_out(built: Path) -> None:
    site = built / "_build" / "html"
    assert {page.relative_to(site).with_suffix("").as_posix() for page in site.rglob("*.html")} == set(PAGES)
    assert len(PAGES) > 20
