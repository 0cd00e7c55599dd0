"""Reads the HTML of a page as a tree of plain parts: what stands on paper, and nothing that needs a screen."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NotRequired, TypedDict

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from widerwindow.publish.paper.drawings import Drawing, taken_out

_LEFT_OUT = (
    "script, nav, progress, noscript, .ww-in-module, .ww-asked, .ww-screen, .ww-label, .ww-map, .ww-minutes, "
    ".caption-number, .ww-paper, a[data-ww-continue]"
)
_INLINE = {"strong", "em", "code", "a", "br", "span"}
_BLOCKS = {
    *("p", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "caption"),
    *("blockquote", "figure", "figcaption", "summary", "details", "ww-drawn"),
}
_SHAPED = {
    *("admonition", "ww-note", "ww-frame", "ww-some", "ww-numbered", "ww-field", "ww-lines", "ww-line", "ww-blank"),
    *("ww-fallback", "ww-way", "line"),
}
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
_HEADING = re.compile(r"h([1-6])")
_SPACE = re.compile(r"[ \t\r\n]+")


class Node(TypedDict):
    """A part: its `tag` in HTML, the classes that it `looks` like, and what is in it."""

    tag: str
    looks: list[str]
    kids: list["Node | str"]
    level: NotRequired[int]
    """How deep a heading stands, from 1."""
    place: NotRequired[str]
    """The name by which links lead to it."""
    to: NotRequired[str]
    """The place that a link leads to."""
    address: NotRequired[str]
    """The address outside that a link leads to."""
    drawing: NotRequired[Drawing]


Piece = Node | str
Way = Callable[[str], str | None]
"""Says for the address of a link, or for `#` and an id, which place on paper that is; None where it is none."""


def nowhere(_address: str) -> None:
    """Lead to no place: a way for what stands by itself."""


def soup(html: str) -> BeautifulSoup:
    """Return `html` without all that is left out on paper; a drawing in it is one element of its own."""
    main = _MAIN.search(html)
    found = BeautifulSoup(taken_out(main[0] if main else html), "html.parser")
    for element in found.select(_LEFT_OUT):
        element.decompose()
    return found


def pieces(element: Tag, way: Way = nowhere) -> list[Piece]:
    """Return what is in `element` as parts."""
    return _tidied([piece for child in element.children for piece in _read(child, way)], _is_block(element.name))


def in_html(html: str, way: Way = nowhere) -> list[Piece]:
    """Return a piece of HTML as parts."""
    return pieces(soup(html), way)


def node(tag: str, *kids: Piece, looks: Sequence[str] = (), level: int = 0, place: str = "") -> Node:
    """Return a part of that kind."""
    made: Node = {"tag": tag, "looks": list(looks), "kids": list(kids)}
    if level:
        made["level"] = level
    if place:
        made["place"] = place
    return made


def table(heads: Sequence[str], rows: Sequence[Sequence[Sequence[Piece]]]) -> Node:
    """Return a table with a line of `heads`, and cells of pieces."""
    head = node("tr", *(node("th", each) for each in heads))
    body = [node("tr", *(node("td", *cell) for cell in row)) for row in rows]
    return node("table", node("thead", head), node("tbody", *body))


def _read(child: object, way: Way) -> Iterator[Piece]:
    if type(child) is NavigableString:  # a comment is one of another type
        yield str(child)
    elif isinstance(child, Tag):
        looks = [str(look) for look in child.get_attribute_list("class") if look]
        heading = _HEADING.fullmatch(child.name)
        place = way(f"#{child['id']}") if child.get("id") else None
        if heading or child.name in _BLOCKS | _INLINE - {"span"} or _SHAPED.intersection(looks):
            tag, level = ("h", int(heading[1])) if heading else (child.name, 0)
            made = node(tag, *pieces(child, way), looks=looks, level=level, place=place or "")
            yield _with_more(made, child, way)
            return
        if place:
            yield node("div", place=place)
        yield from pieces(child, way)


def _with_more(made: Node, child: Tag, way: Way) -> Node:
    """Return the part with what its element leads to, or shows."""
    if child.name == "ww-drawn":
        made["drawing"], made["kids"] = {"svg": child.get_text(), "says": str(child["data-says"])}, []
    if child.name == "a":
        href = str(child.get("href", ""))
        place = way(href)
        if place:
            made["to"] = place
        elif href.startswith(("http:", "https:")):
            made["address"] = href
    return made


def _tidied(found: Sequence[Piece], in_block: bool) -> list[Piece]:
    """Return the pieces with one space where there were several, and none at an end of a block."""
    tidy: list[Piece] = []
    for piece in found:
        if isinstance(piece, str) and tidy and isinstance(tidy[-1], str):
            tidy[-1] += piece
        else:
            tidy.append(piece)
    for at, piece in enumerate(tidy):
        if isinstance(piece, str):
            text = _SPACE.sub(" ", piece)
            before, after = tidy[at - 1] if at else None, tidy[at + 1] if at + 1 < len(tidy) else None
            text = text.lstrip(" ") if _ends(before, in_block) else text
            tidy[at] = text.rstrip(" ") if _ends(after, in_block) else text
    return [piece for piece in tidy if piece != ""]


def _ends(beside: Piece | None, in_block: bool) -> bool:
    return in_block if beside is None else isinstance(beside, dict) and _is_block(beside["tag"])


def _is_block(tag: str) -> bool:
    return tag not in _INLINE
