"""The cells of a notebook, and its file."""

import json
import re
from collections.abc import Sequence
from typing import Any

Cell = dict[str, Any]

_HIDDEN = {"jupyter": {"source_hidden": True}, "tags": ["remove-input"]}
_ANCHOR = re.compile(r'<\w+[^>]*\bid="([^"]+)"')
_NO_NAME = re.compile(r"[^A-Za-z0-9_-]")
_LONGEST = 64
_KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


def named(anchor: str) -> str:
    """Return the name of the cell that begins with an element of that id: JupyterLab finds it before it is shown."""
    return _NO_NAME.sub("-", anchor)[:_LONGEST]


def text(html: str, *, closed: bool = False) -> Cell:
    """Return a cell with a text; where it begins with a heading and is `closed`, all below that waits for a click."""
    metadata = {"jp-MarkdownHeadingCollapsed": True} if closed else {}
    anchor = _ANCHOR.match(html)
    name = {"id": named(anchor[1])} if anchor else {}
    return {"cell_type": "markdown", "metadata": metadata, "source": html, **name}


def live(source: str, shown: str) -> Cell:
    """Return a cell whose code is hidden; `shown` is what is read there before it is run, as HTML."""
    output = {"output_type": "display_data", "data": {"text/html": shown}, "metadata": {}}
    return {"cell_type": "code", "execution_count": None, "metadata": _HIDDEN, "outputs": [output], "source": source}


def without_code(cell: Cell) -> Cell:
    """Return a cell of code with its code hidden, and else as it is."""
    return cell | {"metadata": cell["metadata"] | {"jupyter": _HIDDEN["jupyter"]}}


def notebook(cells: Sequence[Cell]) -> bytes:
    """Return a notebook of these cells."""
    numbered = [{"id": f"cell-{number}", **cell} for number, cell in enumerate(cells, 1)]
    return written({"cells": numbered, "metadata": _KERNEL, "nbformat": 4, "nbformat_minor": 5})


def written(found: dict[str, Any]) -> bytes:
    """Return a notebook as Jupyter writes it."""
    return (json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
