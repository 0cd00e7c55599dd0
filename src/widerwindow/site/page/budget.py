"""Keeps every page light: what a visit costs, in bytes as a web server sends them, and how much it may cost.

A page answers for its own part alone. What stands around it, on every page, has a budget of its own and counts with all
that it may weigh: so nothing that is written elsewhere makes a page too heavy that nobody touched.
"""

import gzip
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from widerwindow.messages import Messages
from widerwindow.site.page.memo import Remember, anew

KB = 1024
FIRST_VISIT = 60 * KB
OWN_PART = 14 * KB
PICTURES = 6 * KB
SHELL = 3 * KB
CONTENTS = 2 * KB
"""How much of the shell the contents may be."""

_OWN = re.compile(r'<main\b.*?(?=<nav class="ww-steps"|</main>)', re.DOTALL)
_PLACE = re.compile(r'<p class="ww-in-module".*?</p>', re.DOTALL)
"""Where the page stands in its module: that is the shell's, though it stands in the page."""

_PICTURE = re.compile(r'<svg class="ww-picture[ "].*?</svg>', re.DOTALL)
_TERM = re.compile(r'<a class="[^"]*\bww-term\b[^>]*>(.*?)</a>', re.DOTALL)
"""A link to the glossary: the page gets it when a word is explained there."""

_say = Messages(__package__)


@dataclass(frozen=True)
class Cost:
    """What one page costs, in bytes compressed: its `own` part, its `pictures`, the `shell` around it, what is shared.

    `shared` are the scripts and styles that it names.
    """

    own: int
    pictures: int
    shell: int
    shared: int

    @property
    def first(self) -> int:
        """What a first visit costs, with the heaviest shell that there may be."""
        return self.own + self.pictures + SHELL + self.shared


class _Named(HTMLParser):
    """Collects the scripts and styles that a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.files: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        address = found.get("src") if tag == "script" else None
        if tag == "link" and "stylesheet" in (found.get("rel") or ""):
            address = found.get("href")
        if address and not address.startswith("data:"):
            self.files.add(address.split("?")[0])


def cost(page: Path, remember: Remember = anew) -> Cost:
    """Return what a visit to the built `page` costs, images aside."""
    own, pictures, shell, named = remember(_weighed, page.read_text(encoding="utf-8"))
    files = {Path(os.path.normpath(page.parent / name)) for name in named}
    shared = sum(_size(file, file.stat().st_mtime_ns) for file in files)
    return Cost(own, pictures, shell, shared)


def check(site: Path, remember: Remember = anew) -> list[str]:
    """Return what is too heavy in the built `site`: one plain message a page and limit, and one for the shell."""
    pages = [page for page in sorted(site.rglob("*.html")) if "_static" not in page.parts]
    costs = {page.relative_to(site).as_posix(): cost(page, remember) for page in pages}
    return [said for page, visit in costs.items() for said in _too_heavy(page, visit)] + list(_heavy_shell(costs))


def weight(html: str) -> int:
    """Return the size of `html`, compressed."""
    return len(gzip.compress(html.encode()))


def _too_heavy(page: str, visit: Cost) -> Iterator[str]:
    if visit.first > FIRST_VISIT:
        yield _say("heavy_first", page=page, size=f"{visit.first / KB:.1f}", limit=FIRST_VISIT // KB)
    if visit.own > OWN_PART:
        yield _say("heavy_own", page=page, size=f"{visit.own / KB:.1f}", limit=OWN_PART // KB)
    if visit.pictures > PICTURES:
        yield _say("heavy_pictures", page=page, size=f"{visit.pictures / KB:.1f}", limit=PICTURES // KB)


def _heavy_shell(costs: dict[str, Cost]) -> Iterator[str]:
    page, visit = max(costs.items(), key=lambda each: each[1].shell)
    if visit.shell > SHELL:
        yield _say("heavy_shell", page=page, size=f"{visit.shell / KB:.1f}", limit=SHELL // KB)


def _weighed(html: str) -> tuple[int, int, int, list[str]]:
    """Return the sizes of a page's own part, its pictures and the shell around it, and the files that it names."""
    named = _Named()
    named.feed(html)
    found = _OWN.search(html)
    own = _PLACE.sub("", found[0]) if found else ""
    place = "".join(_PLACE.findall(html))
    shell = html.replace(found[0], place, 1) if found else html
    written = _PICTURE.sub("", own)
    pictures = weight(own) - weight(written)
    return weight(_TERM.sub(r"\1", written)), pictures, weight(shell), sorted(named.files)


@cache
def _size(file: Path, _changed: int) -> int:
    return len(gzip.compress(file.read_bytes()))
