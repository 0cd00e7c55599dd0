"""A worksheet on a page without a kernel, opened from disk."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from axe import WINDOWS

OpenWidget = Callable[..., Page]
Check = Callable[[Page], None]
CLEAR = "Clear this worksheet"


@pytest.fixture
def page(open_widget: OpenWidget) -> Page:
    return open_widget("worksheet", "tea-sheet")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_fields_have_names_and_hints(page: Page) -> None:
    expect(page.get_by_label("Its colour")).to_have_accessible_description("Any colour will do.")
    expect(page.get_by_label("Is it <big>?")).to_have_attribute("rows", "3")
    expect(page.get_by_role("heading", name="The pot", level=3)).to_be_visible()


def test_what_is_written_is_kept_and_saved_as_text(page: Page, tmp_path: Path) -> None:
    page.get_by_label("Its colour").fill("Blue <b>")
    page.get_by_label("Its size").fill("one\ntwo")
    assert page.evaluate("kept['worksheet/tea-sheet']") == {"colour": "Blue <b>", "size": "one\ntwo"}
    with page.expect_download() as download:
        press(page, "Save as a text file")
    assert download.value.suggested_filename == "notes.txt"
    download.value.save_as(tmp_path / "saved.txt")
    assert (tmp_path / "saved.txt").read_text(encoding="utf-8") == (
        "My tea\n\nThe cup\n\nIts colour\nBlue <b>\n\nIts size\none\ntwo\n\nThe pot\n\nIs it <big>?\n\n"
    )
    expect(page.get_by_role("status")).to_contain_text("Look for a file called notes.txt in your downloads.")


def test_clearing_asks_once(page: Page) -> None:
    page.get_by_label("Its colour").fill("Blue")
    press(page, CLEAR)
    expect(page.get_by_role("button", name="Keep it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=CLEAR)).to_be_focused()
    expect(page.get_by_label("Its colour")).to_have_value("Blue")
    press(page, CLEAR)
    press(page, "Clear it")
    expect(page.get_by_role("status")).to_have_text("The sheet is empty again.")
    expect(page.get_by_role("button", name=CLEAR)).to_be_focused()
    expect(page.get_by_label("Its colour")).to_have_value("")
    assert page.evaluate("kept['worksheet/tea-sheet']") == {}


def test_what_was_kept_comes_back_and_can_be_forgotten(page: Page) -> None:
    page.add_init_script("globalThis.kept = {'worksheet/tea-sheet': {pot: 'Big', gone: 'x', size: 7}}")
    page.reload()
    expect(page.get_by_label("Is it <big>?")).to_have_value("Big")
    expect(page.get_by_label("Its size")).to_have_value("")
    page.evaluate("document.dispatchEvent(new CustomEvent('ww:forgotten'))")
    expect(page.get_by_label("Is it <big>?")).to_have_value("")


def test_it_prints_what_is_written_and_lines_for_the_rest(page: Page) -> None:
    page.get_by_label("Its size").fill("one\ntwo")
    page.evaluate("globalThis.print = () => {}")
    press(page, "Print")
    page.emulate_media(media="print")
    text = page.evaluate("document.body.innerText")
    assert "one\ntwo" in text
    assert "Save as" not in text
    assert "A page" not in text
    expect(page.locator(".ww-live .ww-line:visible")).to_have_count(1 + 3)
    expect(page.locator(":is(textarea, button):visible")).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("document.body.innerText").startswith("A page")
    expect(page.locator(".ww-fallback")).to_be_hidden()


def test_without_javascript_it_is_the_blank_form(open_widget: OpenWidget) -> None:
    page = open_widget("worksheet", "tea-sheet", java_script_enabled=False)
    expect(page.get_by_text("Any colour will do.")).to_be_visible()
    expect(page.locator(".ww-line:visible")).to_have_count(1 + 2 + 3)


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_no_state_has_barriers(open_widget: OpenWidget, assert_no_barriers: Check, width: int, scheme: str) -> None:
    page = open_widget("worksheet", "tea-sheet", viewport={"width": width, "height": 800}, color_scheme=scheme)
    for prepare in (lambda: None, lambda: press(page, CLEAR), lambda: press(page, "Clear it")):
        prepare()
        assert_no_barriers(page)
