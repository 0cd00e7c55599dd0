"""Markdown as its own parser reads it: texts and fences with their lines, those inside directives too."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark").enable("table").disable("inline")
_TEXT_PARSER = MarkdownIt("commonmark")
_MARKED = re.compile(r"""^(?![^\W\d_]|["'“‘(]|\d+[^\d.)]|[ \t]*$)|[\r\0]""", re.MULTILINE)
"""What may begin something else than a paragraph, as no word does; and the two characters that a parser replaces."""

_PARAGRAPH = re.compile(r"(?:^[ \t]*[^ \t\n].*\n?)+", re.MULTILINE)
_HOLDS = re.compile(r"[`\[<]")
"""What every text with a role, a link or an image has in it."""

_DIRECTIVE = re.compile(r"\{([\w:-]+)\} *(.*)")
_ROLE = re.compile(r"\{([\w:-]+)\}$")
_OPTION = re.compile(r"^:(?:(?!alt:)[\w-]+:.*$|alt:)", re.MULTILINE)
"""An option of a directive: nobody reads it, but for the words that stand for a picture."""

_NO_MARKDOWN = {"code-cell", "code-block", "code", "literalinclude", "math", "pictures", "raw"}
"""The directives whose content is no Markdown."""


_FRAMES = {"table_open", "ordered_list_open"}


class Block(NamedTuple):
    """A text (a paragraph, a heading, a table's cell), a fence or other code: its first line, and what it stands in.

    A table, a numbered list and its items have one too, before what stands in them and without a text.
    """

    line: int
    token: Token
    quoted: bool
    heading: bool
    item: bool

    @property
    def directive(self) -> str:
        """The name of the directive that the fence is; "" for all else."""
        found = _DIRECTIVE.match(self.token.info.strip()) if self.token.info else None
        return found[1] if found else ""

    @property
    def argument(self) -> str:
        """What stands behind the directive's name."""
        found = _DIRECTIVE.match(self.token.info.strip())
        return found[2].strip() if found else ""


class Role(NamedTuple):
    """A role in a text, as in {name}`content`."""

    name: str
    content: str
    line: int


class Target(NamedTuple):
    """Where a link leads, or which file an image shows."""

    address: str
    line: int
    image: bool
    words: str = ""
    """What the text says in its place; a block's picture has an option for that."""


def blocks(text: str, first_line: int, quoted: bool = False, inline: bool = False) -> Iterator[Block]:
    """Yield the texts and fences of `text`, which begins on `first_line` and may stand inside a quotation.

    What stands `inline` in a text, its roles and links, takes half of the time, and is read only where it is asked for.
    """
    references: dict[str, object] = {}
    line, around = first_line, defaultdict(int, blockquote=int(quoted))
    for token in _PARSER.parse(text, references) if _MARKED.search(text) else _paragraphs(text):
        line = first_line + token.map[0] if token.map else line
        if token.nesting:
            around[token.type.rpartition("_")[0]] += token.nesting
            if token.type in _FRAMES or (token.type == "list_item_open" and token.info):
                yield Block(line, token, quoted=False, heading=False, item=False)
        elif token.type in {"fence", "code_block", "html_block"} or (token.type == "inline" and token.content):
            if inline and token.type == "inline" and _HOLDS.search(token.content):
                token.children = _TEXT_PARSER.parseInline(token.content, references)[0].children
            block = Block(line, token, *(around[name] > 0 for name in ("blockquote", "heading", "list_item")))
            yield block
            if token.info and block.directive and block.directive not in _NO_MARKDOWN:
                yield from blocks(_OPTION.sub("", token.content), line + 1, block.quoted, inline)


def _paragraphs(text: str) -> Iterator[Token]:
    """Yield the paragraphs of a text that has nothing else: most texts have not, and a parser takes its time."""
    for found in _PARAGRAPH.finditer(text):
        line = text.count("\n", 0, found.start())
        yield Token("inline", "", 0, map=[line, line], content=found[0].strip())


def roles(block: Block) -> Iterator[Role]:
    """Yield the roles in a text."""
    before = ""
    for child, line in _children(block):
        name = _ROLE.search(before) if child.type == "code_inline" else None
        if name:
            yield Role(name[1], child.content, line)
        before = child.content if child.type == "text" else ""


def targets(block: Block) -> Iterator[Target]:
    """Yield where the links of a text lead and what its images show; the argument of a figure is one too."""
    if block.directive in {"figure", "image"}:
        yield Target(block.argument, block.line, image=True, words=block.argument)
    children = list(_children(block))
    for (child, line), (text, _) in zip(children, [*children[1:], *children[-1:]], strict=True):
        image = child.type == "image"
        if image or (child.type == "link_open" and not text.content.startswith("^")):  # that would be a footnote
            yield Target(str(child.attrs["src" if image else "href"]), line, image, child.content.strip())


def _children(block: Block) -> Iterator[tuple[Token, int]]:
    """Yield the parts of a text, each with the line on which it begins."""
    text, position = block.token.content, 0
    for child in block.token.children or []:
        yield child, block.line + text.count("\n", 0, position)
        words = ["\n"] if child.type in {"softbreak", "hardbreak"} else child.content.split()
        for word in words:  # a word that was escaped is not found; the next one is
            found = text.find(word, position)
            position = found + len(word) if found >= 0 else position
