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


@cache
def shapes() -> list[str]:
    """Return the classes that a shape may have: its colour, and how its line is."""
    return _SHAPE.findall(style())


def _sheet(name: str) -> str:
    return with_palette(files(__package__).joinpath(name).read_text(encoding="utf-8"))
