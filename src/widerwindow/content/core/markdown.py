"""Turns the Markdown of a YAML file into HTML."""

from markdown_it import MarkdownIt

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["table", "smartquotes"])


def to_html(text: str) -> str:
    """Return `text` as HTML blocks. Raw HTML in the text is shown as text, never passed on."""
    return str(_MARKDOWN.render(text)).strip()


def to_inline_html(text: str) -> str:
    """Return one line of `text` as HTML without a paragraph around it."""
    return str(_MARKDOWN.renderInline(text)).strip()
