"""What the packages with a player have in common: the pages, the player around them, and where they are listed."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader

from widerwindow.content.course import Course
from widerwindow.frontend.joining import join_modules
from widerwindow.frontend.templates import templates
from widerwindow.messages import LANGUAGE, Messages
from widerwindow.publish.packages.pages import pages_of, words_of
from widerwindow.publish.parts import Part
from widerwindow.site import scripts

LAUNCHED = "player.html"
"""The page that a platform opens."""

_PAGES = "pages"
_PAGE = "publish/player/page.js"
_PACKAGE = files("widerwindow")
_say = Messages(__package__)


def package_of(course: Course, site: Path, part: Part, speaks: str) -> dict[str, bytes]:
    """Return the files of a package but for its list, by their paths in it: first what a platform opens.

    `speaks` is the script by which the player talks to the platform. Raises ContentError.
    """
    pages = {f"{_PAGES}/{name}": content for name, content in pages_of(course, site, part).items()}
    player = {
        LAUNCHED: _page(course, part, connects=speaks == "cmi5"),
        "player.css": _PACKAGE.joinpath("publish/player/player.css").read_text(encoding="utf-8"),
        "player.js": _script(part, speaks),
    }
    return {**{name: text.encode() for name, text in player.items()}, **pages}


def _page(course: Course, part: Part, connects: bool) -> str:
    organisation = course.organisation()
    return (
        _templates()
        .get_template("player.html")
        .render(
            part=part,
            first=f"{part.pages[0]}.html",
            connects=connects,
            names=organisation.names,
            leave=organisation.exit_shown,
            course_language=course.profile().language,
        )
    )


def _script(part: Part, speaks: str) -> str:
    left = f"{_PAGES}/_static/ww-left.html"
    given = {"pages": part.pages, "extra": sorted(part.extra), "left": left}
    words = scripts.words_of("shell") | words_of("player")
    said = ", ".join(json.dumps(each, ensure_ascii=False) for each in (words, given))
    modules = f'import {{ start }} from "./player.js";\nimport {{ connect }} from "./{speaks}.js";\n'
    page = f"{modules}start({said}, connect);\n"

    def read(path: str) -> str:
        return page if path == _PAGE else _PACKAGE.joinpath(path).read_text(encoding="utf-8")

    return f"{join_modules(_PAGE, read).source};\n"


@cache
def _templates() -> Environment:
    return templates(PackageLoader(__package__, ""), say=_say, language=LANGUAGE)
