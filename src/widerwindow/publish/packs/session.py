"""A live session as the trainer's notes of a module plan it: how long each part takes, and what to ask after a story.

The notes are read by their shape and not by their words. The timetable is the table that begins with numbers. What
comes between the first part and that table is to be seen to beforehand. Below a story's title stand questions on it.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bs4.element import Tag

from widerwindow.content.core.markdown import to_html
from widerwindow.content.course import Course
from widerwindow.content.pages.page import Page
from widerwindow.publish.paper.reading import soup

_DIRECTIVE = re.compile(r"^(`{3,})\{.*?^\1\s*$", re.MULTILINE | re.DOTALL)
_ROLE = re.compile(r" ?\{[\w:-]+\}`[^`]*`")
_SECTION = re.compile(r"^## ", re.MULTILINE)
_EMPTY_END = re.compile(r"^#+ [^\n]*\s*\Z", re.MULTILINE)
_TIMES = re.compile(r"^\| *\d+ *\|", re.MULTILINE)


class Step(NamedTuple):
    """A part of the session: from which minute it goes to which, its name, and what is done in it besides."""

    start: int
    end: int
    name: str
    rest: str

    @property
    def what(self) -> str:
        """All that is said of it."""
        return f"{self.name}. {self.rest}" if self.rest else self.name


class Session(NamedTuple):
    """What is to be seen to beforehand and the rest of the notes, both HTML, and the parts of the session."""

    before: str
    html: str
    steps: list[Step]


def session(course: Course, module: str) -> Session:
    """Return what the trainer's notes of `module` plan; nothing where it has none. Raises ContentError."""
    pages = [name for name in sorted(course.for_trainers()) if name.startswith(f"{module}/")]
    notes = "".join(_plain(course.page(name)) for name in pages)
    sections = _SECTION.split(notes)
    timed = next((at for at, section in enumerate(sections) if _TIMES.search(section)), 0)
    steps = list(_steps(to_html(sections[timed]))) if timed else []
    return Session(_together(sections[2:timed]), _together(sections[:2] + sections[max(timed, 2) :]), steps)


def asked_after(notes: Session, title: str) -> list[str]:
    """Return the questions to ask after the story called `title`, each as its words."""
    for paragraph in soup(notes.html).select("p"):
        following = paragraph.find_next_sibling()
        if title in paragraph.get_text() and isinstance(following, Tag) and following.name == "ul":
            return [_words(item) for item in following.select("li")]
    return []


def _together(sections: list[str]) -> str:
    return to_html("".join(f"## {section}" for section in sections if section.strip()))


def _plain(page: Page) -> str:
    """Return the Markdown of a page without what Sphinx would fill in."""
    return _EMPTY_END.sub("", _ROLE.sub("", _DIRECTIVE.sub("", page.markdown)))


def _steps(html: str) -> Iterator[Step]:
    start = 0
    for row in soup(html).select("tr"):
        cells = row.select("td")
        minutes = _words(cells[0]) if cells else ""
        if minutes.isdigit():
            name, _, rest = _words(cells[1]).partition(". ")
            yield Step(start, start := start + int(minutes), name.rstrip("."), rest)


def _words(element: Tag) -> str:
    return " ".join(element.get_text().split())
