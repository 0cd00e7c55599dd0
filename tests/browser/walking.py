"""Takes a page of the course, and each widget on it, through the states that a learner can bring it to."""

import re
from collections.abc import Iterator

from playwright.sync_api import Locator, Page

LONGEST = 40  # steps of a story
_TELLING = ("scene", "What happened", "Before the next scene", "Looking back")


def pass_note(page: Page) -> None:
    """Go on past the page's content note, where it has one."""
    way = page.locator("[data-ww-continue]")
    if way.count() and way.first.is_visible():
        way.first.click()


def states(page: Page) -> Iterator[str]:
    """Walk each of the page's widgets through its states, and name each."""
    pass_note(page)
    for widget in page.locator("ww-widget:has(.ww-live)").all():
        kind = widget.get_attribute("data-kind") or ""
        name = f"{kind} {widget.get_attribute('data-id')}"
        live = widget.locator(".ww-live")
        yield f"{name}, opening"
        for state in _WALKS[kind](live):
            yield f"{name}, {state}"


def _unfold(live: Locator) -> None:
    live.evaluate("(live) => live.querySelectorAll('details').forEach((part) => { part.open = true; })")


def steps(live: Locator) -> Iterator[int]:
    """Go through a quiz, step by step where one alone is shown, and give the number of each."""
    onward = live.get_by_role("button", name=re.compile("^(Begin|Next|Review)$"))
    yield 0
    for number in range(1, LONGEST):
        if not onward.count():
            break
        onward.click()
        yield number


def answer(live: Locator) -> None:
    """Answer all that is shown."""
    covers = live.get_by_role("button", name="Show the question")
    while covers.count():
        covers.first.click()
    groups = "fieldset:not(:has(fieldset)):has([type=radio], [type=checkbox]):visible"
    for group in live.locator(groups).all():
        group.get_by_role("radio").or_(group.get_by_role("checkbox")).first.check()
    for settle in live.get_by_role("button", name="This order is my answer").all():
        settle.click()
    for field in live.locator("[inputmode=decimal]:visible").all():
        field.fill("3")
    for field in live.locator("textarea:visible").all():
        field.fill("She paced.")


def _self_check(live: Locator) -> Iterator[str]:
    answer(live)
    for one in live.get_by_role("button", name="Check my answer").all():
        one.click()
    _unfold(live)
    yield "answered"


def _practice(live: Locator) -> Iterator[str]:
    for number in range(LONGEST):
        if live.get_by_role("button", name="Practise again with other questions").count():
            break
        answer(live)
        live.get_by_role("button", name="Check my answer").click()
        _unfold(live)
        yield f"question {number + 1}"
        live.get_by_role("button", name=re.compile("^(Next question|Leave it out|See how it went)$")).click()
    yield "end"


def _quiz(live: Locator) -> Iterator[str]:
    for _ in steps(live):
        answer(live)
    live.get_by_role("button", name="Download my answers").click()
    _unfold(live)
    yield "asked for the code"


def _worksheet(live: Locator) -> Iterator[str]:
    answer(live)
    live.get_by_role("button", name="Clear this worksheet").click()
    yield "asked whether to clear"
    live.get_by_role("button", name="Clear it").click()
    yield "cleared"


def _comparison(live: Locator) -> Iterator[str]:
    live.get_by_role("radio").first.check()
    yield "one definition"
    for person in live.locator(".ww-item").all():
        person.get_by_role("radio").first.check()
    live.get_by_role("button", name="Show who is counted").click()
    yield "who is counted"
    live.get_by_role("button", name="Show the table").click()
    yield "the whole table"


def _figure(live: Locator) -> Iterator[str]:
    for one in live.locator(".ww-handle:visible").all():
        one.press("ArrowUp")
    for one in live.locator(".ww-bin, [type=checkbox]").all():
        one.press("Space")
    yield "taken hold of"
    compare = live.locator(".ww-main")
    if compare.count():
        compare.click()
        yield "compared"


def _scenario(live: Locator) -> Iterator[str]:
    seen = set()
    for _ in range(LONGEST):
        choices = live.locator(".ww-choice")
        state = "scene" if choices.count() else live.locator("h2").inner_text()
        if state not in seen and state in _TELLING:
            seen.add(state)
            yield state
        if state == "Looking back":
            break
        (choices if choices.count() else live.locator(".ww-main")).first.click()
    _unfold(live)
    yield "unfolded"
    live.get_by_role("button", name="Start again").click()
    live.get_by_role("button", name="Skip to the reading version").click()
    _unfold(live)
    yield "reading version"


_WALKS = {
    "scenario": _scenario,
    "selfcheck": _self_check,
    "practice": _practice,
    "quiz": _quiz,
    "record": _worksheet,
    "worksheet": _worksheet,
    "comparison": _comparison,
    "figure": _figure,
}
