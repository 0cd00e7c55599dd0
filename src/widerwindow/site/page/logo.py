"""The organisation's logo, as the header of every page shows it."""

import shutil
from pathlib import Path
from typing import NamedTuple

from widerwindow.content.about.logo import size
from widerwindow.content.course import Course

_NAME = "ww-logo"
_HEIGHT = 32
"""How high it is shown, in CSS's pixels."""


class Shown(NamedTuple):
    """A logo on a page: its file beside the scripts, its words, and the place that a browser keeps free for it."""

    file: str
    text: str
    width: int
    height: int = _HEIGHT


def file(course: Course) -> Path | None:
    """Return the logo's file; None where the organisation has none. Raises ContentError."""
    logo = course.organisation().logo
    return course.root / logo.file if logo else None


def shown(course: Course) -> Shown | None:
    """Return the logo; None where the organisation has none, or none that can be read. Raises ContentError."""
    logo, there = course.organisation().logo, file(course)
    found = size(there.name, there.read_bytes()) if there and there.is_file() else None
    if not (logo and there and found):
        return None
    return Shown(f"{_NAME}{there.suffix}", logo.text, round(_HEIGHT * found.width / found.height))


def write(course: Course, static: Path) -> None:
    """Put the logo beside the scripts of the site, and take away one that was there before. Raises ContentError."""
    for old in static.glob(f"{_NAME}.*"):
        old.unlink()
    there = file(course)
    if there and there.is_file():
        shutil.copyfile(there, static / f"{_NAME}{there.suffix}")
