"""Giving back on the desk: to some or to all, what is out of date and why, the words to copy, other systems' files."""

import asyncio
import os
import re
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import desks
import pytest
from ledger import by_hand
from moodle_download import ANNA, worksheet
from playwright.sync_api import Browser, Page, expect
from room import QUIZ, TEXT, as_bytes, blank, hand_in, make_course, put, rewrite

from widerwindow.content.course import Course
from widerwindow.desk.doing.running import Running, Tell
from widerwindow.grading.collecting import versions
from widerwindow.grading.collecting.collect import collect
from widerwindow.grading.collecting.returning import pack
from widerwindow.grading.collecting.times import Moment
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.moodle.giving_back import give_back
from widerwindow.grading.setting.release import release
from widerwindow.grading.storage import feedback_file, upload_file

ANSWERS: dict[str, object] = {"dark-clouds": "rain", "max": ["hat"], "a-letter": "First the sky."}
LATE = (
    "It came 1 day and 17 hours after her deadline. The quiz says: “A later hand-in loses 1 point for each day that "
    "has begun.” So 2 points are taken off her 2, and 0 of 12 count."
)
COPIED = "async (part) => (await navigator.clipboard.readText()).includes(part)"
CANVAS = {"a1": f"smithanna_70017_900108_{QUIZ}--a1.ipynb", "b2": f"leeben_70018_900109_{QUIZ}--b2.ipynb"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Course, str]]:
    """A marked course whose hand-ins came from Canvas and by hand, and the address of its desk."""
    rules = "deadline: 2026-11-18 17:00\nlate: {points: 1}\noutcomes:"
    course = make_course(tmp_path_factory.mktemp("giving") / "a course", TEXT.replace("outcomes:", rules))
    release(course, QUIZ)
    came = course.root / "canvas.zip"
    with zipfile.ZipFile(came, "w") as archive:
        for learner, name in CANVAS.items():
            archive.writestr(name, as_bytes(hand_in(blank(course), ANSWERS, learner=learner)))
    collect(course, [came])
    came.unlink()
    put(course, "cyd", hand_in(blank(course), ANSWERS))
    autograde(course, QUIZ)
    for learner in CANVAS:
        by_hand(course, learner, "a-letter", points=4)
    with desks.opened(course.exercises, tmp_path_factory.mktemp("home")) as address:
        yield course, address


@pytest.fixture
def page(browser: Browser, desk: tuple[Course, str]) -> Iterator[Page]:
    with desks.visiting(browser, desk[1]) as page:
        page.goto(f"{desks.root(desk[1])}/desk/giving-back/{QUIZ}")
        yield page


def pages(course: Course) -> set[str]:
    return {file.parts[-3] for file in (course.exercises / "feedback").glob("*/*/*.html")}


def hand_in_again(course: Course, page: Page) -> None:
    """Let another hand-in come, twice, and see that it is told until it is marked, whatever its time."""
    again = as_bytes(hand_in(blank(course), ANSWERS | {"a-letter": "Second."}))
    for hours in (-300, 20):  # no clock of a learner's or of Moodle's says when it was put here
        versions.put(course, "cyd", QUIZ, again, Moment(datetime.now(UTC) + timedelta(hours=hours)))
        page.reload()
        expect(page.get_by_role("row", name="cyd")).to_contain_text("She has handed in again since.")
        autograde(course, QUIZ)
        page.reload()
        expect(page.get_by_role("row", name="cyd")).not_to_contain_text("She has handed in again since.")


def _expect_sent(page: Page, **said: str) -> None:
    for learner, when in said.items():
        expect(page.get_by_role("row", name=learner)).to_contain_text(when)


def _choose_nobody(course: Course, page: Page) -> None:
    for learner in ("a1", "b2", "cyd"):
        page.get_by_role("checkbox", name=learner).uncheck()
    page.get_by_role("button", name="Make pages for those ticked").click()
    expect(page.get_by_role("status").first).to_contain_text("Nobody was chosen")
    assert pages(course) == set()


def _give_all_theirs(course: Course, page: Page) -> None:
    """Make a new page of one, and save the pages of all; each row says what was saved before."""
    feedback(course, QUIZ, only=["a1"])
    page.reload()
    _expect_sent(page, a1="This one was not.", b2="Saved for sending on", cyd="Not saved for sending yet.")
    with page.expect_download():
        page.get_by_role("link", name="Save all pages in one zip").click()
    page.reload()
    _expect_sent(page, a1="Saved for sending on", b2="Saved for sending on", cyd="Saved for sending on")


def test_some_are_given_theirs_then_all_and_what_changed_since_is_said(desk: tuple[Course, str], page: Page) -> None:
    course, _ = desk
    expect(page.get_by_text("3 learners have no up-to-date page.")).to_be_visible()
    expect(page.get_by_role("row", name="cyd")).to_contain_text(LATE)
    page.goto(f"{desks.root(desk[1])}/desk/marking/{QUIZ}/a-letter")
    expect(page.get_by_text(LATE)).to_contain_text("Mark the answer as if it had come in time.")
    page.go_back()
    _choose_nobody(course, page)
    for learner in ("b2", "cyd"):
        page.get_by_role("checkbox", name=learner).uncheck()
    page.get_by_role("checkbox", name="a1").press("Enter")  # as a form is sent with the keys
    expect(page.get_by_role("status").first).to_contain_text("The zip for Canvas has 1 page in it.")
    assert pages(course) == {"a1"}
    page.get_by_role("row", name="a1").get_by_role("link", name="Made on").click()
    expect(page.get_by_text("Feedback for a1")).to_be_visible()
    page.get_by_role("link", name="Back to feedback").click()
    page.get_by_role("button", name="Make feedback pages for all").click()
    expect(page.get_by_text("Every page is up to date.")).to_be_visible()
    kept = upload_file(course, QUIZ, "Canvas").read_bytes()
    pack(course, QUIZ, feedback(course, QUIZ))
    assert upload_file(course, QUIZ, "Canvas").read_bytes() == kept
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the zip for Canvas").click()
    assert saved.value.path().read_bytes() == kept
    page.reload()
    _expect_sent(page, a1="Saved for sending on", b2="Saved for sending on", cyd="Not saved for sending yet.")

    by_hand(course, "a1", "a-letter", points=5, comment="Good.")
    for file in (course.exercises / "submitted").rglob("*.*"):
        os.utime(file)  # as a copy that is brought back has them
    page.goto(f"{desks.root(desk[1])}/desk")
    said = "1 learner has no up-to-date feedback on “Weather and plans”."
    expect(page.get_by_role("link", name=said)).to_be_visible()
    page.go_back()
    expect(page.get_by_text("She has handed in again since.")).to_have_count(0)
    row = page.get_by_role("row", name="a1")
    expect(row).to_contain_text("Question 4: another mark. It said “4 of 6 points”, and would say “5 of 6 points”.")
    expect(row).to_contain_text("Question 4: another comment of yours.")
    _give_all_theirs(course, page)
    expect(page.get_by_role("row", name="b2")).not_to_contain_text("out of date")
    expect(page.get_by_role("checkbox", name="b2")).not_to_be_checked()

    rewrite(course, "key: rain", "key: nothing")
    page.reload()
    expect(page.get_by_text("Questions or keys of this quiz have changed since it was released.")).to_be_visible()
    release(course, QUIZ)
    autograde(course, QUIZ)
    page.reload()
    expect(page.get_by_role("row", name="b2")).to_contain_text("Question 1: another key. It said “1 of 1 point”")
    hand_in_again(course, page)
    expect(page.get_by_role("row", name="cyd")).to_contain_text("Question 4: she has handed in another answer.")


def test_the_words_to_copy_name_the_file_and_the_contact_and_no_points(desk: tuple[Course, str], page: Page) -> None:
    course, _ = desk
    feedback(course, QUIZ)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    (course.exercises / "roster.csv").write_text("code,name,email\ncyd,Cyd Cole,cyd@example.org\n")
    page.reload()
    expect(page.get_by_text("Cyd Cole")).to_have_count(0)
    page.get_by_role("link", name="Show names and addresses").click()
    row = page.get_by_role("row", name="cyd")
    expect(row).to_contain_text("Cyd Cole")
    desks.sound(page)
    row.get_by_role("button", name="Copy cyd@example.org").click()
    page.wait_for_function(COPIED, arg="cyd@example.org")
    row.get_by_role("button", name="Copy the words").press("Enter")
    page.wait_for_function(COPIED, arg=f"{QUIZ}--cyd.html")
    one = page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("link", name="Hide names").click()
    expect(page.get_by_text("Cyd Cole")).to_have_count(0)
    contact = course.organisation().contacts[0]
    for link, part in ((None, "Each of you"), ("Message for cyd", f"{QUIZ}--cyd.html")):
        if link:
            page.get_by_role("link", name=link).click()
        page.get_by_role("button", name="Copy", exact=True).click()
        expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert all(each in copied for each in (part, "Weather and plans", contact.how, course.organisation().name))
        assert "of 12" not in copied
        assert f"please ask me. {contact.how}" in copied  # the contact is “Your trainer”, and she writes this
    assert copied == one
    assert "One answer still waits for me." in copied
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the page that goes with it").click()
    assert saved.value.suggested_filename == f"{QUIZ}--cyd.html"
    assert saved.value.path().read_bytes() == feedback_file(course, "cyd", QUIZ).read_bytes()


def test_what_takes_a_while_says_its_step_and_tells_what_came_of_it_once() -> None:
    running, may_end = Running(), Event()

    def work(tell: Tell) -> list[str]:
        tell("Page 1 of 2 is being made.")
        may_end.wait()
        return ["done"]

    async def go() -> None:
        await running.start("weather", work)
        assert running.is_running("weather")
        assert running.step("weather") == "Page 1 of 2 is being made."
        await running.start("weather", lambda _: ["a second time"])
        may_end.set()
        await running.start("storm", lambda _: [str(1 // 0)])
        while running.is_running("weather") or running.is_running("storm"):
            await asyncio.sleep(0.01)
        assert running.came("weather") == ["done"]
        assert running.came("weather") is None
        with pytest.raises(ZeroDivisionError):
            running.came("storm")

    with ThreadPoolExecutor(1) as apart:  # where a browser runs, this thread has a loop already
        apart.submit(asyncio.run, go()).result()


def test_moodles_worksheet_goes_back_filled_in(
    browser: Browser, desk: tuple[Course, str], page: Page, tmp_path: Path
) -> None:
    course, address = desk
    sheet = worksheet(tmp_path / "Grades a & b.csv")
    answers = hand_in(blank(course), ANSWERS, learner="a9")
    with zipfile.ZipFile(tmp_path / "moodle.zip", "w") as archive:
        archive.writestr(f"{ANNA}/a.ipynb", as_bytes(answers))
    collect(course, [tmp_path / "moodle.zip"], worksheet=sheet)
    autograde(course, QUIZ)
    by_hand(course, "a9", "a-letter", points=4)
    page.get_by_role("link", name="Grades and feedback for Moodle").click()
    page.get_by_role("button", name="Make the files for Moodle").click()
    expect(page.get_by_role("alert")).to_have_text("Choose the worksheet first. Nothing has been made.")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    page.get_by_label("Moodle's grading worksheet").set_input_files(tmp_path / "other.csv")
    page.get_by_role("button", name="Make the files for Moodle").click()
    expect(page.get_by_role("alert")).to_contain_text("download the worksheet again")
    page.get_by_label("Moodle's grading worksheet").set_input_files(sheet)
    page.get_by_role("button", name="Make the files for Moodle").click()
    expect(page.get_by_role("row", name="Anna Adeyemi")).to_contain_text(re.compile(r"\d{2}"))
    expect(page.get_by_role("main")).to_contain_text("no worksheet can change them any more")
    got = {}
    for name in (sheet.name, "feedback.zip"):
        with page.expect_download() as saved:
            page.get_by_role("link", name=name).click()
        assert saved.value.suggested_filename == name
        got[name] = saved.value.path().read_bytes()
    page.goto(f"{desks.root(address)}/desk/giving-back/{QUIZ}")
    expect(page.get_by_role("row", name="a9")).to_contain_text("Saved for sending on")
    made = give_back(course, QUIZ, sheet)
    assert made.worksheet
    assert made.feedback
    assert got == {sheet.name: made.worksheet.read_bytes(), "feedback.zip": made.feedback.read_bytes()}
    for name in ("comments-given.txt", "..", "%2e%2e%2flearners.csv"):
        at = f"{desks.root(address)}/desk/giving-back/{QUIZ}/moodle/files/{name}"
        assert page.request.get(at).status == 404 or "learner" not in page.request.get(at).text()
    stranger = browser.new_context().request.get(f"{desks.root(address)}/desk/giving-back/{QUIZ}/moodle")
    assert "/login" in stranger.url


def test_its_pages_are_sound(desk: tuple[Course, str], page: Page) -> None:
    feedback(desk[0], QUIZ)
    for place in ("", "/of/a1/message", "/moodle"):
        page.goto(f"{desks.root(desk[1])}/desk/giving-back/{QUIZ}{place}")
        desks.sound(page)
