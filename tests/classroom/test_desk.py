"""A trainer's whole work at her desk, in a real browser that can reach nothing else."""

import re
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import desks
import pytest
from hands import Keyboard, Mouse
from ledger import rows, table
from playwright.sync_api import Browser, Page, expect
from room import QUIZ, as_bytes, blank, copied, find, hand_in, make_course, put

from widerwindow.content.course import Course
from widerwindow.desk.frame import assets
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
    with desks.kept(course, "exercises/quizzes") as address:
        yield course, address


@pytest.fixture
def marked(started: tuple[Course, str]) -> Course:
    """The course as it was when its desk was opened."""
    return desks.as_before(started[0])


@pytest.fixture
def page(browser: Browser, started: tuple[Course, str], marked: Course) -> Iterator[Page]:  # noqa: ARG001
    """The first page of its desk."""
    with desks.visiting(browser, started[1]) as page:
        yield page


def _give_a_book(course: Course) -> None:
    (course.root / "_toc.yml").write_text("root: index\n")
    (course.root / "book" / "index.md").write_text("# Home\n")


def _expect_answer(page: Page, number: int, count: int = len(LETTERS)) -> None:
    """Wait until an answer is there, and the keys work."""
    expect(page.get_by_role("heading", name=f"Answer {number} of {count}")).to_be_visible()
    expect(page.get_by_text("Keys", exact=True)).to_be_visible()


def _saved(page: Page) -> None:
    expect(page.locator("form.mark [role=status]")).to_have_text("Saved")


@pytest.mark.parametrize("hand", [Keyboard, pytest.param(Mouse, marks=pytest.mark.thorough)])
def test_a_trainer_does_her_whole_work_with_the_mouse_alone_and_with_the_keyboard_alone(
    tmp_path: Path, browser: Browser, hand: type[Mouse | Keyboard]
) -> None:
    course = make_course(tmp_path / "new")
    _give_a_book(course)
    (tmp_path / "home").mkdir()
    with desks.opened(course.root, tmp_path / "home", closes=True) as address, desks.visiting(browser, address) as page:
        _do_the_whole_work(course, hand(page), tmp_path / "came")


def _do_the_whole_work(course: Course, hand: Mouse | Keyboard, came: Path) -> None:
    page = hand.page
    expect(page.get_by_text("This page says what waits for you")).to_be_visible()
    hand.press(page.get_by_role("link", name="Weather and plans"))
    hand.press(page.get_by_role("button", name="Release"))
    expect(page.get_by_role("heading", name="released")).to_be_visible()
    hand.press(page.get_by_role("link", name="Back to today"))

    came.mkdir()
    work = came / f"{QUIZ}--ada.ipynb"
    work.write_bytes(as_bytes(hand_in(blank(course), ANSWERS | {"a-letter": "First the sky."})))
    (came / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    hand.press(page.get_by_role("link", name="Take in work that came"))
    hand.give(page.get_by_label("Files or zips"), [work, came / "photo.jpg"])
    hand.press(page.get_by_role("button", name="Look at what came"))
    expect(page.get_by_role("heading", name="What would happen")).to_be_visible()
    expect(page.get_by_role("row", name="photo.jpg")).to_contain_text("Not taken in.")
    expect(page.get_by_role("rowheader", name="photo.jpg", exact=True)).to_be_visible()
    assert not (course.exercises / "submitted").exists()
    hand.press(page.get_by_role("button", name="Take it in"))
    expect(page.get_by_role("row", name="ada")).to_contain_text("Taken in.")
    hand.press(page.get_by_role("button", name="Mark what a machine can"))
    expect(page.get_by_role("link", name="1 answer to mark: Tell a friend")).to_be_visible()
    hand.press(page.get_by_role("link", name="Back to today"))

    link = page.get_by_role("link", name="1 answer to mark in “Weather and plans”: Tell a friend")
    hand.press(link)
    hand.choose(page.get_by_label("There is a plan."))
    hand.choose(page.get_by_label("Clear and kind."))
    hand.write(page.get_by_label("What you want to say to the learner"), "Clear.")
    hand.press(page.get_by_role("button", name="Save, and show the next"))
    expect(page.get_by_role("heading", name="Every answer to this question is marked.")).to_be_visible()
    hand.press(page.get_by_role("link", name="Back to today"))

    hand.press(page.get_by_role("link", name="Feedback Weather and plans"))
    hand.press(page.get_by_role("button", name="Make feedback pages for all"))
    expect(page.get_by_text("Every page is up to date.")).to_be_visible()
    hand.press(page.get_by_role("link", name="Back to today"))
    hand.press(page.get_by_role("link", name="Feedback Weather and plans"))
    with page.expect_download() as kept:
        hand.press(page.get_by_role("link", name="Save all pages in one zip"))
    page_of_ada = (course.exercises / "feedback" / "ada" / QUIZ / f"{QUIZ}.html").read_bytes()
    with zipfile.ZipFile(kept.value.path()) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {f"{QUIZ}--ada.html": page_of_ada}
    assert b"5 of 6 points" in page_of_ada
    hand.press(page.get_by_role("link", name="Made on"))
    expect(page.get_by_text("5 of 6 points")).to_be_visible()
    hand.press(page.get_by_role("link", name="Back to feedback"))
    hand.press(page.get_by_role("button", name="Close the desk"))
    expect(page.get_by_role("heading", name="The desk is closed.")).to_be_visible()
    expect(page.get_by_role("link")).to_have_count(0)
    assert "system-ui" in page.evaluate("getComputedStyle(document.body).fontFamily")


def test_answers_are_marked_undone_and_come_back_to_with_keys_alone(marked: Course, page: Page) -> None:
    page.get_by_role("link", name="4 answers to mark").focus()
    page.keyboard.press("Enter")
    _expect_answer(page, 1)
    first = page.url
    page.keyboard.press("2")
    page.keyboard.press("3")
    expect(page.locator("output")).to_have_text("5")
    _saved(page)
    expect(page.get_by_text("3 still wait")).to_be_visible()
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
        _saved(page)
        page.keyboard.press("0")
        _saved(page)
        expect(page.locator("output")).to_have_text("0")
        page.keyboard.press("Enter")
    _expect_answer(page, 2)  # the one to come back to is the last
    page.goto(first)
    _expect_answer(page, 1)
    expect(page.get_by_role("button", name="Undo on another answer: Words, 0 points")).to_be_visible()
    page.keyboard.press("u")
    _expect_answer(page, 4)
    expect(page.get_by_role("button", name="Undo: Plan, 0 points")).to_be_visible()
    given = [str(row[7]) for row in rows(marked) if "a-letter" in row and len(row) == 10]
    assert sorted(given) == ["0.0", "5.0", "None", "None"]
    page.keyboard.press("1")
    page.get_by_label("What you want to say to the learner").press_sequentially("Not yet")
    page.get_by_role("button", name="Undo: Words, 1 point").click()
    expect(page.get_by_role("button", name="Undo: your words to the learner")).to_be_visible()
    page.get_by_role("button", name="Undo: your words to the learner").click()
    expect(page.get_by_role("button", name="Undo: Words, 1 point")).to_be_visible()
    expect(page.get_by_label("What you want to say to the learner")).to_have_value("")


@pytest.mark.parametrize("hand", [Mouse, Keyboard])
def test_a_row_that_is_open_is_told_before_she_goes_on(page: Page, hand: type[Mouse | Keyboard]) -> None:
    does = hand(page)
    does.press(page.get_by_role("link", name="4 answers to mark"))
    _expect_answer(page, 1)
    does.choose(page.get_by_label("There is a plan."))
    does.press(page.get_by_role("button", name="Save, and show the next"))
    expect(page.get_by_text("“Words” has no level yet.")).to_be_visible()
    expect(page.get_by_role("radio").nth(4)).to_be_focused()
    expect(page.get_by_role("radio").nth(4)).to_have_accessible_description(re.compile("“Words” has no level yet"))
    _expect_answer(page, 1)
    does.press(page.get_by_role("button", name="Leave it unfinished, and show the next"))
    _expect_answer(page, 2)
    expect(page.get_by_text("4 still wait")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("There is a plan.")).to_be_checked()


def test_a_row_that_is_filled_after_it_was_told_leaves_nothing_open(page: Page) -> None:
    page.get_by_role("link", name="4 answers to mark").click()
    _expect_answer(page, 1)
    page.get_by_label("There is a plan.").check()
    page.get_by_role("button", name="Save, and show the next").click()
    expect(page.get_by_text("“Words” has no level yet.")).to_be_visible()
    page.get_by_role("radio").nth(4).check()
    expect(page.get_by_text("“Words” has no level yet.")).to_have_count(0)
    page.get_by_role("button", name="Save, and show the next").click()
    expect(page.get_by_text("3 still wait")).to_be_visible()


def test_the_page_names_nobody_and_shows_an_answer_as_text(page: Page) -> None:
    page.get_by_role("link", name="4 answers to mark").click()
    found = set()
    for number in range(1, 5):
        _expect_answer(page, number)
        text = page.locator("main").inner_text()
        assert not any(re.search(rf"\b{learner}\b", text) for learner in LETTERS)
        found |= {letter for letter in LETTERS.values() if letter and letter in text}
        if number < 4:
            page.get_by_role("link", name="The one after").click()
    assert found == {letter for letter in LETTERS.values() if letter}
    assert page.title() != "owned"
    page.keyboard.press("w")
    expect(page.get_by_text("The learner code is")).to_be_visible()
    worried = page.locator("details.worried")
    expect(worried).to_contain_text("Tell them on the same day.")
    expect(worried).to_contain_text("What to write down")
    assert not any(each.role in worried.inner_text() for each in Course(desks.ROOT).organisation().contacts)


def test_two_tabs_do_not_write_over_each_other(page: Page) -> None:
    page.get_by_role("link", name="4 answers to mark").click()
    _expect_answer(page, 1)
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
    expect(page.get_by_text("Keys", exact=True)).to_be_visible()  # the page's script is there
    for typed in ("4", "-1", "two", "1.2.3", "1e1"):
        field.fill(typed)
        expect(page.get_by_role("alert")).to_contain_text(f"You wrote {typed}.")
    field.fill("2,5")
    _saved(page)
    assert 2.5 in [row[7] for row in rows(marked) if "eve" in row and "max_mark" in row]


def test_one_learner_is_marked_across_all_questions_and_stays_unnamed(marked: Course, page: Page) -> None:
    for learner in ("ada", "cyd"):
        broken = hand_in(blank(marked), ANSWERS | {"a-letter": LETTERS[learner]})
        find(broken, "max")["source"] = "max = open('x', 'w')"
        put(marked, learner, broken)
    autograde(marked, QUIZ)
    page.reload()
    page.get_by_role("link", name="2 answers to mark").click()
    page.get_by_role("link", name="Mark all answers of this learner next").click()
    expect(page.get_by_role("link", name="Mark this question for all learners next")).to_be_visible()
    page.get_by_label("Points, from 0 to 3").fill("1")
    page.get_by_role("button", name="Save, and show the next").click()
    expect(page.get_by_text("There is a plan.")).to_be_visible()
    assert not re.search(r"\b(ada|cyd)\b", page.locator("main").inner_text())
    page.get_by_label("There is a plan.").check()
    page.get_by_label("Clear and kind.").check()
    letter = page.url
    page.get_by_role("button", name="Save, and show the next").click()
    expect(page).not_to_have_url(letter)
    given = {(str(row[1]), row[4]): row[7] for row in rows(marked) if len(row) == 10 and row[7] is not None}
    (learner,) = {learner for learner, _ in given}
    assert given == {(learner, "max_mark"): 1.0, (learner, "a-letter"): 5.0}


def test_what_she_types_last_is_saved_though_she_leaves_the_page(marked: Course, page: Page) -> None:
    page.get_by_role("link", name="4 answers to mark").click()
    _expect_answer(page, 1)
    page.get_by_label("What you want to say to the learner").fill("Typed last.")
    page.get_by_role("link", name="The one after").click()
    _expect_answer(page, 2)
    page.get_by_role("link", name="The one before").click()
    expect(page.get_by_label("What you want to say to the learner")).to_have_value("Typed last.")
    assert any("Typed last." in row for row in rows(marked))


def test_what_was_written_elsewhere_in_the_file_stands_beside_the_empty_answer(marked: Course, page: Page) -> None:
    hers = hand_in(blank(marked), ANSWERS)
    hers["cells"].append({"cell_type": "markdown", "id": "mine", "metadata": {}, "source": f"Sky first. {SCRIPT}"})
    put(marked, "elsa", hers)
    autograde(marked, QUIZ)
    page.goto(f"{desks.root(page.url)}/desk/marking/{QUIZ}/a-letter")
    elsewhere = page.get_by_role("heading", name="Written elsewhere in the file")
    for number in range(1, len(LETTERS) + 1):
        _expect_answer(page, number, len(LETTERS) + 1)
        if elsewhere.count():
            break
        page.get_by_role("link", name="The one after").click()
    expect(elsewhere).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(f"Sky first. {SCRIPT}")


def test_marking_on_the_desk_names_a_code_that_has_more_time_and_no_work(marked: Course, page: Page) -> None:
    (marked.exercises / "extensions.yml").write_text(
        f"extensions:\n  - {{quiz: {QUIZ}, learner: zoe, until: 2027-01-02 10:00}}\n"
    )
    put(marked, "elsa", hand_in(blank(marked), ANSWERS))
    page.reload()
    page.get_by_role("button", name="Mark").first.click()
    expect(page.get_by_role("main")).to_contain_text(
        "More time was given, and nothing has come under these codes: zoe."
    )


def test_every_page_of_the_desk_is_sound(marked: Course, page: Page) -> None:
    feedback(marked, QUIZ)
    for place in (
        "",
        "/taking-in",
        "/past",
        f"/marking/{QUIZ}/a-letter",
        f"/giving-back/{QUIZ}",
        f"/marking/{QUIZ}/max/done",
    ):
        answer = page.goto(f"{desks.root(page.url)}/desk{place}")
        assert answer
        assert "unsafe" not in answer.headers["content-security-policy"]
        desks.sound(page)


def test_what_fails_is_told_in_plain_words_without_a_path(marked: Course, page: Page) -> None:
    top = desks.root(page.url)
    (marked.exercises / "gradebook.db").write_bytes(b"spoilt" * 1000)
    for place in ("", f"/marking/{QUIZ}/a-letter", f"/giving-back/{QUIZ}", "/nothing", f"/marking/{QUIZ}/nothing"):
        said = page.request.get(f"{top}/desk{place}").text()
        assert not desks.MACHINERY.search(said), said
        assert "That could not be done" in said or "There is no such page" in said


def test_nobody_else_gets_in_and_no_other_page_gives_a_mark(marked: Course, page: Page) -> None:
    top = desks.root(page.url)
    for path in ("/desk", "/desk/taking-in", f"/desk/giving-back/{QUIZ}"):
        with pytest.raises(urllib.error.HTTPError, match="403") as refused:
            urllib.request.urlopen(f"{top}{path}")
        assert "/login" in refused.value.geturl()
        refused.value.close()
    for headers in ({}, {"Origin": "http://elsewhere.example"}, {"Host": "elsewhere.example"}):
        forged = page.request.post(f"{top}/desk/doing/{QUIZ}", form={"what": "feedback"}, headers=headers)
        assert forged.status in {403, 404}
    assert not (marked.exercises / "feedback").exists()


def test_a_browser_keeps_a_style_for_as_long_as_it_says_the_same(page: Page) -> None:
    style = str(page.locator("link[href$='/desk.css']").evaluate("(link) => link.href"))
    assert "immutable" in page.request.get(style).headers["cache-control"]
    older = page.request.get(style.replace(assets.mark(), "older"))
    assert (older.ok, older.headers["cache-control"]) == (True, "no-store")


def test_what_a_marker_chose_is_erased_with_the_learner(marked: Course, page: Page) -> None:
    page.get_by_role("link", name="4 answers to mark").click()
    _expect_answer(page, 1)
    page.get_by_label("There is a plan.").check()
    _saved(page)
    for learner in LETTERS:
        forget(marked, learner)
    assert table(marked, "widerwindow_judgement") == []
