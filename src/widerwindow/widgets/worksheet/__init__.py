"""The widget for a sheet that a learner fills in for herself."""

from typing import ClassVar

import traitlets
from typing_extensions import override

from widerwindow.content.activities.worksheet import PublicWorksheet
from widerwindow.content.activities.worksheet import Worksheet as Sheet
from widerwindow.content.course import Course
from widerwindow.widgets.base import CourseWidget, course_here, exit_of
from widerwindow.widgets.templates import fill


class WorksheetContent(PublicWorksheet):
    """A worksheet with the name of the file that it is saved as."""

    file: str


class Worksheet(CourseWidget):
    """A worksheet, by its id. `answers` holds what is written, by the id of its field."""

    kind: ClassVar[str] = "worksheet"
    remembered: ClassVar[str] = "answers"

    answers = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str) -> None:
        course = course_here()
        super().__init__(name, self.shown(course, name), exit_of(course))

    def shown(self, course: Course, name: str) -> WorksheetContent:
        """Return what the widget shows. Raises ContentError."""
        return as_file(course, course.worksheet(name))

    @override
    def fallback(self) -> str:
        """Return the blank sheet with lines to write on; the record is such a sheet too."""
        return fill("worksheet/worksheet.html", content=self._page_content, words=self.words)


def as_file(course: Course, sheet: Sheet) -> WorksheetContent:
    """Return a sheet with the name of the file that it is saved as. Raises ContentError."""
    return {**sheet.public(), "file": course.organisation().names.file}
