"""The course's own profile: what the engine must know of a course, with all that is absent written as `none`."""

from collections.abc import Callable
from pathlib import Path

import pytest
from checking import faults
from small_course import edit, list_pages

from profiles import profile
from widerwindow.content.about.profile import Profile
from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import parse, read
from widerwindow.content.course import Course

ROOT = Path(__file__).parents[2]
NEEDS = "requires: [exit, helplines, pause, help, kept]"


def told(**parts: object) -> str:
    with pytest.raises(ContentError) as error:
        parse(profile(**parts), Path("book/course.yml"), Profile)
    return str(error.value)


def test_a_course_may_have_nothing_as_long_as_it_says_so() -> None:
    found = parse(profile(), Path("book/course.yml"), Profile)
    assert (found.pages.pause, found.glossary, found.better) == (None, None, [])


@pytest.mark.parametrize("name", ["licence", "themes", "reviews", "routes", "variables", "requires", "pages", "zone"])
def test_what_is_not_written_is_told_and_not_taken_for_none(name: str) -> None:
    text = "".join(f"{line}\n" for line in profile().splitlines() if not line.startswith((f"{name}:", "  ")))
    with pytest.raises(ContentError, match=f"`{name}` is missing. Add `{name}:` here"):
        parse(text, Path("book/course.yml"), Profile)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"licence": None}, "`licence`: nothing stands here; write `none` where there is none."),
        ({"language": "English"}, "`language`: this is no language; write it as in `en-GB` or `de`."),
        ({"language": "en_GB"}, "`language`: this is no language; write it as in `en-GB` or `de`."),
        ({"zone": "Londinium"}, "`zone`: this is no zone; write it as in `Europe/Paris`."),
        ({"zone": "../etc"}, "`zone`: this is no zone; write it as in `Europe/Paris`."),
        ({"themes": "book/thema.yml"}, "`themes` is `book/thema.yml`. Write 'book/themes.yml'."),
        ({"requires": ["exits"]}, "Write 'exit', 'helplines', 'pause', 'help' or 'kept'."),
        ({"requires": ["pause"]}, "This course requires `pause`, and here it is `none`."),
    ],
)
def test_what_cannot_be_is_told(parts: dict[str, object], expected: str) -> None:
    assert expected in told(**parts)


@pytest.fixture
def strict(small: Course) -> Course:
    """A small course that requires all that a course can require, and has it."""
    (small.book / "kept.md").write_text("# What is kept\n")
    list_pages(small)
    edit(small.profile_file, "kept: none", "kept: kept")
    edit(small.profile_file, "requires: none", NEEDS)
    return small


def test_a_course_that_has_what_it_requires_has_no_fault(strict: Course) -> None:
    assert faults(strict) == []


def without_helplines(course: Course) -> None:
    text = course.organisation_file.read_text(encoding="utf-8")
    course.organisation_file.write_text(text.partition("helplines:")[0] + "helplines: none\n", encoding="utf-8")


def without_exit(course: Course) -> None:
    rest = course.organisation_file.read_text(encoding="utf-8").partition("contacts:")[2]
    course.organisation_file.write_text(f"name: The Tea House\nexit: none\ncontacts:{rest}", encoding="utf-8")


def without_the_page_itself(course: Course) -> None:
    (course.book / "help.md").unlink()
    edit(course.root / "_toc.yml", "  - file: help\n", "")


@pytest.mark.parametrize(
    ("plant", "file", "line", "expected"),
    [
        (without_exit, "organisation.yml", "exit: none", "This course requires `exit`, and here it is `none`."),
        (without_helplines, "organisation.yml", "helplines: none", "This course requires `helplines`, and here it is"),
        (
            lambda course: edit(course.profile_file, "pause: pause", "pause: none"),
            "book/course.yml",
            "  pause: none",
            "This course requires `pause`, and here it is `none`.",
        ),
        (without_the_page_itself, "book/course.yml", "  help: help", "There is no page `book/help.md`."),
    ],
)
def test_what_a_course_requires_cannot_be_lost_unnoticed(
    strict: Course, plant: Callable[[Course], None], file: str, line: str, expected: str
) -> None:
    plant(strict)
    at = (strict.root / file).read_text(encoding="utf-8").splitlines().index(line) + 1
    assert any(str(problem).startswith(f"{file}:{at}: {expected}") for problem in faults(strict))


def test_a_page_without_links_to_the_glossary_that_is_no_page_is_told(small: Course) -> None:
    edit(small.profile_file, "not_on: none", "not_on: [help, tea/, teapot]")
    [found] = faults(small)
    text = small.profile_file.read_text(encoding="utf-8").splitlines()
    assert "teapot" in text[found.line - 1]
    assert found.message == "`teapot` is no page and no folder of pages in the book."


def test_a_course_without_its_profile_is_told(small: Course) -> None:
    small.profile_file.unlink()
    with pytest.raises(ContentError, match=r"course\.yml:1: This file is missing\."):
        small.profile()


def test_a_variable_that_the_course_does_not_have_is_told_with_those_that_it_has(small: Course) -> None:
    story = small.book / "tea" / "scenarios" / "tea-spill.yml"
    text = story.read_text(encoding="utf-8")
    story.write_text(text.replace("trust:", "warmth:"), encoding="utf-8")
    [found] = faults(small)
    assert (found.file.name, text.splitlines()[found.line - 1].strip()[:6]) == ("tea-spill.yml", "trust:")
    assert found.message == "`warmth` is no variable of this course."
    assert found.hint == "Write one of those in book/course.yml: trust, worker, safety. Or add it there."


def test_this_course_s_own_profile_requires_the_exit_the_pause_and_help() -> None:
    own = read(ROOT / "book/course.yml", Profile)
    assert set(own.requires or []) == {"exit", "helplines", "pause", "help", "kept"}
    assert list(own.missing(Course(ROOT).page_files())) == []
