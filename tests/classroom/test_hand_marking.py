import csv
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger import rows
from playwright.sync_api import Browser, Page, Route, expect
from room import QUIZ, blank, find, hand_in, put

from widerwindow.content.course import Course
from widerwindow.grading.autograde import autograde
from widerwindow.grading.export import export
from widerwindow.grading.feedback import feedback

SCRIPT = "<script>document.title = 'owned'</script>"
TYPED = f"<img src=x onerror=\"document.title='owned'\">{SCRIPT}\n\nMy plan: $x$ *tea*."
BIN = Path(sys.executable).parent


@pytest.fixture
def marked(course: Course) -> Course:
    """Return a course with two hand-ins marked by the machine; in one of them an answer could not be read."""
    answers = {"dark-clouds": "rain", "max": ["hat"], "a-letter": TYPED}
    put(course, "L1", hand_in(blank(course), answers))
    odd = hand_in(blank(course), answers | {"a-letter": "Another plan."})
    find(odd, "dark-clouds")["source"] = (
        "dark_clouds = '<b>rain</b>'\n</script><script>document.title = 'owned'</script>"
    )
    put(course, "L2", odd)
    autograde(course, QUIZ)
    return course


@pytest.fixture
def desk(marked: Course, tmp_path: Path) -> Iterator[str]:
    """Start Jupyter's server with nbgrader's formgrader in it, in the course's folder, and return its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = {name: str(tmp_path / name) for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    settings = os.environ | home | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    options = ["--no-browser", "--allow-root", f"--ServerApp.port={port}", "--IdentityProvider.token=t"]
    with (tmp_path / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyter_server", *options],
            cwd=marked.exercises,
            env=settings,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/formgrader/api/status?token=t", tmp_path / "server.log")
        yield address
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(address: str, log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    pytest.fail(log.read_text())


@pytest.fixture
def page(browser: Browser, desk: str) -> Iterator[Page]:
    """Return a page that reaches the desk and nothing else: nbgrader's own pages ask a service for formulas."""

    def only_here(route: Route) -> None:
        if route.request.url.startswith(desk):
            route.continue_()
        else:
            route.abort()

    context = browser.new_context()
    context.route("**/*", only_here)
    page = context.new_page()
    page.goto(f"{desk}/login?token=t")
    page.goto(f"{desk}/formgrader/gradebook/{QUIZ}/{QUIZ}")
    yield page
    context.close()


def _open(page: Page, learner: str) -> None:
    expect(page.get_by_role("link", name="Submission #2")).to_be_visible()
    page.get_by_role("button", name="Show All Names").click()
    page.get_by_role("link", name=learner).click()


def test_a_trainer_marks_in_formgrader_and_the_learner_reads_it(marked: Course, page: Page, tmp_path: Path) -> None:
    _open(page, "L1")
    answer = page.locator(".nbgrader_cell", has=page.locator("#a-letter"))
    expect(answer).to_contain_text(TYPED.splitlines()[0])
    expect(answer).to_contain_text("My plan: $x$ *tea*.")
    assert answer.locator("img, script, em").count() == 0
    assert page.title() == QUIZ
    expect(page.locator("body")).to_contain_text("3: The plan has a second one behind it")
    expect(page.locator("#dark-clouds_mark")).to_have_attribute("placeholder", "1")

    points = page.locator("#a-letter")
    with page.expect_response(lambda response: "/api/grade/" in response.url and response.request.method == "PUT"):
        points.fill("4.5")
        points.press("Tab")
    comment = page.locator("#a-letter-comment")
    with page.expect_response(lambda response: "/api/comment/" in response.url and response.request.method == "PUT"):
        comment.fill("Clear, and *kind*.")
        comment.blur()

    assert (4.5, None, 0) in [row[7:] for row in rows(marked) if "L1" in row and "a-letter" in row]
    assert any("Clear, and *kind*." in row for row in rows(marked))
    (mine,) = (each for each in autograde(marked, QUIZ) if each.learner == "L1")
    assert (mine.points, mine.waits) == (1 + 1 + 0 + 4.5, ())
    given = {each.learner: each.page for each in feedback(marked, QUIZ)}
    assert given["L1"]
    html = given["L1"].read_text()
    assert "4.5 of 6 points" in html
    assert "Clear, and <em>kind</em>." in html
    export(marked, [QUIZ], tmp_path / "grades.csv")
    with (tmp_path / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = {line[0]: line[1:] for line in csv.reader(file)}
    assert lines["L1"] == [QUIZ, "1", "1", "0", "4.5", "6.5", "12", "marked"]
    assert lines["L2"] == [QUIZ, "", "1", "0", "", "1", "12", "needs a look"]


def test_what_the_machine_could_not_read_shows_its_reason_there_and_can_be_marked(marked: Course, page: Page) -> None:
    _open(page, "L2")
    answer = page.locator(".nbgrader_cell", has=page.locator("#dark-clouds-comment"))
    expect(answer).to_contain_text(f"</script>{SCRIPT}")
    reason = "Needs a look: its cell does not read `dark_clouds = ` with one answer."
    expect(page.locator("#dark-clouds-comment")).to_have_attribute("placeholder", reason)
    assert page.title() == QUIZ
    points = page.locator("#dark-clouds_mark")
    expect(points).to_have_class("score tabbable needs_manual_grade")
    with page.expect_response(lambda response: "/api/grade/" in response.url and response.request.method == "PUT"):
        points.fill("1")
        points.press("Tab")
    (hers,) = (each for each in autograde(marked, QUIZ) if each.learner == "L2")
    assert (hers.points, hers.needs_a_look, hers.waits) == (2, {}, ("a-letter",))
