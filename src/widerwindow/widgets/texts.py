"""Lets a page carry each of a widget's texts once: the script takes from the readable version what stands there.

The two together are too far apart for a web server's compression to notice that they are the same.
"""

import re
from itertools import count
from typing import Any

from widerwindow.widgets.links import throughout

_WORTH_IT = 90  # characters; for less, the marks would be longer than what they save
_MARKED = re.compile(r'\A<div data-ww-text="(\d+)">(.*)</div>\Z', re.DOTALL)


def marked(content: dict[str, Any]) -> dict[str, Any]:
    """Return `content` with every long text numbered, for the readable version."""
    numbers = count()

    def mark(text: str) -> str:
        if len(text) < _WORTH_IT or not text.startswith("<p>"):
            return text
        return f'<div data-ww-text="{next(numbers)}">{text}</div>'

    return {key: throughout(value, mark) for key, value in content.items()}


def referring(content: dict[str, Any], html: str) -> dict[str, Any]:
    """Return marked `content` for the script: the number alone of a text that stands in `html`, the text of others."""

    def refer(text: str) -> object:
        found = _MARKED.match(text)
        if not found:
            return text
        return {"at": int(found[1])} if text in html else found[2]

    return {key: throughout(value, refer) for key, value in content.items()}
