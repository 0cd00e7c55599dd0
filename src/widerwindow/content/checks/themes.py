"""The themes of content notes: which ones there are, the words that give them away, and where a note is missing."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from pydantic import Field
from typing_extensions import override

from widerwindow.content.checks.phrases import Phrases
from widerwindow.content.core.problems import Fault, Problem
from widerwindow.content.core.reading import File, Part, Text
from widerwindow.content.pages.page_scope import Exemption, idle
from widerwindow.content.pages.passages import Place, Writing, child, entries


class Theme(Part):
    """Something hard that a note names. A theme without words is left to the author's judgement."""

    name: Text
    words: list[Text] = Field(default_factory=list)

    @cached_property
    def phrases(self) -> Phrases:
        """What finds one of the words."""
        return Phrases(self.words)


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
        yield from idle(self.exempt, ("exempt",), pages)

    def unknown_in(self, writing: Writing) -> Iterator[Problem]:
        """Yield a problem for each theme that a note in `writing` names and that is not listed here."""
        known = [theme.name for theme in self.themes]
        for place in writing.places:
            for theme in entries(child(place.notes[-1], "themes")):
                if theme.value not in known:
                    wrong = f"“{theme.value}” is no theme in book/themes.yml."
                    instead = f"Write one of: {', '.join(known)}. Or add it there."
                    yield Problem(writing.path, theme.start_mark.line + 1, wrong, instead)

    def missing_in(self, writing: Writing) -> Iterator[Problem]:
        """Yield a problem for each theme that `writing` speaks of and that no note before it names."""
        if any(exemption.covers(writing.name) for exemption in self.exempt):
            return
        for theme in self.themes:
            if theme.phrases.may_be_in(writing.plain):
                for place in writing.places:
                    if place.kind != "file" and theme.name not in place.themes:
                        yield from _first(theme, place, writing)


def _first(theme: Theme, place: Place, writing: Writing) -> Iterator[Problem]:
    for passage in place.passages:
        found = theme.phrases.first(passage.text)
        if found:
            wrong = f"“{' '.join(found[0].split())}” speaks of {theme.name}, and no note says so before it."
            yield Problem(writing.path, passage.line_of(found.start()), wrong, _instead(theme.name, place))
            return


def _instead(theme: str, place: Place) -> str:
    if place.notes[-1]:
        return f"Add “{theme}” to the `themes` of this {place.kind}'s `{place.key}`."
    parts = f"{{themes: [{theme}], intensity: low, text: ..., summary: ...}}"
    return f"Give this {place.kind} a `{place.key}: {parts}`, or use other words."
