"""Whether a picture has words in its place, for whoever does not see it."""

import re
from collections.abc import Iterator
from pathlib import Path

from widerwindow.content.checks.options import options
from widerwindow.content.core.problems import Problem
from widerwindow.content.pages.page import Page
from widerwindow.messages import Messages

_say = Messages(__package__)

_IN_HTML = re.compile(r"<img\b(?![^>]*\balt=)[^>]*>", re.IGNORECASE)


def without_words(page: Page) -> Iterator[Problem]:
    """Yield each picture of `page` without words; that it says nothing is said by an empty `:alt:`."""
    for block in page.blocks:
        if block.directive in {"figure", "image"}:
            words = [value for _, name, value in options(block.token.content) if name == "alt"]
            if not words:
                yield Problem(page.path, block.line, *_say.advice("no_alt"))
            elif not words[0] and _says_something(page.path.parent / block.argument):
                yield Problem(page.path, block.line, *_say.advice("figure_without_words", path=block.argument))
        elif _IN_HTML.search(block.token.content) and block.token.type not in {"fence", "code_block"}:
            yield Problem(page.path, block.line, *_say.advice("no_alt"))
    for target in page.targets:
        if target.image and not target.words:
            yield Problem(page.path, target.line, *_say.advice("no_alt_words", path=target.address))


def _says_something(drawing: Path) -> bool:
    return drawing.suffix == ".svg" and drawing.is_file() and b"<text" in drawing.read_bytes()
