"""A trainer's whole work at her desk, in a real browser that can reach nothing else."""

import re
import shutil
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import desks
import pytest
from ledger import rows, table
from playwright.sync_api import Browser, Page, expect
from room import QUIZ, as_bytes, blank, copied, find, hand_in, make_course, put

import axe
from widerwindow.content.course import Course
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.keeping.forgetting import forget
from widerwindow.grading.marking.autograde import autograde

SCRIPT = "<script>document.title = 'owned'</script>"
LETTERS = {"ada": f"First the sky. {SCRIPT}", "bea": "Then tea.", "cyd": "نخطط معا", "dot": ""}
ANSWERS = {"dark-clouds": "rain", "max": ["hat"]}
ROSTER = "code,name\nada,Ada Able\nzoe,Zoe Late\n"


@pytest.fixture(scope="module")
def started(released_once: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Course, str]]:
    """A course with hand-ins that the machine has marked, and the address of its desk."""
    folder = tmp_path_factory.mktemp("desk")
    course = copied(released_once, folder / "a course")
    for learner, letter in LETTERS.items():
        put(course, learner, hand_in(blank(course), ANSWERS | {"a-letter": letter}))
    autograde(course, QUIZ)
    _give_a_book(course)
    (course.exercises / "roster.csv").write_text(ROSTER)
    shutil.copytree(course.exercises, folder / "before")
    (folder / "home").mkdir()
    with desks.opened(course.exercises / "quizzes", folder / "home") as address:
        yield course, address


@pytest.fixture
def marked(started: tuple[Course, str]) -> Course:
    """The course as it was when its desk was opened."""
    course, _ = started
    shutil.rmtree(course.exercises)
    shutil.copytree(course.root.parent / "before", course.exercises)
    return course


@pytest.fixture
def page(browser: Browser, started: tuple[Course, str], marked: Course) -> Iterator[Page]:  # noqa: ARG001
    """The first page of its desk."""
    with desks.visiting(browser, started[1]) as page:
        yield page


def _give_a_book(course: Course) -> None:
    (course.root / "_toc.yml").write_text("root: index\n")
    (course.root / "book" / "index.md").write_text("# Home\n")


def _expect_answer(page: Page, number: int) -> None:
    """Wait until an answer is there, and the keys work."""
    expect(page.get_by_role("heading", name=f"Answer {number} of 4")).to_be_visible()
    expect(page.get_by_text("Keys", exact=True)).to_be_visible()


def _saved(page: Page) -> None:
    expect(page.locator("form.mark [role=status]")).to_have_text("Saved")


def test_a_trainer_does_her_whole_work_with_the_mouse(tmp_path: Path, browser: Browser) -> None:
    course = make_course(tmp_path / "new")
    _give_a_book(course)
    (tmp_path / "home").mkdir()
    with desks.opened(course.root, tmp_path / "home", closes=True) as address, desks.visiting(browser, address) as page:
        _do_the_whole_work(course, page, tmp_path / "came")


def _do_the_whole_work(course: Course, page: Page, came: Path) -> None:
    page.get_by_role("button", name="Release it to learners").click()
    expect(page.get_by_role("heading", name="released")).to_be_visible()
    page.get_by_role("link", name="Back to today").click()

    came.mkdir()
    work = came / f"{QUIZ}--ada.ipynb"
    work.write_bytes(as_bytes(hand_in(blank(course), ANSWERS | {"a-letter": "First the sky."})))
    (came / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    page.get_by_role("link", name="Take in work that came").click()
    page.get_by_label("Files or zips").set_input_files([work, came / "photo.jpg"])
    page.get_by_role("button", name="Look at what came").click()
    expect(page.get_by_role("heading", name="What would happen")).to_be_visible()
    expect(page.get_by_role("row", name="photo.jpg")).to_contain_text("Not taken in.")
    expect(page.get_by_role("rowheader", name="photo.jpg", exact=True)).to_be_visible()
    assert not (course.exercises / "submitted").exists()
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("row", name="ada")).to_contain_text("Taken in.")
    page.get_by_role("button", name="Mark what a machine can").click()
    page.get_by_role("link", name="Back to today").click()

    page.get_by_role("link", name="1 answer to mark").click()
    page.get_by_label("There is a plan.").check()
    page.get_by_label("Clear and kind.").check()
    page.get_by_label("What you want to say to the learner").fill("Clear.")
    page.get_by_role("button", name="Save, and show the next").click()
    expect(page.get_by_role("heading", name="Every answer to this question is marked.")).to_be_visible()
    page.get_by_role("link", name="Back to today").click()

    page.get_by_role("link", name="Feedback", exact=True).click()
    page.get_by_role("button", name="Make feedback pages for all").click()
    page.get_by_role("link", name="Back to today").click()
    page.get_by_role("link", name="Feedback", exact=True).click()
    with page.expect_download() as kept:
        page.get_by_role("link", name="Save all pages in one zip").click()
    page_of_ada = (course.exercises / "feedback" / "ada" / QUIZ / f"{QUIZ}.html").read_bytes()
    with zipfile.ZipFile(kept.value.path()) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {f"{QUIZ}--ada.html": page_of_ada}
    assert b"5 of 6 points" in page_of_ada
    page.get_by_role("link", name="Made on").click()
    expect(page.get_by_text("5 of 6 points")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Close the desk").click()
    expect(page.get_by_role("heading", name="The desk is closed.")).to_be_visible()


def test_answers_are_marked_undone_and_come_back_to_with_keys_alone(marked: Course, page: Page) -> None:
    page.get_by_role("link", name="4 answers to mark").focus()
    page.keyboard.press("Enter")
    _expect_answer(page, 1)
    first = page.url
    page.keyboard.press("2")
    page.keyboard.press("3")
    expect(page.locator("output")).to_have_text("5")
    _saved(page)
    page.keyboard.press("c")
    page.keyboard.type("c for comment")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    _expect_answer(page, 2)
    page.keyboard.press("e")
    expect(page.get_by_role("button", name="c for comment")).to_be_visible()
    page.keyboard.press("b")
    _saved(page)
    page.keyboard.press("n")
    for number in (3, 4):
        _expect_answer(page, number)
        page.keyboard.press("0")
        page.keyboard.press("0")
        expect(page.locator("output")).to_have_text("0")
        page.keyboard.press("Enter")
    _expect_answer(page, 2)  # the one to come back to is the last
    page.goto(first)
    _expect_answer(page, 1)
    page.keyboard.press("u")
    _expect_answer(page, 4)
    given = [str(row[7]) for row in rows(marked) if "a-letter" in row and len(row) == 10]
    assert sorted(given) == ["0.0", "5.0", "None", "None"]


def test_the_page_names_nobody_and_shows_an_answer_as_text(page: Page) -> None:
    page.get_by_role("link", name="4 answers to mark").click()
    found = set()
    for number in range(1, 5):
        expect(page.get_by_role("heading", name=f"Answer {number} of 4")).to_be_visible()
        text = page.locator("main").inner_text()
        assert not any(re.search(rf"\b{learner}\b", text) for learner in LETTERS)
        found |= {letter for letter in LETTERS.values() if letter and letter in text}
        if number < 4:
            page.get_by_role("link", name="The one after").click()
    assert found == {letter for letter in LETTERS.values() if letter}
    assert page.title() != "owned"
    page.keyboard.press("w")
    expect(page.get_by_text("The learner code is")).to_be_visible()
    expect(page.get_by_text("Your safeguarding lead", exact=True)).to_be_visible()


def test_two_tabs_do_not_write_over_each_other(page: Page) -> None:
    page.get_by_role("link", name="4 answers to mark").click()
    expect(page.get_by_role("heading", name="Answer 1 of 4")).to_be_visible()
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label("There is no plan.").check()
    _saved(other)
    page.get_by_label("What you want to say to the learner").fill("Mine")
    expect(page.get_by_role("alert")).to_contain_text("Somebody has marked this answer since you opened it.")
    expect(page.get_by_label("What you want to say to the learner")).to_have_value("Mine")


def test_points_of_an_answer_without_a_rubric_are_saved_as_typed_or_not_at_all(marked: Course, page: Page) -> None:
    broken = hand_in(blank(marked), ANSWERS | {"a-letter": "Here."})
    find(broken, "max")["source"] = "max = open('x', 'w')"
    put(marked, "eve", broken)
    autograde(marked, QUIZ)
    page.reload()
    page.get_by_role("link", name="1 answer to mark").click()
    expect(page.get_by_text("A machine could not read this answer")).to_be_visible()
    field = page.get_by_label("Points, from 0 to 3")
    for typed in ("4", "-1", "two", "1.2.3", "1e1"):
        field.fill(typed)
        expect(page.get_by_role("alert")).to_contain_text(f"You wrote {typed}.")
    field.fill("2,5")
    _saved(page)
    assert 2.5 in [row[7] for row in rows(marked) if "eve" in row and "max_mark" in row]


def test_every_page_of_the_desk_is_sound(marked: Course, page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    top = desks.root(page.url)
    feedback(marked, QUIZ)
    for place in ("", "/taking-in", f"/marking/{QUIZ}/a-letter", f"/giving-back/{QUIZ}", f"/marking/{QUIZ}/max/done"):
        answer = page.goto(f"{top}/desk{place}")
        assert answer
        assert "unsafe" not in answer.headers["content-security-policy"]
        for details in page.locator("details").all():
            details.evaluate("(each) => { each.open = true; }")
        assert axe.violations(page) == []
        page.set_viewport_size({"width": 320, "height": 700})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.set_viewport_size({"width": 1280, "height": 800})


def test_what_fails_is_told_in_plain_words_without_a_path(marked: Course, page: Page) -> None:
    top = desks.root(page.url)
    (marked.exercises / "gradebook.db").write_bytes(b"spoilt" * 1000)
    for place in ("", f"/marking/{QUIZ}/a-letter", f"/giving-back/{QUIZ}", "/nothing", f"/marking/{QUIZ}/nothing"):
        said = page.request.get(f"{top}/desk{place}").text()
        assert not re.search(rf"Traceback|sqlite|\.py\b|{marked.root}", said), said
        assert "That could not be done" in said or "There is no such page" in said


def test_nobody_else_gets_in_and_no_other_page_gives_a_mark(marked: Course, page: Page) -> None:
    top = desks.root(page.url)
    for path in ("/desk", "/desk/taking-in", f"/desk/giving-back/{QUIZ}"):
        with urllib.request.urlopen(f"{top}{path}") as answer:
            assert "/login" in answer.url
    for headers in ({}, {"Origin": "http://elsewhere.example"}, {"Host": "elsewhere.example"}):
        forged = page.request.post(f"{top}/desk/doing/{QUIZ}", form={"what": "feedback"}, headers=headers)
        assert forged.status in {403, 404}
    assert not (marked.exercises / "feedback").exists()


def test_what_a_marker_chose_is_erased_with_the_learner(marked: Course, page: Page) -> None:
    page.get_by_role("link", name="4 answers to mark").click()
    page.get_by_label("There is a plan.").check()
    _saved(page)
    for learner in LETTERS:
        forget(marked, learner)
    assert table(marked, "widerwindow_judgement") == []
