"""`book/language.yml`: words to avoid or never to leave alone, lists to give in full, and how plain a page is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from re import Match

from pydantic import Field
from typing_extensions import override

from widerwindow.content.checks.fixed_list import FixedList
from widerwindow.content.checks.guessing import Tone
from widerwindow.content.checks.phrases import Phrases
from widerwindow.content.checks.readability import Reading
from widerwindow.content.core.problems import Fault, Problem
from widerwindow.content.core.reading import File, Id, Part, Text, once, repeated_ids
from widerwindow.content.pages.page import covers
from widerwindow.content.pages.page_scope import Exemption, idle
from widerwindow.content.pages.passages import Passage, Place, Writing, in_note
from widerwindow.messages import Messages

_say = Messages(__package__)


class Near(Part):
    """Words of which one must be near: within so many words or, where no number is given, anywhere in the file."""

    words: list[Text] = Field(min_length=1)
    within: int | None = Field(default=None, ge=1)

    @cached_property
    def phrases(self) -> Phrases:
        """What finds one of the words."""
        return Phrases(self.words)

    def holds(self, writing: Writing, place: Place, index: int, found: Match[str]) -> bool:
        """Return whether one of the words is near what was `found` in the passage of `place` at `index`."""
        if self.within is None:
            return self.phrases.first(writing.plain) is not None
        texts = [passage.text for passage in place.passages]
        if place.kind == "question":  # an option is read together with its question
            return self.phrases.first(" ".join(texts)) is not None
        before = " ".join([*texts[:index], texts[index][: found.start()]]).split()[-self.within :]
        after = " ".join([texts[index][found.end() :], *texts[index + 1 :]]).split()[: self.within]
        return any(self.phrases.first(" ".join(words)) for words in (before, after))


class Rule(Part):
    """Phrases that do not stand alone, or not at all: why, and what to write instead.

    In quotation marks they are someone's words: in a scenario or a question, whose feedback answers them, they pass.
    Those that are `hurtful` pass only in quotation marks, and only after a note that names a theme of `quoted_under`.
    """

    id: Id
    words: list[Text] = Field(min_length=1)
    why: Text
    instead: Text
    unless_near: Near | None = None
    hurtful: bool = False
    only: Text | None = None
    exempt: list[Exemption] = Field(default_factory=list)

    @cached_property
    def phrases(self) -> Phrases:
        """What finds one of the phrases."""
        return Phrases(self.words)

    def looks_at(self, name: str) -> bool:
        """Return whether the rule holds for the file called `name`."""
        meant = self.only is None or covers(self.only, name)
        return meant and not any(exemption.covers(name) for exemption in self.exempt)

    def broken_in(self, writing: Writing, quoted_under: set[str]) -> Iterator[Problem]:
        """Yield each place in `writing` where a phrase stands that may not stand there."""
        if not self.looks_at(writing.name) or not self.phrases.may_be_in(writing.plain, writing.words):
            return
        for place in writing.places:
            passes = place.themes & quoted_under if self.hurtful else place.kind not in {"page", "file"}
            whole = place._replace(passages=[*place.passages, *in_note(place.notes[-1])])
            for index, passage in enumerate(whole.passages):
                for found in self.phrases.all(passage.text):
                    if passes and _in_quotation_marks(passage, found):
                        continue
                    if not (self.unless_near and self.unless_near.holds(writing, whole, index, found)):
                        wrong = _say("phrase", phrase=" ".join(found[0].split()), why=self.why)
                        yield Problem(writing.path, passage.line_of(found.start()), wrong, self.instead)
                        if self.unless_near and self.unless_near.within is None:
                            return  # what is missing is missing once


class Language(File):
    """All that a course asks of its words."""

    reading: Reading
    quoted_under: list[Text] = Field(default_factory=list)
    rules: list[Rule] = Field(default_factory=list)
    lists: list[FixedList] = Field(default_factory=list)
    tone: Tone | None = None

    @override
    def faults(self) -> Iterator[Fault]:
        yield from repeated_ids((("rules",), self.rules))

    def idle_exemptions(self, names: Iterable[str]) -> Iterator[Fault]:
        """Yield a fault for each exemption and each limit that covers none of the files with these `names`."""
        known = list(names)
        yield from idle(self.reading.pages, ("reading", "pages"), known)
        for position, rule in enumerate(self.rules):
            yield from idle(rule.exempt, ("rules", position, "exempt"), known)

    @cached_property
    def problems_in(self) -> Callable[[Writing], Sequence[Problem]]:
        """Returns what is wrong with the words in a file that learners read."""
        return once(self._wrong_in)

    def _wrong_in(self, writing: Writing) -> Iterator[Problem]:
        for rule in self.rules:
            yield from rule.broken_in(writing, set(self.quoted_under))
        for fixed in self.lists:
            yield from fixed.broken_in(writing)
        yield from self.reading.problems_in(writing)


def _in_quotation_marks(passage: Passage, found: Match[str]) -> bool:
    before = passage.text[: found.start()]
    return passage.quoted or before.count('"') % 2 == 1 or before.rfind("“") > before.rfind("”")
