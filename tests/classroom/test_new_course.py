"""`widerwindow new`: a small course that is checked, built and marked as it stands, or one plain sentence why not."""

from collections.abc import Callable
from pathlib import Path

import pytest
from room import as_bytes, blank, hand_in

from widerwindow.content.activities.scenario import Scenario
from widerwindow.content.activities.selfcheck import SelfCheck
from widerwindow.content.course import Course

QUIZ = "making-tea"


def test_a_new_course_is_checked_built_and_marked_as_it_stands(command: Callable[..., str], tmp_path: Path) -> None:
    folder = tmp_path / "courses" / "a new one"
    assert "The new course is in courses/a new one." in command(tmp_path, "new", folder)
    course = Course(folder)
    assert [len(course.files(kind)) for kind in (Scenario, SelfCheck)] == [1, 1]
    assert [course.name(page) for page in course.pages()] == ["index.md"]
    assert command(folder, "check").splitlines()[-1].startswith("No mistakes found")
    command(folder, "build")
    html = (folder / "_build" / "html" / "index.html").read_text(encoding="utf-8")
    assert [html.count(f'data-kind="{kind}"') for kind in ("scenario", "selfcheck", "quiz")] == [1, 1, 1]
    made = hand_in(blank(course, QUIZ), {"before-pouring": "ask", "how-long": 4}, learner="T1")
    (folder / f"{QUIZ}--T1.ipynb").write_bytes(as_bytes(made))
    assert "T1: collected." in command(folder, "collect", f"{QUIZ}--T1.ipynb")
    assert "1 hand-in marked, 0 not." in command(folder, "autograde", QUIZ)
    command(folder, "feedback", QUIZ)
    [page] = (course.exercises / "feedback").rglob("*.html")
    assert "Yes. Then the first cup is already hers." in page.read_text(encoding="utf-8")


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


def test_an_empty_folder_will_do_and_git_keeps_nothing_of_learners(command: Callable[..., str], tmp_path: Path) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    command(folder, "new", ".")
    kept = (folder / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "exercises/*" in kept
    assert "!exercises/quizzes/" in kept
    assert [path.name for path in tmp_path.iterdir()] == ["empty"]


@pytest.mark.parametrize("folder", ["full", "a-file", "course/book/inner", "a-file/inner"])
def test_a_folder_that_cannot_be_a_course_is_told_in_one_sentence_and_left_alone(
    command: Callable[..., str], tmp_path: Path, folder: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").touch()
    (tmp_path / "a-file").touch()
    command(tmp_path, "new", "course")
    before = files(tmp_path)
    said = command(tmp_path, "new", folder, status=1)
    assert files(tmp_path) == before
    assert said.count("\n") == 1
    assert folder in said
