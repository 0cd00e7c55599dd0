"""Notebooks for students: pages that look like those of the site in JupyterLab and Notebook, without any extension.

Their widgets are live where anywidget is installed. All that a widget shows is made here, so a student needs neither
the engine nor the course.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from widerwindow.content.course import Course
from widerwindow.publish.made import Made
from widerwindow.publish.notebooks.first import FIRST, around, first
from widerwindow.publish.notebooks.live import files_for
from widerwindow.publish.notebooks.page import images, notebook, widgets
from widerwindow.publish.packages.pages import SEARCH, pages_of
from widerwindow.publish.parts import Part
from widerwindow.site.zipping import zipped

_DRAWINGS = "drawings"


def make(course: Course, site: Path, part: Part) -> Made:
    """Return the notebooks of a `part` in a zip, with one to open first. Raises ContentError.

    The whole course is its modules here: what is for those who teach it or write it is no student's.
    """
    given = pages_of(course, site, replace(part, id="notebooks"), has_player=False)
    outside = around(course)
    files = {FIRST: first(course, part, outside)}
    for name, html in _pages(given).items():
        files[_renamed(name)] = notebook(html, name, outside, _keeping(files, name))
        files |= files_for(course, name, widgets(html)) | {image: given[image] for image in images(html, name)}
    return Made(f"{part.id}-notebooks.zip", zipped(dict(sorted(files.items()))))


def _pages(given: Mapping[str, bytes]) -> dict[str, str]:
    names = {name for name in given if name.endswith(".html") and not name.startswith("_")} - {SEARCH}
    return {name: given[name].decode() for name in sorted(names)}


def _renamed(page: str) -> str:
    return page.removesuffix(".html") + ".ipynb"


def _keeping(files: dict[str, bytes], page: str) -> Callable[[str], str]:
    """Return what puts a drawing of `page` among the `files`, and gives its address there."""
    begins = f"{_DRAWINGS}/{page.removesuffix('.html').replace('/', '-')}"

    def keep(drawing: str) -> str:
        name = f"{begins}-{sum(file.startswith(begins) for file in files) + 1}.svg"
        files[name] = drawing.encode()
        return "../" * page.count("/") + name

    return keep
