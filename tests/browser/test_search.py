"""The search as a learner meets it: by hand, by keyboard, in the accessibility tree, and with what it must not do."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page("search.html")


def look_for(page: Page, words: str) -> None:
    page.get_by_role("searchbox", name="Words to look for").fill(words)
    page.keyboard.press("Enter")


def status(page: Page) -> str:
    said = page.locator("#search-said")
    expect(said).not_to_have_text(re.compile(r"^(Looking\.)?$"))
    return said.inner_text()


def test_results_are_a_list_with_a_heading_and_an_excerpt_each_and_their_number_is_said(page: Page) -> None:
    look_for(page, "hyperarousal")
    items = page.get_by_role("main").locator("#search-results").get_by_role("listitem")
    assert status(page) == f"{items.count()} pages found."
    for item in items.all():
        expect(item.get_by_role("heading", level=2).get_by_role("link")).to_be_visible()
        assert item.locator("p").inner_text()


def test_a_term_of_the_glossary_comes_first_and_leads_to_its_line(page: Page) -> None:
    for word, term in [("co-regulation", "Co-regulation"), ("grounding", "Grounding"), ("refuges", "Refuge")]:
        look_for(page, word)
        link = page.get_by_role("link", name=f"Glossary: {term}")
        expect(link).to_be_visible()
    link.click()
    expect(page.locator("dt:target")).to_have_text("Refuge")


def test_other_forms_of_a_word_and_words_in_any_order_are_found(page: Page) -> None:
    look_for(page, "BREATHE exercise")
    expect(page.get_by_role("link", name="Co-regulation: steadier together")).not_to_have_count(0)


@pytest.mark.parametrize(
    ("words", "first"),
    [("coregulation", "Co-regulation"), ("self care", "Stopping"), ("PTSD", "What trauma is")],
)
def test_what_people_say_is_found_and_learners_pages_come_first(page: Page, words: str, first: str) -> None:
    look_for(page, words)
    assert status(page).endswith("found.")
    found = page.locator("#search-results a")
    places = found.evaluate_all("(all) => all.map((link) => link.getAttribute('href').split('#')[0])")
    beside = [bool(re.match("authors-|trainers-|references|index|record|routes", place)) for place in places]
    assert beside == sorted(beside)
    assert not beside[0]
    expect(found.filter(has_text=first).first).to_be_visible()


@pytest.mark.parametrize("words", ["burnout", "burnt out", "exhausted", "i can't cope"])
def test_a_tired_worker_finds_first_help_before_all_else(page: Page, words: str) -> None:
    look_for(page, words)
    assert status(page).endswith("found.")
    expect(page.locator("#search-results a").first).to_have_attribute("data-page", "supervision/burnout.html")


def test_where_no_page_has_all_words_those_with_some_are_shown_and_it_is_said(page: Page) -> None:
    look_for(page, "grounding xylophone")
    assert status(page).startswith("No page has all of these words.")
    look_for(page, "xylophone")
    assert status(page).startswith("No pages found.")
    look_for(page, "  ")
    assert status(page) == "Write a word to look for."
    expect(page.locator("#search-results li")).to_have_count(0)


def test_a_page_with_a_content_note_is_not_quoted(page: Page) -> None:
    look_for(page, "grey van")
    item = page.locator("#search-results li").filter(has=page.get_by_role("link", name="Real danger first"))
    expect(item).to_contain_text("This page is about danger")
    expect(item).not_to_contain_text("van")


def test_the_words_stay_out_of_the_address_the_title_the_history_and_the_memory(page: Page, address: str) -> None:
    title, length = page.title(), page.evaluate("history.length")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    look_for(page, "refuge")
    page.get_by_role("button", name="Search", exact=True).click()
    assert status(page).endswith("found.")
    assert (page.url, page.title(), page.evaluate("history.length")) == (f"{address}search.html", title, length)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert asked == [f"{address}_static/ww-searchheadings.js", f"{address}_static/ww-searchindex.js"]


def test_the_index_comes_with_the_first_letter_and_where_it_does_not_come_it_is_said(page: Page, address: str) -> None:
    loaded = "performance.getEntriesByType('resource').some(({ name }) => name.includes('searchindex'))"
    assert not page.evaluate(loaded)
    index = f"{address}_static/ww-searchindex.js"
    page.route(index, lambda route: route.abort())
    look_for(page, "refuge")
    assert status(page) == "The search could not be loaded. Try again when the connection is better."
    page.unroute(index)
    page.keyboard.press("Enter")
    assert status(page).endswith("found.")


def test_what_the_headings_say_is_there_before_the_text_and_stays_where_she_is(page: Page, address: str) -> None:
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route(f"{address}_static/ww-searchindex.js", hold)
    look_for(page, "grounding")
    link = page.get_by_role("link", name="Glossary: Grounding")
    expect(link).to_be_visible()
    expect(page.locator("#search-said")).to_have_text("Looking.")
    link.focus()
    before = page.locator("#search-results a").evaluate_all("all => all.map((link) => link.href)")
    waiting.pop().continue_()
    expect(page.locator("#search-said")).to_contain_text("pages found.")
    expect(link).to_be_focused()
    after = page.locator("#search-results a").evaluate_all("all => all.map((link) => link.href)")
    assert after[: len(before)] == before
    assert len(after) > len(before)


def test_axe_finds_nothing_with_results(page: Page, assert_no_barriers: Callable[[Page], None]) -> None:
    look_for(page, "window")
    assert status(page).endswith("found.")
    assert_no_barriers(page)
    heights = page.locator("#search-results a").evaluate_all("all => all.map((a) => a.getBoundingClientRect().height)")
    assert min(heights) >= 44


def test_without_scripts_the_page_leads_to_a_list_of_all_pages(open_page: Callable[..., Page]) -> None:
    page = open_page("search.html", java_script_enabled=False)
    expect(page.get_by_role("searchbox")).to_be_hidden()
    page.get_by_role("main").get_by_role("link", name="one list").click()
    page.wait_for_url("**/all-pages.html")
    listed = page.get_by_role("main").get_by_role("link").evaluate_all("all => all.map((link) => link.pathname)")
    assert {"/help.html", "/grounding/cautions.html", "/references/a-to-g.html"} <= set(listed)


def test_only_the_search_page_loads_the_index_and_its_script_is_small(built: Path) -> None:
    site = built / "_build" / "html"
    users = [file.name for file in site.rglob("*.html") if "ww-searchindex.js" in file.read_text(encoding="utf-8")]
    assert users == ["search.html"]
    assert len(gzip.compress((site / "_static" / "ww-search.js").read_bytes())) < 2800
    pages = len(list(site.rglob("*.html")))
    assert len(gzip.compress((site / "_static" / "ww-searchheadings.js").read_bytes())) < 120 * pages
    assert len(gzip.compress((site / "_static" / "ww-searchindex.js").read_bytes())) < 1500 * pages
