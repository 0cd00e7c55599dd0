"""Where a content note is due, and what an author is told where it is missing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from checking import faults
from small_course import edit

from widerwindow.content.checks.themes import Themes
from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import parse
from widerwindow.content.course import Course
from widerwindow.content.pages.passages import writing

MODULE = Path("book/tea")
ROUND = MODULE / "scenarios" / "tea-round.yml"
SPILL = MODULE / "scenarios" / "tea-spill.yml"
CHECK = MODULE / "checks" / "tea-check.yml"
QUIZ = Path("exercises/quizzes/tiny-quiz.yml")
WRITE = "note: {themes: [overdose], intensity: low, text: ..., summary: ...}`, or use other words."
ADD = "Add “overdose” to the `themes` of this {}'s `{}`."
NOTE = "{themes: [overdose], intensity: low, text: One is named., summary: In short.}"


@pytest.fixture
def told(small: Course) -> Callable[[str, str, str], list[str]]:
    """Writes `new` for `old` in a file of the course, and returns what the checker then says: line, wrong, instead."""

    def told(name: str, old: str, new: str) -> list[str]:
        edit(small.root / name, old, new)
        found = faults(small)
        assert {problem.file for problem in found} <= {Path(name)}
        return [f"{problem.line}: {problem.message} {problem.hint}" for problem in found]

    return told


def line(name: str, text: str, root: Path) -> int:
    return (root / name).read_text(encoding="utf-8").split(text)[0].count("\n") + 1


@pytest.mark.parametrize(
    ("name", "change", "instead"),
    [
        # a page without a note, and one whose note names other themes
        (
            MODULE / "index.md",
            ("\n## ", "\nShe once took\nan overdose.\n\n## "),
            f"Give this page a `content_{WRITE}",
        ),
        (MODULE / "noted.md", ("\n## ", "\nAn Overdose.\n\n## "), ADD.format("page", "content_note")),
        # the text of a scene, a choice and a debrief
        (ROUND, ("You bring the cup.", "You bring the cup, overdosed."), f"Give this scene a `{WRITE}"),
        (SPILL, ("Walk fast.", "Walk past the overdose."), f"Give this scene a `{WRITE}"),
        (ROUND, ("The story is about asking", "After an overdose, asking"), ADD.format("scenario", "note")),
        # a prompt, an option and its feedback, in a self-check and in a quiz
        (CHECK, ("What comes **first**?", "After an overdose?"), f"Give this question a `{WRITE}"),
        (CHECK, ("text: Milk", "text: An overdose of milk"), f"Give this question a `{WRITE}"),
        (CHECK, ("Sort these.", "Sort these after the overdose."), ADD.format("question", "note")),
        (QUIZ, ("feedback: No.", "feedback: Overdose is no tea."), f"Give this question a `{WRITE}"),
    ],
)
def test_a_missing_note_is_told_with_the_line_of_the_word(
    small: Course, told: Callable[[str, str, str], list[str]], name: Path, change: tuple[str, str], instead: str
) -> None:
    [found] = told(str(name), *change)
    assert found.startswith(f"{line(str(name), 'verdose', small.root)}: “")
    assert "speaks of overdose, and no note says so before it." in found
    assert instead in found


SCENE = "  - id: desk\n    title: At the desk\n    kind: ending\n"
DESK = "Sam works on."
WITH_NOTE = SCENE + f"    note: {NOTE}\n"


def test_the_scene_s_own_note_is_enough_and_covers_that_scene_alone(
    small: Course, told: Callable[[str, str, str], list[str]]
) -> None:
    name = str(SPILL)
    assert told(name, SCENE, WITH_NOTE) == []
    assert told(name, DESK, f"After the overdose {DESK}") == []
    [found] = told(name, "You are back", "After an overdose you are back")
    assert found.startswith(f"{line(name, 'After an overdose you', small.root)}: ")


def test_the_note_of_the_whole_scenario_covers_every_scene(told: Callable[[str, str, str], list[str]]) -> None:
    name = str(ROUND)
    assert told(name, "themes: [tea,", "themes: [overdose, tea,") == []
    assert told(name, "Sam waits.", "After the overdose Sam waits.") == []


@pytest.mark.parametrize(
    ("name", "old"),
    [
        (MODULE / "noted.md", "[spills]"),
        (ROUND, "[tea, spills]"),
        (CHECK, "[spills]"),
        (QUIZ, "[tea]"),
    ],
)
def test_a_theme_that_is_not_in_the_list_is_told_with_those_that_are(
    small: Course, told: Callable[[str, str, str], list[str]], name: Path, old: str
) -> None:
    [found] = told(str(name), old, "[bad weather]")
    assert found.startswith(f"{line(str(name), 'bad weather', small.root)}: “bad weather” is no theme")
    assert "Write one of: overdose, spills, tea, cold feet." in found


def test_an_unknown_theme_on_a_scene_is_told(small: Course, told: Callable[[str, str, str], list[str]]) -> None:
    name = str(SPILL)
    [found] = told(name, SCENE, WITH_NOTE.replace("overdose", "bad weather"))
    assert found.startswith(f"{line(name, 'bad weather', small.root)}: “bad weather” is no theme")


def test_a_page_that_is_exempt_needs_no_note(told: Callable[[str, str, str], list[str]]) -> None:
    assert told("book/help.md", "**Call 999**", "After an overdose, **call 999**") == []
    assert told("book/quiet/place.md", "Nothing counts", "Overdose. Nothing counts") == []


def test_what_is_no_text_needs_no_note(told: Callable[[str, str, str], list[str]]) -> None:
    assert told(str(CHECK), "id: first-step", "id: after-the-overdose") == []


def test_an_exemption_that_covers_no_page_is_told(told: Callable[[str, str, str], list[str]]) -> None:
    [found] = told("book/themes.yml", "pages: pause.md", "pages: paws.md")
    assert "`paws.md` is no page and no folder of pages in the book." in found


def test_a_theme_that_stands_twice_is_told(told: Callable[[str, str, str], list[str]]) -> None:
    assert "“spills” stands here twice" in told("book/themes.yml", "- name: cold feet", "- name: spills")[0]


def test_a_course_without_its_list_of_themes_is_told(small: Course) -> None:
    (small.book / "themes.yml").unlink()
    [found] = faults(small)
    assert str(found).startswith("book/themes.yml:1: This file is missing.")


def test_a_theme_without_words_asks_for_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Danger\n", encoding="utf-8")
    themes = parse("themes: [{name: danger}]", Path("themes.yml"), Themes)
    assert list(themes.missing_in(writing(page, "page.md"))) == []


def test_every_exemption_says_why() -> None:
    with pytest.raises(ContentError, match="`why` is missing"):
        parse("themes: [{name: danger}]\nexempt: [{pages: help.md}]", Path("themes.yml"), Themes)


def test_the_pause_asks_for_no_breath_no_closed_eyes_and_counts_no_time() -> None:
    text = (Path(__file__).parents[2] / "book" / "pause.md").read_text(encoding="utf-8").lower()
    for word in ("breath", "close your eyes", "closed eyes", "eyes closed", "second", "minute", "timer", "inhale"):
        assert word not in text
