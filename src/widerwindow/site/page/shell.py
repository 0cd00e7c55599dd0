"""What the theme's templates need to know to draw the shell around one page."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from widerwindow.content.about.module import OVERVIEW
from widerwindow.content.core.markdown import to_html
from widerwindow.content.core.note import PublicNote
from widerwindow.content.course import Course
from widerwindow.content.pages.page import page_at
from widerwindow.messages import LANGUAGE, Messages
from widerwindow.site import scripts
from widerwindow.site.page import headers, logo
from widerwindow.site.page.way import MARK
from widerwindow.widgets import bundle
from widerwindow.widgets.links import from_folder, to_built_page

THEME = Path(__file__).with_name("theme")
STYLE = THEME / "static" / "ww-shell.css"

_KIND = re.compile(r'<(?:ww-widget|div) [^>]*data-kind="(\w+)"')
_say = Messages(__package__)

_PLACES = {"nothing": _say("place_nothing"), "tab": _say("place_tab"), "lasting": _say("place_lasting")}


class Shell:
    """The parts of the shell that are the same on every page, read once for a build; `first` is the home page."""

    def __init__(self, course: Course, first: str) -> None:
        self._course = course
        self._profile = course.profile()
        self._organisation = course.organisation()
        self._logo = logo.shown(course)
        self._names = frozenset(course.modules())
        self._modules = course.modules_by_name()
        self._reviews = course.reviews()
        self._first = first

    def context(self, page: str, body: str) -> dict[str, Any]:
        """Return the template context of `page`, whose HTML is `body`."""
        in_module = page.partition("/")[0] in self._names
        kinds = sorted(set(_KIND.findall(body)))
        with_script = [kind for kind in kinds if bundle.has_script(kind)]
        return self._everywhere() | {
            "ww_organisation": self._organisation.name,
            "ww_licence": self._profile.licence,
            "ww_note": self._note(page),
            "ww_cover": self._cover(page),
            "ww_in_module": in_module,
            "ww_place": self._place(page),
            "ww_way": in_module or MARK in body,
            "ww_nobody": self._profile.reviews.nobody if self._profile.reviews and in_module else None,
            "ww_reviews": self._reviews.of(f"{page}.md") if self._reviews else [],
            "ww_styles": [*(["widget"] if with_script else []), *kinds],
            "ww_scripts": with_script,
        }

    def script(
        self,
        render: Callable[[str, dict[str, Any]], str],
        places: Mapping[str, str] | None = None,
        otherwise: scripts.Otherwise = scripts.AS_ON_A_SITE,
    ) -> str:
        """Return the script of all pages, with the parts that need it; `render` fills in a template of the theme.

        `places` are those where a learner may let things be kept, each with what is said of it.
        """
        asked = {"ww_places": places or _PLACES, "ww_pause": self._pause()}
        return scripts.script("shell", render("parts.html", self._everywhere() | asked), otherwise=otherwise)

    def _everywhere(self) -> dict[str, Any]:
        """Return what all templates may use; `ww_foreign` marks the engine's words in a course of another language."""
        foreign = self._profile.language != LANGUAGE
        return {
            "ww_say": _say,
            "ww_language": self._profile.language,
            "ww_foreign": Markup(' lang="{}"').format(LANGUAGE) if foreign else "",
            "ww_policy": headers.page_policy(),
            "ww_exit": self._organisation.exit_shown,
            "ww_names": self._organisation.names,
            "ww_logo": self._logo,
            "ww_pages": self._profile.pages,
        }

    def _place(self, page: str) -> dict[str, object] | None:
        """Return where in its module `page` stands, and how long it takes; None for an overview and outside modules."""
        name, _, own = page.partition("/")
        module = self._modules.get(name)
        if not module or own not in module.pages:
            return None
        return {
            "overview": f"{name}/{OVERVIEW}",
            "module": module.title,
            "number": list(module.pages).index(own) + 1,
            "all": len(module.pages),
            "minutes": module.pages[own].minutes,
        }

    def _pause(self) -> dict[str, str] | None:
        name = self._profile.pages.pause
        if not name:
            return None
        page = self._course.page(name)
        folder = Path(name).parent.as_posix()
        return {"title": page.title, "html": to_built_page(from_folder(to_html(page.markdown), folder))}

    def _cover(self, page: str) -> str | None:
        """Return the picture that `page` opens with: the first pages of the course and of its modules may have one."""
        folder, _, name = page.rpartition("/")
        if page == self._first:
            asked = self._profile.cover
        elif name == "index" and folder in self._modules:
            asked = self._course.module(folder).cover
        else:
            asked = None
        return self._course.pictures().picture(asked).svg() if asked else None

    def _note(self, page: str) -> PublicNote | None:
        file = self._course.book / f"{page}.md"
        note = page_at(file).front_matter().content_note if file.is_file() else None
        return note.public() if note else None
