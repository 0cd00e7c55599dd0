"""The widget for a figure that a learner takes hold of."""

from typing import ClassVar

import traitlets

from widerwindow.widgets.base import CourseWidget, course_here, exit_of


class Figure(CourseWidget):
    """A figure, by its id. `answers` holds where the learner put things, and nothing that she left alone."""

    kind: ClassVar[str] = "figure"
    remembered: ClassVar[str] = "answers"

    answers = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str) -> None:
        course = course_here()
        super().__init__(name, course.figure(name).public(course.comparison), exit_of(course))
