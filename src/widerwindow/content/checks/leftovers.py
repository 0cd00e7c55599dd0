"""Marks of Markdown that are left over: what does not close is shown as it is written, or swallows the rest."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt

from widerwindow.content.core.problems import Problem
from widerwindow.content.core.reading import once
from widerwindow.content.pages.blocks import Block
from widerwindow.content.pages.page import Page
from widerwindow.content.pages.passages import Writing
from widerwindow.messages import Messages

_say = Messages(__package__)

_PARSER = MarkdownIt("commonmark")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_ESCAPED = re.compile(r"\\[*_`]")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(?:(?!\1).)+(?<=\S)\1", re.DOTALL)
_ROLE = re.compile(r"\{([\w:-]+)\}$")
_ONLY_ON_PAGES = re.compile(r"!\[[^\]]*\]|\[\^[^\]\s]+\]")
"""A picture, a footnote."""

_COLONS = re.compile(r"^(:{3,})[ \t]*(\{)?", re.MULTILINE)


class Left(NamedTuple):
    """A mark that is left over in a text, and where."""

    position: int
    mark: str


def without_code(text: str) -> str:
    """Return `text` without what stands between backquotes, its lines as they were."""
    return _CODE.sub(lambda code: "\n" * code[0].count("\n"), text) if "`" in text else text


def left_in(text: str) -> Iterator[Left]:
    """Yield the first backquote and the first `**` or `__` of a paragraph that is shown as it is written."""
    if "`" not in text and "**" not in text and "__" not in text:
        return
    plain = _ESCAPED.sub("", without_code(text))
    if "`" in plain:
        yield Left(_place("`", text), "`")
    rest = _BOLD.sub("", plain)
    for mark in ("**", "__"):
        if mark in rest and _is_shown(mark, _ESCAPED.sub("", text)):
            yield Left(_place(mark, text), mark)


def _place(mark: str, text: str) -> int:
    """Return where the last `mark` stands, as no other one follows that would close it."""
    return max(text.rfind(mark), 0)


def _is_shown(mark: str, text: str) -> bool:
    parts = _PARSER.parseInline(text)[0].children or []
    return any(mark in part.content for part in parts if part.type == "text")


@once
def left_on(page: Page) -> Iterator[Problem]:
    """Yield each block of `page` that does not close, and each remark."""
    lines = page.text.split("\n")
    for block in page.blocks:
        mark = _open(block, lines)
        if mark:
            yield Problem(page.path, block.line, *_say.advice("unclosed_block", mark=mark))
    for line, mark in _open_colons(page):
        yield Problem(page.path, line, *_say.advice("unclosed_block", mark=mark))


def _open(block: Block, lines: list[str]) -> str:
    """Return what would close `block`; "" where it is closed, or needs not to be."""
    token = block.token
    if token.type == "html_block":
        return "-->" if token.content.lstrip().startswith("<!--") and "-->" not in token.content else ""
    if token.type != "fence" or not token.map:
        return ""
    length = token.map[1] - token.map[0]
    last = lines[block.line + length - 2].strip(" \t>") if length > 1 else ""
    is_closed = last.startswith(token.markup) and not last.strip(token.markup[0])
    return "" if is_closed else token.markup


def _open_colons(page: Page) -> Iterator[tuple[int, str]]:
    found = []
    for block in page.blocks if ":::" in page.body else ():
        if block.token.type == "inline":
            for match in _COLONS.finditer(block.token.content):
                if match[2]:
                    found.append((block.line + block.token.content.count("\n", 0, match.start()), match[1]))
                elif found:
                    found.pop()
    yield from found


@once
def left_in_file(writing: Writing) -> Iterator[Problem]:
    """Yield the marks that are left over in the texts of a YAML file, and what there only pages have."""
    for passage in (passage for place in writing.places for passage in place.passages):
        told = [(left.position, _say.advice("unclosed", mark=left.mark)) for left in left_in(passage.text)]
        for found in _ONLY_ON_PAGES.finditer(without_code(passage.text)):
            told += [(max(passage.text.find(found[0]), 0), _say.advice("only_on_pages", text=found[0]))]
        for code in _CODE.finditer(passage.text):
            role = _ROLE.search(passage.text[: code.start()])
            told += [(role.start(), _say.advice("role_in_file", name=role[1]))] if role else []
        for position, advice in told:
            yield Problem(writing.path, passage.line_of(position), *advice)
