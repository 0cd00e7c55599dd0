"""What the theme's templates need to know to draw the shell around one page."""

import re
from collections.abc import Callable
from typing import Any

from widerwindow.content.core.markdown import to_html
from widerwindow.content.core.note import PublicNote
from widerwindow.content.course import Course
from widerwindow.content.pages.page import front_matter, title_and_text
from widerwindow.site import scripts
from widerwindow.site.routes import MARK
from widerwindow.widgets import bundle
from widerwindow.widgets.links import from_folder, to_built_page

_KIND = re.compile(r'<(?:ww-widget|div) [^>]*data-kind="(\w+)"')


class Shell:
    """The parts of the shell that are the same on every page, read once for a build."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._organisation = course.organisation()
        self._modules = course.modules()
        self._has_routes = (course.book / "routes.yml").is_file()
        self._reviews = course.reviews()

    def context(self, page: str, body: str) -> dict[str, Any]:
        """Return the template context of `page`, whose HTML is `body`."""
        in_module = page.partition("/")[0] in self._modules
        kinds = sorted(set(_KIND.findall(body)))
        return self._everywhere() | {
            "ww_organisation": self._organisation.name,
            "ww_note": self._note(page),
            "ww_in_module": in_module,
            "ww_route": (in_module and self._has_routes) or MARK in body,
            "ww_reviews": self._reviews.of(f"{page}.md"),
            "ww_styles": kinds,
            "ww_scripts": [kind for kind in kinds if bundle.has_script(kind)],
        }

    def script(self, render: Callable[[str, dict[str, Any]], str]) -> str:
        """Return the script of all pages, with the parts that need it; `render` fills in a template of the theme."""
        title, text = title_and_text(self._course.book / "pause.md")
        pause = {"title": title, "html": to_built_page(from_folder(to_html(text), "."))}
        parts = render("parts.html", self._everywhere() | {"ww_pause": pause})
        return scripts.script("shell", parts)

    def _everywhere(self) -> dict[str, Any]:
        return {"ww_exit": self._organisation.exit, "ww_names": self._organisation.names}

    def _note(self, page: str) -> PublicNote | None:
        file = self._course.book / f"{page}.md"
        note = front_matter(file).content_note if file.is_file() else None
        return note.public() if note else None
