"""The words that a book explains: each once, and where they stand in the order of the alphabet, in that."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from widerwindow.content.checks.options import options
from widerwindow.content.core.problems import Problem
from widerwindow.content.pages.blocks import Block
from widerwindow.content.pages.page import Page
from widerwindow.messages import Messages

_say = Messages(__package__)

Word = tuple[str, int]
"""A word as it is written, and its line."""

_ENTRY = re.compile(r"^(?P<word>[^\s:].*)\n(?P<says>(?:[ \t]+.*\n?|\n)*)", re.MULTILINE)
_TO_PAGE = re.compile(r"\]\(([^)\s#]+\.md)\b")


class Entry(NamedTuple):
    """A word, the pages that its explanation leads to, and whether it has this meaning in their modules alone."""

    word: str
    pages: frozenset[str]
    everyday: bool

    def is_meant_on(self, page: str) -> bool:
        """Return whether the word has on `page` the meaning that the glossary gives it."""
        modules = {each.partition("/")[0] for each in self.pages if "/" in each}
        return not (self.everyday and modules) or page.partition("/")[0] in modules


def page_led_to(address: str, page: str) -> str:
    """Return the name of the page that an `address` on `page` leads to."""
    path = address.partition("#")[0].removesuffix(".md")
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))


def entries_in(page: Page, name: str, everyday: str | None) -> Iterator[Entry]:
    """Yield the entries of the page called `name`; those whose text begins with the word `everyday` are such."""
    for block in page.blocks:
        for entry in _ENTRY.finditer(block.token.content) if block.directive == "glossary" else ():
            paths = _TO_PAGE.findall(entry["says"])
            pages = frozenset(page_led_to(path, name) for path in paths)
            narrow = everyday is not None and re.match(rf"{re.escape(everyday)}\b", entry["says"].strip())
            yield Entry(entry["word"].strip(), pages, bool(narrow))


def words_in(page: Page) -> Iterator[str]:
    """Yield the words that `page` explains, in small letters."""
    for block in page.blocks:
        if block.directive == "glossary":
            yield from (word.lower() for word, _ in _words(block))


def wrong_in(pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield each word that is explained twice; as advice, where a glossary leaves the order of the alphabet."""
    seen: dict[str, str] = {}
    for page in pages:
        for block in page.blocks:
            if block.directive == "glossary":
                for word, line in _words(block):
                    if word.lower() in seen:
                        advice = _say.advice("word_twice", word=word, place=seen[word.lower()])
                        yield Problem(page.path, line, *advice)
                    seen.setdefault(word.lower(), f"{page.path.name}:{line}")
                yield from _out_of_order(page, block)


def _out_of_order(page: Page, block: Block) -> Iterator[Problem]:
    if any(name == "sorted" for _, name, _ in options(block.token.content)):
        return
    for (before, _), (word, line) in pairwise(_words(block)):
        if word.lower() < before.lower():
            yield Problem(page.path, line, *_say.advice("word_order", word=word, before=before), advice=True)


def _words(block: Block) -> Iterator[Word]:
    for place, line in enumerate(block.token.content.splitlines(), 1):
        if line.strip() and not line.startswith((" ", ":")):
            yield line.strip(), block.line + place
