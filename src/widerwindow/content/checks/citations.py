"""What a page or a YAML file says: the sources that it cites, and the numbers in it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from widerwindow.content.core.reading import compose
from widerwindow.content.pages.page import quoted, widgets_on
from widerwindow.content.pages.passages import entries, pairs

_CITATION = re.compile(r"\{cite(?::\w+)?\}`([^`]+)`")
_NUMBER = re.compile(r"(?<![A-Za-z\d])\d+(?:[.,]\d+)*")


class Citations(NamedTuple):
    """The keys that one place cites, each with the line of the first time, and its numbers."""

    cited: dict[str, int]
    numbers: set[str]


def said(file: Path, figures: Callable[[str], str]) -> Citations:
    """Return what the page or the readable YAML file at `file` says.

    A page says too what the tables of numbers say that it quotes or charts; `figures` gives that, by a table's id.
    """
    text = file.read_text(encoding="utf-8")
    found = _on_page(text) if file.suffix == ".md" else _in_tree(compose(text))
    cited: dict[str, int] = {}
    for key, line in found:
        cited.setdefault(key, line)
    tables = {name.partition(":")[0] for name, _ in quoted(file)}
    tables |= {widget.id for widget in widgets_on(file) if widget.widget == "Chart"}
    return Citations(cited, numbers(" ".join([text, *map(figures, tables)])))


def numbers(text: str) -> set[str]:
    """Return the numbers that stand in `text` in digits and are no part of a word or a key."""
    return set(_NUMBER.findall(text))


def _on_page(text: str) -> Iterator[tuple[str, int]]:
    for citation in _CITATION.finditer(text):
        for key in citation[1].split(","):
            yield key.strip(), text.count("\n", 0, citation.start()) + 1


def _in_tree(node: yaml.Node | None) -> Iterator[tuple[str, int]]:
    """Yield what stands under the keys `source` and `sources`."""
    for entry in entries(node):
        yield from _in_tree(entry)
    for name, value in pairs(node):
        if name not in {"source", "sources"}:
            yield from _in_tree(value)
            continue
        for key in entries(value) or [value]:
            yield str(key.value), key.start_mark.line + 1
