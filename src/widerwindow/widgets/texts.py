"""Lets a page carry each of a widget's texts once: the script takes from the readable version what stands there.

The two together are too far apart for a web server's compression to notice that they are the same.
"""

import re
from collections.abc import Mapping
from itertools import count
from typing import Any, NamedTuple

from widerwindow.widgets.links import throughout

_MARKED = re.compile(r'\A<(?:div|defs) data-ww-text="(\d+)">(.*)</(?:div|defs)>\Z', re.DOTALL)
_MARK = re.compile(r'(?:(?<=<div data-ww-text)|(?<=<defs data-ww-text))="(\d+)"')


class Shared(NamedTuple):
    """Content and readable version for one page; in the first, `{"at": n}` is the n-th marked text of the second."""

    content: dict[str, Any]
    html: str


def marked(content: Mapping[str, object]) -> dict[str, Any]:
    """Return `content` with each text of paragraphs or of drawings marked with a number, for the readable version."""
    numbers = count()

    def mark(text: str) -> str:
        if text.startswith("<p>"):
            return f'<div data-ww-text="{next(numbers)}">{text}</div>'
        return f'<defs data-ww-text="{next(numbers)}">{text}</defs>' if text.startswith("<g ") else text

    return {key: throughout(value, mark) for key, value in content.items()}


def shared(content: dict[str, Any], html: str) -> Shared:
    """Return what a page holds of marked `content` and of its readable version `html`, the numbers taken out."""
    places: dict[str, int] = {}
    for place, number in enumerate(_MARK.findall(html)):
        places.setdefault(number, place)

    def refer(text: str) -> object:
        found = _MARKED.match(text)
        if not found:
            return text
        return {"at": places[found[1]]} if found[1] in places else found[2]

    return Shared({key: throughout(value, refer) for key, value in content.items()}, _MARK.sub("", html))
