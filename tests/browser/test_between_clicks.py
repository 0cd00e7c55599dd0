"""What a learner answers does not vanish between two clicks; leaving is never held up, and then nothing comes back."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from sheets import DEVICE, TAB, choose, press

from axe import WINDOWS

SHEET = "window-of-tolerance/worksheet.html"
QUIZ = "window-of-tolerance/quiz.html"
STORY = "window-of-tolerance/scenario-kitchen.html"
NOTED = "window-of-tolerance/real-danger.html"
AWAY = "https://www.bbc.co.uk/weather"
SAID = "[data-ww-memory-said]"
NOT_ALLOWED = "() => { Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError'); }; }"


@pytest.fixture(scope="module")
def browser_with_cache(start_browser: Callable[..., Browser]) -> Browser:
    """A browser that keeps pages for Back and Forward, as they all do; Playwright switches that off."""
    return start_browser(is_whole=True, ignore_default_args=["--disable-back-forward-cache"])


@pytest.fixture
def cached(browser_with_cache: Browser, address: str) -> Iterator[Page]:
    """The worksheet in such a browser."""
    with browser_with_cache.new_context(viewport={"width": 320, "height": 740}) as visit:
        visit.route("https://**/*", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html"))
        page = visit.new_page()
        page.goto(f"{address}{SHEET}")
        yield page


def offer(page: Page) -> Locator:
    return page.locator(".ww-ask:not(.ww-over)")


def question(page: Page) -> Locator:
    return page.get_by_role("group", name="What you chose or wrote on this page is not kept.")


def write(page: Page, text: str = "mine") -> None:
    page.locator("textarea").first.fill(text)


def written(page: Page) -> Locator:
    return page.locator("textarea").first


def follow(page: Page) -> None:
    page.get_by_role("link", name="Next").click()


def in_tab(page: Page) -> dict[str, object]:
    found: dict[str, object] = json.loads(page.evaluate("sessionStorage.widerwindow ?? '{}'"))
    return found


def test_the_first_answer_brings_one_offer_to_keep_answers_for_this_tab(page: Page) -> None:
    expect(offer(page)).to_have_count(0)
    write(page, "m")
    expect(offer(page).get_by_role("status")).to_have_text("Keep your answers until you close this tab?")
    expect(written(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Keep them")).to_be_focused()
    page.locator("textarea").nth(1).fill("second")
    expect(offer(page)).to_have_count(1)
    page.get_by_role("button", name="Keep them").press("Enter")
    expect(offer(page).get_by_role("status")).to_be_focused()
    expect(offer(page)).to_have_text("Your place, answers and settings are kept until you close this tab.")
    expect(page.get_by_label("In this tab, until I close it")).to_be_checked()
    follow(page)
    page.go_back()
    page.reload()
    expect(written(page)).to_have_value("m")
    expect(page.locator("textarea").nth(1)).to_have_value("second")
    expect(offer(page)).to_have_count(0)


def test_an_offer_is_made_once_a_visit_whatever_she_answers(page: Page) -> None:
    write(page)
    page.get_by_role("button", name="No", exact=True).click()
    expect(offer(page)).to_have_text("All right. Your answers are not kept.")
    page.locator("textarea").nth(1).fill("second")
    expect(page.get_by_role("button", name="Keep them")).to_have_count(0)
    assert in_tab(page) == {"format": 1, "settings": {}, "passed": [], "asked": True}
    page.reload()
    write(page)
    expect(page.locator("textarea").nth(1)).to_have_value("")
    expect(offer(page)).to_have_count(0)


def test_an_answer_as_soon_as_there_is_a_button_stands_without_its_question(page: Page) -> None:
    page.evaluate("""new MutationObserver(() => document.querySelector(".ww-ask button:last-child")?.click())
        .observe(document.body, { childList: true, subtree: true })""")
    write(page)
    expect(offer(page).get_by_role("status")).to_be_focused()
    page.evaluate("new Promise((done) => setTimeout(done, 100))")  # the question comes after 50
    expect(offer(page)).to_have_text("All right. Your answers are not kept.")


def test_an_offer_lies_over_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}{STORY}")
    live = page.locator("ww-widget .ww-live")
    live.get_by_role("button", name="Continue").click()
    live.locator(".ww-choice").first.click()
    edges = page.evaluate("""() => {
      const edge = (selector, side) => document.querySelector(selector).getBoundingClientRect()[side];
      return [edge('.ww-live .ww-actions', 'bottom'), edge('.ww-ask', 'top')];
    }""")
    assert edges[0] <= edges[1]


@pytest.mark.parametrize("name", [QUIZ, STORY])
def test_every_kind_of_answer_brings_the_offer(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}{name}")
    begin = page.get_by_role("button", name="Begin").or_(
        page.locator("ww-widget").get_by_role("button", name="Continue")
    )
    begin.click()
    expect(offer(page)).to_have_count(0)
    page.locator(".ww-live :is(input[type=radio], .ww-choice):visible").first.click()
    expect(page.get_by_role("button", name="Keep them")).to_be_visible()


def test_a_link_in_the_course_asks_in_the_page_before_it_leaves_answers(page: Page) -> None:
    write(page)
    follow(page)
    expect(question(page)).to_contain_text("It goes when you open another page.")
    expect(question(page).locator("p")).to_be_focused()
    question(page).press("Escape")
    expect(question(page)).to_have_count(0)
    expect(page.get_by_role("link", name="Next")).to_be_focused()
    follow(page)
    expect(page.locator(".ww-top .ww-exit")).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Stay", exact=True).click()
    assert page.url.endswith(SHEET)
    expect(written(page)).to_have_value("mine")
    follow(page)
    page.get_by_role("button", name="Keep and go on").click()
    page.wait_for_url(lambda url: SHEET not in url)
    page.go_back()
    expect(written(page)).to_have_value("mine")
    follow(page)
    page.wait_for_url(lambda url: SHEET not in url)


def test_she_may_go_on_without_her_answers(page: Page) -> None:
    write(page)
    page.locator(".ww-menu").click()
    page.locator(".ww-contents li a").first.click()
    page.get_by_role("button", name="Go on without").click()
    page.wait_for_url(lambda url: SHEET not in url)
    assert "kept" not in in_tab(page)
    assert page.evaluate("localStorage.length") == 0


def test_nothing_holds_up_what_leaves_no_answer_or_the_course(page: Page, address: str) -> None:
    follow(page)
    page.wait_for_url(lambda url: SHEET not in url)
    page.goto(f"{address}{SHEET}")
    write(page)
    page.locator(".ww-menu").click()
    page.locator(".ww-top [data-ww-pause]").click()
    page.get_by_role("button", name="Back to where you were").click()
    expect(page.locator(".ww-over")).to_have_count(0)
    with page.context.expect_page():
        page.get_by_role("link", name="Next").click(modifiers=["ControlOrMeta"])
    page.locator(".ww-top .ww-exit").click()
    page.wait_for_url(AWAY)


def test_back_a_new_address_and_closing_are_not_held_up(page: Page, address: str) -> None:
    page.goto(f"{address}help.html")
    page.goto(f"{address}{SHEET}")
    write(page)
    page.go_back()
    expect(page).to_have_url(f"{address}help.html")
    page.goto(f"{address}{SHEET}")
    write(page)
    page.goto(f"{address}help.html")
    page.goto(f"{address}{SHEET}")
    write(page)
    with page.expect_event("close"):
        page.close(run_before_unload=True)


def test_settings_and_passed_notes_hold_for_the_visit_and_nothing_else_does(page: Page, address: str) -> None:
    page.goto(f"{address}{NOTED}")
    page.get_by_role("link", name="Continue").click()
    choose(page, "Largest")
    page.goto(f"{address}{SHEET}")
    write(page)
    page.goto(f"{address}{NOTED}")
    expect(page.locator("article")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-ww-size", "largest")
    assert in_tab(page) == {
        "format": 1,
        "settings": {"size": "largest"},
        "passed": [NOTED.removesuffix(".html")],
        "asked": True,
    }
    expect(page.locator(SAID)).to_contain_text("Your answers are not kept.")
    press(page, "Clear what is kept")
    assert page.evaluate("sessionStorage.length") == 0


def test_back_brings_the_answers_back_though_nothing_is_kept(cached: Page, address: str) -> None:
    write(cached)
    cached.goto(f"{address}help.html")
    cached.go_back(wait_until="commit")
    expect(written(cached)).to_have_value("mine")
    assert "kept" not in in_tab(cached)
    cached.go_forward(wait_until="commit")
    cached.go_back(wait_until="commit")
    expect(written(cached)).to_have_value("mine")


@pytest.mark.parametrize("place", ["Nothing is kept", "In this tab, until I close it"])
def test_after_the_exit_back_brings_nothing_back(cached: Page, address: str, place: str) -> None:
    choose(cached, place)
    write(cached)
    cached.goto(f"{address}help.html")
    cached.locator(".ww-top .ww-exit").click()
    cached.wait_for_url(AWAY)
    cached.go_back(wait_until="commit")
    cached.wait_for_url(f"**/{SHEET}")
    expect(written(cached)).to_have_value("")
    assert cached.evaluate("sessionStorage.length") == 0


def test_what_was_cleared_on_a_later_page_does_not_come_back(cached: Page, address: str) -> None:
    choose(cached, DEVICE)
    write(cached)
    cached.goto(f"{address}help.html")
    press(cached, "Clear what is kept")
    cached.go_back(wait_until="commit")
    expect(written(cached)).to_have_value("")
    assert cached.evaluate("localStorage.length") == 0


def test_a_page_that_comes_back_knows_what_was_kept_since(cached: Page, address: str) -> None:
    write(cached)
    cached.goto(f"{address}help.html#reading")
    choose(cached, TAB)
    choose(cached, "Largest")
    cached.go_back(wait_until="commit")
    expect(cached.get_by_label("In this tab, until I close it")).to_be_checked()
    expect(cached.locator("html")).to_have_attribute("data-ww-size", "largest")
    cached.reload()
    expect(written(cached)).to_have_value("mine")


def test_two_tabs_keep_what_each_of_them_was_told(page: Page, visit: BrowserContext, address: str) -> None:
    def pick(tab: Page, number: int) -> Locator:
        one = tab.locator(".ww-live fieldset.ww-question:has([type=radio])").nth(number)
        return one.locator("input[type=radio]").first

    choose(page, DEVICE)
    page.goto(f"{address}{QUIZ}")
    other = visit.new_page()
    other.goto(f"{address}{QUIZ}")
    for tab in (page, other):
        tab.set_viewport_size({"width": 1000, "height": 740})  # where all questions are shown
    other.evaluate("addEventListener('storage', (event) => event.stopImmediatePropagation(), true)")
    for number in (1, 2):
        pick(page, number).check()
    kept = page.evaluate("localStorage.widerwindow")
    other.wait_for_function("kept => localStorage.widerwindow === kept", arg=kept)
    pick(other, 4).check()
    expect(pick(page, 4)).to_be_checked()  # what one tab stores comes to the other a moment later
    both = json.loads(page.evaluate("localStorage.widerwindow"))["kept"]
    first = json.loads(kept)["kept"]
    quiz = next(part for part in first if part.startswith("quiz/"))
    assert len(both[quiz]) == 3
    assert first[quiz].items() <= both[quiz].items()


def test_answers_of_a_story_a_sheet_and_settings_are_joined_from_two_tabs(
    page: Page, visit: BrowserContext, address: str
) -> None:
    choose(page, DEVICE)
    other = visit.new_page()
    other.goto(f"{address}{SHEET}#reading")
    write(page, "one")
    expect(written(other)).to_have_value("one")
    other.locator("textarea").nth(1).fill("two")
    choose(other, "Largest")
    expect(page.locator("textarea").nth(1)).to_have_value("two")
    expect(page.locator("html")).to_have_attribute("data-ww-size", "largest")
    write(page, "one more")
    stored = json.loads(page.evaluate("localStorage.widerwindow"))
    assert list(stored["kept"]["worksheet/three-bands"].values()) == ["one more", "two"]
    assert stored["settings"] == {"size": "largest"}


def test_a_browser_that_keeps_nothing_says_so_and_offers_nothing(visit: BrowserContext, address: str) -> None:
    visit.add_init_script(f"({NOT_ALLOWED})()")
    page = visit.new_page()
    page.goto(f"{address}{SHEET}")
    expect(page.locator(SAID)).to_contain_text("does not let the page keep anything")
    write(page)
    expect(offer(page)).to_have_count(0)
    follow(page)
    expect(question(page).get_by_role("button")).to_have_text(["Go on without", "Stay"])


def test_inside_another_page_it_says_that_its_memory_may_not_last(visit: BrowserContext, address: str) -> None:
    html = f"<iframe src='{address}{SHEET}' width=300 height=600></iframe>"
    visit.route(f"{address}lms.html", lambda route: route.fulfill(body=html, content_type="text/html"))
    page = visit.new_page()
    page.goto(f"{address}lms.html")
    frame = page.frame_locator("iframe")
    expect(frame.locator(SAID)).to_contain_text("This page is shown inside another site.")
    frame.locator("textarea").first.fill("mine")
    frame.get_by_role("button", name="Keep them").click()
    expect(frame.locator(".ww-ask")).to_contain_text("What is kept here may be gone sooner")


def test_inside_a_frame_that_forbids_a_memory_it_says_that_nothing_is_kept(in_a_frame: Callable[[str], Page]) -> None:
    frame = in_a_frame("sandbox='allow-scripts'").frame_locator("iframe")
    expect(frame.locator(SAID)).to_contain_text("does not let the page keep anything")


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_what_is_asked_has_no_barriers(
    open_page: Callable[..., Page], assert_no_barriers: Callable[[Page], None], width: int, scheme: str
) -> None:
    page = open_page(SHEET, viewport={"width": width, "height": 740}, color_scheme=scheme)
    write(page)
    expect(page.get_by_role("button", name="Keep them")).to_be_visible()
    assert_no_barriers(page)
    follow(page)
    assert_no_barriers(page)
