"""The results on the desk: what is shown and saved there is what the commands make."""

import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO

import desks
import pytest
from ledger import by_hand
from playwright.sync_api import Browser, Download, Page, expect
from pypdf import PdfReader
from room import QUIZ, TEXT, blank, hand_in, make_course, put

from widerwindow.content.course import Course
from widerwindow.grading.giving_back.export import FILES, export
from widerwindow.grading.giving_back.report import report
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.setting.release import release
from widerwindow.grading.storage import certificate_files

RIGHT = {"dark-clouds": "rain", "max": ["coat", "hat", "tea"], "in-which-season": {"frost": "winter", "fog": "winter"}}
ANSWERS = {"ada": RIGHT, "bea": {"dark-clouds": "snow-for-sure"}, "cyd": RIGHT}
POINTS = {"ada": 5, "bea": 1}


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course with a pass mark: Ada has passed, Bea has not, and Cyd's letter waits."""
    course = make_course(
        tmp_path_factory.mktemp("results") / "a course", TEXT.replace("intro:", "pass_mark: 60\nintro:")
    )
    release(course, QUIZ)
    for learner in ("ada", "bea", "cyd"):
        put(course, learner, hand_in(blank(course), ANSWERS[learner] | {"a-letter": f"By {learner}. <b>Now</b>"}))
    autograde(course, QUIZ)
    for learner, points in POINTS.items():
        by_hand(course, learner, "a-letter", points=points)
    (course.exercises / "roster.csv").write_text("code,name\nada,Ada Able\nbea,Bea\n")
    return course


@pytest.fixture(scope="module")
def desk(marked: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with desks.opened(marked.exercises, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture
def page(browser: Browser, desk: str) -> Iterator[Page]:
    with desks.visiting(browser, desk) as page:
        page.get_by_role("link", name="Results", exact=True).click()
        yield page


def saved(page: Page, link: str) -> Download:
    with page.expect_download() as kept:
        page.get_by_role("link", name=link).click()
    return kept.value


def parts(data: bytes) -> dict[str, bytes]:
    """Return the files of a workbook but for the one with the time in it."""
    with zipfile.ZipFile(BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist() if name != "docProps/core.xml"}


def test_the_report_is_shown_in_place_and_saved_as_the_command_makes_it(marked: Course, page: Page) -> None:
    page.get_by_role("link", name="Weather and plans").click()
    expect(page.get_by_role("heading", name="Weather and plans")).to_be_visible()
    page.get_by_text("More numbers").click()
    for heading in ("Who needs a look", "Scores", "Questions", "What a guess gets right"):
        expect(page.locator(".report").get_by_role("heading", name=heading, exact=True)).to_be_visible()
    expect(page.get_by_role("row", name="cyd")).to_contain_text("Question 4 (“Tell a friend how you would plan a")
    found = saved(page, "Save this report")
    assert found.suggested_filename == f"{QUIZ}-report.html"
    assert not (marked.exercises / "reports").exists()
    assert found.path().read_bytes() == report(marked, QUIZ, date.today()).read_bytes()


def test_the_tables_are_those_of_the_command(marked: Course, page: Page) -> None:
    got = {name: saved(page, name).path().read_bytes() for name in FILES}
    assert not (marked.exercises / FILES[0]).exists()
    _, files = export(marked, [QUIZ])
    for file in files:
        made = file.read_bytes()
        assert parts(got[file.name]) == parts(made) if file.suffix == ".xlsx" else got[file.name] == made


def test_outcomes_say_who_has_reached_what(page: Page) -> None:
    row = page.get_by_role("rowgroup").filter(has_text="Make a plan")
    expect(row.get_by_role("cell")).to_have_text(["1 ada", "1 bea", "1 cyd"])
    row = page.get_by_role("rowgroup").filter(has_text="Read the sky")
    expect(row.get_by_role("cell")).to_have_text(["2 ada, cyd", "1 bea", "0"])


def test_certificates_are_made_for_who_has_completed_with_the_name_that_was_typed(marked: Course, page: Page) -> None:
    page.get_by_text("2 learners have not completed yet").press("Enter")
    expect(page.get_by_role("row", name="bea Weather and plans")).to_contain_text("not passed yet")
    expect(page.get_by_role("row", name="cyd Weather and plans")).to_contain_text("waits for hand-marking")
    name = page.get_by_label("Name to print for ada")
    expect(name).to_have_value("Ada Able")
    name.fill("Ada \U0001d4d0\u0e01\U00013000")
    page.get_by_role("button", name="Make certificates").click()
    expect(page.get_by_role("alert")).to_contain_text("No typeface on this computer")
    expect(name).to_have_value("Ada \U0001d4d0\u0e01\U00013000")
    assert certificate_files(marked) == []
    name.fill("Ada O’Able")
    name.press("Enter")
    found = saved(page, "Save ada.pdf")
    assert found.suggested_filename == "ada.pdf"
    (file,) = certificate_files(marked)
    assert found.path().read_bytes() == file.read_bytes()
    assert "Ada O’Able" in PdfReader(file).pages[0].extract_text()
    with zipfile.ZipFile(saved(page, "Save all in one zip").path()) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {"ada.pdf": file.read_bytes()}
    assert not any("O’Able" in text.read_text(errors="replace") for text in marked.exercises.rglob("*.*v"))


def test_figures_of_a_small_class_are_not_kept(marked: Course, page: Page) -> None:
    at = f"{desks.root(page.url)}/desk/results/of/{QUIZ}"
    page.goto(at)
    expect(page.get_by_role("button", name="Keep the figures beside the questions")).to_have_count(0)
    token = page.locator("[name=_xsrf]").first.get_attribute("value")
    assert (
        "Nothing is kept."
        in page.request.post(at, form={"_xsrf": str(token)}, headers={"Origin": desks.root(at)}).text()
    )
    assert not (marked.exercises / "bank-figures.yml").exists()


def test_nothing_is_given_out_that_is_not_there_or_to_who_is_not_let_in(page: Page, desk: str) -> None:
    top = f"{desks.root(desk)}/desk/results"
    for place in ("files/gradebook.db", "files/..", "of/nothing", "certificates/zoe.pdf", "certificates/..%2Fada.pdf"):
        assert page.request.get(f"{top}/{place}").status == 404
    for place in ("", f"/of/{QUIZ}/report.html", "/files/grades.csv", "/certificates.zip"):
        stranger = page.context.browser.new_context().request.get(f"{top}{place}")  # type: ignore[union-attr]
        assert "/login" in stranger.url
    assert page.request.post(f"{top}/certificates", form={"name-ada": "Eve"}).status == 403


def test_results_go_on_with_the_other_quizzes_where_the_file_of_one_has_a_mistake(marked: Course, page: Page) -> None:
    with desks.spoilt_quiz(marked, TEXT):
        page.reload()
        expect(page.locator(".spoilt li")).to_contain_text("Line 15: The key names")
        expect(page.get_by_role("link", name="Weather and plans")).to_be_visible()
        expect(page.get_by_text("A certificate that you make now leaves out the quiz “snow”")).to_be_visible()
        assert page.request.get(f"{page.url}/files/{FILES[0]}").ok
        page.get_by_role("link", name="Mend the quiz “snow”").click()
        expect(page.get_by_text("The key names `reign`, which is no option.")).to_be_visible()
        page.get_by_role("link", name="Learners", exact=True).click()
        expect(page.locator("main")).to_contain_text("Weather and plans")


def test_its_pages_are_sound(page: Page) -> None:
    for place in ("", f"/of/{QUIZ}"):
        desks.sound(page, f"/desk/results{place}")
        assert "autograde" not in page.locator("main").inner_text()
