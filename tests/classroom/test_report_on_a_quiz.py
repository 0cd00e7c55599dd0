"""The page that `widerwindow report` makes, from a real gradebook, in a real browser."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from ledger import by_hand
from playwright.sync_api import Browser, Page
from room import QUIZ, blank, find, hand_in, put, rewrite
from typer.testing import CliRunner

from axe import violations
from widerwindow.cli import app
from widerwindow.content.core.reading import read
from widerwindow.content.course import Course
from widerwindow.grading.giving_back.item_figures import InClass, ItemFigures, write_back
from widerwindow.grading.giving_back.report import report
from widerwindow.grading.keeping import cohorts
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.setting.release import release

TODAY = date(2026, 11, 22)
RIGHT = {
    "dark-clouds": "rain",
    "max": ["coat", "hat", "tea"],
    "in-which-season": {"frost": "winter", "swifts": "summer", "fog": "winter"},
    "a-letter": "A plan.",
}
# People have all points or none. So a variance is the square of the points (1, 3, 2 and 6; 12 in all) times the same
# number: 4 / 3 x (1 - 50 / 144).
ALPHA = "Cronbach’s alpha, a figure for this, is 0.87 (n = 12, 4 questions)."
WRONG = {"dark-clouds": "nothing", "max": ["ice-cream"], "in-which-season": None, "a-letter": "<b>Stay in.</b>"}


def a_class(course: Course, right: int, wrong: int) -> None:
    """Mark a class in which `right` people have all the points and `wrong` people have none."""
    for number in range(right + wrong):
        put(course, f"L{number:02}", hand_in(blank(course), RIGHT if number < right else WRONG))
    autograde(course, QUIZ)
    for number in range(right + wrong):
        by_hand(course, f"L{number:02}", "a-letter", points=6 if number < right else 0)


def words(html: str) -> str:
    """Return what there is to read in a page."""
    body = html[html.index("<body>") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def said(course: Course) -> str:
    return words(report(course, QUIZ, TODAY).read_text(encoding="utf-8"))


def test_a_class_is_shown_with_how_many_each_figure_comes_from(course: Course) -> None:
    a_class(course, 8, 4)
    found = said(course)
    for part in (
        "Report for the trainer, 22 November 2026 Weather and plans The work of 12 learners is here.",
        "Fully marked: 12.",
        "Who needs a look Nobody. Every answer has its points.",
        "On average, the 12 people who are fully marked have 67% of the points. Half of them have 100% or more.",
        "0–9% 4 10–19% 0",
        "90–100% 8",
        "1. What may dark clouds mean? 67% 12 people 1.00 12 people",
        ALPHA,
        "Read the sky 67% 12 people, 2 questions",
        "What may dark clouds mean? Left open: 0 of 12.",
        "Rain may come. right 8 It will snow. 0 They mean nothing. 4",
        "Ice cream 4",
        "Left open: 4 of 12. How many of 12 people chose what Answer People Frost Summer 0 Winter right 8",
        "Cronbach, L. J. (1951).",
    ):
        assert part in found
    assert "A small group" not in found
    assert "Stay in" not in found


def test_what_a_guess_gets_right_stands_beside_the_class(course: Course) -> None:
    a_class(course, 8, 4)
    found = said(course)
    # Of three texts the key is neither the longest nor the shortest; of three pairs the longer is right in one.
    assert (
        "What a guess gets right How much someone gets right who knows nothing and goes by how the options sound "
        "Who answers Right By chance The class 67% "
        "Who chooses the longest option 17% 42% Who chooses the shortest option 33% 42%"
    ) in found


def test_the_figures_of_each_question_are_kept_beside_the_bank_for_each_day(course: Course) -> None:
    a_class(course, 8, 4)
    file = write_back(course, QUIZ, TODAY)
    assert file == course.exercises / "bank-figures.yml"
    write_back(course, QUIZ, TODAY)
    write_back(course, QUIZ, date(2026, 12, 1))
    kept = read(file, ItemFigures).questions
    assert list(kept) == [question.id for question in course.quiz(QUIZ).questions]
    first, second = kept["dark-clouds"]
    assert first == InClass(
        quiz=QUIZ, date=TODAY, facility=0.67, facility_n=12, discrimination=1.0, discrimination_n=12
    )
    assert second.date == date(2026, 12, 1)
    assert "L0" not in file.read_text(encoding="utf-8")
    spring = cohorts.start(course, "spring")
    release(spring, QUIZ)
    a_class(spring, 8, 4)
    write_back(spring, QUIZ, TODAY)
    assert [each.cohort for each in read(file, ItemFigures).questions["dark-clouds"]] == [None, None, "spring"]


def test_the_command_keeps_nothing_of_a_small_group_and_says_so(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_class(course, 6, 3)
    monkeypatch.chdir(course.root)
    told = CliRunner().invoke(app, ["report", QUIZ, "--write-back"]).output
    assert "Nothing is written back: fewer than 10 hand-ins are fully marked" in told
    assert not (course.exercises / "bank-figures.yml").exists()
    by_now = [("L09", RIGHT, 6), ("L10", WRONG, 0)]
    for learner, answers, points in by_now:
        put(course, learner, hand_in(blank(course), answers))
        autograde(course, QUIZ)
        by_hand(course, learner, "a-letter", points=points)
    assert "exercises/bank-figures.yml" in CliRunner().invoke(app, ["report", QUIZ, "--write-back"]).output
    assert (course.exercises / "bank-figures.yml").exists()


def test_a_small_group_is_warned_about_and_has_no_figures_that_mislead(course: Course) -> None:
    a_class(course, 6, 3)
    found = said(course)
    assert "A small group Fewer than 10 people have handed in." in found
    assert "1. What may dark clouds mean? 67% 9 people left out" in found
    assert "Cronbach’s alpha, a figure for this, is left out. It needs at least 10 hand-ins" in found
    assert "in which nothing waits; there are 9." in found


def test_who_waits_is_named_with_the_reason_and_is_in_no_figure(course: Course) -> None:
    a_class(course, 8, 2)
    odd = hand_in(blank(course), RIGHT)
    find(odd, "max")["source"] = "max = open('x')"
    put(course, "odd", odd)
    put(course, "torn", b"no notebook")
    put(course, "torn-too", b"no notebook")
    autograde(course, QUIZ)
    put(course, "new", hand_in(blank(course), RIGHT))
    found = said(course)
    assert "The work of 13 learners is here. Fully marked: 10." in found
    assert "odd Question 2 (“What helps on a cold walk? Choose all that do.”): its place in the file" in found
    assert "torn, torn-too all questions: The file is no notebook" in found
    assert "Handed in and not marked yet: new. Mark the quiz once more" in found
    assert "1. What may dark clouds mean? 82% 11 people 1.00 10 people" in found
    assert "2. What helps on a cold walk? Choose all that do. 80% 10 people" in found


def test_the_gradebook_is_enough_and_what_needs_the_notebooks_is_told(course: Course) -> None:
    a_class(course, 8, 4)
    shutil.rmtree(course.exercises / "submitted")
    shutil.rmtree(course.exercises / "autograded" / "L00")
    assert "Counted in 11 marked hand-ins, of 12." in said(course)
    shutil.rmtree(course.exercises / "autograded")
    found = said(course)
    assert ALPHA in found
    assert "None of this quiz is there, so what was chosen cannot be shown." in found
    assert "Rain may come" not in found


def test_before_anyone_has_handed_in_it_is_a_page_all_the_same(course: Course) -> None:
    found = said(course)
    assert "The work of 0 learners is here." in found
    assert "so there are no scores to show" in found
    assert "1. What may dark clouds mean? not marked yet left out" in found


@pytest.fixture
def page(browser: Browser) -> Page:
    context = browser.new_context(offline=True)
    yield context.new_page()
    context.close()


def test_the_page_asks_nothing_runs_nothing_and_is_open_to_everyone(
    course: Course, page: Page, command: Callable[..., str], tmp_path: Path
) -> None:
    rewrite(course, "Rain may come.", '"Rain <script>alert(1)</script> ![x](https://example.org/x.png) may come."')
    release(course, QUIZ)
    a_class(course, 8, 4)
    put(course, "odd", b"no notebook")
    autograde(course, QUIZ)
    made = command(course.root, "report", QUIZ)
    assert made == "The report is exercises/reports/weather.html. It shows the right answers.\n"
    file = course.exercises / "reports" / "weather.html"
    html = file.read_text(encoding="utf-8")
    assert "<script" not in html
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    lengths = page.locator("table").nth(1).locator("svg").evaluate_all(BARS)
    assert lengths == [33, 0, 0, 0, 0, 0, 0, 0, 0, 67]
    # Axe is a script, and the page's own policy runs none: it is looked at without the policy.
    (tmp_path / "open.html").write_text(re.sub(r"<meta http-equiv[^>]*>", "", html), encoding="utf-8")
    page.goto((tmp_path / "open.html").as_uri())
    for width, scheme in ((1280, "light"), (320, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


BARS = """(bars) => bars.map((bar) => {
  const width = (name) => bar.querySelector(name).getBoundingClientRect().width;
  return Math.round(100 * width(".part") / width(".whole"));
})"""
