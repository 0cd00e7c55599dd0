"""Tables and numbered lists of a page whose rows or numbers are not shown as they are written."""

import re
from collections.abc import Iterator

from widerwindow.content.core.problems import Problem
from widerwindow.content.core.reading import once
from widerwindow.content.pages.blocks import Block
from widerwindow.content.pages.page import Page
from widerwindow.messages import Messages

_say = Messages(__package__)

_BAR = re.compile(r"(?<!\\)\|")


@once
def otherwise_in(page: Page) -> Iterator[Problem]:
    """Yield each row of a table with more cells than its head has, and each number of a list that would be another."""
    lines = page.text.split("\n")
    for block in page.blocks:
        if block.token.type == "table_open":
            yield from _dropped(page, block, lines)
    yield from _renumbered(page)


def _dropped(page: Page, table: Block, lines: list[str]) -> Iterator[Problem]:
    first, last = table.token.map or [0, 0]
    head, *rows = lines[table.line - 1 : table.line - 1 + last - first]
    for place, row in enumerate(rows, 1):
        if _cells(row) > _cells(head):
            advice = _say.advice("dropped_cell", cells=_cells(row), columns=_cells(head))
            yield Problem(page.path, table.line + place, *advice)


def _cells(row: str) -> int:
    inside = row.strip(" \t>").removeprefix("|")
    bars = len(_BAR.findall(inside))
    return bars if inside.endswith("|") and not inside.endswith("\\|") else bars + 1


def _renumbered(page: Page) -> Iterator[Problem]:
    numbers: dict[int, list[int]] = {}
    for block in page.blocks:
        token = block.token
        if token.type == "ordered_list_open":
            numbers[token.level + 1] = []
        elif token.type == "list_item_open":
            there = numbers.get(token.level, [])
            there.append(int(token.info))
            shown = there[0] + len(there) - 1
            if there[-1] != shown and len(set(there)) > 1:
                yield Problem(page.path, block.line, *_say.advice("renumbered", written=there[-1], shown=shown))
                del numbers[token.level]  # once is enough for a list
