"""The style sheet of pictures, and what the shapes in them may be called."""

import re
from functools import cache
from importlib.resources import files

from widerwindow.frontend.palette import with_palette, written_out

_OF_PAGES = re.compile(
    r"/\*[^*]*\*/|^(?:figure >|\.ww-layers).*$|display: block; width: 100%; height: auto;", re.MULTILINE
)
"""What of it is for pages alone."""

_SHAPE = re.compile(r"\.ww-picture \.([\w-]+) \{")


@cache
def style() -> str:
    """Return the style sheet of every picture."""
    return _sheet("picture.css")


@cache
def style_alone() -> str:
    """Return the same for a picture in a file of its own, with the colours that a page would give it."""
    return _sheet("picture_alone.css") + style()


def alone(svg: str) -> str:
    """Return a picture that needs no page around it: it brings its colours, for light and for dark."""
    named = svg.replace('<svg class="ww-picture"', '<svg xmlns="http://www.w3.org/2000/svg" class="ww-picture"', 1)
    return named.replace(">", f"><style>{style_alone()}</style>", 1)


@cache
def style_plain(colours: str) -> str:
    """Return the same with a set of colours, for programs that know few properties and no variables."""
    shown = _sheet("picture.css").partition("@media")[0]
    return written_out(_OF_PAGES.sub("", shown), colours)


@cache
def shapes() -> list[str]:
    """Return the classes that a shape may have: its colour, and how its line is."""
    return _SHAPE.findall(style())


def _sheet(name: str) -> str:
    return with_palette(files(__package__).joinpath(name).read_text(encoding="utf-8"))
