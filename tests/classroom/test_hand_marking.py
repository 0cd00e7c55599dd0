"""A trainer at her desk: the real command, the real formgrader, a real browser that can reach nothing else."""

import csv
import json
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator

import desks
import pytest
from ledger import rows
from playwright.sync_api import Browser, Locator, Page, expect
from room import QUIZ, as_bytes, blank, copied, find, hand_in, put

from widerwindow.content.course import Course
from widerwindow.grading.giving_back.export import export
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.marking.autograde import autograde

SCRIPT = "<script>document.title = 'owned'</script>"
TYPED = f"<img src=x onerror=\"document.title='owned'\">{SCRIPT}\n\nMy plan: $x$ *tea*."
BROKEN = b'{"cells": ['
PAGES = {
    "_toc.yml": "root: index\nchapters:\n  - file: weather/index\n  - file: weather/notes\n",
    "book/index.md": "# Home\n",
    "book/weather/index.md": "# Weather\n",
    "book/weather/notes.md": (
        "---\nfor: trainers\n---\n# Notes & answers\n\n**A model answer** to [what learners read](index.md).\n\n"
        "```{outcomes-table}\n```\n\n<script>document.title = 'owned'</script>\n"
    ),
}
ELSEWHERE = "https://elsewhere.example"


@pytest.fixture(scope="module")
def marked(released_once: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a course with hand-ins that the machine has marked, as far as it can; each test looks at its own."""
    course = copied(released_once, tmp_path_factory.mktemp("marked") / "a course")
    answers = {"dark-clouds": "rain", "max": ["hat"], "a-letter": TYPED}
    put(course, "plain", hand_in(blank(course), answers))
    odd = hand_in(blank(course), answers | {"a-letter": "Another plan."})
    find(odd, "dark-clouds")["source"] = f"dark_clouds = '<b>rain</b>'\n</script>{SCRIPT}"
    put(course, "odd", odd)
    put(course, "broken", BROKEN)
    put(course, "hostile", hand_in(blank(course), answers))
    canary = f"open({str(course.root / 'canary')!r}, 'w')"
    runs = hand_in(blank(course), answers)
    find(runs, "dark-clouds")["source"] = f"dark_clouds = 'rain'\n{canary}"
    put(course, "runs", runs).with_name("timestamp.txt").unlink()  # nobody knows when it came
    autograde(course, QUIZ)
    for name, text in PAGES.items():
        (course.root / name).parent.mkdir(exist_ok=True)
        (course.root / name).write_text(text, encoding="utf-8")
    return course


@pytest.fixture(scope="module")
def desk(marked: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with desks.opened(marked.exercises / "quizzes", tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture
def page(browser: Browser, desk: str) -> Iterator[Page]:
    """Return formgrader's first page, as the desk leads to it."""
    with desks.visiting(browser, desk) as page:
        page.get_by_role("link", name="Results", exact=True).click()
        page.get_by_role("link", name="Open formgrader").click()
        yield page


def _open(page: Page, learner: str) -> None:
    """Go to a learner's hand-in as a trainer does, from the page that the desk opens with."""
    page.get_by_role("link", name=QUIZ).click()
    page.get_by_role("link", name=QUIZ).last.click()
    expect(page.get_by_role("link", name="Submission #5")).to_be_visible()
    page.get_by_role("button", name="Show All Names").click()
    page.get_by_role("link", name=learner, exact=True).click()


def _give(page: Page, field: Locator, text: str) -> None:
    """Write points or a comment, and wait until the gradebook has them."""
    with page.expect_response(lambda response: response.request.method == "PUT") as saved:
        field.fill(text)
        field.blur()
    assert saved.value.ok


def test_points_are_saved_as_they_were_typed_or_not_at_all(marked: Course, page: Page) -> None:
    _open(page, "runs")
    box, extra = page.locator("#a-letter"), page.locator("#a-letter_extra_credit")
    refused = page.locator(".nbgrader_cell", has=box).get_by_role("alert")
    expect(box).to_have_attribute("inputmode", "decimal")  # formgrader has the points now, and has shown them
    saved: list[str] = []
    page.on("request", lambda request: saved.append(request.url) if request.method == "PUT" else None)
    for typed in ("9", "-1", "6,1", "two", "1e9", "1.2.3"):
        box.fill(typed)
        box.blur()
        expect(refused).to_have_text("Nothing is saved yet: write a number from 0 to 6, such as 1.5 or 1,5.")
        expect(box).to_have_value(typed)
        expect(box).to_have_attribute("aria-invalid", "true")
    assert saved == []
    _give(page, box, "")
    extra.fill("-2")
    extra.blur()
    expect(refused).to_have_text("Nothing is saved yet: write a number, 0 or more.")
    assert len(saved) == 1
    _give(page, extra, "")
    _give(page, box, "2,5")
    expect(refused).to_have_count(0)
    expect(box).to_have_value("2.5")
    assert (2.5, None, 0) in [row[7:] for row in rows(marked) if "runs" in row and "a-letter" in row]


def test_no_program_saves_points_outside_of_the_limits_either(page: Page) -> None:
    _open(page, "odd")
    expect(page.locator("#a-letter")).to_have_attribute("inputmode", "decimal")
    base, submission = page.evaluate("[base_url, submission_id]")
    api = f"{page.evaluate('location.origin')}{base}/api"
    grades = page.request.get(f"{api}/grades?submission_id={submission}").json()
    grade = next(each for each in grades if each["name"] == "a-letter")
    (token,) = (cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "_xsrf")
    for given in ({"manual_score": 7}, {"manual_score": -1}, {"manual_score": "2"}, {"extra_credit": -1}):
        answer = page.request.put(f"{api}/grade/{grade['id']}", data=given, headers={"X-XSRFToken": token})
        assert answer.status == 400
    assert page.request.get(f"{api}/grade/{grade['id']}").json() == grade


def test_a_trainer_marks_in_formgrader_and_the_learner_reads_it(marked: Course, page: Page) -> None:
    _open(page, "plain")
    answer = page.locator(".nbgrader_cell", has=page.locator("#a-letter"))
    expect(answer).to_contain_text(TYPED.splitlines()[0])
    expect(answer).to_contain_text("My plan: $x$ *tea*.")
    assert answer.locator("img, script, em").count() == 0
    assert page.title() == QUIZ
    expect(page.locator("body")).to_contain_text("Tell a friend how you would plan a walk in doubtful weather.")
    expect(page.locator("body")).to_contain_text("3: The plan has a second one behind it")
    expect(page.locator("#dark-clouds_mark")).to_have_attribute("placeholder", "1")

    _give(page, page.locator("#a-letter"), "4.5")
    _give(page, page.locator("#a-letter-comment"), "Clear, and *kind*.")

    assert (4.5, None, 0) in [row[7:] for row in rows(marked) if "plain" in row and "a-letter" in row]
    assert any("Clear, and *kind*." in row for row in rows(marked))
    (mine,) = (each for each in autograde(marked, QUIZ) if each.learner == "plain")
    assert (mine.points, mine.waits) == (1 + 1 + 0 + 4.5, ())
    given = {each.learner: each.page for each in feedback(marked, QUIZ)}
    assert given["plain"]
    html = given["plain"].read_text()
    assert "4.5 of 6 points" in html
    assert "Clear, and <em>kind</em>." in html
    export(marked, [QUIZ])
    with (marked.exercises / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        (line,) = (line for line in csv.DictReader(file) if line["learner"] == "plain")
    assert (line["a-letter"], line["total"], line["state"]) == ("4.5", "6.5", "marked")


def test_the_keyboard_goes_from_one_mark_to_the_next(page: Page) -> None:
    _open(page, "plain")
    expect(page.get_by_role("link", name="Next")).to_be_focused()
    for field in ("#dark-clouds-comment", "#dark-clouds_mark"):
        page.keyboard.press("Tab")
        expect(page.locator(field)).to_be_focused()


def test_what_the_machine_could_not_read_shows_its_reason_there_and_can_be_marked(marked: Course, page: Page) -> None:
    _open(page, "odd")
    answer = page.locator(".nbgrader_cell", has=page.locator("#dark-clouds-comment"))
    expect(answer).to_contain_text(f"</script>{SCRIPT}")
    reason = "Needs a look: its place in the file does not hold one plain answer."
    expect(page.locator("#dark-clouds-comment")).to_have_attribute("placeholder", reason)
    assert page.title() == QUIZ
    points = page.locator("#dark-clouds_mark")
    expect(points).to_have_class("score tabbable needs_manual_grade")
    _give(page, points, "1")
    (hers,) = (each for each in autograde(marked, QUIZ) if each.learner == "odd")
    assert (hers.points, hers.needs_review, hers.waits) == (2, {}, ("a-letter",))


def test_a_file_that_could_not_be_read_is_there_with_its_reason_and_can_be_marked(marked: Course, page: Page) -> None:
    _open(page, "broken")
    expect(page.get_by_role("heading", name="This hand-in could not be read")).to_be_visible()
    reason = "The file is no notebook, or only part of one: line 1 cannot be read."
    expect(page.get_by_text(reason)).to_be_visible()
    expect(page.locator("#a-letter-comment")).to_have_attribute("placeholder", f"Needs a look: {reason}")
    expect(page.locator("#a-letter")).to_have_attribute("inputmode", "decimal")  # formgrader has the points too
    with page.expect_download() as kept:
        page.get_by_role("link", name="Keep the hand-in as it came").last.click()
    assert kept.value.suggested_filename == f"{QUIZ}--broken.ipynb"
    assert kept.value.path().read_bytes() == BROKEN

    for name, points in {"dark-clouds_mark": "1", "max_mark": "2", "in-which-season_mark": "0"}.items():
        _give(page, page.locator(f"#{name}"), points)
    assert {each.learner: each.page for each in feedback(marked, QUIZ)}["broken"] is None
    _give(page, page.locator("#a-letter"), "5")
    (theirs,) = (each for each in autograde(marked, QUIZ) if each.learner == "broken")
    assert (theirs.points, theirs.waits, theirs.needs_review) == (8, (), {})
    found = {each.learner: each.page for each in feedback(marked, QUIZ)}["broken"]
    assert found
    assert found.read_text().count("so your trainer has read it") == 4
    assert "5 of 6 points" in found.read_text()

    put(marked, "broken", BROKEN + b" ")  # another file, and no better
    (theirs,) = (each for each in autograde(marked, QUIZ) if each.learner == "broken")
    assert len(theirs.needs_review) == 4
    put(marked, "broken", hand_in(blank(marked), {"a-letter": "Here it is."}))
    (theirs,) = (each for each in autograde(marked, QUIZ) if each.learner == "broken")
    assert (theirs.unreadable, len(theirs.waits)) == (None, 4)  # all of it had been marked by hand


def test_an_answer_that_nbgrader_itself_marked_is_as_dead(marked: Course, page: Page) -> None:
    """Stock autograde leaves a text as it was typed, and an output as it came."""
    file = marked.exercises / "autograded" / "hostile" / QUIZ / f"{QUIZ}.ipynb"
    notebook = json.loads(file.read_text())
    find(notebook, "a-letter")["source"] = (
        f"{TYPED}\n\n[a](javascript:document.title='owned') ![b]({ELSEWHERE}/b.png)\n\n"
        f"<iframe src='{ELSEWHERE}'></iframe><a href='#' onclick=\"document.title='owned'\">c</a>"
        f"<style>@import '{ELSEWHERE}/d.css'</style><svg onload=\"document.title='owned'\"></svg>\n\n"
        "$\\href{javascript:1}{e}$"
    )
    data = {"text/html": f"{SCRIPT}<img src='{ELSEWHERE}/f.png'>", "text/plain": "f"}
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    find(notebook, "dark-clouds")["outputs"] = [output]
    file.write_bytes(as_bytes(notebook))
    _open(page, "hostile")
    answer = page.locator(".nbgrader_cell", has=page.locator("#a-letter"))
    expect(answer).to_contain_text("My plan:")
    for link in answer.locator("a").all():
        link.click()
    body = page.locator("#notebook")
    assert body.locator("img, iframe, svg, style, script, [onclick], [onerror], [href^=javascript]").count() == 0
    assert page.title() == QUIZ


def test_its_buttons_mark_and_give_back_without_running_anything(marked: Course, page: Page) -> None:
    page.get_by_role("link", name="Manage Assignments").click()
    page.get_by_role("row", name=QUIZ).get_by_role("link", name="5", exact=True).click()
    expect(page.get_by_role("row", name="plain").locator(".timestamp")).to_have_text("2026-11-20 10:00:00 UTC")
    row = page.get_by_role("row", name="runs")
    expect(row.locator(".timestamp")).to_have_text("time unknown")
    row.locator(".autograde a").click()
    window = page.get_by_role("dialog")
    expect(window).to_contain_text("plain: ")
    window.get_by_role("button", name="OK").click()
    expect(window).to_have_count(0)
    given = marked.exercises / "feedback" / "runs" / QUIZ / f"{QUIZ}.html"
    given.unlink(missing_ok=True)
    row.locator(".generate-feedback a").click()
    expect(window).to_contain_text("pages are made")
    expect(window).to_contain_text("runs")
    assert "Feedback for runs" in given.read_text()
    assert not (marked.root / "canary").exists()


def test_the_notes_for_trainers_are_shown_on_the_desk(page: Page) -> None:
    page.get_by_role("link", name="Notes for trainers").click()
    page.get_by_role("link", name="Weather: Notes & answers").click()
    expect(page.get_by_role("heading", name="Weather: Notes & answers")).to_be_visible()
    expect(page.locator("strong")).to_have_text("A model answer")
    expect(page.get_by_text("what learners read", exact=False)).to_be_visible()
    assert page.get_by_role("link", name="what learners read").count() == 0


def test_nothing_that_the_desk_writes_down_holds_its_token(marked: Course, desk: str) -> None:
    address, _, token = desk.partition("?token=")
    urllib.request.urlopen(desk).close()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{desks.root(desk)}/nothing?token={token}")
    log = (marked.exercises / "desk.log").read_text()
    assert address in log
    assert token not in log


def test_the_desk_is_open_to_this_machine_and_this_trainer_alone(desk: str) -> None:
    address, _, token = desk.partition("?token=")
    assert len(token) > 30
    for page in (address, f"{desks.root(desk)}/formgrader/notes/weather/notes"):
        with pytest.raises(urllib.error.HTTPError, match="403") as refused:
            urllib.request.urlopen(page)
        assert "/login" in refused.value.geturl()
        refused.value.close()
    for path in ("/api/kernels", "/api/terminals", "/lab", "/tree"):
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{desks.root(desk)}{path}?token={token}")
    port = int(desks.root(desk).rpartition(":")[2])
    with pytest.raises(ConnectionRefusedError):  # it listens on 127.0.0.1 and on no other address of this machine
        socket.create_connection(("127.0.0.2", port), timeout=5)
