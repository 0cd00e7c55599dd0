"""What the command `widerwindow` answers when it is given something that it cannot use, and what its package holds."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
Refuse = Callable[..., str]
QUIZ = "exercises/quizzes/window-of-tolerance.yml"


@pytest.fixture
def course(short_course: Path) -> Path:
    """A copy of what people wrote."""
    return short_course


@pytest.fixture
def refuse(command: Callable[..., str]) -> Refuse:
    """Runs the command, sees it stop with status 1 and without a traceback, and returns what it said."""
    return partial(command, status=1)


def edit(course: Path, name: str, old: str, new: str) -> int:
    """Write `new` for the first `old` in a file; return its line."""
    file = course / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def test_check_names_each_fault_with_its_file_and_line(course: Path, refuse: Refuse) -> None:
    scenario = "book/window-of-tolerance/scenarios/office-phone.yml"
    first = edit(course, scenario, "next: still-walking", "next: nowhere")
    second = edit(course, "organisation.yml", "review_by: 2999-01-01", "review_by: 2020-02-20")
    said = refuse(course, "check")
    assert f"{scenario}, line {first}\n  The choice `offer-choices` goes to `nowhere`, which is no scene." in said
    assert f"organisation.yml, line {second}\n" in said
    assert "\n2 things to mend.\n" in said  # and after it, what is only advice
    assert said.endswith("A file that cannot be read is looked at further once that is mended.\n")


def test_a_site_is_not_built_with_a_helpline_that_nobody_has_checked_for_half_a_year(
    course: Path, refuse: Refuse
) -> None:
    line = edit(course, "organisation.yml", f"checked_on: {date.today()}", "checked_on: 2020-02-19")
    said = refuse(course, "build")
    assert f"organisation.yml, line {line}\n" in said
    assert "was last checked on 19 February 2020: too long ago to publish." in said
    assert not (course / "_build").exists()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("  pause: pause", "  pause: none", "  This course requires `pause`, and here it is `none`."),
        ("  help: help", "  help: nowhere", "  There is no page `book/nowhere.md`."),
        ("  kept: start-safely/what-is-kept", "", "  `kept` is missing.\n  Add `kept:` here, with what belongs to it"),
    ],
)
def test_a_site_is_not_built_without_what_the_course_requires(
    course: Path, refuse: Refuse, old: str, new: str, expected: str
) -> None:
    edit(course, "book/course.yml", old, new)
    assert expected in refuse(course, "build")
    assert not (course / "_build").exists()


def test_a_course_that_has_lost_its_pause_is_told_and_not_built(course: Path, refuse: Refuse) -> None:
    (course / "book" / "pause.md").unlink()
    line = (course / "book/course.yml").read_text(encoding="utf-8").splitlines().index("  pause: pause") + 1
    said = refuse(course, "build")
    assert f"book/course.yml, line {line}\n  There is no page `book/pause.md`." in said


def test_release_of_a_faulty_quiz_leaves_nothing_half_made(course: Path, refuse: Refuse) -> None:
    line = edit(course, QUIZ, "key: garden", "key: gardens")
    said = refuse(course, "release", "window-of-tolerance")
    assert f"{QUIZ}, line {line}\n  The key names `gardens`, which is no option." in said
    assert [path.name for path in (course / "exercises").iterdir() if path.name in ("source", "release")] == []


def test_a_quiz_that_is_not_there_is_told_with_those_that_are(course: Path, refuse: Refuse) -> None:
    assert re.search(r"Known ones: .*\bwindow-of-tolerance\b", refuse(course, "autograde", "window"))


def test_marking_before_a_release_says_what_to_do(course: Path, refuse: Refuse) -> None:
    assert "Release a quiz first." in refuse(course, "autograde", "window-of-tolerance")


def test_a_file_that_is_no_hand_in_is_listed_and_kept_aside(course: Path, refuse: Refuse) -> None:
    (course / "holiday.ipynb").write_text("not a notebook")
    said = refuse(course, "collect", "holiday.ipynb")
    assert "holiday.ipynb: not collected." in said
    assert "0 collected, 1 not." in said
    assert (course / "exercises" / "kept-aside" / "holiday.ipynb").read_text() == "not a notebook"


def test_a_folder_without_a_course_is_told(tmp_path: Path, refuse: Refuse) -> None:
    assert "not in a course" in refuse(tmp_path, "check")


def test_the_package_holds_every_file_of_the_engine(tmp_path: Path) -> None:
    wheel = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", tmp_path, ROOT]
    subprocess.run(wheel, check=True, capture_output=True)
    (made,) = tmp_path.glob("*.whl")
    packed = {Path(name) for name in zipfile.ZipFile(made).namelist()}
    source = ROOT / "src"
    engine = {
        file.relative_to(source) for file in source.rglob("*") if file.is_file() and "__pycache__" not in file.parts
    }
    assert engine - packed == set()


def test_the_map_of_a_scenario_is_one_file_that_asks_for_nothing(course: Path, command: Callable[..., str]) -> None:
    said = command(course, "scenario", "map", "office-phone", "--no-open")
    assert re.search(r"^12 scenes\. .* \d+ different moments\.$", said, re.MULTILINE)
    assert re.search(r"^Nine pairs of glasses: 1\d\.\d% of those who choose evenly, 100\.0% of", said, re.MULTILINE)
    assert "No dead end, and no scene or choice that nobody comes to." in said
    assert said.endswith("The map is _build/maps/office-phone.html\n")
    page = (course / "_build" / "maps" / "office-phone.html").read_text(encoding="utf-8")
    assert page.count('data-scene="') == 12
    assert not re.search(r"<script|<link|https?:|@import|url\(", page)


def test_a_map_shows_what_check_would_have_mended(course: Path, command: Callable[..., str]) -> None:
    name = "book/window-of-tolerance/scenarios/office-phone.yml"
    text = (course / name).read_text(encoding="utf-8")
    text = text.replace(
        '- id: the-garden\n        when: {choice: ">= 1"}', '- id: the-garden\n        when: {choice: "> 2"}'
    )
    text = text.replace("debrief:\n", "  - {id: cellar, title: The cellar, text: It is dark.}\ndebrief:\n", 1)
    (course / name).write_text(text, encoding="utf-8")
    said = command(course, "scenario", "map", "office-phone", "--to", course / "mine.html")
    assert "No path leads to the scene “The cellar”." in said
    assert "In the scene “Front door, stairs” nobody is ever offered the choice `the-garden`." in said
    assert "The cellar" in (course / "mine.html").read_text(encoding="utf-8")


def test_a_map_of_no_scenario_is_told_with_those_that_there_are(course: Path, refuse: Refuse) -> None:
    assert "office-phone" in refuse(course, "scenario", "map", "office-chair")
