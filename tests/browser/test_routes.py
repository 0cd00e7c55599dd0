"""Following a route, and the record of what is completed: both are hers, and kept only as she chose."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

ROUTES = "routes.html"
PAGE = "window-of-tolerance/signs.html"
FOLLOW = "Follow this route"
STOP = "Stop following this route"
AGAIN = "Go on where you were, in “Window of tolerance”"
DEVICE = "On this device, until I clear them"


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    return open_page(ROUTES)


def follow(page: Page) -> None:
    page.get_by_role("button", name=FOLLOW).first.click()
    expect(page.get_by_role("button", name=STOP)).to_be_focused()


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
    page.get_by_label(DEVICE).check()
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
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_no_page_is_noted_before_she_follows_a_route(page: Page, address: str) -> None:
    page.get_by_label(DEVICE).check()
    page.goto(f"{address}{PAGE}")
    assert kept(page) == {}


def test_stopping_or_clearing_forgets_the_route_and_the_page(page: Page, address: str) -> None:
    page.get_by_label(DEVICE).check()
    follow(page)
    page.goto(f"{address}{PAGE}")
    assert kept(page)["route/mine"] == {"id": "refuge", "page": PAGE.removesuffix(".html")}
    page.goto(f"{address}{ROUTES}")
    page.get_by_role("button", name=STOP).click()
    assert kept(page) == {}
    follow(page)
    page.get_by_role("button", name="Clear what is kept").click()
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
    assert len(sections) == len(modules) + 1
    expect(page.get_by_label("Completed on")).to_have_count(len(modules))
    page.get_by_label("Completed on").first.fill("1 May")
    page.get_by_label("My signature").fill("K.")
    page.reload()
    expect(page.get_by_label("Completed on").first).to_have_value("")
    words = page.locator("article").inner_text().lower()
    assert "completed" in words
    assert "competen" not in words


def test_the_record_has_no_barriers(page: Page, address: str, assert_no_barriers: Callable[[Page], None]) -> None:
    page.goto(f"{address}record.html")
    assert_no_barriers(page)
