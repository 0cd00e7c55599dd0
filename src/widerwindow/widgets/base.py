"""What all widgets share: data that a notebook shows live and that a page shows without a kernel."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets
from markupsafe import Markup

from widerwindow.content.about.organisation import PublicExit
from widerwindow.content.course import Course
from widerwindow.widgets.bundle import module, style, words_for
from widerwindow.widgets.links import to_built_pages, without_page_links
from widerwindow.widgets.templates import fill
from widerwindow.widgets.texts import marked, shared


class CourseWidget(anywidget.AnyWidget):
    """A widget made from one file of the course.

    In a notebook it is a Jupyter widget. On a page it is the custom element of host.js: its data as JSON, and HTML to
    read without JavaScript and on paper. `kind` names its folder, with its script, its style and its template, and
    `remembered` the one trait that holds what the learner did.
    """

    kind: ClassVar[str]
    remembered: ClassVar[str]
    drawn: ClassVar[str] = ""
    """The style of what it draws besides its own parts."""

    content = traitlets.Dict().tag(sync=True)
    words = traitlets.Dict().tag(sync=True)

    def __init_subclass__(cls, **options: Any) -> None:  # noqa: ANN401 - whatever traitlets takes
        if "kind" in vars(cls):  # anywidget makes a class for each widget, in which these are traits
            cls._esm, cls._css = module(cls.kind), cls.drawn + style(cls.kind)
        super().__init_subclass__(**options)

    def __init__(self, name: str, content: Mapping[str, object], leave: PublicExit | None, **traits: object) -> None:
        self._page_content = marked(to_built_pages(content))
        live = without_page_links(content) | ({"exit": leave} if leave else {})
        super().__init__(content=live, words=words_for(self.kind), **traits)
        self._name = name

    def fallback(self) -> str:
        """Return the widget as HTML to read without JavaScript and on paper."""
        return fill(f"{self.kind}/{self.kind}.html", content=self._page_content, words=self.words)

    def page_data(self, content: dict[str, Any]) -> dict[str, Any]:
        """Return what the page's script needs besides the readable version. It holds nothing that a learner did."""
        return {"content": content, self.remembered: self.traits()[self.remembered].default()}

    def page_html(self) -> str:
        """Return the element that stands on a page; the same file always gives the same text."""
        content, fallback = shared(self._page_content, self.fallback())
        data = json.dumps(self.page_data(content), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
        return fill(
            "shared/widget.html",
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


def exit_of(course: Course) -> PublicExit | None:
    """Return where "Leave this page" leads, or None where it is switched off. Raises ContentError."""
    leave = course.organisation().exit_shown
    return leave.public() if leave else None


def way_to_book(course: Course) -> str:
    """Return the way from the working directory, the page's folder, to the book."""
    return Path(os.path.relpath(course.book)).as_posix()
