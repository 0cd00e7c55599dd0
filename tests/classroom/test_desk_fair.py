"""Fair marking at the desk: second marks that are blind, compared and settled, and answers side by side."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import desks
import pytest
from ledger import rows, table
from playwright.sync_api import Browser, Page, expect
from room import QUIZ, blank, copied, hand_in, put, rewrite

from widerwindow.content.course import Course
from widerwindow.grading.giving_back.export import export
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.given import note_given
from widerwindow.grading.gradebook.judgements import Judgement, Judging
from widerwindow.grading.gradebook.second_marks import SecondMarks
from widerwindow.grading.keeping import backups
from widerwindow.grading.keeping.forgetting import forget
from widerwindow.grading.keeping.moving import rename
from widerwindow.grading.keeping.restoring import restore
from widerwindow.grading.marking.autograde import autograde

SAME = "First we look at the sky, then we put the kettle on."
LETTERS = {"ada": SAME, "bea": "No plan.", "cyd": SAME.upper()}
FIRST = {"plan": 2, "words": 1}
EXAMPLES = "    examples: {page: notes, under: Scored}\n    rubric:\n"
NOTES = "---\nfor: trainers\n---\n\n# Notes\n\n## Scored\n\n**3 of 6:** An umbrella.\n"
TABLE, BEFORE, GIVEN = "widerwindow_second_mark", "widerwindow_before_settling", "widerwindow_given"


@pytest.fixture(scope="module")
def desk(released_once: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Course, str]]:
    """A course whose letters all have the first mark 3, and the address of its desk."""
    folder = tmp_path_factory.mktemp("fair")
    course = copied(released_once, folder / "a course")
    _mark(course)
    rewrite(course, "    rubric:\n", EXAMPLES)
    (course.book / "notes.md").write_text(NOTES, encoding="utf-8")
    (folder / "home").mkdir()
    with desks.opened(course.root, folder / "home") as address:
        yield course, address


def _mark(course: Course) -> None:
    """Let each letter have the first mark 3."""
    for learner, letter in LETTERS.items():
        put(course, learner, hand_in(blank(course), {"a-letter": letter}))
    autograde(course, QUIZ)
    with connection.open_gradebook(course) as book:
        answers = Judging(book, course.quiz(QUIZ), course.quiz(QUIZ).questions[3])
        for place in answers.places():
            answers.judge(place.id, Judgement(3.0, "So far.", FIRST))


def _points(course: Course) -> list[object]:
    """Return the first marks of the letter, the smallest first."""
    return sorted(row[7] for row in rows(course) if "a-letter" in row and len(row) == 10)


def _exported(course: Course) -> list[bytes]:
    """Return the tables of grades and answers that go out."""
    return [file.read_bytes() for file in export(course, [QUIZ])[1] if file.suffix == ".csv"]


def test_second_marks_are_blind_and_each_difference_is_settled(desk: tuple[Course, str], browser: Browser) -> None:
    course, address = desk
    before = _exported(course)
    with desks.visiting(browser, address) as page:
        page.goto(f"{desks.root(address)}/desk/marking/{QUIZ}/a-letter/done")
        page.get_by_role("link", name="Look at these marks again").click()
        page.get_by_label("How many answers in all").fill("none")
        page.get_by_role("button", name="Draw them").click()
        expect(page.get_by_role("alert")).to_contain_text("Nothing is drawn yet.")
        page.get_by_label("Who gave the first marks").fill("Sam")
        page.get_by_label("Who gives the second marks").fill("Jo")
        page.get_by_label("How many answers in all").fill("2")
        page.keyboard.press("Enter")
        expect(page.get_by_text("2 of 3 answers are drawn.")).to_be_visible()
        page.get_by_role("button", name="Take all of them").click()
        page.get_by_role("link", name="Mark 3 answers").click()
        desks.sound(page)
        for place in range(3):
            expect(page.get_by_role("radio", checked=True)).to_have_count(0)
            assert "So far." not in page.locator("main").inner_text()
            expect(page.get_by_text("Marking now: Jo. Sam marked this first.")).to_be_visible()
            expect(page.get_by_text("Keys", exact=True)).to_be_visible()  # they work from now on
            page.keyboard.press("2")
            expect(page.get_by_label("There is a plan.")).to_be_checked()
            if place == 0:
                page.get_by_role("button", name="Save, and show the next").click()
                expect(page.get_by_role("alert")).to_contain_text("Choose a level in each row")
                expect(page.get_by_label("There is a plan.")).to_be_checked()
            if place == 1:
                _expect_what_the_first_marker_has(page)
            page.get_by_label("Hard to follow." if place else "In parts clear.").check()
            page.get_by_role("button", name="Save, and show the next").click()
        expect(page.get_by_text("33 % are exactly the same.")).to_be_visible()
        expect(page.get_by_role("heading", name="2 marks to settle")).to_be_visible()
        expect(page.get_by_text("Sam gave 3, Jo gave 2.")).to_have_count(2)
        desks.sound(page)
        assert _points(course) == [3.0, 3.0, 3.0]
        assert _exported(course) == before
        page.goto(f"{desks.root(address)}/desk")
        _settle_row_by_row(course, page)


def _expect_what_the_first_marker_has(page: Page) -> None:
    """Expect the words counted, the scored answers, and whom to tell of a worry, as on the first page."""
    expect(page.get_by_role("heading", name=re.compile(r"^The answer \d+ words$"))).to_be_visible()
    page.get_by_text("Scored answers to a practice case").click()
    expect(page.get_by_text("An umbrella.")).to_be_visible()
    page.keyboard.press("w")
    expect(page.get_by_text("Tell them on the same day.")).to_be_visible()
    expect(page.get_by_text("The learner code is")).to_be_visible()
    page.keyboard.press("w")
    expect(page.get_by_text("Tell them on the same day.")).to_be_hidden()


def _settle_row_by_row(course: Course, page: Page) -> None:
    page.get_by_role("link", name="2 answers with two different marks to settle").click()
    page.get_by_role("link", name="Settle them").click()
    desks.sound(page)
    plan, words = page.get_by_role("group", name="Plan"), page.get_by_role("group", name="Words")
    expect(plan.get_by_role("radio", name="There is a plan. Sam Jo")).to_be_checked()
    expect(words.get_by_role("radio", checked=True)).to_have_count(0)
    expect(words.get_by_role("radio", name="In parts clear. Sam")).to_be_visible()
    page.get_by_role("button", name="Settle it so").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose a level in each row")
    page.get_by_label("What you want to say to the learner").fill("We agree.")
    words.get_by_label("Hard to follow. Jo").check()
    page.get_by_role("button", name="Settle it so").click()
    page.get_by_label("Clear and kind.").press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="0 marks to settle")).to_be_visible()
    expect(page.get_by_text("33 % are exactly the same.")).to_be_visible()
    assert _points(course) == [2.0, 3.0, 5.0]
    assert sum("We agree." in row for row in rows(course)) == 1
    page.get_by_role("listitem").filter(has_text="Settled: 5.").get_by_role("link").click()
    page.get_by_role("button", name="Take it back: 3 from Sam counts again").click()
    expect(page.get_by_role("heading", name="1 mark to settle")).to_be_visible()
    assert _points(course) == [2.0, 3.0, 3.0]
    page.get_by_role("listitem").filter(has_text="Settled: 2.").get_by_role("link").click()
    page.get_by_label("In parts clear.").check()
    page.get_by_role("button", name="Settle it so").click()
    expect(page.get_by_role("heading", name="Settle the mark of answer")).to_be_visible()
    assert _points(course) == [3.0, 3.0, 3.0]
    assert len(table(course, BEFORE)) == 1


def test_answers_are_read_side_by_side(desk: tuple[Course, str], browser: Browser) -> None:
    _, address = desk
    with desks.visiting(browser, address) as page:
        page.goto(f"{desks.root(address)}/desk/fair/{QUIZ}/a-letter")
        page.get_by_role("link", name="3 points").click()
        expect(page.get_by_text("There is a plan.").first).to_be_visible()
        page.get_by_text("Scored answers to a practice case").click()
        expect(page.get_by_text("An umbrella.")).to_be_visible()
        desks.sound(page)
        page.get_by_role("link", name="Back to the overview").click()
        page.get_by_role("link", name="Answers in the same words").click()
        expect(page.get_by_role("listitem").filter(has_text="Answer")).to_have_count(2)
        desks.sound(page)


def test_second_marks_and_what_was_given_go_where_the_first_marks_go(course: Course) -> None:
    _mark(course)
    with connection.open_gradebook(course) as book:
        seconds = SecondMarks(book, course.quiz(QUIZ), course.quiz(QUIZ).questions[3])
        seconds.draw(3)
        for each in seconds.drawn():
            seconds.mark(each.place.id, Judgement(2.0))
            seconds.settle(each.place.id, Judgement(2.0))
        note_given(book, QUIZ, dict.fromkeys(LETTERS, "sum"))
    kept = sorted(table(course, TABLE))
    backups.keep(course, "rename")
    with closing(sqlite3.connect(course.exercises / "gradebook.db")) as book, book:
        book.execute(f"delete from {TABLE}")
    restore(course, backups.read(max(backups.folder(course).glob("*.zip"))))
    assert sorted(table(course, TABLE)) == kept
    rename(course, "ada", "eve")
    assert sorted(table(course, TABLE)) == kept
    forget(course, "eve")
    assert len(table(course, TABLE)) == len(table(course, BEFORE)) == len(table(course, GIVEN)) == len(kept) - 1
