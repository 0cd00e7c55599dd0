"""Figures to take hold of, on a page without a kernel, opened from disk: by mouse, by finger, by key and by list."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Locator, Page, expect

from axe import WINDOWS

OpenWidget = Callable[..., Page]
Check = Callable[[Page], None]
WIDE = {"viewport": {"width": 1280, "height": 900}}
FIGURES = ["tea-day", "tea-warmth", "tea-cards", "tea-matrix"]
SHIFTS = """() => {
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) shifts.push(entry.value);
  }).observe({ type: "layout-shift", buffered: true });
}"""


@pytest.fixture
def line(open_widget: OpenWidget) -> Page:
    return open_widget("figure", "tea-day", **WIDE)


@pytest.fixture
def cards(open_widget: OpenWidget) -> Page:
    return open_widget("figure", "tea-cards", **WIDE)


@pytest.fixture
def matrix(open_widget: OpenWidget) -> Page:
    return open_widget("figure", "tea-matrix", **WIDE)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def kept(page: Page, name: str) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(f"kept['figure/{name}'] ?? {{}}")
    return found


def middle_of(handle: Locator) -> tuple[float, float]:
    """Where a handle's thumb is: what is touched of a slider is its thumb alone."""
    box = handle.bounding_box()
    assert box
    share = float(handle.input_value()) / 100
    upright = box["height"] > box["width"]
    if upright:
        return box["x"] + box["width"] / 2, box["y"] + box["height"] - 22 - share * (box["height"] - 44)
    return box["x"] + 22 + share * (box["width"] - 44), box["y"] + box["height"] / 2


def drag(page: Page, handle: Locator, right: float, down: float) -> None:
    handle.scroll_into_view_if_needed()
    x, y = middle_of(handle)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right / 2, y + down / 2)
    page.mouse.move(x + right, y + down)
    page.mouse.up()


def swipe(page: Page, start: tuple[float, float], right: float, down: float) -> None:
    """One finger goes from `start` by so many pixels, and up."""
    session: CDPSession = page.context.new_cdp_session(page)

    def touch(kind: str, share: float = 0) -> None:
        at = {"x": start[0] + right * share, "y": start[1] + down * share}
        points = [] if kind == "touchEnd" else [at]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart")
    for step in range(1, 9):
        touch("touchMove", step / 8)
    touch("touchEnd")


def slider(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=name)


def value(handle: Locator) -> str:
    return handle.get_attribute("aria-valuetext") or ""


def test_a_point_is_dragged_with_the_mouse_and_told_in_words(line: Page) -> None:
    noon = slider(line, "2. At noon")
    assert value(noon) == "Not placed yet"
    expect(line.locator(".ww-told").first).to_be_empty()
    drag(line, noon, 0, -150)
    assert value(noon) == "Jittery"
    expect(line.locator(".ww-now")).to_have_text("2. At noonOne cup.")
    expect(line.locator(".ww-told").first).to_have_text("0 of 1 lies awake. At noon: jittery.")
    assert list(kept(line, "tea-day")) == ["noon"]
    expect(line.get_by_label("At noon: where you put it")).to_have_value("Jittery")


def test_every_point_moves_by_key_alone_and_the_list_moves_with_it(line: Page) -> None:
    line.keyboard.press("Tab")
    dawn = slider(line, "1. At dawn")
    expect(dawn).to_be_focused()
    line.keyboard.press("Home")
    assert value(dawn) == "Asleep"
    for _ in range(2):
        line.keyboard.press("PageUp")
    for _ in range(3):
        line.keyboard.press("ArrowUp")
    assert kept(line, "tea-day") == {"dawn": 23}
    assert value(dawn) == "Asleep, towards Awake"
    line.get_by_label("At dawn: where you put it").select_option("Jittery, towards Awake")
    assert kept(line, "tea-day") == {"dawn": 75}
    assert value(dawn) == "Jittery, towards Awake"


def test_she_compares_moves_the_edges_and_puts_it_back(line: Page) -> None:
    closing = line.locator(".ww-live").get_by_text("Sam knows best.")
    expect(closing).to_be_hidden()
    expect(slider(line, "Upper edge")).to_be_hidden()
    slider(line, "1. At dawn").fill("20")
    slider(line, "3. At night").fill("50")
    press(line, "Compare with Sam's own line")
    expect(line.get_by_role("status")).to_have_text(
        "1 of 3 are where Sam's own line has them. Not placed yet: At noon."
    )
    expect(closing).to_be_visible()
    expect(line.locator(".ww-answer").first).to_have_text("Sam's own line: AsleepThe kettle was cold.")
    told, upper, lower = line.locator(".ww-told").first, slider(line, "Upper edge"), slider(line, "Lower edge")
    expect(told).to_have_text("1 of 3 lie awake. At dawn: asleep. At night: jittery.")
    upper.press("End")
    lower.press("Home")
    expect(told).to_have_text("3 of 3 lie awake.")
    assert value(upper) == "3 of 3 lie awake."
    expect(line.get_by_text("Milk makes it wider.")).to_be_visible()
    drag(line, upper, 0, 400)
    assert int(upper.input_value()) - int(lower.input_value()) == 14  # no edge passes the other
    expect(line.get_by_text("A small pot makes it narrower.")).to_be_visible()
    assert kept(line, "tea-day") == {"dawn": 20, "night": 50, ":edges": [0, 14]}
    press(line, "Put it all back")
    expect(line.get_by_role("button", name="Put it all back")).to_be_focused()
    expect(line.get_by_role("status")).to_have_text("Everything is as it was.")
    assert kept(line, "tea-day") == {}
    assert value(slider(line, "1. At dawn")) == "Not placed yet"
    expect(closing).to_be_hidden()
    press(line, "Compare with Sam's own line")
    expect(line.get_by_role("status")).to_have_text("You have placed none yet. This is where Sam's own line has them.")


def test_a_finger_moves_a_handle_and_scrolls_the_page_everywhere_else(open_widget: OpenWidget) -> None:
    page = open_widget("figure", "tea-day", has_touch=True, viewport={"width": 360, "height": 500})
    noon = slider(page, "2. At noon")
    noon.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    swipe(page, middle_of(noon), 0, -90)
    assert int(noon.input_value()) > 65
    assert page.evaluate("scrollY") == before
    x, y = middle_of(noon)
    swipe(page, (x, y + 130), 0, -90)  # in the same column, beside the handle
    page.wait_for_function(f"scrollY > {before}")
    assert int(noon.input_value()) > 65


def test_rows_are_dragged_sideways(open_widget: OpenWidget) -> None:
    page = open_widget("figure", "tea-warmth", **WIDE)
    iced = slider(page, "Iced tea")
    drag(page, iced, -200, 0)
    assert value(iced) == "Cold"
    press(page, "Compare with the thermometer")
    expect(page.locator(".ww-answer").first).to_have_text("the thermometer: ColdIt has ice.")
    expect(page.locator(".ww-theirs")).to_have_count(2)
    expect(page.get_by_text("◆ the thermometer")).to_be_visible()


def test_a_card_is_dropped_pressed_or_chosen_into_a_group(cards: Page) -> None:
    later = cards.get_by_role("button", name="For later")
    expect(later).to_have_text("For later")
    cards.locator(".ww-card strong").hover()
    cards.mouse.down()
    there = later.bounding_box()
    assert there
    cards.mouse.move(there["x"] + 60, there["y"] + 60)
    expect(later).to_have_class("ww-bin ww-under")
    cards.mouse.up()
    expect(cards.get_by_role("status")).to_have_text("“Black tea & milk” is now in “For later”. Green tea")
    expect(later).to_contain_text("1 of 8")
    later.focus()
    cards.keyboard.press("Enter")
    expect(later).to_be_focused()
    expect(later).to_contain_text("5 of 8")
    cards.get_by_text("All the cards in a list").click()
    cards.get_by_label("Dust: where you put it").select_option("To throw away")
    cards.get_by_label("Black tea & milk: where you put it").select_option("For now")
    expect(cards.locator(".ww-deck")).to_have_text("All 3 cards are sorted.")
    assert kept(cards, "tea-cards") == {"black": "now", "green": "later", "dust": "out"}
    press(cards, "Compare with Ida")
    expect(cards.get_by_role("status")).to_have_text("3 of 3 are where Ida has them.")
    expect(later).to_contain_text("4 of 8; Ida: 4")
    expect(cards.locator(".ww-answer").last).to_have_text("Ida: To throw awayNobody drinks it.")


def test_a_finger_drags_a_card_by_its_grip_alone(open_widget: OpenWidget) -> None:
    page = open_widget("figure", "tea-cards", has_touch=True, viewport={"width": 360, "height": 500})
    card, grip = page.locator(".ww-card strong"), page.locator(".ww-grip")
    bin_ = page.get_by_role("button", name="For now")
    bin_.scroll_into_view_if_needed()
    for start, put in ((card, {}), (grip, {"black": "now"})):
        grip.scroll_into_view_if_needed()
        box, there = start.bounding_box(), bin_.bounding_box()
        assert box
        assert there
        swipe(page, (box["x"] + 20, box["y"] + 20), 60, there["y"] + 30 - box["y"] - 20)
        assert kept(page, "tea-cards") == put


def test_definitions_and_areas_are_switched(matrix: Page) -> None:
    gates = matrix.get_by_role("status").first
    expect(gates).to_have_text("Ida: counted in by 1 of 2. Left out by: The strict house.")
    expect(matrix.locator(".ww-live tbody tr").first).to_contain_text("All")
    matrix.get_by_label("Green tea").focus()
    matrix.keyboard.press("Space")
    expect(matrix.get_by_label("Green tea")).to_be_focused()
    matrix.get_by_label("Black tea").check()
    expect(gates).to_have_text("Ida: counted in by 2 of 2. Left out by: none.")
    matrix.get_by_role("checkbox", name="The wide house").uncheck()
    expect(matrix.locator(".ww-live tbody td:last-child")).to_have_text(["All", "All", "None"])
    expect(matrix.get_by_role("img", name="counts it, and it is there")).to_have_count(5)
    assert kept(matrix, "tea-matrix") == {"areas": ["herbs", "green", "black"], "definitions": ["strict"]}
    matrix.get_by_role("checkbox", name="The strict house").uncheck()
    expect(gates).to_have_text("Choose at least one definition.")
    press(matrix, "Put it all back")
    expect(gates).to_have_text("Ida: counted in by 1 of 2. Left out by: The strict house.")


@pytest.mark.parametrize(
    ("name", "was"),
    [
        ("tea-day", {"dawn": 5, "noon": 400, "gone": 3, ":edges": [90, 10]}),
        ("tea-cards", {"black": "now", "dust": "gone", "gone": "now"}),
        ("tea-matrix", {"areas": ["gone", "black"], "definitions": "x"}),
    ],
)
def test_what_was_kept_comes_back_cleaned_and_can_be_forgotten(
    open_widget: OpenWidget, name: str, was: dict[str, Any]
) -> None:
    page = open_widget("figure", name)
    page.add_init_script(f"globalThis.kept = {{'figure/{name}': {was!r}}}")
    page.reload()
    if name == "tea-day":
        assert value(slider(page, "1. At dawn")) == "Asleep"
        assert value(slider(page, "2. At noon")) == "Not placed yet"
        slider(page, "1. At dawn").press("ArrowUp")
        assert kept(page, name) == {"dawn": 6}
    elif name == "tea-cards":
        page.get_by_role("button", name="For later").click()
        assert kept(page, name) == {"black": "now", "green": "later"}
    else:
        expect(page.get_by_label("Black tea")).to_be_checked()
        expect(page.get_by_label("Herbs & mint")).not_to_be_checked()
    page.evaluate("document.dispatchEvent(new CustomEvent('ww:forgotten'))")
    assert page.evaluate("document.querySelector('ww-widget').model.get('answers')") == {}
    expect(page.locator(".ww-live .ww-dot:not(.ww-unplaced)")).to_have_count(0)


@pytest.mark.parametrize("name", FIGURES)
def test_without_javascript_it_is_text_and_what_belongs_where(open_widget: OpenWidget, name: str) -> None:
    page = open_widget("figure", name, java_script_enabled=False, **WIDE)
    expect(page.locator(".ww-fallback h2")).to_be_visible()
    if name == "tea-matrix":
        expect(page.locator("tfoot td").last).to_have_text("1 of 1 In")
        return
    last = page.locator("details li").last
    expect(last).to_be_hidden()
    page.locator("summary").click()
    expect(last).to_be_visible()


@pytest.mark.parametrize("name", FIGURES)
def test_on_paper_it_is_the_text_until_something_is_done(open_widget: OpenWidget, name: str) -> None:
    page = open_widget("figure", name, **WIDE)
    page.emulate_media(media="print")
    expect(page.locator(".ww-live")).to_be_hidden()
    expect(page.locator(".ww-fallback h2")).to_be_visible()
    page.emulate_media(media="screen")
    touch_it(page)
    page.emulate_media(media="print")
    expect(page.locator(".ww-live h2")).to_be_visible()
    expect(page.locator(".ww-fallback")).to_be_hidden()
    expect(page.locator(".ww-live :is(.ww-actions button, .ww-handle):visible")).to_have_count(0)
    if name == "tea-cards":
        expect(page.locator(".ww-bin").first).to_be_visible()  # the squares are what she did


def touch_it(page: Page) -> None:
    """Does one thing with the figure, whatever it is."""
    page.locator(".ww-live").locator("input[type=range]:visible, .ww-bin, input[type=checkbox]").first.press("Space")
    handle = page.locator(".ww-live .ww-handle:visible")
    if handle.count():
        handle.first.press("ArrowUp")


@pytest.mark.parametrize("name", FIGURES)
def test_nothing_jumps_while_she_moves_something(open_widget: OpenWidget, name: str) -> None:
    page = open_widget("figure", name, viewport={"width": 360, "height": 3000})
    page.evaluate(SHIFTS)
    where = ".ww-live :is(.ww-plot, .ww-bins, .ww-matrix)"
    before = page.locator(where).first.bounding_box()
    touch_it(page)
    assert page.locator(where).first.bounding_box() == before
    page.wait_for_timeout(200)
    assert sum(page.evaluate("shifts")) < 0.01


@pytest.mark.parametrize("name", FIGURES)
def test_what_is_drawn_shows_in_forced_colours(open_widget: OpenWidget, name: str) -> None:
    page = open_widget("figure", name, forced_colors="active", **WIDE)
    touch_it(page)
    drawn = page.locator(".ww-live :is(.ww-dot circle, .ww-full rect, .ww-on line)").first
    line, paper = drawn.evaluate(
        "(one) => [getComputedStyle(one).stroke, getComputedStyle(document.body).backgroundColor]"
    )
    assert line != paper
    if name in ("tea-day", "tea-warmth"):
        handle = page.locator(".ww-handle").first
        with_ring = handle.screenshot()  # a key was pressed last
        handle.evaluate("(one) => one.blur()")
        assert handle.screenshot() != with_ring


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
@pytest.mark.parametrize("name", FIGURES)
def test_no_state_has_barriers(
    open_widget: OpenWidget, assert_no_barriers: Check, name: str, width: int, scheme: str
) -> None:
    page = open_widget("figure", name, viewport={"width": width, "height": 800}, color_scheme=scheme)

    def compared() -> None:
        touch_it(page)
        if page.locator(".ww-main").count():
            page.locator(".ww-main").click()

    for prepare in (lambda: None, compared):
        prepare()
        assert_no_barriers(page)
        pressed = page.locator(".ww-live :is(button, label, select, summary):visible")
        assert min(pressed.evaluate_all("all => all.map((one) => one.offsetHeight)")) >= 44
        thumbs = page.locator(".ww-handle:visible").evaluate_all("all => all.map((one) => one.offsetHeight)")
        assert min(thumbs, default=32) >= 32
