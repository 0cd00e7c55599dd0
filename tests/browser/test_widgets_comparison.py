"""A comparison on a page without a kernel, opened from disk."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from axe import WINDOWS

OpenWidget = Callable[..., Page]
Check = Callable[[Page], None]
SHOW, ALL = "Show who is counted", "Show the table for all definitions"
PEOPLE = ["Sam", "Ida <b>", "Jo"]
KEPT = "comparison/tea-drinkers"


@pytest.fixture
def page(open_widget: OpenWidget) -> Page:
    return open_widget("comparison", "tea-drinkers")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def pick(page: Page, definition: str) -> None:
    page.get_by_role("group", name="Choose a definition").get_by_label(definition).check()


def person(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def answer(page: Page, *said: str) -> None:
    for name, one in zip(PEOPLE, said, strict=True):
        person(page, name).get_by_label(one).check()


def table(page: Page) -> list[list[str]]:
    """The table's texts, row by row, each of its cells as one line."""
    rows: list[list[str]] = page.locator(".ww-live table").evaluate(
        """table => [...table.rows].map(({ cells }) =>
          [...cells].map((cell) => cell.innerText.replace(/\\s+/g, " ").trim()))"""
    )
    return rows


def test_who_is_counted_is_shown_with_its_reason(page: Page) -> None:
    expect(page.get_by_role("button", name=SHOW)).to_have_count(0)
    expect(page.locator(".ww-live table")).to_have_count(0)
    pick(page, "The strict house")
    rule = page.locator(".ww-live").get_by_text(
        "Areas it counts: Black tea; Green tea. It asks for at least 2 of them."
    )
    expect(rule).to_be_visible()
    expect(person(page, "Ida <b>")).to_have_accessible_description("Ida picks mint in the yard. Areas: Herbs & mint.")
    status = page.get_by_role("status")
    person(page, "Sam").get_by_label("Counted in").check()
    press(page, SHOW)
    expect(status).to_have_text("Say it for everyone first. Still open: Ida <b>; Jo.")
    answer(page, "Counted in", "Counted in", "Left out")
    expect(status).to_be_empty()  # what was said of the answers before is gone
    press(page, SHOW)
    expect(page.get_by_role("button", name=SHOW)).to_be_focused()
    expect(status).to_have_text("1 of 3 people are counted in. You said the same for 2.")
    why = "2 of its 2 areas; it asks for 2. Areas that count here: Black tea; Green tea."
    expect(page.locator(".ww-live .ww-result")).to_have_text(
        [
            f"Counted in{why}You said the same.",
            "Left out0 of its 2 areas; it asks for 2.You said: Counted in.",
            "Left out0 of its 2 areas; it asks for 2.You said the same.",
        ]
    )
    person(page, "Jo").get_by_label("Counted in").check()
    expect(page.locator(".ww-live .ww-result")).to_have_count(0)


def test_the_table_fills_in_definition_by_definition(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    pick(page, "The wide house")
    answer(page, "Counted in", "Counted in", "Counted in")
    press(page, SHOW)
    assert table(page) == [
        ["Person", "The wide house"],
        ["Sam", "Counted in 2 of its 3 areas; it asks for 1."],
        ["Ida <b>", "Counted in 1 of its 3 areas; it asks for 1."],
        ["Jo", "Left out 0 of its 3 areas; it asks for 1."],
        ["Counted in", "2 of 3"],
    ]
    expect(page.locator(".ww-live").get_by_text("counts more people")).to_have_count(0)
    pick(page, "The strict house")
    expect(page.locator(".ww-live .ww-question input:checked")).to_have_count(0)
    answer(page, "Left out", "Left out", "Left out")
    press(page, SHOW)
    assert table(page)[0] == ["Person", "The strict house", "The wide house"]
    assert table(page)[-1] == ["Counted in", "1 of 3", "2 of 3"]
    expect(page.locator(".ww-live").get_by_text("The wide house counts more people.")).to_be_visible()
    expect(page.get_by_role("button", name=ALL)).to_have_count(0)
    assert page.evaluate(f"kept['{KEPT}']") == {
        "wide": {"sam": "in", "ida": "in", "jo": "in"},
        "strict": {"sam": "out", "ida": "out", "jo": "out"},
    }


def test_the_whole_table_can_be_shown_at_once(page: Page) -> None:
    page.get_by_role("button", name=ALL).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Who is counted by which definition")).to_be_focused()
    expect(page.locator(".ww-live thead th")).to_have_count(3)
    expect(page.locator(".ww-live").get_by_text("The wide house counts more people.")).to_be_visible()
    assert page.evaluate(f"kept['{KEPT}'] ?? null") is None  # looking is not answering


def test_by_keyboard_alone_and_said_once(page: Page) -> None:
    page.evaluate(
        """() => {
          globalThis.heard = [];
          new MutationObserver((changes) => changes.forEach(({ target }) => {
            if (target.closest?.("[role=status]") && target.textContent) heard.push(target.textContent);
          })).observe(document.body, { childList: true, subtree: true });
        }"""
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("The strict house")).to_be_focused()
    for _ in PEOPLE:
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=SHOW)).to_be_focused()
    assert page.evaluate("heard") == ["1 of 3 people are counted in. You said the same for 1."]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("The strict house")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", name="The wide house")).to_be_visible()


def test_answers_that_were_kept_come_back_cleaned_and_can_be_forgotten(page: Page) -> None:
    kept = """{"strict": {"sam": "in", "ida": "out", "jo": "out", "gone": "in"}, "gone": {"sam": "in"},
      "wide": {"sam": "perhaps", "ida": "in"}}"""
    page.add_init_script(f"globalThis.kept = {{'{KEPT}': {kept}}}")
    page.reload()
    expect(page.locator(".ww-live thead th")).to_have_text(["Person", "The strict house"])
    pick(page, "The wide house")
    expect(page.locator(".ww-live .ww-question input:checked")).to_have_count(1)
    person(page, "Jo").get_by_label("Left out").check()
    assert page.evaluate(f"kept['{KEPT}']") == {
        "strict": {"sam": "in", "ida": "out", "jo": "out"},
        "wide": {"ida": "in", "jo": "out"},
    }
    page.evaluate("document.dispatchEvent(new CustomEvent('ww:forgotten'))")
    expect(page.locator(".ww-live :is(input:checked, table)")).to_have_count(0)
    page.add_init_script(f"globalThis.kept = {{'{KEPT}': 'nonsense'}}")
    page.reload()
    expect(page.get_by_role("button", name=ALL)).to_be_visible()


def test_without_javascript_it_is_text_with_the_table_below(open_widget: OpenWidget) -> None:
    page = open_widget("comparison", "tea-drinkers", java_script_enabled=False, viewport={"width": 1280, "height": 800})
    for text in ("It counts leaves of the tea bush alone", "The Tea Board, 1999", "Ida picks mint in the yard."):
        expect(page.get_by_text(text)).to_be_visible()
    reason = page.locator("td").get_by_text("1 of its 3 areas; it asks for 1. Areas that count here: Herbs & mint.")
    expect(reason).to_be_hidden()
    page.get_by_text("Open the table").click()
    expect(reason).to_be_visible()
    expect(page.get_by_text("The wide house counts more people.")).to_be_visible()


def test_on_paper_it_is_the_text_until_something_is_answered(page: Page) -> None:
    page.emulate_media(media="print")
    expect(page.locator(".ww-live")).to_be_hidden()
    expect(page.locator(".ww-fallback table")).to_be_visible()
    page.emulate_media(media="screen")
    pick(page, "The wide house")
    answer(page, "Counted in", "Counted in", "Left out")
    press(page, SHOW)
    page.emulate_media(media="print")
    expect(page.locator(".ww-live table")).to_be_visible()
    expect(page.locator(".ww-fallback")).to_be_hidden()
    expect(page.locator("button:visible")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_no_state_has_barriers(open_widget: OpenWidget, assert_no_barriers: Check, width: int, scheme: str) -> None:
    page = open_widget("comparison", "tea-drinkers", viewport={"width": width, "height": 800}, color_scheme=scheme)

    def said() -> None:
        pick(page, "The strict house")
        answer(page, "Counted in", "Counted in", "Left out")
        press(page, SHOW)

    for prepare in (lambda: None, said, lambda: press(page, ALL)):
        prepare()
        assert_no_barriers(page)
        pressed = page.locator(".ww-live :is(button, label):visible")
        assert min(pressed.evaluate_all("all => all.map((one) => one.offsetHeight)")) >= 44
