"""What a page or a YAML file says: the sources that it cites, and the numbers in it."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from widerwindow.content.core.reading import STAY, compose
from widerwindow.content.pages.page import Page, page_at
from widerwindow.content.pages.passages import entries, pairs

_NUMBER = re.compile(r"\d(?<![A-Za-z\d]\d)\d*(?:[.,]\d+)*")
"""A number that no letter stands before; to look behind a digit is quicker than to look behind every sign."""


class Citations(NamedTuple):
    """The keys that one place cites, each with the line of the first time, and its numbers."""

    cited: dict[str, int]
    numbers: set[str]


def said(file: Path, figures: Callable[[str], str]) -> Citations:
    """Return what the page or the readable YAML file at `file` says.

    A page says too what the tables of numbers say that it quotes or charts; `figures` gives that, by a table's id.
    """
    if file.suffix == ".md":
        page = page_at(file)
        found = _by_itself(page)
        return found._replace(numbers=found.numbers.union(*(numbers(figures(table)) for table in _tables(page))))
    text = file.read_text(encoding="utf-8")
    return Citations(_first_lines(_in_tree(compose(text))), numbers(text))


@lru_cache(STAY)
def _by_itself(page: Page) -> Citations:
    return Citations(_first_lines(_on_page(page)), numbers(page.text))


def numbers(text: str) -> set[str]:
    """Return the numbers that stand in `text` in digits and are no part of a word or a key."""
    return set(_NUMBER.findall(text))


def _first_lines(found: Iterator[tuple[str, int]]) -> dict[str, int]:
    cited: dict[str, int] = {}
    for key, line in found:
        cited.setdefault(key, line)
    return cited


def _tables(page: Page) -> set[str]:
    """Return the ids of the tables of numbers that a page quotes or charts."""
    quoted = {number.content.partition(":")[0] for number in page.numbers}
    return quoted | {widget.id for widget in page.widgets if widget.widget == "Chart"}


def _on_page(page: Page) -> Iterator[tuple[str, int]]:
    for role in page.roles:
        if role.name.partition(":")[0] == "cite":
            yield from ((key.strip(), role.line) for key in role.content.split(","))


def _in_tree(node: yaml.Node | None) -> Iterator[tuple[str, int]]:
    """Yield what stands under the keys `source` and `sources`."""
    for entry in entries(node):
        yield from _in_tree(entry)
    for name, value in pairs(node):
        if name not in {"source", "sources"}:
            yield from _in_tree(value)
            continue
        for key in [value] if isinstance(value, yaml.ScalarNode) else entries(value):
            yield str(key.value), key.start_mark.line + 1
