"""Cohorts on the trainer's desk: each page says and keeps to its own, and two tabs with two cohorts never mix."""

import time
from collections.abc import Iterator
from pathlib import Path

import desks
import pytest
from playwright.sync_api import Browser, Page, expect
from room import QUIZ, as_bytes, blank, copied, hand_in, put, rewrite

from widerwindow.content.course import Course
from widerwindow.desk.reach import reach
from widerwindow.grading.gradebook.marks import marks
from widerwindow.grading.keeping import cohorts
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.notebook.released import released_quiz
from widerwindow.grading.setting.release import release

ANSWERS = {"dark-clouds": "rain", "max": ["hat"], "a-letter": "First the sky."}


@pytest.fixture(scope="module")
def started(released_once: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Course, str]]:
    """A course in which somebody in no cohort has handed in, and the address of its desk."""
    folder = tmp_path_factory.mktemp("cohorts")
    course = copied(released_once, folder / "a course")
    put(course, "ada", hand_in(blank(course), ANSWERS))
    with desks.kept(course) as address:
        yield course, address


@pytest.fixture
def course(started: tuple[Course, str]) -> Course:
    """The course as it was when its desk was opened."""
    return desks.as_before(started[0])


@pytest.fixture
def page(browser: Browser, started: tuple[Course, str], course: Course) -> Iterator[Page]:  # noqa: ARG001
    """The page of cohorts, reached as a trainer does."""
    with desks.visiting(browser, started[1]) as page:
        page.get_by_role("link", name="Learners", exact=True).click()
        page.get_by_role("link", name="Cohorts").click()
        yield page


def _works_with(page: Page, cohort: str) -> None:
    expect(page.locator("header p.cohort b")).to_have_text(cohort)


def test_a_cohort_is_started_with_keys_and_does_its_work_beside_the_others(
    course: Course, page: Page, tmp_path: Path
) -> None:
    desks.sound(page)
    page.get_by_label("Its name").focus()
    page.keyboard.type("¿?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("“¿?” cannot be the name of a cohort.")
    expect(page.get_by_label("Its name")).to_have_value("¿?")
    page.get_by_label("Its name").fill("Spring 2027")
    page.keyboard.press("Enter")
    _works_with(page, "spring-2027")
    page.get_by_role("link", name="Weather and plans").click()
    page.get_by_role("button", name="Release").click()
    expect(page.get_by_role("heading", name="released")).to_be_visible()
    _works_with(page, "spring-2027")
    page.get_by_role("link", name="Back to today").click()
    expect(page.get_by_role("link", name="1 thing waits in another cohort: the main group.")).to_be_visible()
    came = tmp_path / f"{QUIZ}--bea.ipynb"
    came.write_bytes(as_bytes(hand_in(blank(course), ANSWERS, learner="bea")))
    page.get_by_role("link", name="Take in work that came").click()
    page.get_by_label("Files or zips").set_input_files(came)
    page.get_by_role("button", name="Look at what came").click()
    page.get_by_role("button", name="Take it in").click()
    page.get_by_role("button", name="Mark what a machine can").click()
    page.get_by_role("link", name="Back to today").click()
    page.get_by_role("link", name="1 answer to mark").click()
    expect(page.get_by_text("Keys", exact=True)).to_be_visible()  # the page's script is there
    page.get_by_label("There is a plan.").check()
    expect(page.locator("form.mark [role=status]")).to_have_text("Saved")
    page.get_by_role("button", name="Undo: Plan, 2 points").click()
    _works_with(page, "spring-2027")
    page.get_by_role("link", name="Learners", exact=True).click()
    expect(page.get_by_role("link", name="bea", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="ada", exact=True)).to_have_count(0)
    desks.sound(page)
    spring = course.of_cohort("spring-2027")
    assert [each.name for each in (spring.classroom / "submitted").iterdir()] == ["bea"]
    assert [each.name for each in (course.exercises / "submitted").iterdir()] == ["ada"]
    page.get_by_role("link", name="All cohorts").click()
    page.get_by_role("link", name="The main group").click()
    _works_with(page, "the main group")
    _each_line_of_today_leads_on(course, page)
    page.get_by_role("link", name="Learners", exact=True).click()
    expect(page.get_by_role("link", name="ada", exact=True)).to_be_visible()
    page.get_by_role("link", name="Today", exact=True).click()
    page.get_by_role("link", name="2 things wait in another cohort: spring-2027.").click()
    _works_with(page, "spring-2027")


def _each_line_of_today_leads_on(course: Course, page: Page) -> None:
    """Look at Today, with a helpline that nobody has checked for long."""
    file = course.root / "organisation.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("on: 2026-11-22", "on: 2026-02-01", 1), encoding="utf-8")
    page.reload()
    expect(page.get_by_text("1 learner has handed in.")).to_be_visible()
    expect(page.locator("main li:not(:has(a))")).to_have_count(0)
    page.get_by_role("link", name="was last checked on 1 February 2026").click()
    expect(page.get_by_text("0808 2000 247")).to_be_visible()
    desks.sound(page)
    page.get_by_role("link", name="Back to today").click()


def _counted(course: Course) -> float:
    """Return the points that count of work that came on 20 November."""
    release(course, QUIZ)
    put(course, "ada", hand_in(blank(course), {"dark-clouds": "rain"}))
    autograde(course, QUIZ)
    return marks(course, released_quiz(course, QUIZ))[0].counts


def test_two_tabs_with_two_cohorts_do_not_mix(course: Course, page: Page) -> None:
    for name in ("spring", "autumn"):
        cohorts.start(course, name)
    top = desks.root(page.url)
    page.goto(f"{top}/desk/of/spring")
    other = page.context.new_page()
    other.goto(f"{top}/desk/of/autumn")
    page.get_by_role("link", name="Weather and plans").click()
    page.get_by_role("button", name="Release").click()
    expect(page.get_by_role("heading", name="released")).to_be_visible()
    _works_with(other, "autumn")
    assert (course.cohorts / "spring" / "release").is_dir()
    assert not (course.cohorts / "autumn" / "release").exists()
    rewrite(
        course, "title: Weather and plans\n", "title: Weather and plans\ndeadline: 2026-11-19 17:00\nlate: refuse\n"
    )
    page.goto(f"{top}/desk/of/spring/quiz/{QUIZ}/rules")
    page.get_by_role("button", name="Give this group this time").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the day and time until which this group has time.")
    page.get_by_label("The group's last day").fill("2026-12-04")
    page.get_by_label("The group's last time").fill("17:00")
    page.get_by_role("button", name="Give this group this time").click()
    expect(page.get_by_text("Everybody here has time until Friday 4 December 2026, 17:00")).to_be_visible()
    desks.sound(page)
    assert {name: _counted(course.of_cohort(name)) for name in ("spring", "autumn")} == {"spring": 1, "autumn": 0}
    page.get_by_role("button", name="Take that time away").click()
    expect(page.get_by_text("Everybody here has time until")).to_have_count(0)
    assert _counted(course.of_cohort("spring")) == 0
    proof = other.locator("form input[name=_xsrf]").first.input_value()
    form = {"_xsrf": proof, "what": "release"}
    refused = page.request.post(f"{top}/desk/of/spring/doing/{QUIZ}", form=form, headers={"Origin": top})
    assert "This page was opened for other learners than its address says." in refused.text()
    gone = page.request.get(f"{top}/desk/of/winter").text()
    assert "There is no cohort `winter`." in gone


def test_a_cohort_that_is_over_is_saved_as_one_file_and_opened_to_be_read(
    course: Course, page: Page, tmp_path: Path
) -> None:
    spring = cohorts.start(course, "spring")
    work = put(spring, "bea", hand_in(blank(course), ANSWERS))
    page.reload()
    page.get_by_role("link", name="spring", exact=True).click()
    page.get_by_role("link", name="All cohorts").click()
    page.get_by_role("link", name="It is over spring").click()
    page.get_by_role("link", name="Back to all cohorts").click()
    page.get_by_role("link", name="It is over spring").click()
    expect(page.get_by_text("The work of 1 learner goes into one file")).to_be_visible()
    desks.sound(page)
    assert spring.classroom.is_dir()
    page.get_by_role("button", name="Make one file of spring").click()
    expect(page.get_by_role("status")).to_contain_text("The cohort is over.")
    desks.sound(page)
    assert not spring.classroom.exists()
    file = cohorts.archives(course)[0].file
    with page.expect_download() as kept:
        page.get_by_role("status").get_by_role("link").click()
    assert kept.value.path().read_bytes() == file.read_bytes()
    page.get_by_role("button", name="Open it to read spring").click()
    _works_with(page, "spring")
    expect(page.locator("header")).to_contain_text("(over, only to be read)")
    page.get_by_role("link", name="Learners", exact=True).click()
    page.get_by_role("link", name="bea", exact=True).click()
    page.get_by_label("The new code").fill("bee")
    page.get_by_role("button", name="See what would change").click()
    page.get_by_role("button", name="Rename bea to bee").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing in it changes, unless somebody is to be erased.")
    assert work.is_file()
    page.get_by_role("link", name="All cohorts").click()
    page.get_by_role("link", name="Close it again spring").click()
    page.get_by_role("button", name="Close spring").click()
    expect(page.get_by_role("status")).to_contain_text(file.name)
    elsewhere = tmp_path / "nothing.zip"
    elsewhere.write_bytes(b"PK")
    page.get_by_label("An archive from elsewhere").set_input_files(elsewhere)
    page.get_by_role("button", name="Open it to read", exact=True).click()
    expect(page.get_by_role("alert")).to_have_text("This is no backup of a course.")


def test_a_cohort_that_released_something_else_than_the_pages_show_is_told(course: Course) -> None:
    spring, pages = cohorts.start(course, "spring"), {QUIZ: time.time_ns()}
    release(spring, QUIZ)
    assert reach(spring, QUIZ, pages) == reach(course, QUIZ, pages) == ""
    rewrite(course, "A hat", "A cap")
    release(spring, QUIZ)
    assert (reach(spring, QUIZ, pages), reach(course, QUIZ, pages)) == ("older", "")
