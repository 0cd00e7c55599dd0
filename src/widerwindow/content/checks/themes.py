"""The themes of content notes: which ones there are, the words that give them away, and where a note is missing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from pydantic import Field
from typing_extensions import override

from widerwindow.content.checks.phrases import Phrases
from widerwindow.content.core.problems import Fault, Problem
from widerwindow.content.core.reading import File, Part, Text, once
from widerwindow.content.pages.page_scope import Exemption, idle
from widerwindow.content.pages.passages import Place, Writing, child, entries
from widerwindow.messages import Messages

_say = Messages(__package__)


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
                yield Fault(("themes", position, "name"), *_say.advice("theme_twice", theme=theme.name))
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
                    advice = _say.advice("no_theme", theme=theme.value, known=known)
                    yield Problem(writing.path, theme.start_mark.line + 1, *advice)

    @cached_property
    def missing_in(self) -> Callable[[Writing], Sequence[Problem]]:
        """Returns a problem for each theme that a file speaks of and that no note before it names."""
        return once(self._missing_in)

    def _missing_in(self, writing: Writing) -> Iterator[Problem]:
        if any(exemption.covers(writing.name) for exemption in self.exempt):
            return
        for theme in self.themes:
            if theme.phrases.may_be_in(writing.plain, writing.words):
                for place in writing.places:
                    if place.kind != "file" and theme.name not in place.themes:
                        yield from _first(theme, place, writing)


def _first(theme: Theme, place: Place, writing: Writing) -> Iterator[Problem]:
    for passage in place.passages:
        found = theme.phrases.first(passage.text)
        if found:
            about = {"theme": theme.name, "kind": _say(f"kind_{place.kind}"), "key": place.key}
            phrase = " ".join(found[0].split())
            advice = _say.advice("speaks_of_noted" if place.notes[-1] else "speaks_of", phrase=phrase, **about)
            yield Problem(writing.path, passage.line_of(found.start()), *advice)
            return
