"""An organisation's logo: a small picture in a file beside `organisation.yml`, which asks for nothing."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from widerwindow.messages import Advice, Messages

_say = Messages(__package__)

MOST = 40_000
"""How many bytes it may have."""

_PNG = b"\x89PNG\r\n\x1a\n"
_ACTIVE = {"script", "foreignObject", "iframe", "embed", "object", "audio", "video", "a", "set", "handler"}
_CARRIED = ("#", "data:image/png;", "data:image/jpeg;")
"""How a reference begins that asks for nothing outside the file."""

_ASKING = re.compile(r"""<!(?:ENTITY|ATTLIST)|<\?(?!xml\s)|@import|\\|url\((?!\s*["']?#)""", re.IGNORECASE)
_NUMBER = re.compile(r"[\d.]+")


class Size(NamedTuple):
    """How wide and how high a picture is, beside each other."""

    width: float
    height: float


def wrong_with(name: str, content: bytes) -> Advice | None:
    """Return what is wrong with the picture in the file called `name`; None where nothing is."""
    if len(content) > MOST:
        return _say.advice("logo_too_large", size=len(content) // 1000, most=MOST // 1000)
    drawing = _drawing(content) if name.endswith(".svg") else None
    if drawing is not None and (part := next(_harm(drawing, content.decode()), None)):
        return _say.advice("logo_acts", part=part)
    return None if size(name, content) else _say.advice("no_logo", name=name)


def size(name: str, content: bytes) -> Size | None:
    """Return how large the picture is; None where it cannot be read."""
    if name.endswith(".svg"):
        drawing = _drawing(content)
        found = None if drawing is None else _size_of(drawing)
    elif content.startswith(_PNG) and len(content) > 24:
        found = Size(int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))
    else:
        found = None
    return found if found and min(found) > 0 else None


def _size_of(drawing: ElementTree.Element) -> Size | None:
    box = _NUMBER.findall(drawing.get("viewBox", ""))[2:]
    numbers = box or [*_NUMBER.findall(f"{drawing.get('width', '')} {drawing.get('height', '')}")]
    try:
        return Size(*map(float, numbers))
    except (TypeError, ValueError):
        return None


def _drawing(content: bytes) -> ElementTree.Element | None:
    try:
        drawing = ElementTree.fromstring(content.decode())
    except (UnicodeDecodeError, ElementTree.ParseError):
        return None
    return drawing if _bare(drawing.tag) == "svg" else None


def _harm(drawing: ElementTree.Element, text: str) -> Iterator[str]:
    """Yield each part of a drawing that could act, or ask for something outside its file."""
    for element in drawing.iter():
        tag = _bare(element.tag)
        if tag in _ACTIVE or tag.startswith("animate"):
            yield f"<{tag}>"
        for name, value in element.items():
            if _bare(name).lower().startswith("on"):
                yield _bare(name)
            if _bare(name) in {"href", "src"} and not value.startswith(_CARRIED):
                yield value
    yield from (found[0] for found in _ASKING.finditer(text))


def _bare(name: str) -> str:
    return name.rpartition("}")[2]
