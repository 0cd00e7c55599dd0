"""Following a route, and the record of what is completed: both are hers, and kept only as she chose."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sheets import ASKED, DEVICE, choose, press, stored
from walking import pass_note

from widerwindow.content.course import Course

ROUTES = "routes.html"
PAGE = "window-of-tolerance/signs.html"
MODULES = {name: list(each.pages) for name, each in Course(Path(__file__).parents[2]).modules_by_name().items()}
FOLLOW = "Follow: "
STOP = "Stop following: "
AGAIN = "Go on where you were, in “Signs, and what else they could be”"


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page(ROUTES)


def follow(page: Page) -> None:
    page.get_by_role("button", name=f"{FOLLOW}For people who work in a refuge").click()
    expect(page.get_by_role("button", name=f"{STOP}For people who work in a refuge")).to_be_focused()


def kept(page: Page) -> dict[str, object]:
    found = page.evaluate("localStorage.widerwindow")
    parts: dict[str, object] = json.loads(found)["kept"] if found else {}
    return parts


def test_the_routes_lead_to_every_module_also_without_scripts(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(ROUTES, java_script_enabled=False)
    for link in page.locator("article ol a").all():
        assert page.request.get(f"{address}{link.get_attribute('href')}").ok
    expect(page.get_by_role("button", name=FOLLOW)).to_have_count(0)


def test_she_comes_back_to_the_page_where_she_was(page: Page, address: str) -> None:
    choose(page, DEVICE)
    follow(page)
    expect(page.get_by_role("link", name="Go on where you were")).to_have_count(0)
    page.goto(f"{address}{PAGE}")
    page.goto(f"{address}help.html")
    page.goto(f"{address}{ROUTES}")
    page.get_by_role("link", name=AGAIN).click()
    page.wait_for_url(f"**/{PAGE}")


def test_nothing_is_kept_when_she_chose_nothing(page: Page, address: str) -> None:
    follow(page)
    page.goto(f"{address}{PAGE}")
    page.goto(f"{address}{ROUTES}")
    expect(page.get_by_role("button", name=STOP)).to_have_count(0)
    assert stored(page) in ({}, ASKED)


def test_her_place_is_noted_where_she_lets_it_be_kept_and_home_leads_back(page: Page, address: str) -> None:
    page.goto(f"{address}index.html")
    page.get_by_role("link", name="You can choose to keep them.").click()
    expect(page.locator("#settings")).to_be_visible()  # the link opens it a moment after the click
    choose(page, DEVICE)
    expect(page.get_by_role("link", name="You can choose to keep them.")).to_have_count(0)
    page.goto(f"{address}{PAGE}")
    pass_note(page)
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**/co-regulation.html")
    page.goto(f"{address}index.html")
    expect(page.locator(".ww-cards:not(.ww-ways-through)")).to_contain_text("1 of 12 pages read")
    page.get_by_role("link", name="Go on where you were, in “Co-regulation").click()
    page.wait_for_url("**/co-regulation.html")
    page.goto(f"{address}window-of-tolerance/index.html")
    expect(page.locator(".ww-pages .ww-tick")).to_have_count(1)
    expect(page.locator(".ww-pages")).to_contain_text("Signs, and what else they could be (read)")


def test_her_notes_on_a_page_are_kept_as_she_chose_and_nowhere_else(page: Page, address: str) -> None:
    page.goto(f"{address}{PAGE}")
    page.get_by_text("My notes on this page").first.click()
    page.get_by_role("textbox", name="My notes on this page").fill("Ask Jo about the lamp.")
    page.get_by_role("textbox", name="My notes on this page").blur()
    expect(page.locator(".ww-ask")).to_contain_text("Keep your answers until you close this tab?")
    page.reload()
    expect(page.get_by_role("textbox", name="My notes on this page")).to_be_hidden()
    choose(page, DEVICE)
    page.get_by_text("My notes on this page").first.click()
    page.get_by_role("textbox", name="My notes on this page").fill("Ask Jo about the lamp.")
    page.get_by_role("textbox", name="My notes on this page").blur()
    page.reload()
    expect(page.get_by_role("textbox", name="My notes on this page")).to_have_value("Ask Jo about the lamp.")
    page.goto(f"{address}window-of-tolerance/limits.html")
    expect(page.get_by_role("textbox", name="My notes on this page")).to_be_hidden()
    page.goto(f"{address}{PAGE}")
    press(page, "Clear what is kept")
    expect(page.get_by_role("textbox", name="My notes on this page")).to_have_value("")
    assert kept(page) == {}


def test_the_short_route_leads_past_what_is_not_on_it(page: Page, address: str) -> None:
    choose(page, DEVICE)
    page.get_by_role("button", name=f"{FOLLOW}For a refuge, in about three hours").click()
    page.goto(f"{address}index.html")
    card = page.locator(".ww-cards li").filter(has_text="Window of tolerance")
    expect(card).to_contain_text("On your way: 5 pages, about 45 minutes.")
    expect(card.get_by_text("85 minutes")).to_be_hidden()
    page.goto(f"{address}window-of-tolerance/index.html")
    expect(page.locator(".ww-pages").first.get_by_role("listitem")).to_have_count(5)
    expect(page.get_by_text("On your way: 5 pages, about 45 minutes.")).to_be_visible()
    expect(page.get_by_text("85 minutes")).to_be_hidden()
    page.get_by_text("The rest of this module").click()
    expect(page.get_by_text("85 minutes")).to_be_visible()
    expect(page.locator(".ww-pages").last).to_contain_text("Scenario: kitchen, 9 pm")
    page.goto(f"{address}window-of-tolerance/real-danger.html")
    expect(page.get_by_role("link", name="Next")).to_have_count(0)
    page.get_by_role("link", name="Skip this page").click()
    page.wait_for_url("**/scenario-office-phone.html")
    page.go_back()
    pass_note(page)
    for next_page in ("scenario-office-phone.html", "dissociation/index.html"):
        expect(page.get_by_role("link", name="Next")).to_have_attribute("href", re.compile(next_page))
        page.get_by_role("link", name="Next").click()
        page.wait_for_url(f"**/{next_page}")


def test_next_follows_her_route_from_one_module_to_another(page: Page, address: str) -> None:
    choose(page, DEVICE)
    page.goto(f"{address}window-of-tolerance/quiz.html")
    before = page.get_by_role("link", name="Next").get_attribute("href")
    page.goto(f"{address}{ROUTES}")
    follow(page)
    page.goto(f"{address}window-of-tolerance/quiz.html")
    after = page.get_by_role("link", name="Next")
    expect(after).to_contain_text("Grounding")
    assert (before, page.evaluate("(link) => link.href", after.element_handle())) == (
        "../dissociation/index.html",
        f"{address}grounding/index.html",
    )


def test_stopping_or_clearing_forgets_the_route_and_the_page(page: Page, address: str) -> None:
    choose(page, DEVICE)
    follow(page)
    page.goto(f"{address}{PAGE}")
    assert kept(page)["route/mine"] == {"id": "refuge", "page": PAGE.removesuffix(".html")}
    page.goto(f"{address}{ROUTES}")
    page.get_by_role("button", name=STOP).click()
    assert kept(page) == {"route/mine": {"page": PAGE.removesuffix(".html")}}
    follow(page)
    press(page, "Clear what is kept")
    expect(page.get_by_role("button", name=STOP)).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize("strange", ["../../elsewhere", "gone/away", 7, "javascript:alert(1)//", None])
def test_a_page_that_is_not_in_the_contents_is_not_offered(page: Page, strange: object) -> None:
    mine = {"format": 1, "kept": {"route/mine": {"id": "refuge", "page": strange}}}
    page.evaluate("text => { localStorage.widerwindow = text; }", json.dumps(mine))
    page.reload()
    expect(page.get_by_role("button", name=STOP)).to_be_visible()
    expect(page.get_by_role("link", name="Go on where you were")).to_have_count(0)


def test_the_routes_have_no_barriers(page: Page, assert_no_barriers: Callable[[Page], None]) -> None:
    follow(page)
    assert_no_barriers(page)


def test_the_record_has_a_line_for_every_module_and_keeps_nothing_unasked(page: Page, address: str) -> None:
    modules = set(page.locator("article ol a").all_inner_texts())
    page.goto(f"{address}record.html")
    sections = page.locator("ww-widget .ww-live h3").all_inner_texts()
    assert all(any(section.startswith(f"{title}: about ") for section in sections) for title in modules)
    assert len(sections) == len(modules) + 2  # what she signs, and what is printed of it all
    expect(page.get_by_label("Completed on")).to_have_count(len(modules))
    page.get_by_label("Completed on").first.fill("1 May")
    page.get_by_label("My signature").fill("K.")
    page.reload()
    expect(page.get_by_label("Completed on").first).to_have_value("")
    words = page.locator("article").inner_text().lower()
    assert "completed" in words
    assert "competen" not in words


def read_all(page: Page, address: str, module: str) -> None:
    """Read a whole module by the links at the foot of its pages."""
    page.goto(f"{address}{module}/{MODULES[module][0]}.html")
    for _ in MODULES[module]:
        pass_note(page)
        onward = page.locator("a[rel=next]")
        leads_to = onward.evaluate("(link) => link.href")
        onward.evaluate("(link) => { link.click(); }")
        page.wait_for_url(leads_to)


def test_the_record_fills_itself_in_where_she_lets_things_be_kept(page: Page, address: str) -> None:
    page.goto(f"{address}record.html")
    expect(page.get_by_role("link", name="Nothing is kept, so this sheet cannot fill itself in.")).to_be_visible()
    expect(page.get_by_text("It is empty so far.")).to_be_visible()
    choose(page, DEVICE)
    page.goto(f"{address}{PAGE}")
    pass_note(page)
    page.get_by_role("link", name="Next").click()
    page.wait_for_url("**/co-regulation.html")
    page.goto(f"{address}record.html")
    module = page.locator(".ww-live section", has=page.get_by_role("heading", name="Window of tolerance: about"))
    expect(module).to_contain_text("1 of 10 pages read.")
    page.get_by_label("From now on, keep the day too").check()
    page.clock.set_fixed_time("2026-05-09T12:00:00")
    read_all(page, address, "grounding")
    page.goto(f"{address}record.html")
    done = page.locator(".ww-live section", has=page.get_by_role("heading", name="Grounding: about"))
    expect(done).to_contain_text("Completed by 9 May 2026.")
    expect(done.get_by_label("Completed on")).to_have_value("9 May 2026")
    assert kept(page)["read/grounding"]["quiz"] == "2026-05-09"  # type: ignore[index]
    assert "worksheet/completion-record" not in kept(page)
    assert "record/completion-record" not in kept(page)


def test_her_completion_sheet_is_one_page_with_the_name_she_typed(page: Page, address: str) -> None:
    everything = {f"read/{name}": dict.fromkeys(pages, "2026-05-09") for name, pages in MODULES.items()}
    everything |= {"done/practice": dict.fromkeys(MODULES, True), "route/mine": {"days": True}}
    text = json.dumps({"format": 1, "kept": everything})
    page.evaluate("text => { localStorage.widerwindow = text; }", text)
    page.goto(f"{address}record.html")
    page.get_by_label("My name, or my learner code").fill("Kay")
    sheet = page.locator(".ww-sheet-of-one")
    expect(sheet).to_contain_text("Name: Kay")
    expect(sheet).to_contain_text("Practice completed.")
    assert "competen" not in sheet.inner_text().lower()
    page.evaluate("print = () => {}")
    page.get_by_role("button", name="Print this sheet").click()
    paper = page.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "1cm"))
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1


def test_the_record_has_no_barriers(page: Page, address: str, assert_no_barriers: Callable[[Page], None]) -> None:
    page.goto(f"{address}record.html")
    assert_no_barriers(page)
