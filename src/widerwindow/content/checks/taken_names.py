"""Names of pages that would be lost: those that the site takes itself, and those that some computers take for one."""

from collections.abc import Iterator
from pathlib import Path

from widerwindow.content.core.problems import Problem
from widerwindow.messages import Messages

TAKEN = frozenset({"all-pages", "genindex", "objects", "opensearch", "py-modindex", "search", "searchindex"})
"""The names of what the site has at its top besides the book's pages."""

_say = Messages(__package__)


def lost(pages: dict[str, Path]) -> Iterator[Problem]:
    """Yield a problem for each of the book's `pages`, files by their names, that nobody would see."""
    seen: dict[str, str] = {}
    for name, file in sorted(pages.items()):
        if name.lower() in TAKEN or name.startswith("_"):
            yield Problem(file, 1, *_say.advice("page_swallowed", name=name))
        if name.lower() in seen:
            yield Problem(file, 1, *_say.advice("same_letters", other=seen[name.lower()]))
        seen.setdefault(name.lower(), name)
