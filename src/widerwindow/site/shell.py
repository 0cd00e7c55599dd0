"""What the theme's templates need to know to draw the shell around one page."""

import re
from typing import Any

from widerwindow.content.course import Course
from widerwindow.content.markdown import to_html
from widerwindow.content.page import front_matter, title_and_text
from widerwindow.widgets.links import from_folder, to_built_page

_KIND = re.compile(r'<ww-widget [^>]*data-kind="(\w+)"')


class Shell:
    """The parts of the shell that are the same on every page, read once for a build."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._organisation = course.organisation()
        self._pause_title, text = title_and_text(course.book / "pause.md")
        self._pause = to_html(text)

    def context(self, page: str, body: str) -> dict[str, Any]:
        """Return the template context of `page`, whose HTML is `body`."""
        to_book = "/".join([".", *[".."] * page.count("/")])
        return {
            "ww_organisation": self._organisation.name,
            "ww_exit": self._organisation.exit,
            "ww_names": self._organisation.names,
            "ww_pause": {"title": self._pause_title, "html": to_built_page(from_folder(self._pause, to_book))},
            "ww_note": self._note(page),
            "ww_widgets": sorted(set(_KIND.findall(body))),
        }

    def _note(self, page: str) -> dict[str, Any] | None:
        file = self._course.book / f"{page}.md"
        note = front_matter(file).content_note if file.is_file() else None
        return note.public() if note else None
