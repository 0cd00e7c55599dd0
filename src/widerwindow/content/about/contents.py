"""`_toc.yml`: the pages of the book, in their order."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from sphinx_external_toc.parsing import MalformedError, parse_toc_data

from widerwindow.content.core.problems import Problem
from widerwindow.content.core.reading import read_text, read_tree
from widerwindow.messages import Advice, Messages

_say = Messages(__package__)

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the first is ten times as fast, and not always there

_ABOUT = {"caption", "title", "numbered", "maxdepth", "hidden", "titlesonly", "reversed"}
"""What an entry says of pages; with nothing more in it, it names none."""

_TEXTS = {"root", "file", "glob", "url", "title", "caption"}


class Entry(NamedTuple):
    """A page as the contents name it, its path inside the book without its ending; its line, and the pages `above`."""

    page: str
    line: int
    above: tuple[str, ...] = ()


class Contents(NamedTuple):
    """The file, and its pages."""

    file: Path
    entries: list[Entry]

    def order(self) -> list[str]:
        """Return the names of the pages, in their order."""
        return [entry.page for entry in self.entries]

    def inside(self, folder: str) -> list[str]:
        """Return the names in `folder` of the pages that lie in it, in their order, each once."""
        found = (page.removeprefix(f"{folder}/") for page in self.order() if page.startswith(f"{folder}/"))
        return [name for name in dict.fromkeys(found) if "/" not in name]

    def without_page(self, pages: Collection[str]) -> Iterator[Problem]:
        """Yield a problem for each entry that is none of the book's `pages`."""
        for entry in self.entries:
            if entry.page not in pages:
                yield Problem(self.file, entry.line, *_say.advice("no_such_page", page=entry.page))

    def left_out(self, pages: dict[str, Path]) -> Iterator[Problem]:
        """Yield a problem for each of the book's `pages`, files by their names, that has no entry."""
        for name in pages.keys() - set(self.order()):
            yield Problem(pages[name], 1, *_say.advice("left_out", page=name))

    def malformed(self) -> Iterator[Problem]:
        """Yield a problem where Jupyter Book cannot read the file."""
        text = read_text(self.file)
        wrong = list(_no_texts(yaml.compose(text, Loader=_Loader)))  # it reads `on` and `010` as YAML 1.1 does
        yield from (Problem(self.file, line, *advice) for line, advice in wrong)
        if wrong:
            return
        try:
            parse_toc_data(yaml.load(text, Loader=_Loader))
        except MalformedError as error:
            yield Problem(self.file, 1, *_say.advice("no_contents", reason=error))

    def twice(self) -> Iterator[Problem]:
        """Yield a problem for each entry that stands there already."""
        seen: set[str] = set()
        for entry in self.entries:
            if entry.page in seen:
                yield Problem(self.file, entry.line, *_say.advice("page_twice", page=entry.page))
            seen.add(entry.page)

    def beneath(self, for_trainers: Collection[str]) -> Iterator[Problem]:
        """Yield a problem for each page for learners that would be left out with a page `for_trainers` above it."""
        for entry in self.entries:
            above = [page for page in entry.above if page in for_trainers]
            if above and entry.page not in for_trainers:
                yield Problem(self.file, entry.line, *_say.advice("beneath", page=entry.page, above=above[0]))


def read_contents(file: Path, book: Path) -> Contents:
    """Return what `file` names of the `book`. Raises ContentError where it cannot be read."""
    return Contents(file, list(_entries(read_tree(file), book)))


def without(file: Path, book: Path, pages: Collection[str]) -> str:
    """Return the contents in `file` as YAML, without the `pages` and what stands beneath them."""
    return yaml.safe_dump(_left(yaml.safe_load(read_text(file)), book, pages), sort_keys=False, allow_unicode=True)


def _left(node: Any, book: Path, gone: Collection[str]) -> Any:  # noqa: ANN401 - whatever YAML can hold
    if isinstance(node, list):
        every = [one for entry in node for one in _each_by_itself(entry, book)]
        left = [_left(entry, book, gone) for entry in every if entry.get("file", "").removesuffix(".md") not in gone]
        return [entry for entry in left if entry.keys() - _ABOUT]
    if isinstance(node, dict):
        left_in = {key: _left(value, book, gone) for key, value in node.items()}
        return {key: value for key, value in left_in.items() if value != []}
    return node


def _each_by_itself(entry: dict[str, Any], book: Path) -> list[dict[str, Any]]:
    """Return the entry, or one for each page where it is a pattern."""
    return [{"file": page} for page in _named("glob", entry["glob"], book)] if "glob" in entry else [entry]


def _entries(node: yaml.Node, book: Path, above: tuple[str, ...] = ()) -> Iterator[Entry]:
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _entries(each, book, above)
    inside = node.value if isinstance(node, yaml.MappingNode) else []
    own = [str(value.value).removesuffix(".md") for key, value in inside if key.value == "file"]
    for key, value in inside:
        if isinstance(value, yaml.ScalarNode):
            named = _named(key.value, value.value, book)
            yield from (Entry(page, key.start_mark.line + 1, above) for page in named)
        else:
            yield from _entries(value, book, (*above, *own))


def _no_texts(node: yaml.Node | None) -> Iterator[tuple[int, Advice]]:
    """Yield each value that has to be a text and is none, with its line."""
    if isinstance(node, yaml.SequenceNode):
        for each in node.value:
            yield from _no_texts(each)
    for key, value in node.value if isinstance(node, yaml.MappingNode) else []:
        if key.value not in _TEXTS:
            yield from _no_texts(value)
        elif value.tag != "tag:yaml.org,2002:str":
            written = value.value if isinstance(value, yaml.ScalarNode) else "..."
            yield key.start_mark.line + 1, _say.advice("no_text", key=key.value, value=written)


def _named(key: str, text: str, book: Path) -> list[str]:
    """Return the pages that stand under `key` as `text`: one, those that a pattern means, or none for other keys."""
    page = text.removesuffix(".md")
    if key == "glob":
        return [found.relative_to(book).with_suffix("").as_posix() for found in sorted(book.glob(f"{page}.md"))]
    return [page] if key in {"root", "file"} else []
