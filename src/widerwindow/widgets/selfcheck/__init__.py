"""The widget for questions that answer back at once."""

from typing import ClassVar

import traitlets

from widerwindow.widgets.base import CourseWidget, course_here, exit_of


class SelfCheck(CourseWidget):
    """A self-check, by its id. `answers` holds what is chosen, by the id of its question."""

    kind: ClassVar[str] = "selfcheck"
    remembered: ClassVar[str] = "answers"

    answers = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str) -> None:
        course = course_here()
        super().__init__(name, course.self_check(name).public(), exit_of(course))
