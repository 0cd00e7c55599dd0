"""Leaving fast: from a frame of another site, on a small screen, with the memory cleared, and switched off."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sheets import DEVICE, choose, press

AWAY = "https://www.bbc.co.uk/weather"
SHEET = "window-of-tolerance/worksheet.html"


def press_shift(page: Page) -> None:
    for _ in range(3):
        page.keyboard.press("Shift")


def test_from_a_frame_of_another_site_the_button_leaves_the_whole_screen(in_a_frame: Callable[[str], Page]) -> None:
    page = in_a_frame("")
    page.frame_locator("iframe").locator(".ww-top .ww-exit").click()
    page.wait_for_url(AWAY)


def test_from_a_text_field_in_a_frame_shift_leaves_the_whole_screen(in_a_frame: Callable[[str], Page]) -> None:
    page = in_a_frame("")
    page.frame_locator("iframe").locator("textarea").first.click()
    press_shift(page)
    page.wait_for_url(AWAY)


def test_where_the_other_site_forbids_it_the_frame_is_left_and_says_so(in_a_frame: Callable[[str], Page]) -> None:
    page = in_a_frame("sandbox='allow-scripts'")
    page.frame_locator("iframe").locator(".ww-top .ww-exit").click()
    expect(page.frame_locator("iframe").locator("body")).to_contain_text("Only this part of the screen could be left")
    assert page.frames[1].url.endswith("ww-left.html")


@pytest.mark.parametrize("name", ["index.html", SHEET, "window-of-tolerance/scenario-kitchen.html"])
@pytest.mark.parametrize("size", ["", "largest"])
def test_nothing_covers_the_exit_at_four_hundred_per_cent(open_page: Callable[..., Page], name: str, size: str) -> None:
    page = open_page(name, viewport={"width": 320, "height": 256})
    page.evaluate("(size) => document.documentElement.setAttribute('data-ww-size', size)", size)
    for place in (0, 0.5, 1):
        page.evaluate("(part) => scrollTo(0, document.body.scrollHeight * part)", place)
        expect(page.locator(".ww-top .ww-exit")).to_be_in_viewport(ratio=1)
        assert page.evaluate(
            """() => {
                const exit = document.querySelector(".ww-top .ww-exit");
                const { left, top, right, bottom } = exit.getBoundingClientRect();
                const points = [[left + 3, top + 3], [right - 3, bottom - 3], [(left + right) / 2, (top + bottom) / 2]];
                return bottom - top >= 44 && points.every(([x, y]) => exit.contains(document.elementFromPoint(x, y)));
            }"""
        )
    assert page.evaluate("document.querySelector('.ww-top').offsetHeight < innerHeight / 2")


def test_the_exit_is_in_reach_while_the_pause_is_open(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 256})
    page.locator(".ww-top [data-ww-pause]").click()
    leave = page.locator(".ww-top .ww-exit")
    page.get_by_role("button", name="Back to where you were").scroll_into_view_if_needed()
    expect(leave).to_be_in_viewport(ratio=1)
    leave.click()
    page.wait_for_url(AWAY)


@pytest.mark.parametrize("width", [320, pytest.param(700, marks=pytest.mark.thorough), 1280])
@pytest.mark.parametrize("opener", [".ww-menu", "[data-ww-open=settings]", "[data-ww-pause]"])
def test_with_any_sheet_open_the_exit_can_be_pressed_and_reached_by_tab_and_shift_leaves(
    page: Page, opener: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 500})
    opens = page.locator(f".ww-top {opener}")
    if not opens.is_visible():  # where there is room, the contents stand beside the page
        assert (opener, width) == (".ww-menu", 1280)
        return
    leave = page.locator(".ww-top .ww-exit")
    opens.press("Enter")
    expect(opens).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("!document.querySelector('.ww-top').contains(document.activeElement)")
    assert page.evaluate(
        """() => {
            const { left, top, width, height } = document.querySelector(".ww-top .ww-exit").getBoundingClientRect();
            const at = document.elementFromPoint(left + width / 2, top + height / 2);
            const end = innerWidth - Math.max(0, innerWidth - 1056) / 2;
            return at.closest(".ww-exit") !== null && left + width > end - 40;
        }"""
    )
    page.keyboard.press("Shift+Tab")
    expect(leave).to_be_focused()
    expect(opens).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(opens).to_have_attribute("aria-expanded", "false")
    opens.press("Enter")
    press_shift(page)
    page.wait_for_url(AWAY)


def test_a_held_shift_and_a_slow_third_press_do_not_leave(visit: BrowserContext, address: str) -> None:
    page = visit.new_page()
    page.clock.install()
    page.goto(f"{address}{SHEET}")
    for _ in range(4):
        page.keyboard.down("Shift")
        page.keyboard.down("Shift")  # as a keyboard repeats a key that is held
        page.keyboard.up("Shift")
    expect(page.locator("[data-ww-exit-said]")).to_be_empty()
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.run_for(5100)
    expect(page.locator("[data-ww-exit-said]")).to_have_text("The exit was not used")
    page.keyboard.press("Shift")
    expect(page.locator("[data-ww-exit-said]")).to_contain_text("1 of 3")


def test_the_dots_show_in_forced_colours(open_page: Callable[..., Page]) -> None:
    page = open_page("index.html", forced_colors="active")
    page.keyboard.press("Shift")
    widths = page.locator(".ww-top .ww-presses i").evaluate_all(
        "(dots) => dots.map((dot) => getComputedStyle(dot).borderTopWidth)"
    )
    assert widths == ["4px", "1px", "1px"]


def test_clear_and_leave_does_both(page: Page, address: str) -> None:
    choose(page, DEVICE)
    page.locator("textarea").first.fill("mine")
    page.locator("textarea").first.blur()
    assert page.evaluate("localStorage.length") == 1
    press(page, "Clear and leave")
    page.wait_for_url(AWAY)
    page.goto(f"{address}{SHEET}")
    expect(page.locator("textarea").first).to_have_value("")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_exit_does_not_print(page: Page) -> None:
    page.emulate_media(media="print")
    for link in page.locator("[data-ww-exit]").all():
        expect(link).to_be_hidden()


@pytest.fixture(scope="session")
def quiet_copy(
    once: Callable[[str, Callable[[Path], object]], Path],
    shorten: Callable[[Path], Path],
    command: Callable[..., str],
) -> Path:
    """The site of a copy of the course with few modules, no exit and neutral names, built once for all workers."""

    def build(folder: Path) -> None:
        copy = shorten(folder)
        settings = copy / "organisation.yml"
        text = settings.read_text(encoding="utf-8")
        changed = text.replace("  shown: true", "  shown: false").replace(
            "  file: notes", "  title: Notes\n  file: list"
        )
        assert changed != text
        settings.write_text(changed, encoding="utf-8")
        command(copy, "build")

    return once("quiet", build) / "copy" / "_build" / "html"


def test_the_exit_can_be_switched_off_and_the_pages_say_so(visit: BrowserContext, quiet_copy: Path) -> None:
    page = visit.new_page()
    for name in ("index.html", "start-safely/index.html", "start-safely/leaving-fast.html"):
        page.goto((quiet_copy / name).as_uri())
        expect(page.locator("[data-ww-exit]")).to_have_count(0)
        expect(page.locator("main")).not_to_contain_text("Leave this page")
        expect(page.get_by_role("button", name="Clear and leave")).to_have_count(0)
        press_shift(page)
        assert page.url.endswith(name)
    expect(page.locator("main")).to_contain_text("no button to leave fast")


def test_titles_and_files_are_neutral_where_the_copy_has_it_so(visit: BrowserContext, quiet_copy: Path) -> None:
    page = visit.new_page()
    for file in quiet_copy.rglob("*.html"):
        if file.parent.name != "_static":
            page.goto(file.as_uri())
            assert page.title() == "Notes"
    with page.expect_download() as download:
        press(page, "Save my place and answers as a file")
    assert download.value.suggested_filename == "list.json"
