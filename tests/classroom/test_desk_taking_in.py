"""At her desk a trainer says whose a file is, and the course is as the command would have left it."""

import re
import zipfile
from pathlib import Path

import desks
from hands import drop
from moodle_download import ANNA, download, worksheet
from playwright.sync_api import Browser, Locator, Page, expect
from room import QUIZ, as_bytes, blank, copied, hand_in

import axe
from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import collect


def _files(course: Course) -> dict[str, bytes]:
    """Return all that taking in writes, without the day it was."""
    places = ("submitted", "earlier", "kept-aside")
    found = [file for place in places for file in (course.exercises / place).rglob("*") if file.is_file()]
    return {str(file.relative_to(course.exercises)): file.read_bytes() for file in found if file.suffix == ".ipynb"}


def _came(folder: Path, course: Course) -> list[Path]:
    folder.mkdir()
    made = hand_in(blank(course), {"dark-clouds": "rain"}, learner="prisca", saved="2026-11-20T10:00:00Z")
    (folder / f"{QUIZ}--chen.ipynb").write_bytes(as_bytes(made))
    (folder / f"{QUIZ}--mo.ipynb").write_bytes(as_bytes(hand_in(blank(course), {}, saved="2026-11-20T10:00:00Z")))
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    return sorted(folder.iterdir())


def _take_in(page: Page, files: list[Path]) -> None:
    page.get_by_role("link", name="Take in work that came").click()
    page.get_by_label("Files or zips").set_input_files(files)
    page.get_by_role("button", name="Look at what came").click()
    _empty_is_told(page)
    expect(page.get_by_role("caption")).to_have_text("1 would count or be kept, 2 cannot be used.")
    desks.sound(page)
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("heading", name="Taken in", exact=True)).to_be_visible()
    expect(page.get_by_role("caption")).to_have_text("1 counts or is kept, 2 could not be used.")
    _empty_is_told(page)


def _empty_is_told(page: Page) -> None:
    expect(page.get_by_role("row", name="mo")).to_contain_text("Taken in. No question in it is answered.")
    empty = page.get_by_role("region", name="mo", exact=True)
    empty.get_by_text("What to write to the learner").click()
    expect(empty.get_by_label("A text to copy")).to_have_value(
        "Hello. Your file “weather--mo.ipynb” has reached me, and no question in it is answered. If you did answer, "
        "please open the quiz where you did, press “Download my answers” once more, and send me the new file. "
        "If you meant to hand it in like this, just tell me. Thank you.\n\nWider Window"
    )


def _doubt(page: Page) -> Locator:
    return page.get_by_role("region", name=f"{QUIZ}--chen.ipynb")


def test_two_signs_that_differ_stand_side_by_side_and_she_chooses(
    course: Course, tmp_path: Path, browser: Browser
) -> None:
    by_command = copied(course, tmp_path / "by command")
    files = _came(tmp_path / "came", course)
    (tmp_path / "home").mkdir()
    with desks.opened(course.root, tmp_path / "home") as address, desks.visiting(browser, address) as page:
        page.get_by_role("link", name="Take in work that came").click()
        page.get_by_role("button", name="Look at what came").click()
        expect(page.get_by_role("alert")).to_have_text("Choose a file first, or drop one here.")
        page.get_by_role("link", name="Today", exact=True).click()
        _take_in(page, files)
        assert "photo.jpg" in (course.exercises / "kept-aside" / "index.csv").read_text(encoding="utf-8")
        assert "/came/" not in (course.exercises / "kept-aside" / "index.csv").read_text(encoding="utf-8")
        expect(_doubt(page)).to_contain_text("Its name says “chen”, and in the file stands “prisca”.")
        assert axe.violations(page) == []

        page.get_by_role("link", name="Back to today").click()
        page.get_by_role("link", name="2 files could not be taken in").click()
        expect(_doubt(page)).to_contain_text("Its name says “chen”, and in the file stands “prisca”.")
        expect(page.get_by_role("main")).not_to_contain_text("--CODE")
        page.get_by_role("region", name="photo.jpg").get_by_text("What to write").click()
        expect(page.get_by_role("region", name="photo.jpg").get_by_label("A text to copy")).to_have_value(
            "Hello. Your file “photo.jpg” has reached me, but I cannot use it. Please open the quiz once more, press "
            "“Download my answers”, and send me the file that you find in your downloads, as it is. Its name ends in "
            ".ipynb. Thank you.\n\nWider Window"
        )
        _doubt(page).get_by_label("Somebody else's code").fill("no code!")
        _doubt(page).get_by_role("button", name="Take it in under this code").click()
        expect(page.get_by_role("alert")).to_contain_text("“no code!” is no learner code.")
        expect(_doubt(page).get_by_label("Somebody else's code")).to_have_value("no code!")
        assert axe.violations(page) == []
        desks.sound(page)

        _doubt(page).get_by_role("button", name="It is from prisca").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("row", name="prisca")).to_contain_text("Taken in.")
        by_desk = _files(course)
        _what_is_dropped_is_known_for_what_it_is(page, tmp_path)
        _how_far_it_is_is_told_of_a_large_class(page, course, tmp_path / "all.zip")
        _who_sent_work_another_way_too_is_settled_once(page, course, tmp_path)
    (doubtful,) = (each for each in collect(by_command, files) if each.doubt)
    assert doubtful.kept
    collect(by_command, [doubtful.kept], learner="prisca")
    assert by_desk == _files(by_command)


def _who_sent_work_another_way_too_is_settled_once(page: Page, course: Course, folder: Path) -> None:
    """Take in work from Moodle with a code under which work came by e-mail before, and say that both are hers."""
    mail, moodle, sheet = folder / f"{QUIZ}--k7.ipynb", folder / "moodle.zip", worksheet(folder / "Grades.csv")
    mail.write_bytes(_made(course, "k7", "snow-for-sure"))
    collect(course, [mail])
    names = {f"{QUIZ}--k7.ipynb": "rain", f"{QUIZ}--k7 again.ipynb": "nothing"}
    download(moodle, {f"{ANNA}/{name}": _made(course, "k7", answer) for name, answer in names.items()})
    _look_at(page, moodle, sheet)
    page.get_by_role("button", name="Take it in").click()
    why = "Anna Adeyemi sent it through Moodle, and in it stands “k7”. Work under that code is here already"
    expect(page.get_by_role("region", name=f"{QUIZ}--k7.ipynb", exact=True)).to_contain_text(why)
    page.get_by_role("link", name="Today", exact=True).click()
    page.get_by_role("link", name="could not be taken in").click()
    asked = page.get_by_role("region", name=f"{QUIZ}--k7.ipynb", exact=True)
    expect(asked).to_contain_text(why)
    expect(asked).to_contain_text("If all of it is from this person k7")
    expect(asked).to_contain_text("If the other work is somebody else's, this person's new code m")
    asked.get_by_role("button", name="It is from k7").click()
    expect(page.get_by_role("row", name="k7")).to_contain_text("Taken in, in place of an earlier one, which is kept.")
    page.get_by_role("link", name="Back to what could not be taken in").click()
    settled = page.get_by_role("region", name=f"{QUIZ}--k7 again.ipynb")
    expect(settled).to_contain_text("It can be taken in now, as work of k7.")
    settled.get_by_role("button", name="Take it in").click()
    expect(page.get_by_role("row", name="k7")).to_contain_text("Taken in")
    page.get_by_role("link", name="Today", exact=True).click()
    drop(page.get_by_role("heading", name="Today"), sheet)
    expect(page.get_by_role("status").first).to_have_text(re.compile("Moodle's grading worksheet is here. Now choose"))
    drop(page.get_by_role("heading", name="Take in work that came"), moodle)
    expect(page.get_by_role("row", name="k7").filter(has_text="Here already.")).to_have_count(2)


def _how_far_it_is_is_told_of_a_large_class(page: Page, course: Course, all_: Path) -> None:
    work = _made(course, "one-of-many", "rain")
    with zipfile.ZipFile(all_, "w") as archive:
        for number in range(1500):
            archive.writestr(f"{number}.ipynb", work.replace(b"one-of-many", f"one-of-many-{number}".encode()))
    page.get_by_role("link", name="Today", exact=True).click()
    drop(page.get_by_role("heading", name="Today"), all_)
    expect(page.get_by_text(re.compile(r"^File \d+ of 1500 is being read\.$"))).to_be_visible()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("caption")).to_contain_text("1500 would count or be kept")
    page.get_by_role("button", name="Leave it, and choose again").click()


def _what_is_dropped_is_known_for_what_it_is(page: Page, folder: Path) -> None:
    people, empty = folder / "people.csv", folder / "nobody.csv"
    people.write_text("name,email\nAda Able,ada@example.org\n")
    empty.write_text("name,email\n")
    page.get_by_role("link", name="Today", exact=True).click()
    drop(page.get_by_role("heading", name="Today"), empty)
    expect(page.get_by_role("alert")).to_contain_text("That is a list of learners.")
    drop(page.get_by_role("heading", name="Take in work that came"), people)
    expect(page.get_by_role("heading", name="This would be your list")).to_be_visible()
    page.wait_for_load_state("domcontentloaded")
    page.evaluate("addEventListener('dragover', (event) => { document.title = event.defaultPrevented; })")
    drop(page.get_by_role("heading", name="This would be your list"), people)
    expect(page).to_have_title("true")  # else the browser opens the file


def _look_at(page: Page, moodle: Path, sheet: Path) -> None:
    page.goto(f"{desks.root(page.url)}/desk/taking-in")
    page.get_by_label("Files or zips").set_input_files(moodle)
    page.get_by_label("Moodle's grading worksheet").set_input_files(sheet)
    page.get_by_role("button", name="Look at what came").click()


def _made(course: Course, learner: str, answer: str) -> bytes:
    made = hand_in(blank(course), {"dark-clouds": answer}, learner=learner, saved="2026-11-20T10:00:00Z")
    return as_bytes(made)
