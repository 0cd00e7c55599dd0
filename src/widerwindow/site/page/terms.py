"""Links a word of the glossary to its entry, where the word first comes on a page.

An entry that begins with a word such as "Here" gives an everyday word a meaning of its own, as with *sign* or *base*.
The course's profile says which word that is. Such an everyday word is linked only in the modules that its entry links
to; anywhere else it may mean something else. All other words are linked on every page, but for those that the course
leaves out. An author who writes `{term}` chooses the place herself, and the page then has no other link for that word.
A word in quotation marks is somebody's own, and is left as it is.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes

from widerwindow.content.about.profile import Glossary
from widerwindow.content.pages.page import covers
from widerwindow.content.pages.terms import finder, unquoted

_NOT_RUNNING_TEXT = (nodes.thead, nodes.block_quote, nodes.citation, nodes.footnote, nodes.title)
_NOT_TO_TOUCH = (nodes.reference, nodes.literal, nodes.raw, nodes.citation_reference, nodes.footnote_reference)


class _Entry(NamedTuple):
    anchor: str
    modules: frozenset[str]
    """Where it is linked; everywhere, if there are none."""


class _Piece(NamedTuple):
    """A text inside a paragraph, where it begins there, and whether a link may be put into it."""

    node: nodes.Text
    start: int
    free: bool


class Terms:
    """The words of a glossary, and the pages on which they are no links."""

    def __init__(self, page: nodes.document, glossary: Glossary) -> None:
        self._not_on = glossary.not_on or []
        entries = dict(_entries(page, glossary.everyday))
        self._entries = {word.lower(): entry for word, entry in entries.items()}
        self._pattern = finder(entries)

    def link(self, doctree: nodes.document, page: str, glossary: str) -> None:
        """Link the words in the text of `page` to their entries; `glossary` is where its page is from there."""
        if not self._entries or any(covers(pages, page) for pages in self._not_on):
            return
        linked = set(_linked_by_hand(doctree, glossary))
        for paragraph in list(doctree.findall(nodes.paragraph)):
            if not _is_inside(paragraph, _NOT_RUNNING_TEXT):
                self._link_in(paragraph, page.partition("/")[0], glossary, linked)

    def _link_in(self, paragraph: nodes.paragraph, folder: str, glossary: str, linked: set[str]) -> None:
        pieces = _pieces(paragraph)
        text = unquoted("".join(piece.node for piece in pieces))
        found: dict[int, list[tuple[int, int, str]]] = {}
        for match in self._pattern.finditer(text):
            entry = self._entries[" ".join(match["word"].lower().split())]
            number = max(at for at, piece in enumerate(pieces) if piece.start <= match.start())
            start = match.start() - pieces[number].start
            end = match.end() - pieces[number].start
            whole = pieces[number].free and end <= len(pieces[number].node)
            if whole and entry.anchor not in linked and folder in (entry.modules or {folder}):
                linked.add(entry.anchor)
                found.setdefault(number, []).append((start, end, f"{glossary}#{entry.anchor}"))
        for number, places in found.items():
            node = pieces[number].node
            node.parent.replace(node, list(_with_links(str(node), places)))


def without_tips(glossary: nodes.document) -> None:
    """Take away what a mouse shows over each citation: the whole source, which stands where the citation leads to.

    On a page with as many citations as a glossary has, that weighs a quarter of all.
    """
    for link in glossary.findall(nodes.reference):
        link.attributes.pop("reftitle", None)


def _entries(page: nodes.document, everyday: str | None) -> Iterator[tuple[str, _Entry]]:
    for item in page.findall(nodes.definition_list_item):
        definition = next(item.findall(nodes.definition))
        pages = [link["reftarget"] for link in definition.findall(addnodes.pending_xref) if link["refdomain"] == "doc"]
        narrow = everyday is not None and re.match(rf"{re.escape(everyday)}\b", definition.astext())
        modules = {page.partition("/")[0] for page in pages if "/" in page} if narrow else set()
        for term in item.findall(nodes.term):
            yield " ".join(term.astext().split()), _Entry(term["ids"][0], frozenset(modules))


def _linked_by_hand(doctree: nodes.document, glossary: str) -> Iterator[str]:
    """Yield the anchors of the entries that the author has linked, and let these links look like the others."""
    for link in doctree.findall(nodes.reference):
        page, _, anchor = link.get("refuri", "").partition("#")
        if anchor and page == glossary:
            link["classes"].append("ww-term")
            yield anchor


def _pieces(paragraph: nodes.paragraph) -> list[_Piece]:
    """Return the texts of `paragraph`, after those that a line's end had parted are one again."""
    for element in paragraph.findall(nodes.TextElement):
        for at in range(len(element) - 1, 0, -1):
            if isinstance(element[at], nodes.Text) and isinstance(element[at - 1], nodes.Text):
                element[at - 1 : at + 1] = [nodes.Text(element[at - 1] + element[at])]
    pieces = []
    start = 0
    for node in paragraph.findall(nodes.Text):
        pieces.append(_Piece(node, start, not _is_inside(node, _NOT_TO_TOUCH)))
        start += len(node)
    return pieces


def _is_inside(node: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, kinds):
            return True
    return False


def _with_links(text: str, places: list[tuple[int, int, str]]) -> Iterator[nodes.Node]:
    done = 0
    for start, end, address in places:
        yield nodes.Text(text[done:start])
        word = text[start:end]
        yield nodes.reference(word, word, refuri=address, internal=True, classes=["ww-term"])
        done = end
    yield nodes.Text(text[done:])
