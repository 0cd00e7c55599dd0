"""A course on fire safety, in German, on the same engine: it needs no change there, and has none of our words."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from room import EXERCISES, as_bytes, blank, hand_in

from widerwindow.content.course import Course

QUIZ = "brand"
OURS = re.compile(r"pause|helpline|trauma|CC BY|reviewed|nobody outside|refuge|leave this page", re.IGNORECASE)
LINK = re.compile(r'\b(?:href|src)="([^"#]*)(?:#[^"]*)?"')


@pytest.fixture(scope="module")
def course(command: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The course, checked and built by the real command."""
    folder = tmp_path_factory.mktemp("another") / "brandschutz"
    shutil.copytree(Path(__file__).with_name("fire_safety"), folder)
    shutil.copy(EXERCISES / "nbgrader_config.py", folder / "exercises")
    assert command(folder, "check").splitlines()[-1].startswith("No mistakes found")
    command(folder, "build")
    return Course(folder)


@pytest.fixture(scope="module")
def pages(course: Course) -> dict[Path, str]:
    """The built pages with their HTML."""
    site = course.root / "_build" / "html"
    return {page: page.read_text(encoding="utf-8") for page in site.rglob("*.html") if "_static" not in page.parts}


def test_every_page_is_in_the_language_of_the_course_and_marks_the_engine_s_own_words(pages: dict[Path, str]) -> None:
    assert {re.search(r"<html lang=\"([^\"]*)\"", html)[1] for html in pages.values()} == {"de"}  # type: ignore[index]
    assert all('<a class="ww-skip" href="#main" lang="en-GB">' in html for html in pages.values())
    [front] = [html for page, html in pages.items() if page.name == "index.html" and page.parent.name == "html"]
    assert '<p class="admonition-title">Warnung</p>' in front


def test_every_page_ends_with_the_course_s_own_licence_and_says_nothing_of_ours(pages: dict[Path, str]) -> None:
    for html in pages.values():
        last = html.partition("<footer")[2]
        assert "Freiwillige Feuerwehr Musterstadt. Der Text darf frei kopiert werden." in last
        assert OURS.findall(html) == []


def test_no_link_is_dead(course: Course, pages: dict[Path, str]) -> None:
    script = (course.root / "_build" / "html" / "_static" / "ww-shell.js").read_text(encoding="utf-8")
    assert "<dialog" not in script
    linked = [(page, address) for page, html in pages.items() for address in LINK.findall(html) if address]
    assert linked
    dead = [address for page, address in linked if ":" not in address and not (page.parent / address).exists()]
    assert dead == []


def test_a_scenario_keeps_track_of_the_course_s_own_variables(pages: dict[Path, str]) -> None:
    [page] = [html for html in pages.values() if 'data-kind="scenario"' in html]
    data = json.loads(
        re.findall(r'data-kind="scenario".*?<script type="application/json">(.*?)</script>', page, re.S)[0]
    )
    assert list(data["content"]["variables"]) == ["rauch", "ruhe"]
    assert "pause" not in data["content"]


def test_a_deadline_is_meant_on_the_course_s_own_clocks(course: Course) -> None:
    assert course.quiz(QUIZ).deadline == datetime(2030, 7, 4, 15, tzinfo=UTC)
    assert "Berlin time" in json.dumps(blank(course, QUIZ))


def test_a_hand_in_is_collected_marked_and_given_back(course: Course, command: Callable[..., str]) -> None:
    answers = {"aufzug": "treppe", "wohin": "Zum Sammelplatz."}
    made = hand_in(blank(course, QUIZ), answers, learner="F7", saved="2030-07-04T14:00:00+00:00")
    (course.root / f"{QUIZ}--F7.ipynb").write_bytes(as_bytes(made))
    assert "F7: collected." in command(course.root, "collect", f"{QUIZ}--F7.ipynb")
    assert "1 hand-in marked, 0 not. 1 waits for you on the desk." in command(course.root, "autograde", QUIZ)
    command(course.root, "feedback", QUIZ)
    [page] = (course.exercises / "feedback").rglob("*.html")
    given = page.read_text(encoding="utf-8")
    assert "Sie fällt nicht aus." in given
    assert "Zum Sammelplatz." in given
    assert OURS.findall(given) == []


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            ("book/course.yml", "pause: none", "pause: atmen"),
            "book/course.yml, line 5\n  There is no page `book/atmen.md`.",
        ),
        (("book/course.yml", "rauch:", "qualm:"), "im-flur.yml, line 6\n  `rauch` is no variable of this course."),
        (
            ("book/course.yml", "requires: none", "requires: [exit]"),
            "organisation.yml, line 2\n  This course requires `exit`",
        ),
        (
            ("book/brand/index.md", "name='im-flur'", "name='im-haus'"),
            'index.md, line 16\n  `Scenario("im-haus")` names',
        ),
        (
            ("_toc.yml", "'brand/index'", "'brand/keller'"),
            "_toc.yml, line 4\n  There is no page `book/brand/keller.md`.",
        ),
    ],
)
def test_what_does_not_fit_the_course_s_own_profile_is_told(
    course: Course, command: Callable[..., str], tmp_path: Path, change: tuple[str, str, str], expected: str
) -> None:
    file, old, new = change
    folder = tmp_path / "copy"
    shutil.copytree(course.root, folder, ignore=shutil.ignore_patterns("_build", "source", "release", "gradebook.db"))
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    assert expected in command(folder, "check", status=1)
