"""A scenario on a page without a kernel, opened from disk."""

import base64
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from axe import WINDOWS
from stories import holds
from widerwindow import widgets
from widerwindow.content.activities.scenario import Scenario
from widerwindow.content.activities.walk import Moment
from widerwindow.content.course import Course
from widerwindow.frontend import pictures
from widerwindow.widgets import bundle

OpenWidget = Callable[..., Page]
Check = Callable[[Page], None]


TOP_MIDDLE = """async (picture) => {
  const image = await createImageBitmap(new Blob([Uint8Array.from(atob(picture), (sign) => sign.charCodeAt(0))]));
  const paper = new OffscreenCanvas(image.width, image.height).getContext("2d");
  paper.drawImage(image, 0, 0);
  return [...paper.getImageData(image.width / 2, 9, 1, 1).data].slice(0, 3);
}"""
"""The colour in the middle of the upper edge of a screenshot."""


@pytest.fixture
def file(widget_page: Callable[[str, str], Path]) -> Path:
    return widget_page("scenario", "tea-round")


@pytest.fixture
def page(open_widget: OpenWidget) -> Page:
    return open_widget("scenario", "tea-round")


def heading(page: Page) -> Locator:
    return page.locator(".ww-live h2")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def press_by_key(page: Page, name: str) -> None:
    """Tabs on from wherever the focus is until the button has it, then presses Enter."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText.trim().replace(/\\s+/g, ' ')").startswith(name):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"The Tab key does not reach “{name}”.")


def path_in(page: Page) -> list[list[str]]:
    path: list[list[str]] = page.evaluate("document.querySelector('ww-widget').model.get('path')")
    return path


def set_path(page: Page, path: list[Any]) -> None:
    page.evaluate("path => document.querySelector('ww-widget').model.set('path', path)", path)


def test_the_whole_story_by_keyboard_alone(page: Page) -> None:
    press_by_key(page, "Continue")
    for choice, next_title in [("Ask,", "At the table"), ("Sit with Sam", "A warm cup")]:
        press_by_key(page, choice)
        expect(heading(page)).to_have_text("What happened")
        expect(heading(page)).to_be_focused()
        press_by_key(page, "Carry on")
        expect(heading(page)).to_have_text(next_title)
        expect(heading(page)).to_be_focused()
        expect(heading(page)).to_be_in_viewport()
    expect(page.locator(".ww-live")).to_contain_text("You sit down too.")
    press_by_key(page, "Look back on the story")
    expect(heading(page)).to_have_text("Looking back")
    expect(heading(page)).to_be_focused()
    expect(page.get_by_text("What led to this ending: your choice in “In the kitchen”.")).to_be_visible()
    assert path_in(page) == [["kitchen", "ask"], ["table", "sit"]]
    assert page.evaluate("kept['scenario/tea-round']") == path_in(page)
    press_by_key(page, "Start again")
    expect(heading(page)).to_contain_text("The tea round")
    assert path_in(page) == []


def test_what_a_choice_led_to_is_shown_with_the_choice(page: Page) -> None:
    press(page, "Continue")
    page.locator(".ww-choice").filter(has_text="Pour at once").click()
    expect(page.locator(".ww-chosen")).to_contain_text("Do not wait.")
    expect(page.locator(".ww-live")).to_contain_text("The water is <b>cold</b>.")
    press(page, "Carry on")
    expect(heading(page)).to_have_text("The spill")
    expect(page.locator(".ww-live .ww-stop")).to_contain_text("There is tea on the floor.")


def test_step_back_is_always_there_and_undoes_one_choice(page: Page) -> None:
    press(page, "Continue")
    press(page, "Wait for the kettle.")
    press(page, "Carry on")
    expect(page.get_by_role("button", name="Wait for the kettle.")).to_have_count(0)  # its condition no longer holds
    press(page, "Step back")
    expect(page.get_by_role("button", name="Wait for the kettle.")).to_have_count(1)
    assert path_in(page) == []
    page.locator(".ww-choice").first.click()
    press(page, "Step back")  # from what the choice led to
    expect(heading(page)).to_have_text("In the kitchen")
    press(page, "Step back")
    expect(heading(page)).to_contain_text("The tea round")
    expect(page.get_by_role("button", name="Step back")).to_have_count(0)
    set_path(page, [["kitchen", "ask"], ["table", "sit"]])
    press(page, "Look back on the story")
    press(page, "Step back")
    expect(heading(page)).to_have_text("A warm cup")
    press(page, "Step back")
    expect(heading(page)).to_have_text("At the table")


SPILL = [["corridor", "fast"]]
STATES: dict[str, tuple[list[list[str]], list[str]]] = {
    "the opening": ([], []),
    "the reading version": ([], ["Skip to the reading version"]),
    "a scene": ([], ["Begin"]),
    "what happened": ([], ["Begin", "Walk fast."]),
    "before a scene with a note": (SPILL, []),
    "a stop card": (SPILL, ["Continue"]),
    "a scene in short": (SPILL, ["Read a short summary"]),
    "the way round a scene": (SPILL, ["Skip this scene"]),
    "an ending": ([["corridor", "slow"]], []),
    "the debrief": ([["corridor", "slow"]], ["Look back on the story"]),
}


def live_widget(page: Page) -> None:
    """Puts in place of the page's widget what a notebook makes of it: the module, and a model that Python filled."""
    scenario = widgets.Scenario("tea-spill")
    data = {"content": scenario.content, "words": scenario.words, "path": []}
    page.evaluate(
        """([module, data]) => {
          document.querySelector('main').insertAdjacentHTML('beforeend', '<div class="ww-live"></div>');
          const address = URL.createObjectURL(new Blob([module], { type: 'text/javascript' }));
          const listeners = [];
          const model = {
            get: (name) => data[name],
            set: (name, value) => { data[name] = value; listeners.forEach((listener) => listener()); },
            save_changes() {}, on: (_, listener) => listeners.push(listener), off() {},
          };
          const widget = document.querySelector('ww-widget');
          const el = document.querySelector('main > .ww-live');
          return import(address).then(({ default: { render } }) => {
            widget.replaceChildren();
            widget.model = model;
            render({ model, el });
          });
        }""",
        [bundle.module("scenario"), data],
    )


@pytest.mark.parametrize("where", ["on a page", "in a notebook"])
@pytest.mark.parametrize("state", STATES)
def test_a_pause_returns_to_the_same_place(open_widget: OpenWidget, state: str, where: str) -> None:
    page = open_widget("scenario", "tea-spill")
    if where == "in a notebook":
        live_widget(page)
        expect(page.get_by_role("link", name="Leave this page")).to_have_count(1)
    path, presses = STATES[state]
    set_path(page, path)
    for name in presses:
        press(page, name)
    details = page.locator(".ww-live details")
    if details.count():
        details.first.locator("summary").click()
    name, shown, path = heading(page).inner_text(), page.locator(".ww-live .ww-body").inner_html(), path_in(page)
    for leave in (
        lambda: press_by_key(page, "Back to where you were"),
        lambda: press_by_key(page, "Close"),
        lambda: page.keyboard.press("Escape"),
    ):
        page.get_by_role("button", name="Pause").focus()
        page.keyboard.press("Enter")
        expect(heading(page)).to_have_text("A pause")
        expect(heading(page)).to_be_focused()
        expect(page.locator(".ww-live .ww-choice")).to_have_count(0)
        leave()
        expect(heading(page)).to_have_text(name)
        expect(page.get_by_role("button", name="Pause")).to_be_focused()
    assert page.locator(".ww-live .ww-body").inner_html() == shown
    assert path_in(page) == path


def test_a_pause_holds_while_others_set_the_path(open_widget: OpenWidget) -> None:
    page = open_widget("scenario", "tea-spill")
    press(page, "Pause")
    set_path(page, [["corridor", "slow"]])
    expect(heading(page)).to_have_text("A pause")
    expect(page.get_by_role("button", name="Pause", exact=True)).to_have_count(0)
    press(page, "Back to where you were")
    expect(heading(page)).to_have_text("At the desk")


def at_the_note(open_widget: OpenWidget, **options: Any) -> Page:  # noqa: ANN401 - whatever Playwright takes
    """Opens the story with a note on a scene, and goes as far as that note."""
    page = open_widget("scenario", "tea-spill", **options)
    press(page, "Begin")
    press(page, "Walk fast.")
    press(page, "Carry on")
    expect(heading(page)).to_have_text("Before the next scene")
    expect(heading(page)).to_be_focused()
    return page


def test_a_scene_with_a_note_waits_for_her(open_widget: OpenWidget, assert_no_barriers: Check) -> None:
    page = at_the_note(open_widget)
    live = page.locator(".ww-live")
    expect(live).to_contain_text("Tea is spilled in this scene.")
    expect(live).to_contain_text("It touches on: spills. Intensity: medium.")
    for hidden in ("The puddle", "in pieces", "Mop it up", "Sam sighs"):
        expect(live).not_to_contain_text(hidden)
    assert_no_barriers(page)
    press_by_key(page, "Continue")
    expect(heading(page)).to_have_text("The puddle")
    expect(heading(page)).to_be_focused()
    expect(live).to_contain_text("The whole cup lies in pieces.")
    expect(live).to_contain_text("Sam sighs.")
    press(page, "Step back")
    expect(heading(page)).to_have_text("Before the next scene")
    press(page, "Step back")
    expect(heading(page)).to_have_text("In the corridor")


def test_the_short_summary_stands_in_for_a_scene(open_widget: OpenWidget, assert_no_barriers: Check) -> None:
    page = at_the_note(open_widget)
    press_by_key(page, "Read a short summary")
    live = page.locator(".ww-live")
    expect(heading(page)).to_have_text("The puddle")
    expect(heading(page)).to_be_focused()
    expect(live).to_contain_text("Some of the tea is on the floor.")
    expect(live).not_to_contain_text("in pieces")
    expect(live).not_to_contain_text("Sam sighs")
    assert_no_barriers(page)
    press(page, "Mop it up.")
    assert path_in(page) == [["corridor", "fast"], ["spill", "mop"]]
    press(page, "Step back")
    expect(live).to_contain_text("Some of the tea is on the floor.")
    press(page, "Step back")
    expect(heading(page)).to_have_text("Before the next scene")


def test_skipping_a_scene_leads_round_it_and_changes_nothing(open_widget: OpenWidget) -> None:
    page = at_the_note(open_widget)
    press_by_key(page, "Skip this scene")
    expect(heading(page)).to_have_text("A little later")
    expect(heading(page)).to_be_focused()
    assert path_in(page) == [["corridor", "fast"]]
    press(page, "Bring another cup.")
    assert path_in(page) == [["corridor", "fast"], ["later", "again"]]
    press(page, "Step back")
    expect(heading(page)).to_have_text("A little later")
    press(page, "Step back")
    expect(heading(page)).to_have_text("Before the next scene")
    press(page, "Skip this scene")
    press(page, "Bring another cup.")
    press(page, "Carry on")
    press(page, "Look back on the story")
    live = page.locator(".ww-live")
    expect(live).to_contain_text("I was thirsty.")
    expect(live.get_by_role("img", name="At first: in the middle. At the end: nearer to “none”.")).to_be_visible()
    assert live.locator(".ww-path > li > strong").all_text_contents() == [
        "In the corridor", "A little later", "The end: At the desk",
    ]  # fmt: skip
    expect(live.get_by_text("in pieces")).to_be_hidden()


def test_a_path_round_a_scene_is_found_again(open_widget: OpenWidget) -> None:
    page = open_widget("scenario", "tea-spill")
    set_path(page, [["corridor", "fast"], ["later", "again"]])
    expect(heading(page)).to_have_text("At the desk")
    set_path(page, [["corridor", "slow"], ["later", "again"]])
    expect(heading(page)).to_have_text("At the desk")
    set_path(page, [["later", "again"]])
    expect(heading(page)).to_have_text("A spill")


def test_an_ending_with_a_note_can_be_left_out(open_widget: OpenWidget) -> None:
    page = open_widget("scenario", "tea-spill")
    set_path(page, [["corridor", "fast"], ["spill", "leave-it"]])
    expect(heading(page)).to_have_text("Before the next scene")
    press(page, "Skip this scene")
    expect(heading(page)).to_have_text("Looking back")
    page.emulate_media(media="print")
    assert "wet through" not in page.evaluate("document.body.innerText")
    assert "The evening ends early." in page.evaluate("document.body.innerText")
    page.emulate_media(media="screen")
    press(page, "Step back")
    expect(heading(page)).to_have_text("Before the next scene")
    press(page, "Continue")
    expect(page.locator(".ww-live")).to_contain_text("socks are wet through.")
    press(page, "Look back on the story")
    press(page, "Start again")
    press(page, "Begin")
    press(page, "Walk fast.")
    press(page, "Carry on")
    expect(heading(page)).to_have_text("Before the next scene")


def test_a_note_stands_before_its_scene_in_the_reading_version(open_widget: OpenWidget) -> None:
    page = open_widget("scenario", "tea-spill")
    press(page, "Skip to the reading version")
    scene = page.locator(".ww-live .ww-body > details", has_text="The puddle")
    scene.locator("summary").first.click()
    expect(scene.get_by_text("Tea is spilled in this scene.")).to_be_visible()
    expect(scene.get_by_text("in pieces")).to_be_hidden()
    scene.locator("summary", has_text="Read a short summary").click()
    expect(scene.get_by_text("Some of the tea is on the floor.")).to_be_visible()
    scene.locator("summary", has_text="Read this scene").click()
    expect(scene.get_by_text("in pieces")).to_be_visible()


def test_a_note_stands_before_its_scene_without_javascript(open_widget: OpenWidget) -> None:
    page = open_widget("scenario", "tea-spill", java_script_enabled=False)
    page.get_by_role("link", name="Go to 2: The puddle").click()
    expect(page.get_by_text("Tea is spilled in this scene.")).to_be_visible()
    expect(page.get_by_text("in pieces")).to_be_hidden()
    page.locator("#ww-tea-spill-2").get_by_text("Read this scene").click()
    expect(page.get_by_text("in pieces")).to_be_visible()
    page.get_by_role("link", name="Skip to 3: A little later").click()
    expect(page.get_by_role("heading", name="3. A little later")).to_be_in_viewport()


def test_the_note_lets_her_read_it_short_or_skip(page: Page) -> None:
    expect(page.locator(".ww-live .ww-frame")).to_contain_text("It touches on: tea, spills. Intensity: low.")
    summary = page.locator(".ww-live").get_by_text("it may go well")
    expect(summary).to_be_hidden()
    page.locator(".ww-live summary", has_text="Read a short summary").click()
    expect(summary).to_be_visible()
    press(page, "Skip to the reading version")
    expect(heading(page)).to_have_text("The reading version")
    expect(page.locator(".ww-live").get_by_text("I felt asked.")).to_be_visible()
    expect(page.locator(".ww-live details[open]")).to_have_count(0)
    page.locator(".ww-live summary", has_text="The spill").click()
    expect(page.locator(".ww-live")).to_contain_text("The floor stays wet.")
    press(page, "Step back")
    press(page, "Continue")
    expect(heading(page)).to_have_text("In the kitchen")


def test_progress_is_said_in_words(page: Page) -> None:
    where = page.locator(".ww-where")
    press(page, "Continue")
    expect(where).to_have_text("Scene 1. At least 2 more to come.")
    expect(heading(page)).to_have_accessible_description("Scene 1. At least 2 more to come.")
    page.locator(".ww-choice").first.click()
    expect(where).to_have_text("Scene 1.")
    press(page, "Carry on")
    expect(where).to_have_text("Scene 2. At least one more to come.")
    set_path(page, [["kitchen", "ask"], ["table", "go"]])
    expect(where).to_have_text("Scene 3. This is the last one.")


def test_what_no_longer_fits_is_dropped_from_a_path_that_was_kept(page: Page) -> None:
    for path, title in [
        ([["kitchen", "ask"], ["table", "sing"], ["table", "sit"]], "At the table"),
        ([["cellar", "ask"]], "The tea round"),
        ([["kitchen", "rest"], ["kitchen", "rest"]], "In the kitchen"),  # the second is not offered any more
        (["kitchen", None, 7], "The tea round"),
        ("kitchen", "The tea round"),
    ]:
        page.add_init_script(f"globalThis.kept = {{'scenario/tea-round': {json.dumps(path)}}}")
        page.reload()
        expect(heading(page)).to_contain_text(title)
    page.evaluate("document.dispatchEvent(new CustomEvent('ww:forgotten'))")
    assert path_in(page) == []


def test_a_path_that_others_set_is_shown_without_moving_the_focus(page: Page) -> None:
    set_path(page, [["kitchen", "ask"]])
    expect(heading(page)).to_have_text("At the table")
    assert page.evaluate("document.activeElement === document.body")
    page.evaluate("document.dispatchEvent(new CustomEvent('ww:forgotten'))")
    expect(heading(page)).to_contain_text("The tea round")


def random_path(scenario: Scenario, chance: random.Random) -> tuple[list[list[str]], Moment]:
    path: list[list[str]] = []
    moment = scenario.beginning()
    while scenario.scene(moment.scene).kind != "ending" and chance.random() > 0.03:
        choice = chance.choice(scenario.offered(moment))
        path.append([moment.scene, choice.id])
        moment = scenario.after(moment, choice)
    return path, moment


def ways_of(scenario: Scenario, path: list[list[str]]) -> set[str]:
    """The strands of a path on the map."""
    numbers = [scene.id for scene in scenario.scenes]
    ways, moment = set(), scenario.beginning()
    for name, chosen in path:
        choices = [choice.id for choice in scenario.scene(name).choices]
        moment = scenario.after(moment, scenario.scene(name).choices[choices.index(chosen)])
        ways.add(f"{numbers.index(name)}.{choices.index(chosen)}.{numbers.index(moment.scene)}")
    return ways


SHOWN = """path => {
  const widget = document.querySelector('ww-widget');
  widget.model.set('path', []);
  widget.model.set('path', path);
  const live = widget.querySelector('.ww-live');
  const texts = (selector) => [...live.querySelectorAll(selector)].map((node) => node.textContent.trim());
  const scene = { title: texts('h2')[0], choices: texts('.ww-choice'), text: live.textContent };
  const end = [...live.querySelectorAll('.ww-main')].find((button) => button.textContent === 'Look back on the story');
  end?.click();
  const labels = [...live.querySelectorAll('.ww-moved svg')].map((line) => line.getAttribute('aria-label'));
  const steps = texts('.ww-path > li > strong');
  const [windows, strands] = [[...live.querySelectorAll('g.ww-went')], [...live.querySelectorAll('path.ww-went')]];
  const met = windows.map((window) => Number(window.dataset.scene));
  const ways = strands.map((strand) => strand.dataset.way);
  return { ...scene, debrief: live.textContent, moved: labels, steps, met, ways };
}"""


def test_the_page_walks_as_the_model_does(page: Page, tiny_course: Path) -> None:
    scenario = Course(tiny_course).scenario("tea-round")
    chance = random.Random(3)
    ended = 0
    for _ in range(150):
        path, moment = random_path(scenario, chance)
        shown = page.evaluate(SHOWN, path)
        if not path:
            continue
        values = dict(zip(scenario.variables, moment.values, strict=True))
        scene = scenario.scene(moment.scene)
        assert shown["title"] == scene.title
        offered = [choice.text.split()[0] for choice in scenario.offered(moment)]
        assert [text.split()[0] for text in shown["choices"]] == offered
        assert [passage.text in shown["text"] for passage in scene.also] == [holds(p.when, values) for p in scene.also]
        if scene.kind == "ending":
            ended += 1
            views = scenario.debrief.person.views
            assert [view.text in shown["debrief"] for view in views] == [holds(view.when, values) for view in views]
            for said, (name, variable) in zip(shown["moved"], scenario.variables.items(), strict=True):
                assert said.startswith("From first to last" if values[name] == variable.start else "At first: ")
                assert variable.low
                assert (f"“{variable.low}”." in said.rpartition(": ")[2]) == (
                    2 * values[name] < variable.min + variable.max
                )
            titles = [scenario.scene(name).title for name, _ in path]
            assert shown["steps"] == [*titles, f"The end: {scene.title}"]
            numbers = [scene.id for scene in scenario.scenes]
            assert set(shown["met"]) == {numbers.index(name) for name in [*(name for name, _ in path), moment.scene]}
            assert set(shown["ways"]) == ways_of(scenario, path)
    assert ended > 100


def test_the_debrief_shows_every_way_and_marks_her_own(page: Page) -> None:
    set_path(page, [["kitchen", "ask"], ["table", "go"]])
    press(page, "Look back on the story")
    live = page.locator(".ww-live")
    for text in ("The story is about asking first.", "What Sam might say", "You are off again.", "talk to Robin"):
        expect(live).to_contain_text(text)
    expect(live.get_by_role("img", name="Your way through the story, drawn.")).to_be_visible()
    live.locator("summary", has_text="The other ways").click()
    table = live.locator(".ww-others details", has_text="At the table")
    table.locator("summary").click()
    expect(table.locator("li")).to_have_count(2)
    expect(table.locator("li", has_text="You chose this.")).to_contain_text("Put it down and go.")


def test_the_debrief_says_no_number_of_what_changed(page: Page) -> None:
    set_path(page, [["kitchen", "ask"], ["table", "go"]])
    press(page, "Look back on the story")
    lines = page.locator(".ww-moved li")
    expect(lines).to_have_count(2)
    assert not any(sign.isdigit() for sign in "".join(lines.all_inner_texts()))
    expect(lines.nth(1)).to_have_text("Your own haste" + "calm" + "rushed")
    expect(lines.nth(1).get_by_role("img")).to_have_accessible_name("At first: nearer to “calm”. At the end: “calm”.")


def test_what_she_would_say_looks_said_and_what_she_would_do_does_not(page: Page) -> None:
    press(page, "Continue")
    said = page.locator(".ww-choice .ww-said")
    expect(said).to_have_text(["“How do you take it?”"])
    said.click()
    expect(page.locator(".ww-chosen .ww-said")).to_have_text("“How do you take it?”")
    ways = page.get_by_role("group", name="What you could do")
    press(page, "Carry on")
    expect(ways.get_by_role("button")).to_have_count(2)


def test_a_pause_shows_no_picture(page: Page) -> None:
    set_path(page, [["kitchen", "ask"]])
    picture = page.locator(".ww-place svg")
    expect(picture).to_be_visible()
    press(page, "Pause")
    expect(picture).to_be_hidden()
    press(page, "Back to where you were")
    expect(picture).to_be_visible()


def test_printing_her_path_prints_only_that(page: Page) -> None:
    set_path(page, [["kitchen", "ask"], ["table", "go"]])
    press(page, "Look back on the story")
    page.evaluate("globalThis.print = () => {}")
    press(page, "Print my path")
    page.emulate_media(media="print")
    text = page.evaluate("document.body.innerText")
    for wanted in ("The tea round", "In the kitchen", "You are off again.", "The end: A warm cup"):
        assert wanted in text
    for unwanted in ("A page", "\nAfter", "Leaf 1999", "Looking back", "Print my path", "Sam waits."):
        assert unwanted not in text
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert "A page" in page.evaluate("document.body.innerText")


def test_paper_has_the_whole_story_until_she_starts(page: Page) -> None:
    page.emulate_media(media="print")
    assert "Go to 4: At the table" in page.evaluate("document.body.innerText")
    set_path(page, [["kitchen", "ask"]])
    text = page.evaluate("document.body.innerText")
    assert "Go to 4: At the table" not in text
    assert "You bring the cup." in text
    expect(page.locator("button:visible")).to_have_count(0)


def test_without_javascript_it_is_a_story_with_links(open_widget: OpenWidget) -> None:
    page = open_widget("scenario", "tea-round", java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.get_by_role("link", name="Go to 4: At the table").first.click()
    expect(page.get_by_role("heading", name="4. At the table")).to_be_in_viewport()
    page.get_by_role("link", name="Go to 2: A warm cup").first.click()
    page.locator("#ww-tea-round-2").get_by_role("link").click()
    expect(page.get_by_text("The story is about asking first.")).to_be_in_viewport()
    expect(page.get_by_text("talk to Robin")).to_be_visible()


def test_the_story_to_read_comes_up_where_the_script_does_not(visit: BrowserContext, file: Path) -> None:
    (file.parent / "scenario.js").unlink()
    page = visit.new_page()
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", name="1. In the kitchen")).to_be_visible(timeout=10_000)


def test_the_story_to_read_stays_where_the_script_fails(browser: Browser, file: Path) -> None:
    html = file.read_text(encoding="utf-8").replace('"start":"kitchen","scenes":', '"start":"kitchen","acts":')
    file.write_text(html, encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", name="1. In the kitchen")).to_be_visible()
    page.close()


@pytest.mark.parametrize(("width", "scheme"), WINDOWS)
def test_no_state_has_barriers(open_widget: OpenWidget, assert_no_barriers: Check, width: int, scheme: str) -> None:
    page = open_widget("scenario", "tea-round", viewport={"width": width, "height": 800}, color_scheme=scheme)

    def check() -> None:
        assert_no_barriers(page)
        heights = page.locator(".ww-live :is(button, summary):visible").evaluate_all(
            "all => all.map((b) => b.offsetHeight)"
        )
        assert min(heights) >= 44

    check()
    page.locator(".ww-live summary").click()
    check()
    press(page, "Skip to the reading version")
    check()
    press(page, "Step back")
    press(page, "Continue")
    check()
    press(page, "Pause")
    check()
    press(page, "Back to where you were")
    page.locator(".ww-choice").filter(has_text="Pour at once").click()
    check()
    press(page, "Carry on")  # the stop card
    check()
    set_path(page, [["kitchen", "ask"], ["table", "go"]])
    check()
    press(page, "Look back on the story")
    page.evaluate("document.querySelectorAll('.ww-live details').forEach((part) => part.open = true)")
    check()


def test_nothing_is_lost_in_forced_colours(open_widget: OpenWidget) -> None:
    page = open_widget("scenario", "tea-round", forced_colors="active")
    press(page, "Continue")
    borders = page.locator(".ww-choice").evaluate_all("all => all.map((one) => getComputedStyle(one).borderTopWidth)")
    assert set(borders) == {"1px"}


def test_it_runs_under_a_strict_policy_and_asks_nobody(visit: BrowserContext, file: Path) -> None:
    page = visit.new_page()
    errors: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: errors.append(message.text))

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix("https://course.test/")
        asked.append(name)
        headers = {"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'"}
        route.fulfill(path=file.parent / name, headers=headers)

    page.route("**/*", answer)
    page.goto("https://course.test/page.html")
    press(page, "Continue")
    page.locator(".ww-choice").first.click()
    expect(heading(page)).to_have_text("What happened")
    assert errors == []
    assert sorted(asked) == ["memory.js", "page.css", "page.html", "scenario.css", "scenario.js"]


def path_over_every_kind(scenario: Scenario) -> list[list[str]]:
    """Returns some path to an ending that meets every kind of scene that the story has."""
    chance = random.Random(5)
    kinds = {scene.kind for scene in scenario.scenes}
    while True:
        path, moment = random_path(scenario, chance)
        if {scenario.scene(name).kind for name in [*(name for name, _ in path), moment.scene]} == kinds:
            return path


REAL = {"office-phone": "scenario-office-phone", "kitchen-nine-pm": "scenario-kitchen"}


@pytest.mark.thorough
@pytest.mark.parametrize("name", REAL)
def test_a_real_story_is_walked_from_its_note_to_its_end_with_a_pause_in_every_state(
    open_page: Callable[..., Page], name: str
) -> None:
    page = open_page(f"window-of-tolerance/{REAL[name]}.html")
    live = page.locator("ww-widget .ww-live")
    title = live.locator("h2")
    seen: set[str] = set()

    def pause(state: str) -> None:
        if state in seen:
            return
        seen.add(state)
        shown = live.inner_html()
        link = page.locator("header [data-ww-pause]")
        link.click()
        expect(page.locator(".ww-pause")).to_contain_text("You can stop here for as long as you like.")
        page.keyboard.press("Escape")
        expect(page.locator(".ww-pause")).to_be_hidden()
        expect(link).to_be_focused()
        assert live.inner_html() == shown
        live.get_by_role("button", name="Pause").click()
        expect(title).to_have_text("A pause")
        live.get_by_role("button", name="Back to where you were").click()
        expect(live.get_by_role("button", name="Pause")).to_be_focused()
        assert live.inner_html() == shown

    expect(live.locator(".ww-frame")).to_contain_text("It touches on:")
    pause("opening")
    live.locator("summary", has_text="Read a short summary").click()
    live.get_by_role("button", name="Skip to the reading version").click()
    expect(title).to_have_text("The reading version")
    pause("reading version")
    live.get_by_role("button", name="Step back").click()
    live.get_by_role("button", name="Continue").click()
    scenario = Course(Path(__file__).parents[2]).scenario(name)
    moment = scenario.beginning()
    for scene, chosen in path_over_every_kind(scenario):
        pause(scenario.scene(scene).kind)
        offered = scenario.offered(moment)
        choice = next(choice for choice in offered if choice.id == chosen)
        live.locator(".ww-choice").nth(offered.index(choice)).click()
        moment = scenario.after(moment, choice)
        pause("what happened")
        live.get_by_role("button", name="Carry on").click()
        expect(title).to_be_focused()
    pause("ending")
    live.get_by_role("button", name="Look back on the story").click()
    expect(title).to_have_text("Looking back")
    pause("debrief")
    kinds = {scene.kind for scene in scenario.scenes}
    assert seen == {"opening", "reading version", *kinds, "what happened", "debrief"}


def test_a_picture_stands_where_the_story_comes_to_another_place_and_nowhere_else(page: Page) -> None:
    place = page.locator(".ww-place")
    expect(place.locator(".wood")).to_be_visible()
    press(page, "Continue")
    expect(place.locator("svg")).to_have_count(0)  # the opening has shown it
    press_by_key(page, "Ask,")
    expect(heading(page)).to_have_text("What happened")
    expect(place.locator("svg")).to_have_count(0)
    press(page, "Carry on")
    expect(heading(page)).to_have_text("At the table")
    expect(place.locator(".cloth")).to_be_visible()
    assert place.locator("svg").get_attribute("aria-hidden") == "true"
    press_by_key(page, "Sit with Sam")
    expect(place.locator("svg")).to_have_count(0)
    press(page, "Carry on")
    expect(place.locator(".wood")).to_be_visible()
    press(page, "Look back on the story")
    expect(place.locator("svg")).to_have_count(0)


def test_what_to_take_from_a_real_story_waits_for_its_end(open_page: Callable[..., Page]) -> None:
    name = "window-of-tolerance/scenario-office-phone.html"
    page = open_page(name, viewport={"width": 360, "height": 740})
    after = page.locator(".ww-after-story")
    live = page.locator("ww-widget .ww-live")
    expect(live).to_be_visible()
    expect(after).to_be_hidden()
    live.get_by_role("button", name="Continue").click()
    while not live.get_by_role("button", name="Look back on the story").count():
        expect(after).to_be_hidden()
        way = live.locator(".ww-choice, .ww-main").first
        if not live.locator(".ww-place svg").count():
            expect(way).to_be_in_viewport()  # what happens and the first choice come into view together
        way.click()
    expect(after).to_be_hidden()
    press(page, "Look back on the story")
    expect(after.get_by_text("Danger comes first.")).to_be_visible()
    expect(open_page(name, java_script_enabled=False).get_by_text("Danger comes first.")).to_be_visible()


def test_on_paper_each_place_is_drawn_where_it_changes_and_carried_once(file: Path, browser: Browser) -> None:
    text = file.read_text(encoding="utf-8")
    assert (text.count('class="wood"'), text.count('class="cloth"')) == (1, 1)
    file.write_text(text.replace("</head>", f"<style>{pictures.style()}</style></head>"), encoding="utf-8")
    page, eyes = browser.new_page(java_script_enabled=False), browser.new_page()
    page.goto(file.as_uri())
    drawn = page.locator(".ww-numbered > .ww-picture")
    assert 1 < drawn.count() < page.locator(".ww-numbered").count()
    wall = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ww-wall')")
    for each in drawn.all():
        seen = eyes.evaluate(TOP_MIDDLE, base64.b64encode(each.screenshot()).decode())
        assert bytes(seen).hex() == wall.lstrip("#")
