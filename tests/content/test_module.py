"""What a module is for: each outcome taught, practised and assessed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from checking import faults

from profiles import profile
from widerwindow.content.course import Course

ROOT = Path(__file__).parents[2]
MODULE = """\
id: tea
title: Tea
minutes: 10
quiz: tea
outcomes:
  pour: {taught: [pouring], practised: [sheet]}
  wait: {taught: [pouring, index], practised: [sheet]}
about: All of it
pages: {pouring: {minutes: 10, about: A cup}}
"""
SHEET = "id: sheet\ntitle: A sheet\nintro: Write.\nsections:\n  - {title: A, fields: [{id: a, label: A}]}\n"
QUIZ = """\
id: tea
title: Tea
intro: Hello.
outcomes: {pour: Pour a cup, wait: Wait for it}
questions:
  - {id: first, outcome: pour, type: written, prompt: Why, rubric: [{id: a, title: A, levels: [a, b, c, d]}], points: 3}
  - {id: second, outcome: wait, type: written, prompt: A, rubric: [{id: b, title: B, levels: [a, b, c, d]}], points: 3}
"""


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., list[str]]:
    """Writes a small course, with the texts given for some of its files, and returns what the checker says of it."""

    def told(**changes: str) -> list[str]:
        texts = {
            "_config.yml": "",
            "_toc.yml": "format: jb-book\nroot: index\nchapters: [{file: tea/index}, {file: tea/pouring}]\n",
            "book/course.yml": profile(),
            "organisation.yml": (ROOT / "organisation.yml").read_text(encoding="utf-8"),
            "book/references.bib": "@misc{a1, title = {A}}",
            "book/index.md": "# Home\n",
            "book/tea/index.md": "# Tea\n",
            "book/tea/pouring.md": "# Pouring\n",
            "book/tea/module.yml": MODULE,
            "book/tea/worksheets/sheet.yml": SHEET,
            "exercises/quizzes/tea.yml": QUIZ,
        }
        for name, text in (texts | {f"book/tea/{name}.yml": text for name, text in changes.items()}).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return [str(problem) for problem in faults(Course(tmp_path))]

    return told


def test_a_module_whose_outcomes_are_all_taught_practised_and_assessed_has_no_fault(
    told: Callable[..., list[str]],
) -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("id: tea", "id: coffee", "1: The id is `coffee`, but the folder is `tea`. Write `id: tea`."),
        ("taught: [pouring]", "taught: [brewing]", "6: There is no page `brewing`. Write one of: index, pouring."),
        ("practised: [sheet]", "practised: [shet]", "6: There is no exercise `shet`. Write one of: sheet."),
        ("taught: [pouring]", "taught: []", "6: `taught` has too few entries. Write at least 1."),
        ("practised: [sheet]", "practised: []", "6: `practised` has too few entries. Write at least 1."),
        ("quiz: tea", "quiz: coffee", "4: There is no quiz `coffee`. Check the name. Known ones: tea."),
        ("  pour:", "  sip:", "5: The quiz has an outcome `pour`, and this module does not say where it is taught."),
        ("  pour:", "  sip:", "6: The quiz has no outcome `sip`. Its outcomes are: pour, wait."),
        (
            "{taught: [pouring],",
            "{text: Pour, taught: [pouring],",
            "6: The text of `pour` stands here and in the quiz.",
        ),
        ("quiz: tea\n", "", "5: `pour` has no text, and there is no quiz that has it."),
        ("minutes: 10", "minutes: 0", "3: `minutes`"),
    ],
)
def test_a_planted_fault_is_told_with_its_line(
    told: Callable[..., list[str]], old: str, new: str, expected: str
) -> None:
    assert old in MODULE
    found = told(module=MODULE.replace(old, new, 1))
    assert any(problem.startswith(f"book/tea/module.yml:{expected}") for problem in found), found


def test_an_outcome_that_no_question_looks_at_is_told(told: Callable[..., list[str]], tmp_path: Path) -> None:
    told()
    quiz = tmp_path / "exercises" / "quizzes" / "tea.yml"
    quiz.write_text(QUIZ.replace("outcome: wait", "outcome: pour"), encoding="utf-8")
    [found] = map(str, faults(Course(tmp_path)))
    assert found.startswith("book/tea/module.yml:7: No question of the quiz looks at `wait`.")


def test_a_quiz_that_cannot_be_read_is_told_once(told: Callable[..., list[str]], tmp_path: Path) -> None:
    told()
    (tmp_path / "exercises" / "quizzes" / "tea.yml").write_text("id: tea\n", encoding="utf-8")
    found = [problem.file.name for problem in faults(Course(tmp_path))]
    assert set(found) == {"tea.yml"}


def test_a_module_without_its_file_is_told(told: Callable[..., list[str]], tmp_path: Path) -> None:
    told()
    (tmp_path / "book" / "tea" / "module.yml").unlink()
    [found] = map(str, faults(Course(tmp_path)))
    assert found.startswith("book/tea/index.md:1: This module has no file `module.yml`.")


def test_a_folder_without_an_overview_is_no_module(told: Callable[..., list[str]], tmp_path: Path) -> None:
    told()
    shutil.move(tmp_path / "book" / "tea" / "index.md", tmp_path / "book" / "tea" / "start.md")
    (tmp_path / "book" / "tea" / "module.yml").unlink()
    contents = tmp_path / "_toc.yml"
    contents.write_text(contents.read_text().replace("tea/index", "tea/start"))
    assert faults(Course(tmp_path)) == []


def test_the_texts_come_from_the_quiz_or_from_the_module_itself(told: Callable[..., list[str]], tmp_path: Path) -> None:
    told()
    course = Course(tmp_path)
    assert course.module("tea").texts(course.quiz("tea")) == {"pour": "Pour a cup", "wait": "Wait for it"}
    own = MODULE.partition("quiz:")[0] + (
        "outcomes: {sip: {text: Sip it, taught: [index], practised: [sheet]}}\n"
        "about: All of it\npages: {pouring: {minutes: 10, about: A cup}}\n"
    )
    assert told(module=own) == []
    assert course.module("tea").texts(None) == {"sip": "Sip it"}
