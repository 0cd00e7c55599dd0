"""Whether the links of a page and its images lead to files that are there."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote

from widerwindow.content.core.problems import Problem
from widerwindow.content.pages.page import Page
from widerwindow.messages import Messages

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_say = Messages(__package__)


def broken_in(page: Page, book: Path, for_trainers: Collection[Path]) -> Iterator[Problem]:
    """Yield each link and image of `page` that leads to no file, or where learners are to read, to one for trainers.

    Those to other sites are left alone.
    """
    for address, line, image in page.targets:
        path = unquote(address.partition("#")[0])
        if _ELSEWHERE.match(address) or not _is_file_name(path):
            continue
        file = _file(path, page.path, book)
        if not file.exists():
            yield Problem(page.path, line, *_say.advice("no_image" if image else "no_file", path=path))
        elif file.resolve() in for_trainers and page.path.resolve() not in for_trainers:
            yield Problem(page.path, line, *_say.advice("trainers_only", path=path))


def _is_file_name(path: str) -> bool:
    """Return whether `path` means a file: MyST takes one word without an ending for the label of a heading."""
    return "/" in path or "." in path


def _file(path: str, page: Path, book: Path) -> Path:
    file = book / path[1:] if path.startswith("/") else page.parent / path
    return file if file.suffix else file.with_suffix(".md")
