"""What every page carries, as a learner meets it: the way out, the pause, the memory, the content note."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sheets import ASKED, DEVICE, TAB, choose, press, settings, stored
from walking import pass_note

Visit = Callable[..., BrowserContext]
AWAY = "https://www.bbc.co.uk/weather"


@pytest.fixture
def page(visit: BrowserContext, address: str) -> Page:
    page = visit.new_page()
    page.goto(f"{address}window-of-tolerance/signs.html")
    return page


def pages(built: Path) -> list[str]:
    site = built / "_build" / "html"
    return sorted(file.relative_to(site).as_posix() for file in site.rglob("*.html"))


def test_every_page_allows_only_the_site_itself_and_needs_no_more(new_visit: Visit, built: Path) -> None:
    parser = new_visit().new_page()
    for name in pages(built):
        # Read as text: a script may set a style, the page itself may not. Pages that are opened report what is refused.
        policy, refused = parser.evaluate(
            """(html) => {
                const page = new DOMParser().parseFromString(html, "text/html");
                const inline = (one) => one.matches("style, [style], script:not([src], [type='application/json'])")
                    || one.getAttributeNames().some((name) => name.startsWith("on"));
                const policy = page.querySelector("meta[http-equiv=Content-Security-Policy]")?.content;
                return [policy, [...page.all].filter(inline).map((one) => one.outerHTML)];
            }""",
            (built / "_build" / "html" / name).read_text(encoding="utf-8"),
        )
        assert policy.startswith("default-src 'none';")
        assert "base-uri 'none'" in policy
        assert not set(re.findall(r"'unsafe-\w+'|https?:|\*|blob:", policy))
        assert refused == []


def test_a_scenario_runs_from_disk_without_a_network(new_visit: Visit, built: Path) -> None:
    page = new_visit(offline=True).new_page()
    page.goto((built / "_build" / "html" / "window-of-tolerance" / "scenario-kitchen.html").as_uri())
    page.get_by_role("button", name=re.compile("^(Begin|Continue)$")).click()
    page.locator(".ww-choices button").first.click()
    page.get_by_role("button", name="Carry on").click()
    expect(page.locator(".ww-choices button").first).to_be_visible()


def test_the_button_leaves_and_takes_the_place_of_the_page_in_the_history(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    page.goto(f"{address}help.html")
    page.get_by_role("link", name="Leave this page").last.click()
    page.wait_for_url(AWAY)
    page.go_back()
    expect(page).to_have_url(f"{address}index.html")


def test_the_exit_is_in_reach_however_far_she_has_scrolled(page: Page) -> None:
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(page.locator(".ww-top .ww-exit")).to_be_in_viewport(ratio=1)


def test_shift_three_times_leaves_and_says_how_far_it_is(page: Page) -> None:
    said = page.locator("[data-ww-exit-said]")
    page.keyboard.press("Shift")
    expect(said).to_have_text("Shift pressed 1 of 3 times to leave this page")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_url(AWAY)


def test_shift_as_a_modifier_or_broken_by_another_key_does_not_leave(page: Page) -> None:
    for keys in (["Shift+A"] * 4, ["Shift", "Shift", "a", "Shift"]):
        for key in keys:
            page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.url.endswith("signs.html")


def test_shift_three_times_leaves_from_inside_a_text_field(page: Page, address: str) -> None:
    page.goto(f"{address}window-of-tolerance/worksheet.html")
    page.locator("textarea").first.focus()
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(AWAY)


def test_the_page_is_blank_at_once_and_not_left_blank_on_return(page: Page, visit: BrowserContext) -> None:
    visit.route("https://**/*", lambda _: None)  # the next page never comes, so that this one is still there to look at
    blank, title, again = page.evaluate(
        """() => {
            const shown = () => getComputedStyle(document.querySelector("main").parentElement).display !== "none";
            document.querySelector(".ww-exit").click();
            const left = [!shown(), document.title];
            dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
            return [...left, shown()];
        }"""
    )
    assert (blank, title, again) == (True, "Loading", True)


def test_without_scripts_the_exit_and_the_pause_are_plain_links(open_page: Callable[..., Page]) -> None:
    page = open_page("window-of-tolerance/signs.html", java_script_enabled=False)
    page.route("https://**/*", lambda route: route.fulfill(body="Weather"))
    page.get_by_role("link", name="Pause").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A pause")
    page.locator(".ww-top .ww-exit").click()
    page.wait_for_url(AWAY)


def test_the_pause_returns_to_the_same_place(page: Page) -> None:
    page.evaluate("scrollTo(0, 900)")
    page.locator(".ww-top [data-ww-pause]").focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="A pause")).to_be_visible()
    page.get_by_role("button", name="Back to where you were").click()
    expect(page.get_by_role("region", name="A pause")).to_be_hidden()
    expect(page.locator(".ww-top [data-ww-pause]")).to_be_focused()
    page.wait_for_function("before => scrollY === before", arg=before)


def test_a_link_to_the_pause_opens_it_over_the_page_and_its_first_button_closes_it(page: Page, address: str) -> None:
    page.goto(f"{address}dissociation/index.html")
    page.get_by_role("link", name="a pause", exact=True).click()
    pause = page.get_by_role("region", name="A pause")
    expect(pause.get_by_role("button").first).to_be_in_viewport()
    pause.get_by_role("button", name="Close").click()
    expect(pause).to_be_hidden()
    expect(page.get_by_role("link", name="a pause", exact=True)).to_be_focused()


def test_the_help_link_of_the_pause_leads_to_the_help_page(page: Page) -> None:
    page.locator(".ww-top [data-ww-pause]").click()
    page.get_by_role("region", name="A pause").get_by_role("link", name="Help").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Help")


def test_nothing_is_kept_until_she_chooses_and_one_button_clears_it(page: Page, address: str) -> None:
    sheet = f"{address}window-of-tolerance/worksheet.html"
    page.goto(sheet)
    page.locator("textarea").first.fill("mine")
    page.locator("textarea").first.blur()
    assert stored(page) == ASKED
    choose(page, DEVICE)
    page.goto(sheet)
    expect(page.locator("textarea").first).to_have_value("mine")
    with settings(page) as sheet:
        expect(sheet.get_by_label(DEVICE)).to_be_checked()
    press(page, "Clear what is kept")
    expect(page.locator("[data-ww-memory-said]")).to_contain_text("Cleared: your place and answers in 1 part")
    expect(page.locator("textarea").first).to_have_value("")
    assert stored(page) in ({}, ASKED)


def test_what_is_kept_in_a_tab_stays_in_the_tab(page: Page, visit: BrowserContext, address: str) -> None:
    sheet = f"{address}window-of-tolerance/worksheet.html"
    page.goto(sheet)
    choose(page, TAB)
    page.locator("textarea").first.fill("mine")
    page.locator("textarea").first.blur()
    page.goto(sheet)
    expect(page.locator("textarea").first).to_have_value("mine")
    other = visit.new_page()
    other.goto(sheet)
    expect(other.locator("textarea").first).to_have_value("")


def test_a_browser_that_keeps_nothing_is_told(visit: BrowserContext, address: str) -> None:
    visit.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }")
    page = visit.new_page()
    page.goto(f"{address}index.html")
    with settings(page) as sheet:
        sheet.get_by_label(DEVICE).click()
        expect(page.locator("[data-ww-memory-said]")).to_contain_text("does not let the page keep anything")
        expect(sheet.get_by_label("Nothing is kept")).to_be_checked()


def test_a_content_note_offers_to_go_on_to_read_a_summary_or_to_skip(page: Page, address: str) -> None:
    page.goto(f"{address}window-of-tolerance/real-danger.html")
    note = page.get_by_role("region", name="Before you read")
    expect(page.locator("article")).to_be_hidden()
    note.get_by_text("Short summary").click()
    expect(note.locator("details p").first).to_be_visible()
    note.get_by_role("link", name="Skip this page").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Real danger first")


def test_continue_opens_the_page_and_takes_the_focus_there(page: Page, address: str) -> None:
    page.goto(f"{address}window-of-tolerance/real-danger.html")
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    page.get_by_role("link", name="Continue").press("Enter")
    expect(page.locator("article")).to_be_focused()
    expect(page.get_by_text("Short summary")).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_have_text("Real danger first")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_a_note_is_passed_for_the_visit_and_for_longer_only_where_memory_holds_it(
    page: Page, visit: BrowserContext, address: str
) -> None:
    noted = f"{address}window-of-tolerance/real-danger.html"
    for kept in (False, True):
        page.goto(noted)
        pass_note(page)
        if kept:
            choose(page, DEVICE)
        page.goto(noted)
        expect(page.locator("article")).to_be_visible()
        later = visit.new_page()
        later.goto(noted)
        expect(later.locator("article")).to_be_visible(visible=kept)


def test_a_link_into_a_page_opens_it_and_other_links_do_not(page: Page, address: str) -> None:
    noted = f"{address}window-of-tolerance/real-danger.html"
    page.goto(noted)
    inside = page.locator("article section section").first.get_attribute("id")
    page.evaluate("location.hash = 'kept'")
    expect(page.locator("article")).to_be_hidden()
    page.goto(f"{address}help.html")
    page.goto(f"{noted}#{inside}")
    expect(page.locator(f"#{inside}")).to_be_in_viewport()


def test_without_scripts_the_page_follows_its_note(open_page: Callable[..., Page]) -> None:
    page = open_page("window-of-tolerance/real-danger.html", java_script_enabled=False)
    expect(page.get_by_role("region", name="Before you read")).to_be_visible()
    expect(page.locator("article")).to_be_visible()
    expect(page.locator("article h1")).to_be_visible()


def test_search_finds_a_word(page: Page, address: str) -> None:
    page.goto(f"{address}search.html")
    page.get_by_label("Words to look for").fill("hyperarousal")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#search-results a").first).to_be_visible()
