"""Drawings on a page as pictures that stand by themselves, in the colours of print."""

import re
from html import escape, unescape
from typing import TypedDict

from widerwindow.frontend import pictures

_DRAWN = re.compile(r"<svg\b([^>]*)>(.*?)</svg>", re.DOTALL)
_LAYERS = re.compile(r'<svg class="ww-picture ww-layers"[^>]*>(.*?)</svg>', re.DOTALL)
_SAYS = re.compile(r'\baria-label="([^"]*)"')
_BARE = re.compile(r" (?:aria-\w+|data-[\w-]+|focusable|role)(?:=\"[^\"]*\")?")
_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'


class Drawing(TypedDict):
    """A picture, and what it says to those who do not see it; "" where it says nothing."""

    svg: str
    says: str


def taken_out(html: str) -> str:
    """Return `html` with each drawing as an element `ww-drawn`, which holds the drawing as a file's text."""
    layers = "".join(_LAYERS.findall(html))

    def alone(found: re.Match[str]) -> str:
        attributes, shapes = found.groups()
        if "ww-layers" in attributes:
            return ""
        said = _SAYS.search(attributes)
        svg = standing_alone(attributes, f"{layers if '<use ' in shapes else ''}{shapes}")
        looks = "ww-picture" if "ww-picture" in attributes else ""
        looks += " ww-map" if "ww-map" in attributes else ""
        return f'<ww-drawn class="{looks}" data-says="{said[1] if said else ""}">{escape(svg)}</ww-drawn>'

    return _DRAWN.sub(alone, html)


def in_colour(svg: str) -> str:
    """Return a drawing as the text of a file in the colours of the pages."""
    found = _DRAWN.search(svg)
    assert found
    return standing_alone(found[1], found[2], colours="light")


def standing_alone(attributes: str, shapes: str, colours: str = "print") -> str:
    """Return a drawing as the text of a file, with a set of colours; `attributes` are those that it has on a page."""
    own = unescape(_BARE.sub("", attributes)).replace(_NAMESPACE, "")
    return f"<svg{_NAMESPACE}{own}><style>{pictures.style_plain(colours)}</style>{_BARE.sub('', shapes)}</svg>"
