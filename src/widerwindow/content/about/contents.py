"""`_toc.yml`: the pages of the book, in their order."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from widerwindow.content.core.problems import Problem
from widerwindow.content.core.reading import read_tree
from widerwindow.messages import Messages

_say = Messages(__package__)


class Entry(NamedTuple):
    """A page as the contents name it, its path inside the book without its ending, and the line it stands on."""

    page: str
    line: int


class Contents(NamedTuple):
    """The file, and its pages."""

    file: Path
    entries: list[Entry]

    def order(self) -> list[str]:
        """Return the names of the pages, in their order."""
        return [entry.page for entry in self.entries]

    def without_page(self, pages: Collection[str]) -> Iterator[Problem]:
        """Yield a problem for each entry that is none of the book's `pages`."""
        for page, line in self.entries:
            if page not in pages:
                yield Problem(self.file, line, *_say.advice("no_such_page", page=page))

    def left_out(self, pages: dict[str, Path]) -> Iterator[Problem]:
        """Yield a problem for each of the book's `pages`, files by their names, that has no entry."""
        for name in pages.keys() - set(self.order()):
            yield Problem(pages[name], 1, *_say.advice("left_out", page=name))


def read_contents(file: Path, book: Path) -> Contents:
    """Return what `file` names of the `book`. Raises ContentError where it cannot be read."""
    return Contents(file, list(_entries(read_tree(file), book)))


def _entries(node: yaml.Node, book: Path) -> Iterator[Entry]:
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _entries(each, book)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else []:
        if isinstance(value, yaml.ScalarNode):
            yield from (Entry(page, key.start_mark.line + 1) for page in _named(key.value, value.value, book))
        else:
            yield from _entries(value, book)


def _named(key: str, text: str, book: Path) -> list[str]:
    """Return the pages that stand under `key` as `text`: one, those that a pattern means, or none for other keys."""
    page = text.removesuffix(".md")
    if key == "glob":
        return [found.relative_to(book).with_suffix("").as_posix() for found in sorted(book.glob(f"{page}.md"))]
    return [page] if key in {"root", "file"} else []
