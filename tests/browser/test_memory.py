"""The memory that a learner chooses: her own file, edited content, other tabs, browsers that keep nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from sheets import DEVICE, TAB, choose, press, settings

SHEET = "window-of-tolerance/worksheet.html"
STORY = "window-of-tolerance/scenario-kitchen.html"
SAID = "[data-ww-memory-said]"


def write(page: Page, text: str) -> None:
    page.locator("textarea").first.fill(text)
    page.locator("textarea").first.blur()


def walk_one_scene(page: Page) -> None:
    page.locator("ww-widget").get_by_role("button", name="Continue").or_(
        page.get_by_role("button", name="Begin")
    ).click()
    page.locator(".ww-choices button").first.click()
    page.get_by_role("button", name="Carry on").click()


def saved(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        press(page, "Save my place and answers as a file")
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def opened(page: Page, file: Path) -> None:
    with page.expect_file_chooser() as chooser:
        press(page, "Open a saved file")
    chooser.value.set_files(file)


def test_a_file_takes_place_answers_and_settings_to_another_device(
    page: Page, open_page: Callable[..., Page], address: str, tmp_path: Path
) -> None:
    choose(page, TAB)
    choose(page, "Larger")
    write(page, "mine")
    page.goto(f"{address}{STORY}")
    walk_one_scene(page)
    file = saved(page, tmp_path)
    assert file.name == "notes.json"
    assert json.loads(file.read_text(encoding="utf-8"))["format"] == 1
    expect(page.locator(SAID)).to_contain_text("in 2 parts of the course")

    other = open_page(SHEET)
    opened(other, file)
    expect(other.locator("textarea").first).to_have_value("mine")
    expect(other.locator(SAID)).to_contain_text(
        "They are gone when you leave this page, unless you choose to keep them."
    )
    expect(other.locator("html")).to_have_attribute("data-ww-size", "larger")
    assert "kept" not in json.loads(other.evaluate("sessionStorage.widerwindow"))
    assert other.evaluate("localStorage.length") == 0
    choose(other, DEVICE)
    other.goto(f"{address}{STORY}")
    expect(other.locator(".ww-where")).to_contain_text("Scene 2")


@pytest.mark.parametrize(
    "text",
    [
        "not a file of ours",
        "[]",
        "null",
        '{"kept": {}}',
        '{"format": 2, "kept": {}}',
        '{"format": 1, "kept": "all"}',
        " " * 1_100_000,
    ],
    ids=["words", "list", "null", "no format", "newer", "odd", "too long"],
)
def test_a_file_from_elsewhere_is_refused_and_changes_nothing(page: Page, tmp_path: Path, text: str) -> None:
    write(page, "mine")
    file = tmp_path / "other.json"
    file.write_text(text, encoding="utf-8")
    opened(page, file)
    expect(page.locator(SAID)).to_contain_text("Nothing has changed.")
    expect(page.locator("textarea").first).to_have_value("mine")


def test_what_a_strange_file_holds_is_left_out_part_by_part(page: Page, tmp_path: Path) -> None:
    field = page.evaluate(
        "JSON.parse(document.querySelector('ww-widget script').textContent).content.sections[0].fields[0].id"
    )
    strange = {
        "format": 1,
        "kept": {
            "worksheet/three-bands": {field: "kept", "gone": "lost"},
            "__proto__/x": {"a": 1},
            "<b>": {},
            "scenario/gone": None,
        },
        "settings": {"size": "<b>", "contrast": 7, "unknown": "dark", "typeface": "serif"},
        "passed": [{}, "a"],
    }
    file = tmp_path / "strange.json"
    file.write_text(json.dumps(strange), encoding="utf-8")
    opened(page, file)
    expect(page.locator("textarea").first).to_have_value("kept")
    expect(page.locator(SAID)).to_contain_text("1 part of the course")
    expect(page.locator("html")).to_have_attribute("data-ww-typeface", "serif")
    assert page.evaluate("({...document.documentElement.dataset})") == {"wwTypeface": "serif"}


def test_an_edited_scenario_keeps_the_way_up_to_the_edit(page: Page, visit: BrowserContext, address: str) -> None:
    choose(page, DEVICE)
    write(page, "mine")
    page.goto(f"{address}{STORY}")
    walk_one_scene(page)
    page.locator(".ww-choices button").first.click()
    page.get_by_role("button", name="Carry on").click()
    expect(page.locator(".ww-where")).to_contain_text("Scene 3")
    path = json.loads(page.evaluate("localStorage.widerwindow"))["kept"]["scenario/kitchen-nine-pm"]

    def edit(route: Route) -> None:
        """Answer with the page as it is after its author gave the second choice another id."""
        html = route.fetch().text()
        before = f'"id":"{path[1][1]}"'
        assert before in html
        route.fulfill(body=html.replace(before, '"id":"renamed"'), content_type="text/html; charset=utf-8")

    visit.route(f"{address}{STORY}", edit)
    page.goto(f"{address}{STORY}")
    expect(page.locator(".ww-where")).to_contain_text("Scene 2")
    page.goto(f"{address}{SHEET}")
    expect(page.locator("textarea").first).to_have_value("mine")


def test_answers_given_in_two_tabs_are_both_kept(page: Page, visit: BrowserContext, address: str) -> None:
    choose(page, DEVICE)
    other = visit.new_page()
    other.goto(f"{address}{STORY}")
    write(page, "mine")
    walk_one_scene(other)
    both = ["route/mine", "scenario/kitchen-nine-pm", "worksheet/three-bands"]
    # What one tab stores comes to the other a moment later.
    page.wait_for_function(
        "both => String(Object.keys(JSON.parse(localStorage.widerwindow).kept).sort()) === String(both)", arg=both
    )
    press(page, "Clear what is kept")
    expect(other.get_by_label("Nothing is kept")).to_be_checked()
    other.get_by_role("button", name="Step back").click()
    assert other.evaluate("localStorage.length") == 0


def test_a_browser_that_becomes_full_says_so(page: Page) -> None:
    choose(page, DEVICE)
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }")
    write(page, "mine")
    expect(page.get_by_text("There is no room left in this browser.")).to_be_visible()


def test_a_browser_without_any_storage_still_shows_the_page(visit: BrowserContext, address: str) -> None:
    for store in ("localStorage", "sessionStorage"):
        visit.add_init_script(
            f"Object.defineProperty(window, '{store}', {{ get() {{ throw new DOMException('no'); }} }})"
        )
    page = visit.new_page()
    page.goto(f"{address}{SHEET}")
    with settings(page) as sheet:
        sheet.get_by_label(DEVICE).click()
    expect(page.locator(SAID)).to_contain_text("does not let the page keep anything")
