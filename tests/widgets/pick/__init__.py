"""Picks one row of a table of numbers by chance, for a group to talk about."""

from typing import ClassVar, TypedDict

import traitlets

from widerwindow.widgets.base import CourseWidget, course_here, exit_of


class PickContent(TypedDict):
    """The table, without its numbers."""

    id: str
    title: str
    rows: list[str]


class Pick(CourseWidget):
    """A table, by its id. `picked` holds under `row` the label of the one that chance picked, if it did."""

    kind: ClassVar[str] = "pick"
    remembered: ClassVar[str] = "picked"

    picked = traitlets.Dict().tag(sync=True)

    def __init__(self, name: str) -> None:
        course = course_here()
        data = course.data(name)
        content: PickContent = {"id": data.id, "title": data.title, "rows": [row.label for row in data.rows]}
        super().__init__(name, content, exit_of(course))
