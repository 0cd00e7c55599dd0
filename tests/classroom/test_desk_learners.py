"""Learners on the trainer's desk: what each change would do is told first, and then it does what the command does."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import desks
import ledger
import pytest
from playwright.sync_api import Browser, Page, expect
from room import QUIZ, blank, copied, hand_in, put

from widerwindow.content.course import Course
from widerwindow.grading import codes
from widerwindow.grading.collecting.aside import Index
from widerwindow.grading.collecting.roster import Roster
from widerwindow.grading.keeping import backups
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.notebook.submission import LEARNER

LETTERS = {"ada": "First the sky.", "adda": "The sky first.", "bea": "Then tea."}
ANSWERS = {"dark-clouds": "rain", "max": ["hat"]}
SCRIPT = "<script>document.title = 'owned'</script>"
ROSTER = f"code,name\nada,Ada Able\nzoe,Zoe {SCRIPT}\n"
ASIDE = {".lock", ".lock.holder", "desk.log", "backups", "forgotten.json", "gradebook.db"}
"""What differs between two courses of which the same is true."""


@pytest.fixture(scope="module")
def started(released_once: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Course, str]]:
    """A course with marked hand-ins and a roster, and the address of its desk."""
    folder = tmp_path_factory.mktemp("learners")
    course = copied(released_once, folder / "a course")
    for learner, letter in LETTERS.items():
        put(course, learner, hand_in(blank(course), ANSWERS | {"a-letter": letter}))
    autograde(course, QUIZ)
    (course.exercises / "roster.csv").write_text(ROSTER)
    with desks.kept(course) as address:
        yield course, address


@pytest.fixture
def course(started: tuple[Course, str]) -> Course:
    """The course as it was when its desk was opened."""
    return desks.as_before(started[0])


@pytest.fixture
def page(browser: Browser, started: tuple[Course, str], course: Course) -> Iterator[Page]:  # noqa: ARG001
    """The list of learners on its desk."""
    with desks.visiting(browser, started[1]) as page:
        page.get_by_role("link", name="Learners", exact=True).click()
        yield page


def _held(course: Course) -> dict[str, bytes]:
    """Return every file of the course's data, and the rows of its gradebook, by name."""
    files = [file for file in course.exercises.rglob("*") if file.is_file()]
    names = {file.relative_to(course.exercises): file for file in files}
    found = {str(name): file.read_bytes() for name, file in names.items() if name.parts[0] not in ASIDE}
    return found | {"gradebook": repr([*map(tuple, ledger.rows(course))]).encode()}


def _commanded(course: Course, tmp_path: Path, command: Callable[..., str], *words: str) -> dict[str, bytes]:
    """Return what a command makes of a copy of the course."""
    copy = copied(course, tmp_path / "commanded")
    command(copy.root, *words)
    return _held(copy)


def test_the_list_says_who_has_handed_in_and_who_has_not(page: Page) -> None:
    expect(page.get_by_role("row", name="ada Ada Able")).to_contain_text(
        "Weather and plans: handed in on 20 November 2026"
    )
    expect(page.get_by_role("row", name="bea")).to_contain_text("Not on your list.")
    expect(page.get_by_role("row", name=f"zoe Zoe {SCRIPT}")).to_contain_text("Weather and plans: not yet.")
    page.get_by_text("Weather and plans: 1 learner has not handed in").click()
    expect(page.locator("details")).to_contain_text("zoe")
    assert page.title() != "owned"
    desks.sound(page)


def test_a_learner_gets_another_code_with_keys_alone(
    course: Course, page: Page, tmp_path: Path, command: Callable[..., str]
) -> None:
    expected = _commanded(course, tmp_path, command, "rename", "ada", "ada2")
    page.get_by_role("link", name="ada", exact=True).focus()
    page.keyboard.press("Enter")
    page.get_by_label("The new code").focus()
    page.keyboard.type("bea")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("The code bea is taken.")
    expect(page.get_by_label("The new code")).to_have_value("bea")
    desks.sound(page)
    page.get_by_label("The new code").fill("ada2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="ada would become ada2")).to_be_visible()
    desks.sound(page)
    assert (course.exercises / "submitted" / "ada").is_dir()
    page.get_by_role("button", name="Rename ada to ada2").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="ada is ada2 now")).to_be_visible()
    assert _held(course) == expected


def test_two_codes_become_one_and_only_as_was_told(
    course: Course, page: Page, tmp_path: Path, command: Callable[..., str]
) -> None:
    page.get_by_role("link", name="adda", exact=True).click()
    page.get_by_label("The code that stays").select_option("ada")
    page.get_by_role("button", name="See what would count").click()
    expect(page.get_by_role("listitem").first).to_contain_text("Weather and plans: the work under ada counts")
    newer = course.exercises / "submitted" / "adda" / QUIZ / "timestamp.txt"
    newer.write_text("2026-11-21 10:00:00.000000 UTC")
    expected = _commanded(course, tmp_path, command, "merge", "adda", "ada")
    page.get_by_role("button", name="Bring adda together with ada").click()
    expect(page.get_by_role("alert")).to_contain_text("Something has changed since you looked.")
    assert newer.exists()
    expect(page.get_by_role("listitem").first).to_contain_text("Weather and plans: the work under adda counts")
    page.get_by_role("button", name="Bring adda together with ada").click()
    expect(page.get_by_role("heading", name="adda is ada now")).to_be_visible()
    assert _held(course) == expected
    desks.sound(page)


def test_a_learner_is_erased_after_a_look_at_what_goes(
    course: Course, page: Page, tmp_path: Path, command: Callable[..., str]
) -> None:
    backups.write(course, backups.WHOLE, course.exercises / "backups" / "whole.zip")
    expected = _commanded(course, tmp_path, command, "forget", "ada", "--yes")
    page.get_by_role("link", name="ada", exact=True).click()
    page.get_by_role("button", name="See what would be erased").click()
    expect(page.get_by_role("main")).to_contain_text("marks for 1 quiz")
    expect(page.get_by_role("main")).to_contain_text("1 row of your list")
    desks.sound(page)
    page.get_by_role("button", name="Erase ada for good").click()
    expect(page.get_by_role("main")).to_contain_text("what was in 1 backup")
    assert _held(course) == expected
    assert "ada" not in {
        Path(name).parts[1] for name in backups.read(course.exercises / "backups" / "whole.zip").names if "/" in name
    }
    page.get_by_role("link", name="Back to all learners").click()
    expect(page.get_by_role("link", name="ada", exact=True)).to_have_count(0)
    page.get_by_role("link", name="Bring a list in").click()
    page.get_by_label("Or type it here").fill("Name\tCode\nAda Able\tada\nZoe\tzoe")
    page.get_by_role("button", name="Look at the list").click()
    expect(page.get_by_text("Somebody with the code ada was erased here.")).to_be_visible()
    desks.sound(page)
    page.goto(f"{desks.root(page.url)}/desk/learners/add")
    page.get_by_label("Her name").fill("Ada Able")
    page.get_by_label("Her code").fill("ada")
    page.get_by_role("button", name="Add her").click()
    expect(page.get_by_text("Somebody with this code was erased here.")).to_be_visible()
    desks.sound(page)


def test_a_list_is_brought_in_after_a_look_and_gives_codes_to_hand_out(
    course: Course, page: Page, tmp_path: Path
) -> None:
    page.get_by_role("link", name="Bring a list in").click()
    page.get_by_role("link", name="Back to all learners").click()
    page.get_by_role("link", name="Bring a list in").click()
    desks.sound(page)
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("colour\nblue\n")
    page.get_by_label("Your list").set_input_files(wrong)
    page.get_by_role("button", name="Look at the list").click()
    expect(page.get_by_role("alert")).to_contain_text("No names were found in this list.")
    right = tmp_path / "class.csv"
    right.write_text("Name;E-mail;Phone\nAda Able;ada@example.org;0999\nNew Nia;nia@example.org;0998\n")
    page.get_by_label("Your list").set_input_files(right)
    page.get_by_role("button", name="Look at the list").click()
    expect(page.get_by_role("main")).to_contain_text("1 person gets a code.")
    expect(page.get_by_role("main")).to_contain_text("not on this one. Work handed in stays: Zoe")
    expect(page.get_by_role("row", name="Ada Able ada")).to_be_visible()
    expect(page.get_by_role("note")).to_contain_text(
        "The code ada has a part of that person's own name or address in it."
    )
    desks.sound(page)
    assert (course.exercises / "roster.csv").read_text() == ROSTER
    page.get_by_role("button", name="Make it my list").click()
    expect(page.get_by_role("heading", name="Codes to hand out")).to_be_visible()
    desks.sound(page)
    ada, nia = Roster(course.exercises / "roster.csv").people
    assert (ada.code, ada.name, ada.signs) == ("ada", "Ada Able", ("ada@example.org",))
    assert LEARNER.fullmatch(nia.code)
    assert not codes.is_made(nia.code)
    assert "0999" not in (course.exercises / "roster.csv").read_text()
    expect(page.get_by_role("listitem").filter(has_text="New Nia")).to_contain_text(nia.code)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Codes to hand out")).to_be_hidden()
    expect(page.get_by_text(nia.code)).to_be_visible()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Back to all learners").click()
    expect(page.get_by_role("row", name=f"{nia.code} New Nia")).to_contain_text("not yet.")


def test_a_list_is_typed_or_pasted_with_headings_or_without(page: Page) -> None:
    page.goto(f"{desks.root(page.url)}/desk/learners/list")
    page.get_by_label("Or type it here").fill("Ada Able\tada@example.org\nSam Sky\n\nTen\tSoon\t0042")
    page.get_by_role("button", name="Look at the list").click()
    expect(page.get_by_role("main")).to_contain_text("2 people get a code.")
    expect(page.get_by_role("row", name="Ada Able ada")).to_be_visible()
    expect(page.get_by_role("row", name="Ten Soon")).to_be_visible()
    page.goto(f"{desks.root(page.url)}/desk/learners/list")
    page.get_by_label("Or type it here").fill("Name\tCode\nZoe\tz1")
    page.get_by_role("button", name="Look at the list").click()
    expect(page.get_by_role("row", name="Zoe z1")).to_be_visible()


def test_one_person_is_added_to_the_list_and_taken_off_again(course: Course, page: Page) -> None:
    roster = course.exercises / "roster.csv"
    roster.write_text("code,name,team\nada,Ada Able,north\n")
    page.get_by_role("link", name="Add one person").click()
    desks.sound(page)
    page.get_by_role("button", name="Add her").click()
    expect(page.get_by_role("alert")).to_contain_text("Nobody is added yet. Write her name.")
    for name, code, why in (
        ("Ada Able", "", "Somebody called Ada Able"),
        ("New Nia", "ADA", "the code ada"),
        ("Nia", "/", "no learner code"),
    ):
        page.get_by_label("Her name").fill(name)
        page.get_by_label("Her code").fill(code)
        page.get_by_role("button", name="Add her").click()
        expect(page.get_by_role("alert")).to_contain_text(why)
    page.get_by_label("Her name").fill(f"New Nia, {SCRIPT}")
    page.get_by_label("Her code").fill("")
    page.get_by_role("button", name="Add her").click()
    expect(page.get_by_role("heading", name=f"New Nia, {SCRIPT} is on your list")).to_be_visible()
    desks.sound(page)
    ada, nia = Roster(roster).people
    assert (ada.code, nia.name, ",north\n" in roster.read_text()) == ("ada", f"New Nia, {SCRIPT}", True)
    assert not codes.is_made(nia.code)
    page.get_by_role("button", name="Take her off my list again").click()
    expect(page.get_by_role("status")).to_contain_text("She is off your list again.")
    assert roster.read_text().removeprefix("\ufeff") == "code,name,team\nada,Ada Able,north\n"


def test_a_backup_is_made_saved_and_brought_back(course: Course, page: Page) -> None:
    page.get_by_role("link", name="Backups").click()
    page.get_by_role("button", name="Make a backup now").click()
    (whole,) = (course.exercises / "backups").glob("*.zip")
    with page.expect_download() as kept:
        page.get_by_role("link", name=f"Save {whole.name}").click()
    assert kept.value.path().read_bytes() == whole.read_bytes()
    before = _held(course)
    shutil.rmtree(course.exercises / "submitted" / "bea")
    (course.exercises / "roster.csv").unlink()
    desks.sound(page)
    page.get_by_label("Its file").set_input_files(kept.value.path())
    page.get_by_role("button", name="See what it would change").click()
    expect(page.get_by_role("row", name="Work handed in")).to_contain_text("4 files")
    expect(page.get_by_role("row", name="Work handed in")).to_contain_text("6 files")
    desks.sound(page)
    assert not (course.exercises / "roster.csv").exists()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_role("heading", name="is back")).to_be_visible()
    assert _held(course) == before
    desks.sound(page)


def test_what_lies_aside_is_saved_and_deleted_after_a_look(course: Course, page: Page) -> None:
    index = Index(course)
    index.keep("photo.jpg", b"\xff\xd8", "/home/me/all.zip > Ada_31/IMG_1.jpg", f"Ada {SCRIPT}", "This is a picture.")
    index.keep("letter.txt", b"Dear", "letter.txt", "", "This is no hand-in.")
    index.save()
    page.get_by_role("link", name="What could not be taken in").click()
    expect(page.get_by_role("main")).to_contain_text(f"From Ada {SCRIPT}. Here for 0 days.")
    assert "/home/me" not in page.content()
    desks.sound(page)
    with page.expect_download() as kept:
        page.get_by_role("link", name="Save the file IMG_1.jpg").click()
    assert kept.value.path().read_bytes() == b"\xff\xd8"
    page.get_by_label("Tick to delete IMG_1.jpg").check()
    page.get_by_role("button", name="See what would be deleted").click()
    expect(page.get_by_role("heading", name="Delete this file?")).to_be_visible()
    desks.sound(page)
    assert (course.exercises / "kept-aside" / "photo.jpg").exists()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_role("main")).to_contain_text("letter.txt")
    assert [each.kept for each in Index(course).entries()] == ["letter.txt"]
    assert not (course.exercises / "kept-aside" / "photo.jpg").exists()
