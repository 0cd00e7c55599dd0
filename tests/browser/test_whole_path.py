"""A learner's whole path through the real module, and her hand-in's way to a grade, as people go it."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from walking import answer, pass_note, steps

from widerwindow.content.course import Course

Command = Callable[..., str]
QUIZ = "window-of-tolerance"
NOTE = "She paced by the door and said nothing. <script>alert(1)</script> I do not know why."


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Page:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, accept_downloads=True)
    return context.new_page()


def test_she_reads_a_module_from_its_first_page_to_its_last_by_the_links_at_the_foot(
    phone: Page, built: Path, address: str
) -> None:
    """That each page of the book leads to the one that follows is in test_every_page.py."""
    course = Course(built)
    pages = [f"{QUIZ}/{name}" for name in course.contents().inside(QUIZ)]
    phone.goto(f"{address}{pages[0]}.html")
    for page in [page for page in pages[1:] if page not in course.for_trainers()]:
        expect(phone.get_by_role("heading", level=1)).to_have_count(1)
        pass_note(phone)
        phone.locator("a[rel=next]").click()
        phone.wait_for_url(f"{address}{page}.html")


def test_she_walks_through_a_scenario_and_looks_back_on_it(phone: Page, address: str) -> None:
    phone.goto(f"{address}{QUIZ}/scenario-office-phone.html")
    story = phone.locator("ww-widget")
    story.get_by_role("button", name="Continue").click()
    for _ in range(30):
        if story.get_by_role("heading", name="Looking back").count():
            break
        onward = story.get_by_role("button", name=re.compile("^(Carry on|Look back on the story|Begin)$"))
        choices = story.locator(".ww-choices button, button.ww-choice")
        (onward if onward.count() else choices).first.click()
    expect(story.get_by_role("heading", name="Looking back")).to_be_focused()
    expect(story.get_by_role("heading", name="Your way through")).to_be_visible()
    expect(story.get_by_role("heading", name="Support")).to_be_visible()


def test_she_checks_herself(phone: Page, address: str) -> None:
    phone.goto(f"{address}{QUIZ}/co-regulation.html")
    check = phone.locator("ww-widget")
    check.get_by_role("radio").first.check()
    check.get_by_role("button", name="Check my answer").first.click()
    expect(check.get_by_text(re.compile("This fits|Look again")).first).to_be_visible()


def test_she_saves_her_worksheet(phone: Page, address: str, tmp_path: Path) -> None:
    phone.goto(f"{address}{QUIZ}/worksheet.html")
    phone.locator("textarea").first.fill("I talk faster.")
    with phone.expect_download() as download:
        phone.get_by_role("button", name="Save as a text file").click()
    download.value.save_as(tmp_path / "sheet.txt")
    assert "I talk faster." in (tmp_path / "sheet.txt").read_text()


@pytest.fixture(scope="module")
def handed_in(phone: Page, address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file that the quiz's page gives her: the key's answer to the first question of each kind, and a note."""
    phone.goto(f"{address}{QUIZ}/quiz.html")
    form = phone.locator("ww-widget")
    for _ in steps(form):
        answer(form)
        for field in form.locator("textarea:visible").all():
            field.fill(NOTE)
    form.get_by_label("Your learner code").fill("k7f3")
    with phone.expect_download() as download:
        form.get_by_role("button", name="Download my answers").click()
    assert download.value.suggested_filename == f"{QUIZ}--k7f3.ipynb"
    file = tmp_path_factory.mktemp("sent") / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_the_file_holds_her_answers_and_no_key(handed_in: Path) -> None:
    notebook = json.loads(handed_in.read_text())
    sources = "\n".join(
        cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"]) for cell in notebook["cells"]
    )
    assert NOTE in sources
    assert "HIDDEN TESTS" not in sources
    assert "learner" in notebook["metadata"]["widerwindow"]


def test_no_key_and_no_feedback_of_the_quiz_reaches_the_site(built: Path) -> None:
    quiz = Course(built).quiz(QUIZ)
    said = [part.feedback.strip()[:40] for question in quiz.machine_marked for part in getattr(question, "options", [])]
    files = [file for file in (built / "_build" / "html").rglob("*") if file.suffix in {".html", ".js", ".ipynb"}]
    site = "\n".join(file.read_text(encoding="utf-8") for file in files)
    assert said
    assert [text for text in said if text in site] == []
    assert "HIDDEN TESTS" not in site


def test_her_file_is_collected_marked_given_back_and_exported(handed_in: Path, built: Path, command: Command) -> None:
    said = command(built, "collect", handed_in)
    assert "1 collected, 0 not." in said
    receipt = json.loads(handed_in.read_text())["metadata"]["widerwindow"]["receipt"]
    assert f"Receipt {receipt}." in said
    assert "1 hand-in marked" in command(built, "autograde", QUIZ)
    assert "k7f3" in command(built, "feedback", QUIZ)
    page = (built / "exercises" / "feedback" / "k7f3" / QUIZ / f"{QUIZ}.html").read_text()
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    command(built, "export")
    with (built / "exercises" / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["learner"] == "k7f3"
    assert row["state"] == "waits for hand-marking"
    written = [question.id for question in Course(built).quiz(QUIZ).questions if not question.marked_by_machine]
    assert [row[name] for name in written] == ["", ""]
