"""Footnotes and links of which one half is missing: they would be dropped, or shown with their brackets."""

import re
from collections.abc import Iterator

from widerwindow.content.checks.leftovers import without_code
from widerwindow.content.core.problems import Problem
from widerwindow.content.core.reading import once
from widerwindow.content.pages.blocks import Block
from widerwindow.content.pages.page import Page
from widerwindow.messages import Messages

_say = Messages(__package__)

_EXPLAINED = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:")
_MARKED = re.compile(r"\[\^([^\]\s]+)\](?!:)")
_LINK = re.compile(r"(?<!\\)\](?:\([^()\n]*(?:\([^()\n]*\))?[^()\n]*\)|\[[^\[\]\n]*\])")


@once
def alone_in(page: Page) -> Iterator[Problem]:
    """Yield each footnote of `page` that has no mark or no text, or two texts, and each link that is none."""
    if "[" not in page.body:
        return
    texts = [block for block in page.blocks if block.token.type == "inline"]
    yield from _footnotes(page, texts)
    for block in texts:
        yield from _links(page, block)


def _footnotes(page: Page, texts: list[Block]) -> Iterator[Problem]:
    marked = {name: line for block in texts for name, line in _marks(block)}
    explained: set[str] = set()
    for name, line in _explanations(page):
        if name in explained:
            yield Problem(page.path, line, *_say.advice("footnote_twice", name=name))
        elif name not in marked:
            yield Problem(page.path, line, *_say.advice("footnote_unmarked", name=name))
        explained.add(name)
    for name, line in marked.items():
        if name not in explained:
            yield Problem(page.path, line, *_say.advice("footnote_unexplained", name=name))


def _marks(block: Block) -> Iterator[tuple[str, int]]:
    plain = without_code(block.token.content)
    for found in _MARKED.finditer(plain):
        yield found[1], block.line + plain.count("\n", 0, found.start())


def _explanations(page: Page) -> Iterator[tuple[str, int]]:
    """Yield the names of the footnotes that have a text, with its line; what is shown as code has none."""
    shown = {line for block in page.blocks if not block.directive for line in _lines_of_code(block)}
    for line, text in enumerate(page.body.split("\n"), page.first_line):
        found = _EXPLAINED.match(text)
        if found and line not in shown:
            yield found[1], line


def _lines_of_code(block: Block) -> range:
    is_code = block.token.type == "fence"
    return range(block.line, block.line + block.token.content.count("\n") + 2 if is_code else block.line)


def _links(page: Page, block: Block) -> Iterator[Problem]:
    shown = "".join(child.content for child in block.token.children or [] if child.type == "text")
    for found in _LINK.finditer(without_code(block.token.content)):
        if found[0] in shown:
            line = block.line + block.token.content.count("\n", 0, block.token.content.find(found[0]))
            yield Problem(page.path, line, *_say.advice("no_link", text=found[0].removeprefix("]")))
