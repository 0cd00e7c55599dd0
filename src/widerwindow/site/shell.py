"""What the theme's templates need to know to draw the shell around one page."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from markupsafe import Markup

from widerwindow.content.core.markdown import to_html
from widerwindow.content.core.note import PublicNote
from widerwindow.content.course import Course
from widerwindow.content.pages.page import page_at
from widerwindow.messages import LANGUAGE, Messages
from widerwindow.site import scripts
from widerwindow.site.routes import MARK
from widerwindow.widgets import bundle
from widerwindow.widgets.links import from_folder, to_built_page

_KIND = re.compile(r'<(?:ww-widget|div) [^>]*data-kind="(\w+)"')
_say = Messages(__package__)


class Shell:
    """The parts of the shell that are the same on every page, read once for a build."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._profile = course.profile()
        self._organisation = course.organisation()
        self._modules = course.modules()
        self._reviews = course.reviews()

    def context(self, page: str, body: str) -> dict[str, Any]:
        """Return the template context of `page`, whose HTML is `body`."""
        in_module = page.partition("/")[0] in self._modules
        kinds = sorted(set(_KIND.findall(body)))
        return self._everywhere() | {
            "ww_organisation": self._organisation.name,
            "ww_licence": self._profile.licence,
            "ww_note": self._note(page),
            "ww_in_module": in_module,
            "ww_route": (in_module and self._profile.routes is not None) or MARK in body,
            "ww_nobody": self._profile.reviews.nobody if self._profile.reviews and in_module else None,
            "ww_reviews": self._reviews.of(f"{page}.md") if self._reviews else [],
            "ww_styles": kinds,
            "ww_scripts": [kind for kind in kinds if bundle.has_script(kind)],
        }

    def script(self, render: Callable[[str, dict[str, Any]], str]) -> str:
        """Return the script of all pages, with the parts that need it; `render` fills in a template of the theme."""
        parts = render("parts.html", self._everywhere() | {"ww_pause": self._pause()})
        return scripts.script("shell", parts)

    def _everywhere(self) -> dict[str, Any]:
        """Return what all templates may use; `ww_foreign` marks the engine's words in a course of another language."""
        foreign = self._profile.language != LANGUAGE
        return {
            "ww_say": _say,
            "ww_language": self._profile.language,
            "ww_foreign": Markup(' lang="{}"').format(LANGUAGE) if foreign else "",
            "ww_exit": self._organisation.exit_shown,
            "ww_names": self._organisation.names,
            "ww_pages": self._profile.pages,
        }

    def _pause(self) -> dict[str, str] | None:
        name = self._profile.pages.pause
        if not name:
            return None
        page = self._course.page(name)
        folder = Path(name).parent.as_posix()
        return {"title": page.title, "html": to_built_page(from_folder(to_html(page.markdown), folder))}

    def _note(self, page: str) -> PublicNote | None:
        file = self._course.book / f"{page}.md"
        note = page_at(file).front_matter().content_note if file.is_file() else None
        return note.public() if note else None
