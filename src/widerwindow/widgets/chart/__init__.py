"""A chart: a table whose numbers are drawn as bars. It is HTML alone, on a page and in a notebook."""

from typing import ClassVar

from markupsafe import Markup

from widerwindow.content.core.markdown import to_html
from widerwindow.widgets.base import course_here
from widerwindow.widgets.bundle import words_for
from widerwindow.widgets.links import to_built_page
from widerwindow.widgets.templates import fill


class Chart:
    """The numbers of a data file, by its id."""

    kind: ClassVar[str] = "chart"

    def __init__(self, name: str) -> None:
        self._data = course_here().data(name)

    def _repr_html_(self) -> str:
        about = Markup(to_built_page(to_html(self._data.about)))  # made from Markdown without HTML
        return fill("chart/chart.html", data=self._data, about=about, words=words_for("chart"))

    def __repr__(self) -> str:
        return f'Chart("{self._data.id}")'
