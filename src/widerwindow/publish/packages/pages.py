"""The pages of a package: those of the site as they are, but for links, and for what they say and do of memory."""

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.messages import Message, Messages
from widerwindow.publish.packages.links import inside, loose, targets
from widerwindow.publish.packages.names import refused
from widerwindow.publish.parts import Part
from widerwindow.site import scripts
from widerwindow.site.alone.offline import used
from widerwindow.site.page import search
from widerwindow.site.page.explanations import explanations
from widerwindow.site.page.shell import THEME, Shell
from widerwindow.site.page.way import MARK, PublicWay, way

_say = Messages(__package__)
_of_site = Messages("widerwindow.site.page")

_STATIC = "_static"
_STORES = {"site/scripts/stores.js": "publish/player/stores.js"}
SEARCH = "search.html"


def pages_of(course: Course, site: Path, part: Part, has_player: bool = True) -> dict[str, bytes]:
    """Return the pages of `part` and all that they use, by their paths from the top of `site`, in order.

    Raises ContentError where a name in it would be refused, or a link leads nowhere.
    """
    shown = _shown(course, site, part)
    home = _home(course, part, shown)
    html = {name: _as_here(text, name, shown, home) for name, text in shown.items()}
    assets = [file for file in used(site, [site / name for name in shown]) if not _is_page(file)]
    files = {file.relative_to(site).as_posix(): file.read_bytes() for file in assets}
    files |= {name: text.encode() for name, text in {**html, **_scripts(course, part, html, has_player)}.items()}
    _refuse(course, files)
    return dict(sorted(files.items()))


def _shown(course: Course, site: Path, part: Part) -> dict[str, str]:
    """Return the HTML of the pages of `part`, of those that the shell leads to, and of those that its own lead to."""
    every = {
        file.relative_to(site).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(site.rglob("*.html"))
        if _is_page(file)
    }
    if part.is_whole_course:
        return every
    own = [f"{page}.html" for page in part.pages]
    beside = {found for page in own for found in targets(every[page], page) if found in every}
    modules = set(course.modules())
    reference = {name for name in beside if name.partition("/")[0] not in modules and not _is_of_all(every[name])}
    kept = {*own, *_of_shell(course), *reference} - {_first(course)}
    return {name: text for name, text in every.items() if name in kept}


def _of_shell(course: Course) -> set[str]:
    profile = course.profile()
    pages = [page for _, page in profile.pages if page] + ([profile.glossary.page] if profile.glossary else [])
    return {*(f"{page}.html" for page in pages), SEARCH}


def _is_of_all(html: str) -> bool:
    """Return whether a page leads through the whole course, and would lead nowhere in a part of it."""
    return MARK in html or 'class="ww-all-pages"' in html


def _is_page(file: Path) -> bool:
    return file.suffix == ".html" and file.parent.name != _STATIC


def _first(course: Course) -> str:
    return f"{course.contents().order()[0]}.html"


def _home(course: Course, part: Part, shown: Mapping[str, str]) -> dict[str, str]:
    """Return which page stands for the first page of the course, where that is not in the package."""
    first = _first(course)
    return {} if first in shown else {first: f"{part.pages[0]}.html"}


def _as_here(html: str, name: str, shown: Mapping[str, str], home: Mapping[str, str]) -> str:
    said = html.replace(f"<p>{escape(_of_site('not_sent'))}", f"<p>{escape(_say('sent_as_chosen'))}")
    return inside(said, name, shown, home)


def _scripts(course: Course, part: Part, html: Mapping[str, str], has_player: bool) -> dict[str, str]:
    """Return the scripts that are others here, by their paths."""
    found = {name.removesuffix(".html"): text for name, text in html.items()}
    made = {
        "ww-shell.js": _shell(course, has_player),
        "ww-way.js": scripts.script("way", _way(course, part)),
        **search.index(course, found),
    }
    glossary = course.profile().glossary
    if glossary:
        made["ww-glossary.js"] = explanations(found[glossary.page])
    return {f"{_STATIC}/{name}": text for name, text in made.items()}


def _way(course: Course, part: Part) -> PublicWay:
    whole = way(course)
    return {
        "modules": {name: title for name, title in whole["modules"].items() if name in part.modules},
        "pages": {page: title for page, title in whole["pages"].items() if page in part.pages},
        "routes": whole["routes"] if part.is_whole_course else {},
    }


def _shell(course: Course, has_player: bool) -> str:
    places = {"nothing": _of_site("place_nothing"), "tab": _say("place_tab")}
    if has_player:
        places["lasting"] = _say("place_lasting")
    otherwise = scripts.Otherwise(words_of("shell"), _STORES)
    return Shell(course, _first(course)).script(_render, places, otherwise)


def words_of(name: str) -> dict[str, Message]:
    """Return the words whose names begin with that of the script `name`, without it."""
    own = f"{name}_"
    found = Messages(__package__).all()
    return {each.removeprefix(own): message for each, message in found.items() if each.startswith(own)}


def _render(name: str, values: dict[str, Any]) -> str:
    """Fill in a template of the theme, as Sphinx does."""
    theme = Environment(loader=FileSystemLoader(THEME), autoescape=True)
    return theme.get_template(name).render(values)


def _refuse(course: Course, files: Mapping[str, bytes]) -> None:
    wrong = [_say.advice("refused_name", name=name) for name in files if refused(name)]
    wrong += [_say.advice("loose_link", link=link) for link in loose(files)]
    if wrong:
        raise ContentError([Problem(course.book, 1, *advice) for advice in wrong])
