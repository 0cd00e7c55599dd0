"""What the command says where it cannot publish, and that it leaves nothing half-written."""

from collections.abc import Callable
from pathlib import Path

import pytest

BANK = "exercises/bank/grounding-graded.yml"


@pytest.fixture
def course(short_course: Path) -> Path:
    return short_course


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["scorm"], "There is no format called “scorm”. The formats are: scorm-1.2, scorm-2004, cmi5, moodle-xml"),
        (
            ["scorm-1.2"],
            "Say what to publish: modules by their names, or --route, or --all. The modules are: start-safely",
        ),
        (["scorm-1.2", "tea"], "There is no module called `tea`."),
        (["qti-2.1", "start-safely"], "There are no questions in what you named."),
        (["scorm-1.2", "--route", "tea"], "There is no route called `tea`."),
        (["scorm-1.2", "grounding", "--all"], "Name modules, or a route, or everything: only one of the three."),
    ],
)
def test_what_is_not_there_is_told_with_what_there_is(
    course: Path, command: Callable[..., str], asked: list[str], said: str
) -> None:
    assert said in command(course, "publish", *asked, status=1)
    assert not (course / "_build").exists()


def test_a_course_with_a_mistake_is_not_published(course: Path, command: Callable[..., str]) -> None:
    file = course / BANK
    file.write_text(file.read_text(encoding="utf-8").replace("type: single", "type: riddle", 1), encoding="utf-8")
    assert "to mend" in command(course, "publish", "moodle-xml", "grounding", status=1)
    assert not (course / "_build").exists()


def test_a_folder_that_cannot_be_written_is_told_in_plain_words(course: Path, command: Callable[..., str]) -> None:
    (course / "_build").mkdir()
    (course / "_build" / "packages").write_text("in the way", encoding="utf-8")
    said = command(course, "publish", "moodle-xml", "grounding", status=1)
    assert "packages" in said
    assert (course / "_build" / "packages").read_text(encoding="utf-8") == "in the way"


def test_questions_lie_apart_and_the_command_says_what_they_hold(course: Path, command: Callable[..., str]) -> None:
    said = command(course, "publish", "moodle-xml", "grounding")
    file = "_build/packages/with-answers/moodle-xml/grounding-WITH-ANSWERS-moodle-xml.xml"
    assert f"{file} (" in said
    assert "It holds the right answers: for trainers alone." in said
    assert "Moodle keeps what it has" in said
    text = (course / file).read_text(encoding="utf-8")
    assert text.splitlines()[1].startswith("<!-- FOR TRAINERS ALONE.")
    every = command(course, "publish", "moodle-xml", "--all")
    assert (course / file).read_text(encoding="utf-8") == text
    assert all(f"{module}-WITH-ANSWERS-moodle-xml.xml (" in every for module in ("grounding", "dissociation"))
