"""formgrader shows a course as it is, whatever the course's folder is called: its patterns are not read as such."""

import json
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import desks
import pytest
from room import QUIZ, blank, copied, hand_in, put

from widerwindow.content.course import Course
from widerwindow.grading.marking.autograde import autograde

ANSWERS = {"dark-clouds": "rain", "a-letter": "Tea first."}
PLAIN, ODD = "plain", "Kurs [2026] 100%25 {x} *now?"
PAGES = (
    "manage_assignments",
    f"manage_submissions/{QUIZ}",
    f"gradebook/{QUIZ}/{QUIZ}",
    "manage_students/ada",
    "api/assignments",
    f"api/notebooks/{QUIZ}",
    "api/notebooks/mine",
    f"api/submissions/{QUIZ}",
    f"api/submission/{QUIZ}/late",
    f"api/submitted_notebooks/{QUIZ}/{QUIZ}",
    "api/students",
    "api/student_submissions/ada",
    f"api/student_notebook_submissions/ada/{QUIZ}",
)


@pytest.mark.thorough  # in a folder of a plain name it is used daily
def test_formgrader_shows_the_same_in_a_folder_of_any_name(released_once: Course, tmp_path: Path) -> None:
    course = copied(released_once, tmp_path / "first" / PLAIN)
    for learner in ("ada", "bea"):
        put(course, learner, hand_in(blank(course), ANSWERS))
    autograde(course, QUIZ)
    put(course, "late", hand_in(blank(course), ANSWERS))  # not marked yet
    (course.exercises / "source" / "mine").mkdir()
    (course.exercises / "source" / "mine" / "sums.ipynb").write_text("{}")
    (course.root / "_toc.yml").write_text("root: index\n")
    (course.root / "book" / "index.md").write_text("# Home\n")
    odd = copied(course, tmp_path / "second" / ODD)

    expected, shown = (_shown(each, tmp_path / f"home {number}") for number, each in enumerate((course, odd)))

    assert shown == expected
    assert {each["student"] for each in json.loads(shown[f"api/submissions/{QUIZ}"])} == {"ada", "bea", "late"}
    assert [each["name"] for each in json.loads(shown["api/notebooks/mine"])] == ["sums"]
    opened = [text for page, text in shown.items() if page.startswith("submissions/") and page.endswith("/")]
    assert [text.count("Tell a friend how you would plan") for text in opened] == [1, 1]
    assert [each.name for each in (tmp_path / "second").iterdir()] == [ODD]  # and no gradebook beside it


def _shown(course: Course, home: Path) -> dict[str, str]:
    """Return what formgrader answers, by address, without the course's own place."""
    home.mkdir()
    with desks.opened(course.exercises / "quizzes", home) as address:
        browser = build_opener(HTTPCookieProcessor(CookieJar()))
        _read(browser, address)
        top = f"{desks.root(address)}/formgrader"
        found = {page: _read(browser, f"{top}/{page}") for page in PAGES}
        for each in json.loads(found[f"api/submitted_notebooks/{QUIZ}/{QUIZ}"]):
            for page in (f"submissions/{each['id']}/", f"submissions/{each['id']}/handed-in"):
                found[page] = _read(browser, f"{top}/{page}")
    return {page: text.replace(course.root.name, "") for page, text in found.items()}


def _read(browser: OpenerDirector, address: str) -> str:
    with browser.open(address) as answer:
        return str(answer.read().decode())
