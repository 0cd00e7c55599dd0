"""The widget that puts the same people through several definitions."""

from typing import ClassVar

import traitlets

from widerwindow.widgets.base import CourseWidget, course_here, exit_of
from widerwindow.widgets.bundle import module, style
from widerwindow.widgets.templates import fill


class Comparison(CourseWidget):
    """A comparison, by its id. `answers` holds whom the learner counts `in` or leaves `out`, by definition."""

    kind: ClassVar[str] = "comparison"
    remembered: ClassVar[str] = "answers"
    _esm = module("comparison")
    _css = style("comparison")

    answers = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str) -> None:
        course = course_here()
        super().__init__(name, course.comparison(name).public(), exit_of(course))

    def fallback(self) -> str:
        """Return the definitions and the people as text, with who is counted folded away below them."""
        return fill("comparison/comparison.html", content=self._page_content, words=self.words)
