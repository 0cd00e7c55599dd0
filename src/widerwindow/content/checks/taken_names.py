"""Names of pages that would be lost: those that the site takes itself, and those that some computers take for one."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from widerwindow.content.core.problems import Problem
from widerwindow.messages import Messages

TAKEN = frozenset({"all-pages", "genindex", "objects", "opensearch", "py-modindex", "search", "searchindex"})
"""The names of what the site has at its top besides the book's pages."""

_OTHERS = frozenset({".ipynb", ".markdown", ".mdown", ".mkd", ".myst", ".rst"})
"""The endings of what an author may take for a page."""

_say = Messages(__package__)


def passed_by(book: Path) -> Iterator[Problem]:
    """Yield a problem for each file in the `book` that looks like a page, and that nothing reads for its ending."""
    for file in sorted(book.rglob("*.*")):
        ending, inside = file.suffix, file.relative_to(book).parts
        looks_so = ending.lower() in _OTHERS or (ending != ".md" and file.name.lower().endswith((".md", ".md.txt")))
        if looks_so and not {"_build", ".ipynb_checkpoints", "_static"} & set(inside):
            yield Problem(file, 1, *_say.advice("page_ending", ending=ending))


def lost(pages: dict[str, Path]) -> Iterator[Problem]:
    """Yield a problem for each of the book's `pages`, files by their names, that nobody would see."""
    seen: dict[str, str] = {}
    for name, file in sorted(pages.items()):
        if name.lower() in TAKEN or name.startswith("_"):
            yield Problem(file, 1, *_say.advice("page_swallowed", name=name))
        if unicodedata.normalize("NFC", name) != name:
            yield Problem(file, 1, *_say.advice("taken_apart", name=name))
        if name.lower() in seen:
            yield Problem(file, 1, *_say.advice("same_letters", other=seen[name.lower()]))
        seen.setdefault(name.lower(), name)
