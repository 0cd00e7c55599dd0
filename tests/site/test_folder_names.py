"""A course works in a folder of any name. (`main (1)` is the folder of test_saved_and_seen.py.)"""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    "name", ["~50% off #1 [2026]", pytest.param("a+b $HOME 100%25 *?", marks=pytest.mark.thorough)]
)
def test_a_course_is_checked_released_and_built_in_any_folder(
    name: str, write_with_quiz: Callable[[Path], None], command: Callable[..., str], tmp_path: Path
) -> None:
    course = tmp_path / name
    write_with_quiz(course)
    assert "No mistakes found" in command(course, "check")
    assert "exercises/release/hues/hues.ipynb" in command(course, "release", "hues")
    command(course, "build")
    assert "Which colour has the sky?" in (course / "_build" / "html" / "art" / "quiz.html").read_text(encoding="utf-8")
