"""Shows the trainer the book's pages for trainers, which are in no learner's edition, as the text that they are."""

import re
from pathlib import Path

from markupsafe import Markup
from nbgrader.server_extensions.formgrader.base import BaseHandler
from tornado import web

from widerwindow.content.core.markdown import to_html
from widerwindow.content.course import Course
from widerwindow.messages import Messages
from widerwindow.widgets.links import without_page_links

_DIRECTIVE = re.compile(r"^(`{3,})\{.*?^\1\n", re.DOTALL | re.MULTILINE)
"""What only a built page can show, such as a table that is made from other files."""

_say = Messages(__package__)


class _Notes(BaseHandler):  # type: ignore[misc] # nbgrader has no types
    @web.authenticated
    def get(self, name: str = "") -> None:
        course = Course(Path(self.coursedir.root).parent)
        pages = _titles(course)
        if name and name not in pages:
            raise web.HTTPError(404)
        title = pages[name] if name else _say("notes")
        text = _html(course, name) if name else ""
        self.write(self.render("notes.tpl", pages=pages.items(), title=title, text=text, base_url=self.base_url))


def _titles(course: Course) -> dict[str, str]:
    """Return the titles of the pages for trainers by their names, in the order of the contents."""
    for_trainers = course.for_trainers()
    return {name: _title(course, name) for name in course.contents().order() if name in for_trainers}


def _title(course: Course, name: str) -> str:
    folder = name.rpartition("/")[0]
    title = course.page(name).title
    overview = course.page_files().get(f"{folder}/index")
    return _say("notes_of", title=title, module=course.page(f"{folder}/index").title) if overview else title


def _html(course: Course, name: str) -> Markup:
    text = to_html(_DIRECTIVE.sub("", course.page(name).markdown))
    return Markup(without_page_links({"text": text})["text"])


NOTES = [(r"/formgrader/notes/?", _Notes), (r"/formgrader/notes/(.+)", _Notes)]
"""The addresses of the list of these pages, and of each."""
