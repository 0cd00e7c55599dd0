"""A comparison: the same people put through several definitions, each with areas that it counts and a threshold."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core import source_keys
from widerwindow.content.core.markdown import to_html
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Named, Part, Text, Where, repeated_ids
from widerwindow.messages import Messages

_say = Messages(__package__)


class Area(Part):
    """A part of life that a definition may count."""

    id: Id
    title: Text


class Definition(Part):
    """Whom one owner counts: everybody with `at_least` so many of the areas that it `counts`."""

    id: Id
    title: Text
    owner: Text
    date: Text
    source: Text
    counts: list[Id] = Field(min_length=1)
    at_least: int = Field(ge=1)
    text: Text


class Counted(Part):
    """Somebody in a short story, and the areas that apply to her."""

    id: Id
    name: Text
    text: Text
    areas: list[Id]


class Comparison(Named):
    """People, and definitions that count them in or leave them out."""

    intro: Text
    areas: list[Area] = Field(min_length=1)
    definitions: list[Definition] = Field(min_length=2)
    people: list[Counted] = Field(min_length=1)
    closing: Text

    @override
    def faults(self) -> Iterator[Fault]:
        for part in ("areas", "definitions", "people"):
            yield from repeated_ids(((part,), getattr(self, part)))
        for position, definition in enumerate(self.definitions):
            yield from self._loose_areas(("definitions", position, "counts"), definition.counts)
            if definition.at_least > len(definition.counts):
                asked = {"asked": definition.at_least, "counted": len(definition.counts)}
                advice = _say.advice("unmeetable", definition=definition.id, **asked)
                yield Fault(("definitions", position, "at_least"), *advice)
        for position, person in enumerate(self.people):
            yield from self._loose_areas(("people", position, "areas"), person.areas)

    def unknown_sources(self, known: set[str]) -> Iterator[Fault]:
        """Yield a fault for each definition's source that is not among the keys `known`."""
        named = [(("definitions", position, "source"), each.source) for position, each in enumerate(self.definitions)]
        yield from source_keys.unknown(named, known)

    def _loose_areas(self, where: Where, named: Sequence[str]) -> Iterator[Fault]:
        known = [area.id for area in self.areas]
        for position, area in enumerate(named):
            if area not in known:
                yield Fault((*where, position), *_say.advice("no_area", area=area, known=known))
            elif area in named[:position]:
                yield Fault((*where, position), *_say.advice("area_twice", area=area))

    def public(self) -> dict[str, Any]:
        """Return the comparison for its widget, with who is counted worked out, and its Markdown as HTML."""
        return {
            "id": self.id,
            "title": self.title,
            "intro": to_html(self.intro),
            "definitions": [self._public(definition) for definition in self.definitions],
            "people": [
                {
                    "id": person.id,
                    "name": person.name,
                    "text": to_html(person.text),
                    "areas": self._titles(person.areas),
                }
                for person in self.people
            ],
            "closing": to_html(self.closing),
        }

    def _public(self, definition: Definition) -> dict[str, Any]:
        met = {person.id: self._titles(set(person.areas) & set(definition.counts)) for person in self.people}
        return {
            "id": definition.id,
            "title": definition.title,
            "owner": definition.owner,
            "date": definition.date,
            "text": to_html(definition.text),
            "areas": self._titles(definition.counts),
            "at_least": definition.at_least,
            "met": met,
            "counted": [person for person, areas in met.items() if len(areas) >= definition.at_least],
        }

    def _titles(self, areas: Collection[str]) -> list[str]:
        return [area.title for area in self.areas if area.id in areas]
