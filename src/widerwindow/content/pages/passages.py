"""A page or a YAML file as its readers meet it: passages with their lines, and the notes that stand before them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from widerwindow.content.core.reading import STAY, compose, read_text, read_tree
from widerwindow.content.pages.blocks import Block, Target, blocks, targets
from widerwindow.content.pages.page import Page, page_at
from widerwindow.content.questions import KINDS

_NOT_READ = frozenset({"id", "kind", "type", "next", "when", "effects", "start", "source", "sources", "outcome"})
_NOT_READ |= {"way_round", "place", "themes", "intensity", "look", "drawn", "group", "comparison", "has"}
_NOT_READ |= {"attempts", "pass_mark", "deadline", "late", "draw", "show_key", "tags"}
"""The keys of a YAML file whose values no learner reads as text. Each kind of question adds its own."""

_TARGET = re.compile(r"\]\([^)\s]*\)")
_WORD = re.compile(r"\w+")


class Passage(NamedTuple):
    """A paragraph, an item, a heading or a table's cell: its first line, and its Markdown without link targets."""

    line: int
    text: str
    quoted: bool = False
    heading: bool = False
    item: bool = False

    def line_of(self, position: int) -> int:
        """Return the line of the file on which the character at `position` stands."""
        return self.line + self.text.count("\n", 0, position)


class Place(NamedTuple):
    """What one note stands before: its kind, the note's key, its text, and the notes that cover it, its own last."""

    kind: str
    key: str
    passages: list[Passage]
    notes: list[yaml.Node | None]

    @property
    def themes(self) -> set[str]:
        """The themes that the notes name."""
        return {theme.value for note in self.notes for theme in entries(child(note, "themes"))}


@dataclass(frozen=True, eq=False)
class Writing:
    """A file that learners read. Its `name` is its path inside the book, or inside the course where it lies outside.

    `plain` is its whole text in small letters, on one line, and `words` are those of its places and their notes.
    """

    path: Path
    name: str
    plain: str
    words: frozenset[str]
    places: list[Place]


def writing(path: Path, name: str) -> Writing:
    """Return what the readable file at `path` says; whoever asks again for the same gets the same."""
    return _in_page(page_at(path), name) if path.suffix == ".md" else _in_file(path, name, read_text(path))


@lru_cache(STAY)
def _in_page(page: Page, name: str) -> Writing:
    return _written(page.path, name, page.text, [_place(page)])


@lru_cache(STAY)
def _in_file(path: Path, name: str, text: str) -> Writing:
    tree = compose(text)
    whole = child(tree, "note")
    parts = "scenes" if child(tree, "scenes") else "questions"
    kind = "scenario" if parts == "scenes" else "file"
    rest = [(key, value) for key, value in pairs(tree) if key not in {parts, "note"}]
    places = [Place(kind, "note", list(_in_pairs(rest)), [whole])]
    for part in entries(child(tree, parts)):
        text_of_part = [(key, value) for key, value in pairs(part) if key != "note"]
        passages = list(_in_pairs(text_of_part, _not_read_in(part)))
        places.append(Place(parts[:-1], "note", passages, [whole, child(part, "note")]))
    return _written(path, name, text, places)


def _written(path: Path, name: str, text: str, places: list[Place]) -> Writing:
    passages = [each for place in places for each in (*place.passages, *in_note(place.notes[-1]))]
    tokens = set(" ".join(each.text for each in passages).lower().split())
    words = frozenset(_WORD.findall(" ".join(tokens)))
    return Writing(path, name, " ".join(text.lower().split()), words, places)


@lru_cache(STAY)
def as_part_of(page: Writing, shown: Writing) -> Writing:
    """Return what `shown` says as a part of `page`, whose note stands before it."""
    places = [place._replace(kind="page", key="content_note", notes=page.places[0].notes) for place in shown.places]
    return replace(shown, name=page.name, words=shown.words | page.words, places=places)


def targets_in(path: Path) -> Iterator[Target]:
    """Yield where the links in the texts of the YAML file at `path` lead. Raises ContentError."""
    for block in _blocks_in(read_tree(path), frozenset(), inline=True):
        yield from targets(block)


def in_note(note: yaml.Node | None) -> Iterator[Passage]:
    """Yield what `note` says."""
    return _in_pairs(pairs(note))


def child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """Return what stands under `key` in `node`, if anything does."""
    return next((value for name, value in pairs(node) if name == key), None)


def pairs(node: yaml.Node | None) -> list[tuple[str, yaml.Node]]:
    """Return the keys and values of `node`, where it is a mapping."""
    return [(key.value, value) for key, value in node.value] if isinstance(node, yaml.MappingNode) else []


def entries(node: yaml.Node | None) -> list[yaml.Node]:
    """Return the entries of `node`, where it is a list."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _place(page: Page) -> Place:
    return Place(
        "page", "content_note", list(_passages(page.blocks)), [child(compose(f"---\n{page.front}"), "content_note")]
    )


def _not_read_in(part: yaml.Node) -> frozenset[str]:
    """Return the keys of a scene or a question whose values no learner reads."""
    kind = child(part, "type")
    return _NOT_READ | KINDS[kind.value].not_read if kind and kind.value in KINDS else _NOT_READ


def _in_pairs(found: Iterable[tuple[str, yaml.Node]], not_read: frozenset[str] = _NOT_READ) -> Iterator[Passage]:
    for key, value in found:
        if key not in not_read:
            yield from _passages(_blocks_in(value, not_read))


def _blocks_in(node: yaml.Node, not_read: frozenset[str], *, inline: bool = False) -> Iterator[Block]:
    """Yield the blocks of every text in `node`, but for those under keys that are `not_read`."""
    if isinstance(node, yaml.ScalarNode):
        own_line = 1 if node.style in {"|", ">"} else 0
        yield from blocks(node.value, node.start_mark.line + 1 + own_line, inline=inline)
    inside = [value for key, value in pairs(node) if key not in not_read]
    for each in (*inside, *entries(node)):
        yield from _blocks_in(each, not_read, inline=inline)


def _passages(found: Iterable[Block]) -> Iterator[Passage]:
    for block in found:
        text = _TARGET.sub("]", block.token.content)
        if block.token.type == "inline" and text:
            yield Passage(block.line, text, block.quoted, block.heading, block.item)
