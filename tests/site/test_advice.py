"""Advice is told apart from mistakes, and nothing waits for it."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

QUESTIONS = [
    {
        "id": f"question-{number}",
        "type": "single",
        "prompt": "Which colour has the sky?",
        "options": [
            {"id": "blue", "text": "Blue, on many of all days", "feedback": "So it is."},
            {"id": "green", "text": "Green", "feedback": "Hardly."},
            {"id": "red", "text": "Red", "feedback": "Late."},
        ],
        "key": "blue",
    }
    for number in range(5)
]


@pytest.fixture
def course(write_with_quiz: Callable[[Path], None], tmp_path: Path) -> Path:
    """A course whose self-check gives its answers away by their length and place."""
    write_with_quiz(tmp_path)
    text = yaml.safe_dump({"id": "colours", "title": "Colours", "questions": QUESTIONS}, sort_keys=False)
    (tmp_path / "book" / "art" / "checks" / "colours.yml").write_text(text, encoding="utf-8")
    return tmp_path


def test_with_advice_alone_check_finds_no_mistake_and_the_course_is_built(
    course: Path, command: Callable[..., str]
) -> None:
    said = command(course, "check")
    assert said.index("No mistakes found") < said.index("Advice in 2 places, which nothing waits for:")
    assert "Who chooses the longest option is right in 5 of 5 here" in said.partition("Advice")[2]
    command(course, "build")
    assert (course / "_build" / "html" / "art" / "colours.html").is_file()
    quiz = course / "exercises" / "quizzes" / "hues.yml"
    quiz.write_text(quiz.read_text(encoding="utf-8").replace("Which colour has", "What colour is"), encoding="utf-8")
    assert "was changed since it was released" in command(course, "build")
    assert "Which colour has" in (course / "_build" / "html" / "art" / "quiz.html").read_text(encoding="utf-8")


def test_advice_comes_after_what_has_to_be_mended(course: Path, command: Callable[..., str]) -> None:
    (course / "book" / "index.md").write_text("# Home\n\n[A](nowhere.md)\n", encoding="utf-8")
    said = command(course, "check", status=1)
    assert said.index("nowhere.md") < said.index("1 thing to mend.") < said.index("Advice") < said.index("the longest")
