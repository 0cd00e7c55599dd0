"""Which options the blocks of a page take, and which languages code may be in: the build warns of all others."""

import re
from collections.abc import Iterator

from widerwindow.content.core.problems import Problem
from widerwindow.content.pages.blocks import Block
from widerwindow.content.pages.page import Page
from widerwindow.messages import Messages

_say = Messages(__package__)

_SHOWN = "align alt height loading name scale target width class"
_CODE = "caption class dedent emphasize-lines force lineno-start linenos name"
_PART = "end-before start-after encoding"
_TAKEN = {
    "admonition attention caution compound danger error hint important note parsed-literal seealso tip topic "
    "warning": "class name",
    "container index": "name",
    "bibliography": "all cited enumtype filter keyprefix labelprefix list notcited start style",
    "code": "class force name number-lines",
    "code-block": _CODE,
    "csv-table": "align class delim encoding escape file header header-rows keepspace name quote stub-columns url "
    "width widths",
    "figure": f"{_SHOWN} figclass figwidth",
    "figure-md": "align class name width",
    "glossary": "sorted",
    "hlist": "columns",
    "image": _SHOWN,
    "include": f"{_PART} class code end-line literal name number-lines parser start-line tab-width",
    "list-table": "align class header-rows name stub-columns width widths",
    "literalinclude": f"{_CODE} {_PART} append diff end-at language lineno-match lines prepend pyobject start-at "
    "tab-width",
    "raw": "class encoding file url",
    "routes": "brief",
    "rubric": "class heading-level name",
    "sidebar": "class name subtitle",
    "table": "align class name width widths",
}
OPTIONS = {name: frozenset(taken.split()) for names, taken in _TAKEN.items() for name in names.split()}
"""The options of each block that takes any, but for a cell's, which Jupyter Book does not look at."""

_OPTION = re.compile(r"\s*:\s*([\w-]+)\s*:")
_IN_YAML = re.compile(r"([\w-]+):")
_BY_SPHINX = {"none", "default", "guess"}  # languages that Pygments knows nothing of


def unknown_in(page: Page, block: Block) -> Iterator[Problem]:
    """Yield each option of a block that it does not take, and the language of its code if nothing knows that."""
    taken = OPTIONS.get(block.directive, frozenset())
    found = list(options(block.token.content)) if taken else []
    for place, name, _ in found:
        if name not in taken:
            told = {"name": name, "block": block.directive, "options": sorted(taken)}
            yield Problem(page.path, block.line + place, *_say.advice("no_option", **told))
    for place, language in _languages(block, found):
        if language and not _is_known(language):
            yield Problem(page.path, block.line + place, *_say.advice("no_language", language=language))


def options(content: str) -> Iterator[tuple[int, str, str]]:
    """Yield each option with the place of its line in the block: those before its text, or between two lines `---`."""
    lines = content.splitlines()
    in_yaml = bool(lines) and lines[0] == "---"
    for place, line in enumerate(lines[in_yaml:], 1 + in_yaml):
        option = (_IN_YAML if in_yaml else _OPTION).match(line)
        if line.strip() == "---" or not (in_yaml or line.lstrip().startswith(":")):
            return
        if option:
            yield place, option[1], line[option.end() :].strip()


def _languages(block: Block, found: list[tuple[int, str, str]]) -> Iterator[tuple[int, str]]:
    """Yield the languages that a block names, with the place of their lines in it."""
    if not block.directive:
        yield 0, block.token.info.partition(" ")[0]
    elif block.directive in {"code", "code-block"}:
        yield 0, block.argument
    yield from ((place, value) for place, name, value in found if name == "language")


def _is_known(language: str) -> bool:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        get_lexer_by_name(language)
    except ClassNotFound:
        return language in _BY_SPHINX
    return True
