"""The style sheet of pictures, and what the shapes in them may be called."""

import re
from functools import cache
from importlib.resources import files

from widerwindow.frontend.palette import with_palette

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
def shapes() -> list[str]:
    """Return the classes that a shape may have: its colour, and how its line is."""
    return _SHAPE.findall(style())


def _sheet(name: str) -> str:
    return with_palette(files(__package__).joinpath(name).read_text(encoding="utf-8"))
