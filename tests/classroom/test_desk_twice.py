"""At the desk nothing is lost or mistaken where something comes twice, late, held down, or all at once."""

import logging
from collections.abc import Iterator
from pathlib import Path

import desks
import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect
from room import QUIZ, as_bytes, blank, copied, hand_in, put, rewrite

from widerwindow.content.course import Course
from widerwindow.desk.log import Log
from widerwindow.desk.uploads import put as put_upload
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.judgements import Judgement, Judging
from widerwindow.grading.gradebook.second_marks import SecondMarks
from widerwindow.grading.keeping.forgetting import forget
from widerwindow.grading.marking.autograde import autograde

FIRST, SECOND = Judgement(3.0, "", {"plan": 2, "words": 1}), Judgement(5.0, "", {"plan": 2, "words": 3})
MARKING, FAIR = f"marking/{QUIZ}/a-letter", f"fair/{QUIZ}/a-letter"


@pytest.fixture(scope="module")
def desk(released_once: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Course, str]]:
    """A course whose letters have two marks that differ, and the address of its desk."""
    folder = tmp_path_factory.mktemp("twice")
    course = copied(released_once, folder / "a course")
    for learner in ("ada", "bea", "cyd"):
        put(course, learner, hand_in(blank(course), {"a-letter": f"A plan by {learner}."}))
    autograde(course, QUIZ)
    with connection.open_gradebook(course) as book:
        quiz = course.quiz(QUIZ)
        answers, seconds = Judging(book, quiz, quiz.questions[3]), SecondMarks(book, quiz, quiz.questions[3])
        seconds.draw(3)
        for place in answers.places():
            answers.judge(place.id, FIRST)
            seconds.mark(place.id, SECOND)
    with desks.kept(course) as address:
        yield course, address


@pytest.fixture
def course(desk: tuple[Course, str]) -> Course:
    """The course as it was when its desk was opened."""
    return desks.as_before(desk[0])


@pytest.fixture
def page(browser: Browser, desk: tuple[Course, str], course: Course) -> Iterator[Page]:  # noqa: ARG001
    """The first page of its desk."""
    with desks.visiting(browser, desk[1]) as page:
        yield page


def _at(page: Page, place: str) -> str:
    return f"{desks.root(page.url)}/desk/{place}"


def _place(course: Course, number: int = 0) -> str:
    with connection.open_gradebook(course) as book:
        return Judging(book, course.quiz(QUIZ), course.quiz(QUIZ).questions[3]).places()[number].id


def _points(course: Course, place: str) -> float | None:
    with connection.open_gradebook(course) as book:
        return Judging(book, course.quiz(QUIZ), course.quiz(QUIZ).questions[3]).held(place).judgement.points


def _file(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


def test_a_whole_class_comes_in_at_once_and_a_double_click_takes_it_in_once(page: Page, course: Course) -> None:
    page.goto(_at(page, "taking-in"))
    hers = as_bytes(hand_in(blank(course), {"dark-clouds": "rain"}, learner="eve", saved="2026-11-20T10:00:00Z"))
    others = [_file(f"{number} {'ใบงาน' * 20}.ipynb", b"") for number in range(120)]
    page.get_by_label("Files or zips").set_input_files([_file(f"{QUIZ}--eve.ipynb", hers), *others])
    page.get_by_role("button", name="Look at what came").click()
    expect(page.get_by_role("caption")).to_have_text("1 would count or be kept, 120 cannot be used.")
    page.get_by_role("button", name="Take it in").dblclick()
    expect(page.get_by_role("heading", name="Taken in", exact=True)).to_be_visible()


def test_a_file_that_came_keeps_the_folders_that_say_whose_it_is(tmp_path: Path) -> None:
    for name in ("Anna_1_assignsubmission_file/work.ipynb",) * 2 + ("Anna_1_assignsubmission_file/work.ipynb/more",):
        put_upload(tmp_path, name, b"{}")
    put_upload(tmp_path, "/".join(["folder" * 40] * 40 + ["work.ipynb"]), b"{}")
    assert len(list(tmp_path.rglob("Anna_1_assignsubmission_file/work.ipynb"))) == 3
    assert sum(each.is_file() for each in tmp_path.rglob("*")) == 4


def test_of_two_who_settle_or_mark_again_the_later_one_is_told(page: Page, course: Course) -> None:
    place = _place(course)
    for way, button in (("/settle", "Settle it so"), ("", "Save, and show the next")):
        other = page.context.new_page()
        for each in (page, other):
            each.goto(_at(page, f"{FAIR}/{place}{way}"))
            each.get_by_label("Clear and kind.").check()
        page.get_by_role("button", name=button).click()
        expect(page).not_to_have_url(other.url)
        other.get_by_label("Hard to follow.").check()
        other.get_by_role("button", name=button).click()
        expect(other.get_by_role("alert")).to_contain_text("Somebody has marked this answer since you opened it.")
        expect(other.get_by_label("Hard to follow.")).to_be_checked()
        other.close()
        assert _points(course, place) == (5.0 if way else 3.0)  # a second mark given anew is to be settled anew


def test_two_markers_of_one_name_are_told_apart(page: Page) -> None:
    page.goto(_at(page, FAIR))
    page.get_by_label("Who gave the first marks").fill("Sam")
    page.get_by_label("Who gives the second marks").fill("sam ")
    page.get_by_role("button", name="Take all of them").click()
    expect(page.get_by_role("alert")).to_contain_text("Both who mark have the same name.")
    expect(page.get_by_label("Who gives the second marks")).to_have_value("sam")
    page.get_by_label("Who gives the second marks").fill("Sam B")
    page.get_by_role("button", name="Take all of them").click()
    expect(page.get_by_text("Sam gave 3, Sam B gave 5.")).to_have_count(3)


def test_an_answer_whose_writer_was_erased_meanwhile_is_told_to_be_gone(page: Page, course: Course) -> None:
    places = [_place(course, number) for number in range(3)]
    forget(course, "ada")
    for place in places:
        said = page.request.get(_at(page, f"{FAIR}/{place}/settle")).text()
        assert "Something went wrong on our side" not in said
        assert "A plan by" in said or "renamed or deleted by now" in said


def test_a_key_that_is_held_down_gives_one_level(page: Page, course: Course) -> None:
    with connection.open_gradebook(course) as book:
        Judging(book, course.quiz(QUIZ), course.quiz(QUIZ).questions[3]).judge(_place(course), Judgement(None))
    page.goto(_at(page, f"{MARKING}/{_place(course)}"))
    expect(page.get_by_text("Keys", exact=True)).to_be_visible()
    for _ in range(4):
        page.keyboard.down("2")
    page.keyboard.up("2")
    expect(page.get_by_role("radio", checked=True)).to_have_count(1)


def test_why_a_mark_is_not_saved_stands_beside_it(browser: Browser, desk: tuple[Course, str], course: Course) -> None:
    page = browser.new_page()
    page.goto(desk[1])
    page.goto(_at(page, f"{MARKING}/{_place(course)}"))
    expect(page.get_by_text("Keys", exact=True)).to_be_visible()
    rewrite(course, "key: rain", "key: reign")
    page.get_by_label("There is no plan.").check()
    expect(page.get_by_role("alert").first).to_contain_text("The key names `reign`, which is no option.")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    rewrite(course, "key: reign", "key: rain")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save, and show the next").click()
    expect(page.get_by_role("alert").first).to_contain_text("The desk does not know this browser any more")
    expect(page.get_by_label("There is no plan.")).to_be_checked()
    page.goto(_at(page, ""))
    expect(page.get_by_role("main")).to_contain_text("Open the desk as you did at first")
    expect(page.get_by_text("Jupyter")).to_have_count(0)
    page.close()


def test_an_answer_that_waits_is_reached_from_the_page_of_feedback(page: Page, course: Course) -> None:
    with connection.open_gradebook(course) as book:
        Judging(book, course.quiz(QUIZ), course.quiz(QUIZ).questions[3]).judge(_place(course), Judgement(None))
    page.goto(_at(page, f"giving-back/{QUIZ}"))
    page.get_by_role("link", name="1 answer to mark: Tell a friend").click()
    expect(page.get_by_role("heading", name="Answer 1 of 3")).to_be_visible()


def test_a_gradebook_that_is_gone_is_missed_and_not_taken_for_one_to_come(page: Page, course: Course) -> None:
    place = _place(course)
    (course.exercises / "gradebook.db").unlink()
    said = page.request.get(_at(page, f"{MARKING}/{place}")).text()
    assert "bring back one of the newest backups" in said


def test_one_code_beside_two_names_is_told_before_the_list_is_brought_in(page: Page) -> None:
    page.goto(_at(page, "learners/list"))
    page.get_by_label("Or type it here").fill("name,code\nAnna Able,k7\nBob Bell,K7\nCy Dean,m2\nCy Dean,m2\n")
    page.get_by_role("button", name="Look at the list").click()
    expect(page.get_by_role("note")).to_contain_text("The code k7 stands beside more than one person.")


@pytest.mark.parametrize("year", ["0202", "20260"])
def test_a_year_that_was_typed_in_part_is_refused_in_words(page: Page, year: str) -> None:
    page.goto(_at(page, f"quiz/{QUIZ}/rules"))
    page.get_by_label("Day", exact=True).fill(f"{year}-11-30")
    page.get_by_label("Time", exact=True).fill("10:00")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("The year has four digits")


def test_a_line_of_the_log_that_finds_no_room_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging, "raiseExceptions", False)  # as the desk has it
    Log("/dev/full").emit(logging.LogRecord("desk", logging.INFO, "", 0, "A line.", None, None))
