"""The desk makes files for learning platforms: a trainer says what her organisation has, and saves what it takes."""

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import desks
import pytest
from playwright.sync_api import Browser, Page, expect

import axe
from widerwindow.content import new_course
from widerwindow.content.course import Course
from widerwindow.publish.publishing import packages
from widerwindow.site.building import build as builder

AT = "/desk/platforms"


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Course, str]]:
    """A new course, and the address of its desk."""
    folder = tmp_path_factory.mktemp("platforms")
    (folder / "home").mkdir()
    course = new_course.start(folder / "course")
    quiz = course.quiz(course.quizzes()[0])
    outcomes = "".join(f"  {name}: {{taught: [index], practised: [before-pouring]}}\n" for name in quiz.outcomes)
    module = f"id: tea\ntitle: Tea\nabout: All of it\nminutes: 5\nquiz: {quiz.id}\noutcomes:\n{outcomes}"
    (course.book / "tea" / "module.yml").write_text(module, encoding="utf-8")
    (course.book / "tea" / "index.md").write_text("# Tea\n\nHow to make it.\n", encoding="utf-8")
    with (course.root / "_toc.yml").open("a", encoding="utf-8") as contents:
        contents.write("chapters:\n  - file: tea/index\n")
    with desks.opened(course.root, folder / "home") as address:
        yield course, address


@pytest.fixture
def page(browser: Browser, started: tuple[Course, str]) -> Iterator[Page]:
    """The page of files for platforms, reached by its links."""
    with desks.visiting(browser, started[1]) as page:
        page.get_by_role("link", name="Quizzes", exact=True).click()
        page.get_by_role("link", name="The pages that learners read").click()
        page.get_by_role("link", name="Files for a learning platform").click()
        yield page


def test_who_has_moodle_gets_a_package_and_a_file_of_questions(page: Page, started: tuple[Course, str]) -> None:
    module = next(iter(started[0].modules_by_name().values()))
    desks.sound(page)
    page.get_by_label("We have Moodle").check()
    page.get_by_label("Which module?").select_option(module.title)
    page.get_by_role("button", name="Make it").click()
    link = page.get_by_role("link", name=f"scorm-1.2/{module.id}-scorm-1.2.zip")
    expect(link).to_be_visible(timeout=desks.PATIENCE)
    with page.expect_download() as saved:
        link.click()
    with zipfile.ZipFile(saved.value.path()) as packed:
        assert {"imsmanifest.xml", "player.html", f"pages/{module.id}/index.html"} <= set(packed.namelist())
    assert "This quiz is not open yet." in (builder.site(started[0]) / "index.html").read_text(encoding="utf-8")
    page.get_by_label("We have Moodle").check()
    page.get_by_role("button", name="Make the file of questions").click()
    expect(page.get_by_role("link", name="with-answers/moodle-xml/")).to_have_count(2, timeout=desks.PATIENCE)
    assert axe.violations(page) == []
    page.get_by_role("link", name="Today", exact=True).click()
    page.goto(f"{desks.root(page.url)}{AT}")
    answers = page.get_by_role("listitem").filter(has_text="with-answers/moodle-xml/").first
    expect(answers).to_contain_text("It holds the right answers, so it is for trainers alone.")
    expect(link).to_be_visible()


def test_a_desk_that_is_closed_meanwhile_waits_for_the_file(
    browser: Browser, started: tuple[Course, str], tmp_path: Path
) -> None:
    course = Course(shutil.copytree(started[0].root, tmp_path / "a course", ignore=shutil.ignore_patterns("_build")))
    (tmp_path / "home").mkdir()
    with (
        desks.opened(course.root, tmp_path / "home", closes=True) as address,
        desks.visiting(browser, address) as page,
    ):
        page.goto(f"{desks.root(page.url)}{AT}")
        page.get_by_label("We have Moodle").check()
        page.get_by_role("button", name="Make it").click()
        expect(page.get_by_role("progressbar")).to_be_visible()
        page.get_by_role("button", name="Close the desk").click()
        expect(page.get_by_role("heading", name="The desk closes in a moment")).to_be_visible()
    assert list(packages(course).glob("scorm-1.2/*.zip"))


def test_a_platform_without_a_question_bank_is_told_of(page: Page) -> None:
    page.get_by_label("We have one that takes cmi5").check()
    page.get_by_role("button", name="Make the file of questions").click()
    expect(page.get_by_role("alert")).to_contain_text("takes no file of questions")


def test_a_course_with_a_mistake_is_told_of_and_what_was_made_stays(page: Page, started: tuple[Course, str]) -> None:
    index = started[0].book / "index.md"
    before = index.read_text(encoding="utf-8")
    index.write_text(f"{before}\n[Lost](nowhere.md)\n", encoding="utf-8")
    page.get_by_label("We have Moodle").check()
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("alert")).to_contain_text("`nowhere.md`", timeout=desks.PATIENCE)
    index.write_text(before, encoding="utf-8")


def test_only_what_was_made_is_given(page: Page) -> None:
    answer = page.request.get(f"{desks.root(page.url)}{AT}/file?name=../../organisation.yml")
    assert answer.status == 404
