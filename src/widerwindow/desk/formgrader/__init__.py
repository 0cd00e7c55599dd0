"""nbgrader's formgrader as the desk serves it.

It is loaded when it is first opened, as it builds on nbgrader's own, which takes its time.
Five things differ. No page asks another host for anything. What an answer holds is cleaned before it is shown, whoever
marked it. formgrader's buttons do what the commands of `widerwindow` do, so that none of them runs an answer. And
points are saved as they were typed or not at all. A course is found in a folder of any name.
"""

from pathlib import Path
from typing import Any

import bleach
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, pass_context
from jupyter_server.serverapp import ServerApp
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from nbgrader.server_extensions.formgrader.handlers import template_path as _STOCK
from traitlets.config import Config

from widerwindow.content.course import Course
from widerwindow.desk.formgrader.any_folder import look_below
from widerwindow.desk.formgrader.buttons import BUTTONS
from widerwindow.desk.formgrader.handed_in import HANDED_IN
from widerwindow.desk.formgrader.notes import NOTES
from widerwindow.desk.formgrader.points import POINTS
from widerwindow.grading.gradebook import connection
from widerwindow.grading.storage import opened_from
from widerwindow.messages import Messages

_say = Messages(__package__)

_HERE = Path(__file__).parent
_BLOCKS = "blockquote br div dd dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table tbody td th thead tr ul"
_INLINE = "a abbr b code del em i kbd span strong sub sup"
_TAGS = {*_BLOCKS.split(), *_INLINE.split()}
_ATTRIBUTES = {"a": ["href", "title"], "*": ["class"]}


def load(server: ServerApp) -> None:
    """Add formgrader's pages to `server`."""
    formgrader = Formgrader(parent=server)
    formgrader.root_dir = server.root_dir
    formgrader.log = server.log
    formgrader.initialize([])
    formgrader.work_in(server.web_app.settings["widerwindow_course"])
    formgrader.init_tornado_settings(server.web_app)
    formgrader.init_handlers(server.web_app)


class Cleaned(HTMLExporter):
    """Shows a marked notebook. Of what Markdown makes, only words, lists, tables and links are left."""

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:  # noqa: ANN401 - jinja2's Context
        """Return `source` as HTML without scripts, styles and pictures."""
        html = super().markdown2html(context, source)
        return str(bleach.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, strip=True))


class Formgrader(FormgradeExtension):  # type: ignore[misc] # nbgrader has no types
    """formgrader on the course that the server serves."""

    url_prefix = "."

    def work_in(self, course: Course) -> None:
        """Take the classroom of a cohort, or that of those in none, for a course of nbgrader's."""
        self.course = course
        self.coursedir.root = str(course.classroom.resolve())
        self.coursedir.db_url, self.coursedir.course_id = connection.address(course), connection.course_id(course)

    def load_config_file(self, *_: object, **__: object) -> None:
        """Leave out what this machine's nbgrader is set to. `initialize` reads the course's own settings."""

    def build_extra_config(self) -> Config:
        """Return nbgrader's settings with our templates before its own."""
        config: Config = super().build_extra_config()
        config.FormgradeExtension.debug = False
        config.HTMLExporter.template_name = "desk"
        config.HTMLExporter.extra_template_basedirs = [str(_HERE / "notebook"), _STOCK]
        config.HTMLExporter.extra_template_paths = [_STOCK]
        config.HTMLExporter.sanitize_html = True
        config.HTMLExporter.filters = {"said": _say}
        return config

    def init_tornado_settings(self, webapp: Any) -> None:  # noqa: ANN401 - tornado's Application
        """Set nbgrader's pages up with our templates; what they are given is escaped, which nbgrader leaves out."""
        super().init_tornado_settings(webapp)
        look_below(self.coursedir.root)
        stock = FileSystemLoader(_STOCK)
        pages = ChoiceLoader([FileSystemLoader(_HERE / "pages"), stock, PrefixLoader({"nbgrader": stock})])
        webapp.settings["nbgrader_jinja2_env"] = Environment(loader=pages, autoescape=True)
        webapp.settings["nbgrader_jinja2_env"].globals |= {"say": _say.html, "cohort": self.course.cohort}
        webapp.settings["nbgrader_exporter"] = Cleaned(config=self.config)  # type: ignore[no-untyped-call]

    def init_handlers(self, webapp: Any) -> None:  # noqa: ANN401 - tornado's Application
        """Add our handlers before nbgrader's: the first one that fits an address answers it.

        Where a cohort is over and only opened to be read, nbgrader has no pages: it would write.
        """
        if opened_from(self.course):
            webapp.add_handlers(".*$", NOTES)
            return
        webapp.add_handlers(".*$", [*BUTTONS, *POINTS, *HANDED_IN, *NOTES])
        super().init_handlers(webapp)
