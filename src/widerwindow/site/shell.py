"""What the theme's templates need to know to draw the shell around one page."""

import re
from typing import Any

from widerwindow.content.course import Course
from widerwindow.content.markdown import to_html
from widerwindow.content.page import front_matter

_KIND = re.compile(r'<ww-widget [^>]*data-kind="(\w+)"')
_LINK = re.compile(r'href="([\w/-]+)\.md"')


class Shell:
    """The parts of the shell that are the same on every page, read once for a build."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._organisation = course.organisation()
        heading, text = (course.book / "pause.md").read_text(encoding="utf-8").strip().split("\n", 1)
        self._pause_title = heading.removeprefix("# ")
        self._pause = to_html(text)

    def context(self, page: str, body: str) -> dict[str, Any]:
        """Return the template context of `page`, whose HTML is `body`."""
        to_root = "../" * page.count("/")
        return {
            "ww_organisation": self._organisation.name,
            "ww_exit": self._organisation.exit,
            "ww_names": self._organisation.names,
            "ww_pause": {"title": self._pause_title, "html": _LINK.sub(rf'href="{to_root}\1.html"', self._pause)},
            "ww_note": self._note(page),
            "ww_widgets": sorted(set(_KIND.findall(body))),
        }

    def _note(self, page: str) -> dict[str, Any] | None:
        file = self._course.book / f"{page}.md"
        note = front_matter(file).content_note if file.is_file() else None
        return note.public() if note else None
