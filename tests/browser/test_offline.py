"""The zip for a USB stick, unpacked and opened from disk with no network at all."""

import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sheets import TAB, choose
from walking import answer, steps


@pytest.fixture(scope="module")
def stick(built: Path, command: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a space in its name, as sticks have, with what was in the zip."""
    said = command(built, "build", "--offline")
    assert re.search(r"notes\.zip \(\d+ kB\)", said)
    assert "open-me.html" in said
    folder = tmp_path_factory.mktemp("stick") / "USB STICK"
    with zipfile.ZipFile(built / "_build" / "notes.zip") as packed:
        packed.extractall(folder)
    return folder


@pytest.fixture
def page(new_visit: Callable[..., BrowserContext], stick: Path) -> Iterator[Page]:
    page = new_visit(offline=True).new_page()
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.goto((stick / "open-me.html").as_uri())
    page.get_by_role("link", name="Open the first page").click()
    page.wait_for_load_state()
    yield page
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert errors == []


def go(page: Page, title: str) -> None:
    page.locator(".ww-menu").click()
    page.get_by_role("navigation", name="Contents", exact=True).get_by_role("link", name=title, exact=True).click()
    page.wait_for_load_state()


def test_the_one_file_at_the_top_says_what_to_do(
    new_visit: Callable[..., BrowserContext], stick: Path, assert_no_barriers: Callable[[Page], None]
) -> None:
    assert sorted(file.name for file in stick.iterdir()) == ["open-me.html", "pages"]
    page = new_visit().new_page()
    page.goto((stick / "open-me.html").as_uri())
    assert_no_barriers(page)
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"


@pytest.mark.thorough
def test_every_page_opens_from_disk_without_an_error(page: Page, stick: Path) -> None:
    for file in sorted((stick / "pages").rglob("*.html")):
        page.goto(file.as_uri())


def test_a_scenario_is_played_to_its_debrief(page: Page) -> None:
    go(page, "Window of tolerance")
    go(page, "Scenario: the office phone rings")
    story = page.locator("ww-widget")
    story.get_by_role("button", name="Continue").click()
    end = story.get_by_role("heading", name="Looking back")
    onward = story.get_by_role("button", name=re.compile("^(Carry on|Look back on the story|Begin)$"))
    while not end.count():
        onward.or_(story.locator(".ww-choice")).first.click()
    expect(end).to_be_visible()


def test_a_self_check_answers(page: Page) -> None:
    go(page, "Window of tolerance")
    go(page, "Co-regulation: steadier together")
    page.locator("ww-widget").get_by_role("radio").first.check()
    page.locator("ww-widget").get_by_role("button", name="Check my answer").first.click()
    expect(page.locator("ww-widget").get_by_text(re.compile("This fits|Look again")).first).to_be_visible()


def test_a_worksheet_is_kept_where_she_chose(page: Page) -> None:
    go(page, "Window of tolerance")
    go(page, "Worksheet: three bands")
    choose(page, TAB)
    page.locator("ww-widget textarea").first.fill("mine")
    page.locator("ww-widget textarea").first.blur()
    page.reload()
    expect(page.locator("ww-widget textarea").first).to_have_value("mine")


def test_the_quiz_gives_its_file(page: Page) -> None:
    go(page, "Window of tolerance")
    go(page, "Quiz: window of tolerance")
    for _ in steps(page.locator("ww-widget")):
        answer(page.locator("ww-widget"))
    page.get_by_label("Your learner code").fill("heron-7")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my answers").click()
    notebook = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert notebook["metadata"]["widerwindow"]["learner"] == "heron-7"


def test_the_search_finds_and_leads_there(page: Page) -> None:
    page.locator(".ww-menu").click()
    page.get_by_role("link", name="Search", exact=True).click()
    page.wait_for_load_state()
    page.get_by_role("searchbox").fill("co-regulation")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Glossary: Co-regulation").click()
    expect(page.locator("dt:target")).to_have_text("Co-regulation")
