"""Changes a page's HTML into what JupyterLab and Notebook show of a text: neither style sheet nor drawing stands in it.

It knows the HTML that the site's own build writes, and no other.
"""

import re
from collections.abc import Callable

from widerwindow.frontend import pictures
from widerwindow.frontend.palette import written_out
from widerwindow.messages import Messages
from widerwindow.publish.notebooks.cells import named

_of_site = Messages("widerwindow.site.directives")

_DRAWING = re.compile(r'<svg class="ww-picture"[^>]*?(?: aria-label="([^"]*)")?>.*?</svg>', re.DOTALL)
_BAR = re.compile(r'<svg viewBox="0 0 100 8".*?<rect class="ww-part" width="([\d.]+)".*?</svg>', re.DOTALL)
_SECTION = re.compile(r'<section\b[^>]*\bid="([^"]+)"[^>]*>\s*<h(\d)>')
_NAMELESS = re.compile(r"</?section\b[^>]*>|<span class=\"ww-label\">.*?</span>|<progress\b[^>]*></progress>")
_BLOCK = re.compile(r'<div class="ww-([\w-]+) admonition">\s*<p class="admonition-title">(.*?)</p>', re.DOTALL)
_AFTERWARDS = re.compile(r'(<details class="[^"]*ww-after-story[^"]*") open>')
_PAGE = re.compile(r'(<a\b[^>]*\bhref="(?!\w+:)[^"#]+)\.html(?:#([^"]+))?"')
_FOR_SCRIPTS = re.compile(r'\s(?:class|data-[\w-]+|role|tabindex|aria-[\w-]+)(?:="[^"]*")?(?=[^<>]*>)')
_EMPTY_LINES = re.compile(r"\n\s*\n")
_TYPED = re.compile(r"<pre\b.*?</pre>", re.DOTALL)

# The shapes of the site's blocks, as far as JupyterLab lets a text have them. Colours are seen on white and on black.
_SHAPES = {
    "in-danger": "border: 3px solid var(--ww-cloth)",
    "story": "border-top: 5px solid var(--ww-edge); border-bottom: 1px solid var(--ww-edge)",
    "words-to-say": "border: 2px solid var(--ww-glaze); border-radius: 22px",
    "what-we-know": "border-left: 7px double var(--ww-edge)",
    "try-it": "border: 2px dashed var(--ww-edge)",
    "england-only": "border: 1px solid var(--ww-edge); border-radius: 7px",
}
_NOTE = "border: 2px solid var(--ww-edge); border-radius: 10px"
_BOX = '<div style="{shape}; padding: 4px 20px; margin: 16px 0px">'


def note(inside: str) -> str:
    """Return a note that stands before a page."""
    return f"{_box(_NOTE)}{inside}</div>"


def readable(html: str, drawn: Callable[[str], str]) -> str:
    """Return the HTML of a part of a page; `drawn` takes a drawing, as a file, and gives its address."""

    def picture(found: re.Match[str]) -> str:
        address = drawn(pictures.alone(found[0]))
        return f'<img src="{address}" alt="{found[1] or ""}" width="576">'

    shown = _NAMELESS.sub("", _SECTION.sub(r'<h\2 id="\1">', _DRAWING.sub(picture, html)))
    shown = _BAR.sub(r'<progress value="\1" max="100"></progress>', shown)
    return as_text(_AFTERWARDS.sub(r"\1>", _BLOCK.sub(_titled, shown)))


def as_text(html: str) -> str:
    """Return HTML as it may stand in Markdown: without what is for scripts and styles, and as one block."""
    plain = _FOR_SCRIPTS.sub("", _PAGE.sub(_address, html))
    typed = _TYPED.sub(lambda found: found[0].replace("\n", "&#10;"), plain)
    return _EMPTY_LINES.sub("\n", typed).replace("$", "&#36;").strip()


def _address(found: re.Match[str]) -> str:
    place = f"#cell-id={named(found[2])}" if found[2] else ""
    return f'{found[1]}.ipynb{place}"'


def _titled(found: re.Match[str]) -> str:
    """Return the beginning of a block, which says in words what the page says by a shape."""
    kind = _of_site(f"block_{found[1].replace('-', '_')}")
    title = kind if found[2] == kind else f"{kind}: {found[2]}"
    return f"{_box(_SHAPES[found[1]])}<p><strong>{title}</strong></p>"


def _box(shape: str) -> str:
    return _BOX.format(shape=written_out(shape, "light"))
