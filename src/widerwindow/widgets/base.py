"""What all widgets share: data that a notebook shows live and that a page shows without a kernel."""

import json
import os
from abc import abstractmethod
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets
from markupsafe import Markup

from widerwindow.content.course import Course
from widerwindow.widgets.links import to_built_pages, without_page_links
from widerwindow.widgets.templates import fill
from widerwindow.widgets.texts import marked, shared
from widerwindow.widgets.words import words_for


class CourseWidget(anywidget.AnyWidget):
    """A widget made from one file of the course.

    In a notebook it is a Jupyter widget. On a page it is the custom element of host.js: its data as JSON, and HTML to
    read without JavaScript and on paper. `remembered` names the one trait that holds what the learner did.
    """

    kind: ClassVar[str]
    remembered: ClassVar[str]

    content = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str, content: dict[str, Any], leave: dict[str, str] | None, **traits: object) -> None:
        self._page_content = marked(to_built_pages(content))
        live = without_page_links(content) | ({"exit": leave} if leave else {})
        super().__init__(content=live, words=words_for(self.kind), **traits)
        self._name = name

    @abstractmethod
    def fallback(self) -> str:
        """Return the widget as HTML to read without JavaScript and on paper."""

    def page_data(self, content: dict[str, Any]) -> dict[str, Any]:
        """Return what the page's script needs besides the readable version. It holds nothing that a learner did."""
        return {"content": content, self.remembered: self.traits()[self.remembered].default()}

    def page_html(self) -> str:
        """Return the element that stands on a page; the same file always gives the same text."""
        content, fallback = shared(self._page_content, self.fallback())
        data = json.dumps(self.page_data(content), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        return fill(
            "widget",
            kind=self.kind,
            id=self.content["id"],
            remembered=self.remembered,
            data=Markup(data),  # no tag can stand in it, as "<" is written as an escape
            fallback=Markup(fallback),  # made by a template that escapes
        )

    def _repr_mimebundle_(self, **kwargs: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return data | {"text/html": self.page_html()}, metadata

    def __repr__(self) -> str:
        return f'{type(self).__name__}("{self._name}")'


def course_here() -> Course:
    """Return the course around the working directory. Raises ContentError."""
    return Course.around(Path.cwd())


def exit_of(course: Course) -> dict[str, str] | None:
    """Return where "Leave this page" leads, or None where it is switched off. Raises ContentError."""
    leave = course.organisation().exit_shown
    return leave.public() if leave else None


def way_to_book(course: Course) -> str:
    """Return the way from the working directory, the page's folder, to the book."""
    return Path(os.path.relpath(course.book)).as_posix()
