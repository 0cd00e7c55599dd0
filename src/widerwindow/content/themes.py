"""The themes of content notes: which ones there are, the words that give them away, and where a note is missing."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import yaml
from pydantic import Field
from typing_extensions import override

from widerwindow.content.page import FRONT_MATTER
from widerwindow.content.problems import Fault, Problem
from widerwindow.content.reading import File, Part, Text

_NOT_READ = {"id", "key", "kind", "type", "next", "when", "effects", "start", "sources", "outcome", "way_round", "note"}
"""The keys of a YAML file whose values no learner reads as text, and the notes themselves."""


class Theme(Part):
    """Something hard that a note names. A theme without words is left to the author's judgement."""

    name: Text
    words: list[Text] = Field(default_factory=list)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds one of the words: whole words, in small or capital letters, `*` for any ending."""
        ways = (r"\s+".join(re.escape(part).replace(r"\*", r"\w*") for part in words.split()) for words in self.words)
        return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)


class Exemption(Part):
    """Pages on which no note is asked for: one page or, with a `/` at the end, all those in a folder."""

    pages: Text
    why: Text

    def covers(self, page: str) -> bool:
        """Return whether `page`, its path inside the book, is meant."""
        return page.startswith(self.pages) if self.pages.endswith("/") else page == self.pages


class Themes(File):
    """`book/themes.yml`: the themes that notes may name, and the pages that need no note."""

    themes: list[Theme] = Field(min_length=1)
    exempt: list[Exemption] = Field(default_factory=list)

    @override
    def faults(self) -> Iterator[Fault]:
        names: set[str] = set()
        for position, theme in enumerate(self.themes):
            if theme.name in names:
                yield Fault(("themes", position, "name"), f"The theme “{theme.name}” stands here twice.", "Keep one.")
            names.add(theme.name)

    def idle_exemptions(self, pages: Iterable[str]) -> Iterator[Fault]:
        """Yield a fault for each exemption that covers none of the book's `pages`."""
        known = list(pages)
        for position, exemption in enumerate(self.exempt):
            if not any(map(exemption.covers, known)):
                wrong = f"`{exemption.pages}` is no page and no folder of pages in the book."
                yield Fault(("exempt", position, "pages"), wrong, "Mend the name, or take the entry out.")

    def in_page(self, path: Path, name: str) -> Iterator[Problem]:
        """Yield what is wrong with the note of the page at `path`; `name` is its path inside the book."""
        text = path.read_text(encoding="utf-8")
        match = FRONT_MATTER.match(text)
        note = _child(_tree(match[1]), "content_note") if match else None
        yield from self._unknown(note, path, first_line=2)
        if not any(exemption.covers(name) for exemption in self.exempt):
            body = _Passage(text, match.end() if match else 0, len(text))
            yield from self._missing([_Place("page", "content_note", [body], [note])], path, text)

    def in_scenario(self, path: Path) -> Iterator[Problem]:
        """Yield what is wrong with the notes of the scenario at `path` and of its scenes."""
        text = path.read_text(encoding="utf-8")
        tree = _tree(text)
        whole = _child(tree, "note")
        scenes = _child(tree, "scenes")
        places = [
            _Place("scene", "note", list(_passages(scene, text)), [whole, _child(scene, "note")])
            for scene in _entries(scenes)
        ]
        rest = [passage for key, value in _pairs(tree) if key != "scenes" for passage in _passages(value, text, key)]
        for place in places:
            yield from self._unknown(place.notes[1], path)
        yield from self._unknown(whole, path)
        yield from self._missing([_Place("scenario", "note", rest, [whole]), *places], path, text)

    def in_questions(self, path: Path) -> Iterator[Problem]:
        """Yield what is wrong with the notes in the self-check or quiz at `path`."""
        text = path.read_text(encoding="utf-8")
        tree = _tree(text)
        for question in _entries(_child(tree, "questions")):
            note = _child(question, "note")
            yield from self._unknown(note, path)
            yield from self._missing([_Place("question", "note", list(_passages(question, text)), [note])], path, text)

    def _unknown(self, note: yaml.Node | None, path: Path, first_line: int = 1) -> Iterator[Problem]:
        known = [theme.name for theme in self.themes]
        for theme in _entries(_child(note, "themes")):
            if theme.value not in known:
                wrong = f"“{theme.value}” is no theme in book/themes.yml."
                instead = f"Write one of: {', '.join(known)}. Or add it there."
                yield Problem(path, first_line + theme.start_mark.line, wrong, instead)

    def _missing(self, places: list["_Place"], path: Path, text: str) -> Iterator[Problem]:
        for theme in self.themes:
            for place in places if theme.words else []:
                found = [] if theme.name in place.themes else list(place.first(theme.pattern))
                if found:
                    at, word = min(found)
                    wrong = f"“{' '.join(word.split())}” speaks of {theme.name}, and no note says so before it."
                    yield Problem(path, text.count("\n", 0, at) + 1, wrong, place.instead(theme.name))


class _Passage(NamedTuple):
    """A stretch of a file's text, from one position to another."""

    text: str
    start: int
    end: int


class _Place(NamedTuple):
    """What one note stands before: its kind, the note's key, its text, and the notes that cover it, its own last."""

    kind: str
    key: str
    passages: list[_Passage]
    notes: list[yaml.Node | None]

    @property
    def themes(self) -> set[str]:
        return {theme.value for note in self.notes for theme in _entries(_child(note, "themes"))}

    def first(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
        for text, start, end in self.passages:
            match = pattern.search(text, start, end)
            if match:
                yield match.start(), match[0]

    def instead(self, theme: str) -> str:
        if self.notes[-1]:
            return f"Add “{theme}” to the `themes` of this {self.kind}'s `{self.key}`."
        parts = f"{{themes: [{theme}], intensity: low, text: ..., summary: ...}}"
        return f"Give this {self.kind} a `{self.key}: {parts}`, or use other words."


def _tree(text: str) -> yaml.Node | None:
    tree: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
    return tree


def _pairs(node: yaml.Node | None) -> list[tuple[str, yaml.Node]]:
    return [(key.value, value) for key, value in node.value] if isinstance(node, yaml.MappingNode) else []


def _entries(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    return next((value for name, value in _pairs(node) if name == key), None)


def _passages(node: yaml.Node, text: str, key: str = "") -> Iterator[_Passage]:
    if key in _NOT_READ:
        return
    if isinstance(node, yaml.ScalarNode):
        yield _Passage(text, node.start_mark.index, node.end_mark.index)
    for name, value in _pairs(node):
        yield from _passages(value, text, name)
    for entry in _entries(node):
        yield from _passages(entry, text)
