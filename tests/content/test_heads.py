"""What stands at the top of a page, and what an author puts elsewhere though it is read there alone."""

from textwrap import indent

import pytest
from checking import faults
from small_course import HEAD, cell, list_pages

from widerwindow.content.course import Course

NOTE = "content_note: {themes: [spills], intensity: low, text: It names a spill., summary: In short.}\n"
SHOWN = "# A page\n\n" + cell("Scenario('tea-round')")
BELOW = "`content_note` is read at the very top of the file alone."
NO_HEAD = "This page has a cell, and nothing at its top says that cells are to be run, so the build would fail."


def told(course: Course, text: str) -> list[str]:
    (course.book / "x.md").write_text(text, encoding="utf-8")
    list_pages(course)
    return [f"{each.line}: {each.message}" for each in faults(course)]


@pytest.mark.parametrize("top", ["", "\n", "---\ntitle: A page\n---\n", f"---\n{NOTE}---\n"])
def test_a_page_with_a_cell_needs_a_head(small: Course, top: str) -> None:
    assert [each.partition(": ")[2] for each in told(small, top + SHOWN)] == [NO_HEAD]


@pytest.mark.parametrize(
    "head",
    [HEAD, HEAD.replace("---\n", f"---\n{NOTE}", 1), "---\nfile_format: mystnb\nkernelspec: {name: python3}\n---\n"],
)
def test_one_with_a_head_is_well(small: Course, head: str) -> None:
    assert told(small, head + SHOWN) == []


@pytest.mark.parametrize(
    ("before", "inner", "after"), [("````{note}\n", "", "````\n"), ("", "> ", ""), ("- Tea\n\n", "  ", "")]
)
def test_a_cell_that_stands_in_something_else_is_told(small: Course, before: str, inner: str, after: str) -> None:
    text = f"{HEAD}# A page\n\n{before}{indent(SHOWN.partition('page')[2].lstrip(), inner)}{after}"
    assert any("This cell would not be run, and the build would fail" in each for each in told(small, text))


def test_a_cell_behind_a_blank_is_told(small: Course) -> None:
    assert "This cell would not be run" in told(small, HEAD + SHOWN.replace("```{", "``` {"))[0]


def test_the_lines_that_are_missing_are_those_that_make_it_well(small: Course) -> None:
    told(small, SHOWN)
    [found] = faults(small)
    lines = [line.removeprefix("a line ") for line in found.hint.split("`")[1::2]][:4]
    assert told(small, "\n".join([*lines, SHOWN])) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"# A page\n\n---\n{NOTE}---\n\nWords.\n", f"4: {BELOW}"),
        (f"---\ntitle: A\n---\n\n---\n{NOTE}---\n# A page\n", f"6: {BELOW}"),
        (f"# A page\n\n{NOTE}", f"3: {BELOW}"),
        (f"\n---\n{NOTE}---\n# A page\n", f"3: {BELOW}"),
        ("# A page\n\n---\ncontent_note:\n  themes: [spills]\n---\n", f"4: {BELOW}"),
        ("# A page\n\nfor: trainers\n", "3: `for` is read at the very top of the file alone."),
        (f"---\n{NOTE.replace('_', '-')}---\n# A page\n", "2: `content-note` is not read here."),
        (f"---\ntitle: A\n{NOTE.replace('content_', '')}---\n# A page\n", "3: `note` is not read here."),
        ("---\nFor: trainers\n---\n# A page\n", "2: `For` is not read here."),
        ("---\n---\n# A page\n", "1: Nothing stands between the two lines `---` here"),
        (f"---\n{NOTE}---\n# A page\n\nWrite `content_note:` at its top, for trainers:\n\n```yaml\n{NOTE}```\n", None),
    ],
)
def test_a_note_that_would_not_be_read_is_told(small: Course, text: str, expected: str | None) -> None:
    found = told(small, text)
    assert found == [] if expected is None else expected in [each[: len(expected)] for each in found], found
