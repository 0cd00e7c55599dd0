"""What stands at the top of a page between two lines `---`: whether it is there, and whether all of it is read."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

import yaml

from widerwindow.content.core.problems import Problem
from widerwindow.content.core.reading import compose, once
from widerwindow.content.pages.page import Page
from widerwindow.content.pages.passages import child
from widerwindow.messages import Messages

_say = Messages(__package__)

_BELOW = re.compile(
    r"^(?:(content_note|jupytext|kernelspec|file_format):|(for): *(?:trainers|learners) *$)", re.MULTILINE
)
"""What is read at the top of a page alone; anywhere else it is shown as text."""

_MEANT = {"note": "content_note", "notes": "content_note", "audience": "for", "for": "for", "for_whom": "for"}
"""What others than the author would call it."""


@once
def wrong_in(page: Page) -> Iterator[Problem]:
    """Yield what `page` needs at its top and has not, and what is not read where it stands. The top is readable."""
    yield from _below(page)
    head = compose(page.front) if page.front else None
    for key, _ in head.value if isinstance(head, yaml.MappingNode) else []:
        close = get_close_matches(key.value.lower(), ["content_note"], cutoff=0.8)
        meant = _MEANT.get(key.value.lower()) or next(iter(close), key.value)
        if meant != key.value:
            line = key.start_mark.line + 2  # it begins below the first `---`
            yield Problem(page.path, line, *_say.advice("head_key", key=key.value, meant=meant))
    if page.body != page.text and not head:
        yield Problem(page.path, 1, *_say.advice("empty_head"))
    first = next((block for block in page.blocks if block.directive == "code-cell"), None)
    if first and not _is_notebook(head):
        yield Problem(page.path, first.line, *_say.advice("no_head"))


def _below(page: Page) -> Iterator[Problem]:
    for block in page.blocks:
        found = _BELOW.search(block.token.content) if block.token.type == "inline" else None
        if found:
            line = block.line + block.token.content.count("\n", 0, found.start())
            yield Problem(page.path, line, *_say.advice("head_below", key=found[1] or found[2]))


def _is_notebook(head: yaml.Node | None) -> bool:
    """Return whether the build runs the cells of a page with this `head`, by what MyST-NB asks for."""
    written = child(child(child(head, "jupytext"), "text_representation"), "format_name")
    whole = child(head, "file_format")
    is_cells = getattr(written, "value", "") == "myst" or getattr(whole, "value", "") == "mystnb"
    return is_cells and child(child(head, "kernelspec"), "name") is not None
