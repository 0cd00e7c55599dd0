"""The widget that puts the same people through several definitions."""

from typing import ClassVar

import traitlets

from widerwindow.widgets.base import CourseWidget, course_here, exit_of


class Comparison(CourseWidget):
    """A comparison, by its id. `answers` holds whom the learner counts `in` or leaves `out`, by definition."""

    kind: ClassVar[str] = "comparison"
    remembered: ClassVar[str] = "answers"

    answers = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str) -> None:
        course = course_here()
        super().__init__(name, course.comparison(name).public(), exit_of(course))
