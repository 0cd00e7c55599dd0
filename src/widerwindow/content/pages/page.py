"""A page of the book, read once for all who ask: its content note, its text, and the widgets that it shows."""

import re
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import ConfigDict, Field

from widerwindow.content.core.note import ContentNote
from widerwindow.content.core.reading import STAY, File, parse, read_text
from widerwindow.content.pages.blocks import Block, Role, Target, blocks, roles, targets
from widerwindow.content.pages.cells import Unclear, WidgetCall, shown_by

_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)


class Audience(StrEnum):
    """Whom an edition of the book is for, or a page: one for trainers is not in the learners' edition."""

    LEARNERS = "learners"
    TRAINERS = "trainers"


class FrontMatter(File):
    """What this package reads of a page's front matter; the rest is for Jupytext and MyST."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    content_note: ContentNote | None = None
    for_whom: Audience = Field(default=Audience.LEARNERS, alias="for")


class Page:
    """The page at `path`, as it was when it was read. Raises ContentError where it cannot be read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = read_text(path)
        front = _FRONT_MATTER.match(self.text)
        self.front = front[1] if front else ""
        """The YAML between the two lines `---` at the top."""
        self.body = self.text[front.end() :] if front else self.text
        self.first_line = self.text.count("\n") - self.body.count("\n") + 1
        """The line on which the body begins."""

    def front_matter(self) -> FrontMatter:
        """Return the front matter. Raises ContentError where the content note cannot be read."""
        return parse(self.front, self.path, FrontMatter, first_line=2) if self.front else FrontMatter()

    @property
    def for_trainers(self) -> bool:
        """Whether the page is for trainers alone. Raises ContentError where the front matter cannot be read."""
        return self.front_matter().for_whom == Audience.TRAINERS

    @cached_property
    def title(self) -> str:
        """The heading."""
        return self.body.strip().partition("\n")[0].removeprefix("# ")

    @cached_property
    def markdown(self) -> str:
        """The Markdown below the heading."""
        return self.body.strip().partition("\n")[2]

    def under(self, heading: str) -> str | None:
        """Return the Markdown under `heading`, up to the next of its level or above; None where it is not there."""
        found = re.search(rf"^(#+) {re.escape(heading)} *\n", self.body, re.MULTILINE)
        if not found:
            return None
        rest = self.body[found.end() :]
        end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
        return (rest[: end.start()] if end else rest).strip()

    @cached_property
    def blocks(self) -> list[Block]:
        """The texts and fences of the body."""
        return list(blocks(self.body, self.first_line, inline=True))

    @cached_property
    def roles(self) -> list[Role]:
        """The roles in the texts, such as citations and numbers that the page quotes."""
        return [role for block in self.blocks for role in roles(block)]

    @cached_property
    def targets(self) -> list[Target]:
        """Where the links lead, and what the images show."""
        return [target for block in self.blocks for target in targets(block)]

    @cached_property
    def cells(self) -> list[WidgetCall | Unclear]:
        """What the code cells show, and what in them would go wrong."""
        cells = (block for block in self.blocks if block.directive == "code-cell")
        return list(shown_by((cell.token.content, cell.line + 1) for cell in cells))

    @property
    def widgets(self) -> list[WidgetCall]:
        """The widgets, in their order."""
        return [found for found in self.cells if isinstance(found, WidgetCall)]

    @property
    def numbers(self) -> list[Role]:
        """The numbers that the page quotes from data files."""
        return [role for role in self.roles if role.name == "number"]


def page_at(path: Path) -> Page:
    """Return the page at `path`; it is read again only where it has changed. Raises ContentError."""
    facts = path.stat() if path.is_file() else None
    return _page(path, (facts.st_mtime_ns, facts.st_size) if facts else None)


@lru_cache(STAY)
def _page(path: Path, _state: tuple[int, int] | None) -> Page:
    return Page(path)


def covers(pages: str, page: str) -> bool:
    """Return whether `pages`, a page's path inside the book or that of a folder with a `/` at its end, means `page`."""
    return page.startswith(pages) if pages.endswith("/") else page == pages
