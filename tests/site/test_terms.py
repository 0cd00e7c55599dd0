"""Words of the glossary on the pages of a small book, built by the real command."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

GLOSSARY = """\
# Glossary

```{glossary}
Blue
  The colour of a clear sky.

Dark blue
  As at night.

Hue
  Here: a colour without its brightness. See [colours](art/colours.md).

NICE
  An institute.

Still life
  A picture of things that stay where they are.
```
"""
COLOURS = """\
# Blue

In `blue` and in [blue](more.md) and in "blue" there is no link.

> Nor in blue.

| Blue | Other |
| --- | --- |
| dark blue | BLUE, blue |

Bluest is not blue-ish, and a *still
life* is one of two still lifes. The hue is blue.
"""
MORE = """\
# More

Hues of blues. Here {term}`dark blue` comes after dark blue.
"""
PAGES = {
    "index.md": "# Home\n\nA hue. Two still\nlifes. A nice picture, says NICE.\n",
    "pause.md": "# A pause\n\nLook for something blue.\n",
    "help.md": "# Help\n",
    "glossary.md": GLOSSARY,
    "art/colours.md": COLOURS,
    "art/more.md": MORE,
}
LINK = re.compile(r'<a class="([^"]*)" href="([^"]*glossary\.html#[^"]*)">(.*?)</a>', re.DOTALL)


@pytest.fixture(scope="module")
def course(
    write_course: Callable[..., None], command: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("terms")
    write_course(folder, PAGES)
    command(folder, "build")
    return folder


def linked(course: Path, page: str) -> list[str]:
    """The words on a page that lead to an entry, each with the entry's anchor."""
    html = (course / "_build" / "html" / f"{page}.html").read_text()
    found = LINK.findall(html[html.index("<main") : html.index("</main>")])
    assert all("ww-term" in classes.split() for classes, _, _ in found)
    words = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)) for _, _, text in found]
    return [f"{word} {address.partition('#')[2]}" for word, (_, address, _) in zip(words, found, strict=True)]


def test_the_first_use_is_linked_once_and_only_in_running_text(course: Path) -> None:
    expected = ["dark blue term-Dark-blue", "BLUE term-Blue", "still life term-Still-life", "hue term-Hue"]
    assert linked(course, "art/colours") == expected


def test_a_plural_is_linked_too_and_a_line_s_end_parts_no_word(course: Path) -> None:
    assert linked(course, "art/more")[:2] == ["Hues term-Hue", "blues term-Blue"]
    assert linked(course, "index")[0] == "still lifes term-Still-life"


def test_a_word_in_capitals_is_no_everyday_word(course: Path) -> None:
    assert linked(course, "index")[1:] == ["NICE term-NICE"]


def test_an_everyday_word_is_linked_in_the_module_of_its_entry_alone(course: Path) -> None:
    assert "Hues term-Hue" in linked(course, "art/more")
    assert not any("term-Hue" in word for word in linked(course, "index"))


def test_the_author_can_choose_the_place(course: Path) -> None:
    assert linked(course, "art/more")[2:] == ["dark blue term-Dark-blue"]
    html = (course / "_build" / "html" / "art" / "more.html").read_text()
    assert html.index("Here <a") < html.index("dark blue")


def test_the_glossary_and_the_pages_for_hard_moments_have_no_such_links(course: Path) -> None:
    assert linked(course, "glossary") == linked(course, "pause") == []


def test_a_change_in_the_glossary_is_on_every_page_after_the_next_build(
    course: Path, command: Callable[..., str]
) -> None:
    changed = GLOSSARY.replace("\nStill life\n", "\nBrightness\n  How much light.\n\nPicture\n")
    (course / "book" / "glossary.md").write_text(changed)
    command(course, "build")
    assert linked(course, "index") == ["picture term-Picture", "NICE term-NICE"]
    assert "still life term-Still-life" not in linked(course, "art/colours")
