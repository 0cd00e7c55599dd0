"""A trainer starts a quiz and looks at it, by the real command and in a real browser."""

import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from room import POURING, QUIZ, blank, copied, make_course, rewrite

from axe import violations
from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.content.new_quiz import start
from widerwindow.grading.notebook.without_key import sample
from widerwindow.site.alone import preview

BIN = Path(sys.executable).parent
KEYED = "Often so, and not always."
RULES = "deadline: 2026-12-04 17:00\nlate: {percent: 10, per: day}\nattempts: 2\npass_mark: 60\noutcomes:"


def test_a_new_quiz_passes_the_check_and_can_be_marked_as_it_is(
    short_course: Path, command: Callable[..., str]
) -> None:
    course = short_course
    said = command(course, "quiz", "new", "first-steps", "--title", 'Steps: "one" & two')
    assert "exercises/quizzes/first-steps.yml" in said
    quiz = Course(course).quiz("first-steps")
    assert quiz.title == 'Steps: "one" & two'
    assert {question.type for question in quiz.questions} == {
        "single",
        "multiple",
        "sorting",
        "matching",
        "ordering",
        "number",
        "written",
    }
    assert "first-steps" not in command(course, "check")
    before = (course / "exercises" / "quizzes" / "first-steps.yml").read_bytes()
    assert "There is a quiz `first-steps` already." in command(course, "quiz", "new", "first-steps", status=1)
    assert (course / "exercises" / "quizzes" / "first-steps.yml").read_bytes() == before


@pytest.mark.parametrize("name", ["First", "../out", "a b", "1st", "x" * 61, ""])
def test_a_name_that_cannot_be_is_refused_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    course = make_course(tmp_path / "course")
    before = list(course.root.rglob("*"))
    with pytest.raises(ContentError, match="cannot be the name of a quiz"):
        start(course, name, None)
    assert list(course.root.rglob("*")) == before


def test_every_note_in_the_template_that_is_a_line_of_yaml_can_be_switched_on(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course")
    file = start(course, "tried", None)
    text = file.read_text()
    switched = re.sub(r"(?m)^# ((?:attempts|pass_mark|deadline|late): )", r"\1", text)
    switched = re.sub(r"(?m)^    # (note:|  \w+: .*|    A guest .*)$", r"    \1", switched)
    assert len(set(text.splitlines()) ^ set(switched.splitlines())) == 2 * 10
    file.write_text(switched)
    quiz = course.quiz("tried")
    assert (quiz.title, quiz.attempts, quiz.pass_mark, quiz.late is None) == ("Tried", 2, 60, False)
    assert next(each for each in quiz.questions if not each.marked_by_machine).note


def test_the_preview_fills_in_the_notebook_that_learners_will_get(course: Course) -> None:
    def sources(notebook: dict[str, Any]) -> list[str]:
        return ["".join(cell["source"]).rstrip("\n") for cell in notebook["cells"]]

    assert sources(sample(course, QUIZ)) == sources(blank(course))


@pytest.fixture(scope="module")
def shown(released_once: Course, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Course, str]]:
    """A course whose quiz has rules, and its preview by the real command, which is stopped as a trainer stops it."""
    course = copied(released_once, tmp_path_factory.mktemp("shown") / "a course")
    rewrite(course, "outcomes:", RULES)
    running = subprocess.Popen(
        [BIN / "widerwindow", "quiz", "preview", QUIZ, "--no-open"],
        cwd=course.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert running.stdout
        assert "until you stop it with Ctrl+C" in running.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/[\w-]{40,}/", running.stdout.readline())
        assert found
        yield course, found[0]
    finally:
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert (running.returncode, said) == (0, "")
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(found[0])


@pytest.fixture(scope="module")
def address(shown: tuple[Course, str]) -> str:
    """Where the preview is."""
    return shown[1]


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The student's view on a phone; no error may come up, and no other host may be asked."""
    wrong: list[str] = []
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("request", lambda request: request.url.startswith((address, "data:")) or wrong.append(request.url))
    page.goto(address)
    yield page
    context.close()
    assert wrong == []


def test_nobody_reads_the_key_without_the_address_that_the_command_said(address: str) -> None:
    root = address[: address.index("/", len("http://"))]
    for path in ("/", "/key.html", "/index.html", "/quiz.js"):
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(root + path)
    with urllib.request.urlopen(f"{address}key.html") as answer:
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_trainer_sees_the_quiz_as_learners_will_and_then_with_its_key(page: Page) -> None:
    quiz = page.locator(".ww-live")
    expect(quiz.get_by_role("heading", name="Weather and plans")).to_be_visible()
    for part in (
        "Hand in by Friday 4 December 2026, 17:00 (London time). A later hand-in loses 10 percent",
        "You can hand in 2 times, and the newest counts.",
        "You pass with 60 percent of the points: 7.2 of 12.",
        "Nothing here looks at the clock or counts your hand-ins.",
    ):
        expect(quiz).to_contain_text(part)
    quiz.get_by_role("button", name="Begin").click()
    quiz.get_by_label("Rain may come.").check()
    assert KEYED not in page.content()
    page.set_viewport_size({"width": 1280, "height": 800})
    quiz.get_by_label("Your learner code").fill("trying")
    with page.expect_download() as download:
        quiz.get_by_role("button", name="Download my answers").click()
    handed_in = Path(download.value.path()).read_text(encoding="utf-8")
    assert 'dark_clouds = \\"rain\\"' in handed_in
    assert "HIDDEN TESTS" not in handed_in
    assert KEYED not in handed_in
    assert violations(page) == []

    page.get_by_role("link", name="With the right answers").click()
    expect(page.get_by_role("heading", name="Right answers: Weather and plans")).to_be_visible()
    first = page.get_by_role("region", name="Question 1")
    expect(first).to_contain_text("1 point. Outcome: Read the sky.")
    expect(first.get_by_role("listitem").filter(has_text="Right:")).to_contain_text(["Rain may come. rain Often so"])
    expect(page.get_by_role("region", name="Question 3")).to_contain_text("Summer or Winter: Fog")
    expect(page.get_by_role("region", name="Question 4")).to_contain_text("3: The plan has a second one behind it.")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="As learners see it").click()
    expect(page.locator(".ww-live")).to_be_visible()


def test_the_key_of_every_kind_of_question_is_there(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course", POURING.read_text(encoding="utf-8"), "pouring")
    (tmp_path / "preview").mkdir()
    preview.write_preview(course.quiz("pouring"), sample(course, "pouring"), tmp_path / "preview")
    html = (tmp_path / "preview" / "key.html").read_text(encoding="utf-8")
    said = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    for part in (
        "Black tea or Green tea &amp; mint : Jo jo",
        "1: Boil the water boil",
        "2: Pour pour",
        "Right: 2.9 to 3.7 minutes",
    ):
        assert part in said


def test_without_scripts_the_rules_are_there_too(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_text("You can hand in 2 times, and the newest counts.")).to_be_visible()
    context.close()


def test_the_key_view_lies_nowhere_in_the_course(shown: tuple[Course, str]) -> None:
    course, address = shown
    key = urllib.request.urlopen(f"{address}key.html").read().decode()
    assert KEYED in key
    files = [file for file in course.root.rglob("*") if file.is_file()]
    holding = {
        file.relative_to(course.exercises).parts[0] for file in files if KEYED in file.read_text(errors="ignore")
    }
    assert holding == {"quizzes"}
