"""The widget that walks a learner through a scenario."""

from typing import Any, ClassVar

import traitlets

from widerwindow.content.core.markdown import to_html
from widerwindow.content.course import Course
from widerwindow.widgets.base import CourseWidget, course_here, exit_of, way_to_book
from widerwindow.widgets.bundle import module, style
from widerwindow.widgets.links import from_folder
from widerwindow.widgets.story import numbered
from widerwindow.widgets.templates import fill


class Scenario(CourseWidget):
    """A scenario, by its id. `path` holds the learner's choices so far, as [scene, choice] pairs."""

    kind: ClassVar[str] = "scenario"
    remembered: ClassVar[str] = "path"
    _esm = module("scenario")
    _css = style("scenario")

    path: traitlets.List[list[str]] = traitlets.List().tag(sync=True)

    def __init__(self, name: str) -> None:
        course = course_here()
        content = course.scenario(name).public() | _pause(course)
        super().__init__(name, content, exit_of(course))

    def fallback(self) -> str:
        """Return the story as numbered scenes that lead to each other."""
        content = self._page_content
        return fill("scenario", content=content, words=self.words, scenes=numbered(content, self.words))


def _pause(course: Course) -> dict[str, Any]:
    name = course.profile().pages.pause
    return {"pause": from_folder(to_html(course.page(name).markdown), way_to_book(course))} if name else {}
