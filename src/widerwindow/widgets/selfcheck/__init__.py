"""The widget for questions that answer back at once."""

from typing import ClassVar

import traitlets

from widerwindow.widgets.base import CourseWidget, course_here, exit_of
from widerwindow.widgets.bundle import module, style
from widerwindow.widgets.templates import fill


class SelfCheck(CourseWidget):
    """A self-check, by its id. `answers` holds what is chosen, by the id of its question."""

    kind: ClassVar[str] = "selfcheck"
    remembered: ClassVar[str] = "answers"
    _esm = module("selfcheck")
    _css = style("selfcheck")

    answers = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str) -> None:
        course = course_here()
        super().__init__(name, course.self_check(name).public(), exit_of(course))

    def fallback(self) -> str:
        """Return the questions as text, with the answers folded away below them."""
        return fill("selfcheck/selfcheck.html", content=self._page_content, words=self.words)
