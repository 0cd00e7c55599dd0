"""A page of the book: its content note, and the widgets and quizzes that it shows."""

import re
from pathlib import Path
from typing import NamedTuple

from pydantic import ConfigDict

from widerwindow.content.core.note import ContentNote
from widerwindow.content.core.reading import File, parse

FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
"""The YAML between the two lines `---` at the top of a page."""

_CELL = re.compile(r'^([A-Z]\w*)\("([^"\n]*)"\)$', re.MULTILINE)


_NUMBER = re.compile(r"(?<!`)\{number\}`([^`\n]*)`")


class FrontMatter(File):
    """What this package reads of a page's front matter; the rest is for Jupytext and MyST."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    content_note: ContentNote | None = None


class WidgetCall(NamedTuple):
    """A widget on a page: the name of its class, its id, and the line it is called on."""

    widget: str
    id: str
    line: int


class Quoted(NamedTuple):
    """A number that a page quotes from a data file: its name, and the line it stands on."""

    name: str
    line: int


def front_matter(path: Path) -> FrontMatter:
    """Return the front matter of the page at `path`. Raises ContentError where its content note cannot be read."""
    match = FRONT_MATTER.match(path.read_text(encoding="utf-8"))
    return parse(match[1], path, FrontMatter, first_line=2) if match else FrontMatter()


def title_and_text(path: Path) -> tuple[str, str]:
    """Return the heading of the page at `path` and the Markdown below it, without its front matter."""
    page = FRONT_MATTER.sub("", path.read_text(encoding="utf-8"), count=1)
    heading, _, text = page.strip().partition("\n")
    return heading.removeprefix("# "), text


def widgets_on(path: Path) -> list[WidgetCall]:
    """Return the widgets on the page at `path`, in their order."""
    text = path.read_text(encoding="utf-8")
    return [WidgetCall(match[1], match[2], text.count("\n", 0, match.start()) + 1) for match in _CELL.finditer(text)]


def quoted(path: Path) -> list[Quoted]:
    """Return the numbers that the page at `path` quotes from data files."""
    text = path.read_text(encoding="utf-8")
    return [Quoted(match[1], text.count("\n", 0, match.start()) + 1) for match in _NUMBER.finditer(text)]


def covers(pages: str, page: str) -> bool:
    """Return whether `pages`, a page's path inside the book or that of a folder with a `/` at its end, means `page`."""
    return page.startswith(pages) if pages.endswith("/") else page == pages
