"""Every page and every widget of the real course, for readers with a keyboard, a screen reader, or their own colours.

What axe finds, and what has no name, is in test_every_page.py; here is the rest.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from walking import LONGEST, pass_note, states

pytestmark = pytest.mark.thorough

MODULE = "window-of-tolerance/"
SCENARIOS = [f"{MODULE}scenario-kitchen.html", f"{MODULE}scenario-office-phone.html"]
CHECKS = [f"{MODULE}signs.html", f"{MODULE}co-regulation.html"]
SHEETS = [f"{MODULE}worksheet.html", "start-safely/pause-plan.html"]
QUIZ = f"{MODULE}quiz.html"
COMPARISON = "definitions/who-is-counted.html"
CHART = "definitions/numbers.html"
SORTED = "trauma-informed-practice/intake-step.html"
FIGURES = [f"{MODULE}the-map.html", "dissociation/spectrum.html", SORTED, "definitions/four-definitions.html"]
KINDS = ["index.html", "help.html", "search.html", f"{MODULE}real-danger.html", *FIGURES]
KINDS += [SCENARIOS[1], CHECKS[0], SHEETS[0], QUIZ, COMPARISON, CHART]
MAX_TABS = 150
WATCH = """() => {
  globalThis.heard = [];
  globalThis.focused = [];
  const region = "[role=status], [role=alert], [aria-live]";
  new MutationObserver((changes) => {
    const said = new Set(changes.map(({ target }) => (target.closest ?? target.parentElement.closest).call(
      target.closest ? target : target.parentElement, region)).filter((one) => one?.textContent.trim()));
    for (const one of said) globalThis.heard.push(one.textContent.trim());
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
  document.addEventListener("focusin", ({ target }) => globalThis.focused.push(target.tagName));
}"""
SMALL = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")].filter((one) => {
  const box = one.matches("input[type=radio], input[type=checkbox]");
  const target = (box ? one.closest("label") : one.querySelector("img")) ?? one;
  const { width, height } = target.getBoundingClientRect();
  if (!one.checkVisibility({ visibilityProperty: true }) || !width || one.matches(".ww-skip")) return false;
  const inText = one.matches("article :is(p, li, td, dd) a, footer p a");
  return inText ? height < 24 : height < 43.9 || width < 24;  // WCAG asks for 24, and not in text
}).map((one) => `${Math.round(one.getBoundingClientRect().height)} ${one.outerHTML.slice(0, 110)}`)"""
CLIPPED = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const { overflowX, overflowY } = getComputedStyle(one);
  if (!one.checkVisibility() || one.matches(".ww-heard, .ww-word, .ww-skip, textarea, svg *")) return false;
  const wide = one.scrollWidth > one.clientWidth + 1 && ["hidden", "clip"].includes(overflowX);
  const tall = one.scrollHeight > one.clientHeight + 1 && ["hidden", "clip"].includes(overflowY);
  return one.clientWidth && (wide || tall);
}).map((one) => one.outerHTML.slice(0, 110))"""
SAID_BY_NOW = "() => new Promise((told) => { setTimeout(() => told([heard, focused]), 60); })"
"""What the page itself says 50 milliseconds after a key comes before this, however busy the machine is."""
ADD_STYLE = """(text) => {
  const style = new CSSStyleSheet();
  style.replaceSync(text);
  document.adoptedStyleSheets.push(style);
}"""
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
LARGE = "html { font-size: 200% !important; }"


@pytest.fixture
def open_page(lasting_visit: Callable[..., BrowserContext], address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the course in a tab with the options given: nothing is kept here for longer than a tab."""
    errors: list[str] = []
    with ExitStack() as tabs:

        def go(name: str, **options: Any) -> Page:  # noqa: ANN401 - whatever Playwright takes
            page = tabs.enter_context(lasting_visit(**options).new_page())
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.goto(address + name)
            return page

        yield go
    assert errors == []


@pytest.mark.parametrize("name", [*SCENARIOS, *CHECKS, *SHEETS, QUIZ, COMPARISON, *FIGURES])
def test_focus_rings_buttons_and_choices_show_in_forced_colours(open_page: Callable[..., Page], name: str) -> None:
    page = open_page(name, forced_colors="active")
    for state in states(page):
        for pressed in page.locator(".ww-live button:visible").all()[:3]:
            page.keyboard.press("Shift+Tab")  # a key was pressed last, so that the ring is drawn
            pressed.focus()
            ring = pressed.evaluate(
                "(one) => { const s = getComputedStyle(one); return [s.outlineStyle, s.outlineWidth]; }"
            )
            assert ring == ["solid", "3px"], state
            assert pressed.evaluate("(one) => parseFloat(getComputedStyle(one).borderTopWidth)") >= 1, state
    chosen = page.locator(".ww-live .ww-pick:has(:checked)").first
    if chosen.count():
        assert (
            chosen.locator("input").evaluate("(one) => getComputedStyle(one).appearance") != "none"
        )  # drawn by the system


def test_nothing_moves_for_who_wants_no_motion(open_page: Callable[..., Page]) -> None:
    for name in (SCENARIOS[0], "index.html"):
        page = open_page(name, reduced_motion="reduce")
        moving = page.evaluate("document.getAnimations().filter((one) => one.effect.getTiming().duration > 0).length")
        assert moving == 0
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def tab_to(page: Page, what: Locator) -> None:
    """Press Tab from wherever the focus is, until what is wanted has it."""
    for _ in range(MAX_TABS):
        if what.evaluate("(one) => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The Tab key does not reach {what}")


def act(page: Page, key: str) -> tuple[list[str], list[str]]:
    """Press a key; return what was said by itself, and where the focus went."""
    page.evaluate("() => { heard.length = 0; focused.length = 0; }")
    page.keyboard.press(key)
    return page.evaluate(SAID_BY_NOW)  # type: ignore[no-any-return]


def from_the_top(page: Page) -> None:
    way = page.locator("[data-ww-continue]")
    if way.count() and way.first.is_visible():
        tab_to(page, way.first)
        page.keyboard.press("Enter")
    page.evaluate(WATCH)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_story_by_keyboard_moves_the_focus_once_a_step(open_page: Callable[..., Page], name: str) -> None:
    page = open_page(name)
    from_the_top(page)
    live = page.locator(".ww-live")
    said: list[str] = []
    for _ in range(LONGEST):
        if live.locator("h2").inner_text() == "Looking back":
            assert said == ["Keep your answers until you close this tab?"]  # once, with the first choice
            return
        choices = live.locator(".ww-choice")
        tab_to(page, (choices if choices.count() else live.locator(".ww-main")).first)
        heard, focused = act(page, "Enter")
        said += heard
        assert focused == ["H2"]
        expect(live.locator("h2")).to_be_focused()
        expect(live.locator("h2")).to_be_in_viewport()
    raise AssertionError("The story does not end.")


@pytest.mark.parametrize("name", CHECKS)
def test_a_self_check_by_keyboard_says_each_result_once(open_page: Callable[..., Page], name: str) -> None:
    page = open_page(name)
    from_the_top(page)
    live = page.locator(".ww-live")
    for number in range(live.locator(".ww-question, .ww-frame:has(button)").count()):
        cover = live.get_by_role("button", name="Show the question")
        question = live.locator(".ww-question, .ww-frame:has(button)").nth(number)
        if question.evaluate("(one) => one.matches('.ww-frame')"):
            tab_to(page, cover.first)
            page.keyboard.press("Enter")
            question = live.locator(".ww-question").nth(number)
        for group in question.locator("fieldset:has(input)").all() or [question]:
            tab_to(page, group.locator("input").first)
            act(page, "Space")  # with the first comes the offer to keep answers
        tab_to(page, question.get_by_role("button", name="Check my answer"))
        heard, focused = act(page, "Enter")
        assert len(heard) == 1, heard
        assert focused == []
        expect(question.locator(".ww-said").first).to_be_visible()


@pytest.mark.parametrize("name", SHEETS)
def test_a_worksheet_by_keyboard(open_page: Callable[..., Page], name: str) -> None:
    page = open_page(name)
    from_the_top(page)
    for field in page.locator(".ww-live textarea").all():
        tab_to(page, field)
        page.keyboard.type("mine")
        expect(field).to_have_value("mine")
    tab_to(page, page.get_by_role("button", name="Clear this worksheet"))
    heard, focused = act(page, "Enter")
    assert (len(heard), focused) == (0, ["BUTTON"])
    tab_to(page, page.get_by_role("button", name="Clear it"))
    heard, focused = act(page, "Enter")
    assert (heard, focused) == (["The sheet is empty again."], ["BUTTON"])


def test_the_quiz_by_keyboard_to_the_file(open_page: Callable[..., Page]) -> None:
    page = open_page(QUIZ)
    from_the_top(page)
    onward = page.locator(".ww-live").get_by_role("button", name=re.compile("^(Begin|Next|Review)$"))
    while onward.count():
        tab_to(page, onward)
        heard, focused = act(page, "Enter")
        assert (heard, len(focused)) == ([], 1)
        for group in page.locator(".ww-live fieldset:not(:has(fieldset)):has(input):visible").all():
            tab_to(page, group.locator("input").first)
            act(page, "Space")
        for field in page.locator(".ww-live textarea:visible").all():
            tab_to(page, field)
            page.keyboard.type("She paced.")
    tab_to(page, page.locator(".ww-live .ww-code"))
    page.keyboard.type("sea-7")
    tab_to(page, page.get_by_role("button", name="Download my answers"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "window-of-tolerance--sea-7.ipynb"


def test_a_comparison_by_keyboard_says_its_result_once(open_page: Callable[..., Page]) -> None:
    page = open_page(COMPARISON)
    from_the_top(page)
    live = page.locator(".ww-live")
    tab_to(page, live.get_by_role("radio").first)
    heard, focused = act(page, "Space")
    assert (heard, focused) == ([], [])
    for person in live.locator(".ww-item").all():
        tab_to(page, person.get_by_role("radio").first)
        act(page, "Space")
    tab_to(page, live.get_by_role("button", name="Show who is counted"))
    heard, focused = act(page, "Enter")
    assert (len(heard), focused) == (1, [])
    tab_to(page, live.get_by_role("button", name="Show the table"))
    heard, focused = act(page, "Enter")
    assert (heard, focused) == ([], ["H3"])


def test_a_figure_by_keyboard_says_its_result_once(open_page: Callable[..., Page]) -> None:
    page = open_page(SORTED)
    from_the_top(page)
    figure = page.locator("ww-widget[data-kind=figure] .ww-live")
    group = figure.locator(".ww-bin").first
    tab_to(page, group)
    heard, focused = act(page, "Enter")
    assert heard[0].startswith("“Income, benefits and debts” is now in “Tonight”.")
    assert focused == []
    tab_to(page, figure.get_by_role("button", name="Compare with this team"))
    heard, focused = act(page, "Enter")
    assert (len(heard), focused) == (1, [])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            FIGURES[0],
            ['- heading "Marta’s Tuesday"', '- slider "1. On waking"', 'combobox "On waking', "- status"],
        ),
        (
            FIGURES[3],
            ['- group "Definitions"', '- checkbox "Homelessness" [checked]', "- status: ", '- img "counts it'],
        ),
        (SCENARIOS[0], ['- heading "', "[level=2]", '- button "Continue"', '- button "Skip to the reading version"']),
        (CHECKS[1], ["Question 1 of", "- radio", '- button "Check my answer"', "- status"]),
        (COMPARISON, ['- heading "', '- group "Choose a definition"', "- radio", '- button "Show the table']),
        (SHEETS[0], ["- textbox ", '- heading "', '- button "Save as a text file"']),
        (QUIZ, ['heading "Quiz', "[level=2]", '- button "Begin"']),
    ],
)
def test_a_widget_reads_as_what_it_is(open_page: Callable[..., Page], name: str, expected: list[str]) -> None:
    page = open_page(name)
    pass_note(page)
    tree = page.locator(".ww-live").first.aria_snapshot()
    assert [part for part in expected if part not in tree] == []


@pytest.mark.parametrize("name", [*KINDS, SCENARIOS[0], SHEETS[1]])
def test_targets_are_large_and_nothing_is_cut_off(open_page: Callable[..., Page], name: str) -> None:
    page = open_page(name)
    assert page.evaluate(SMALL) == []
    if page.locator("ww-widget").count():
        for state in states(page):
            assert page.evaluate(SMALL) == [], state
    page.evaluate(ADD_STYLE, SPACED)
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    large = open_page(name, viewport={"width": 640, "height": 800})
    large.evaluate(ADD_STYLE, LARGE)
    assert large.evaluate(CLIPPED) == []
    assert large.evaluate("document.documentElement.scrollWidth <= innerWidth")
