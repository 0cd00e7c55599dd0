"""Turns the Markdown of a YAML file into HTML."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["table", "smartquotes"])

_STAY = 2**14
"""How many texts stay as HTML: those of a course, which one file of questions asks for several times."""

_MEANS = re.compile(r"[\\`*_\[\]<$~]|&(?=#?\w+;)")
"""What Markdown would take for more than the character that it is, within a line."""


def as_text(name: str) -> str:
    """Return Markdown that shows `name`, which is no Markdown, as it is written."""
    return _MEANS.sub(r"\\\g<0>", name)


@lru_cache(_STAY)
def to_html(text: str) -> str:
    """Return `text` as HTML blocks. Raw HTML in the text is shown as text, never passed on."""
    return str(_MARKDOWN.render(text)).strip()


@lru_cache(_STAY)
def to_inline_html(text: str) -> str:
    """Return one line of `text` as HTML without a paragraph around it."""
    return str(_MARKDOWN.renderInline(text)).strip()
