"""Keeps every page light: what a visit costs, in bytes as a web server sends them, and how much it may cost."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from widerwindow.messages import Messages
from widerwindow.site.memo import Remember, anew

KB = 1024
FIRST_VISIT = 60 * KB
NEXT_PAGE = 15 * KB

_say = Messages(__package__)


@dataclass(frozen=True)
class Cost:
    """What one page costs, in bytes compressed; `shared` are the scripts and styles that it names."""

    page: int
    shared: int

    @property
    def first(self) -> int:
        """What a first visit costs."""
        return self.page + self.shared


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
    size, named = remember(_weighed, page.read_text(encoding="utf-8"))
    files = {(page.parent / name).resolve() for name in named}
    shared = sum(_size(file, file.stat().st_mtime_ns) for file in files)
    return Cost(size, shared)


def check(site: Path, remember: Remember = anew) -> list[str]:
    """Return what is too heavy in the built `site`: one plain message a page and limit."""
    pages = [page for page in sorted(site.rglob("*.html")) if "_static" not in page.parts]
    return [said for page in pages for said in _too_heavy(page.relative_to(site).as_posix(), cost(page, remember))]


def _too_heavy(page: str, visit: Cost) -> Iterator[str]:
    if visit.first > FIRST_VISIT:
        yield _say("heavy_first", page=page, size=f"{visit.first / KB:.1f}", limit=FIRST_VISIT // KB)
    if visit.page > NEXT_PAGE:
        yield _say("heavy_next", page=page, size=f"{visit.page / KB:.1f}", limit=NEXT_PAGE // KB)


def _weighed(html: str) -> tuple[int, list[str]]:
    """Return the size of a page, compressed, and the scripts and styles that it names."""
    named = _Named()
    named.feed(html)
    return len(gzip.compress(html.encode())), sorted(named.files)


@cache
def _size(file: Path, _changed: int) -> int:
    return len(gzip.compress(file.read_bytes()))
