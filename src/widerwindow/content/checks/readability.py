"""How old a reader must be to follow a text: its reading age, and its long sentences."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pydantic import Field

from widerwindow.content.core.problems import Problem
from widerwindow.content.core.reading import Part
from widerwindow.content.pages.page_scope import Exemption
from widerwindow.content.pages.passages import Passage, Writing
from widerwindow.messages import Messages

_say = Messages(__package__)

_CITATION = re.compile(r"\{cite(?::\w+)?\}`[^`]*`")
_NUMBER = re.compile(r"\{number\}`[^`]*`")
_MARKUP = re.compile(r"\{\w+\}(?=`)|[*`\[\]]|(?<= )<[^>]*>")
_TERM = re.compile(r"\A([^\n]*)\n(?= )")
_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_MUTE = re.compile(r"(?<=[^aeiouy])e(?=ment|ful|ness|less|ly|ty|thing|one\b|times|where|guard)")
_ENDING = re.compile(r"(?<=[^aeiouy])e[ds]?$")
_HEARD = re.compile(r"(?:[td]ed|(?:[sxzcg]|sh|ch)es|[^aeiouylr]les?)$")
_APART = re.compile(r"(?<![tcsgx])i[aou]|ci(?=ati)|[aeouy]i(?=ng)|(?<![tc])ie[nt]|ui(?=c)|crea(?=t)|ea$|coe|eo(?!p|ry)")
_FEWEST_WORDS = 4
_SAMPLE = 100
"""How many words a text has for its sentences to have an average."""


class Sentence(NamedTuple):
    """A sentence, the line on which its paragraph starts, and its words."""

    line: int
    words: list[str]

    def __str__(self) -> str:
        return " ".join(self.words[:6])


class Limit(Exemption):
    """Another reading age for some pages, and why."""

    age: float = Field(gt=5)


class Reading(Part):
    """The highest reading age, by default and for some pages; the longest sentence; and how many may be long."""

    age: float = Field(gt=5)
    pages: list[Limit] = Field(default_factory=list)
    longest_sentence: int = Field(ge=10)
    long_sentence: int = Field(ge=10)
    long_share: float = Field(gt=0, le=1)

    def problems_in(self, writing: Writing) -> Iterator[Problem]:
        """Yield what makes `writing` hard to read, where it is a page or a scenario."""
        if writing.places[0].kind not in {"page", "scenario"}:
            return
        found = [each for place in writing.places for passage in place.passages for each in sentences(passage)]
        for sentence in found:
            if len(sentence.words) > self.longest_sentence:
                words = {"words": len(sentence.words), "most": self.longest_sentence}
                advice = _say.advice("long_sentence", sentence=str(sentence), **words)
                yield Problem(writing.path, sentence.line, *advice, advice=True)
        if sum(len(sentence.words) for sentence in found) >= _SAMPLE:
            yield from self._on_average(writing, found)

    def _on_average(self, writing: Writing, found: list[Sentence]) -> Iterator[Problem]:
        long = [sentence for sentence in found if len(sentence.words) > self.long_sentence]
        if len(long) > self.long_share * len(found):
            sentences = {"long": len(long), "all": len(found), "most": self.long_sentence}
            lines = dict.fromkeys(sentence.line for sentence in long)
            advice = _say.advice("many_long", lines=lines, **sentences)
            yield Problem(writing.path, long[0].line, *advice, advice=True)
        limit = next((each.age for each in self.pages if each.covers(writing.name)), self.age)
        if reading_age(found) > limit:
            advice = _say.advice("too_hard", age=reading_age(found), most=limit)
            yield Problem(writing.path, 1, *advice, advice=True)


def sentences(passage: Passage) -> Iterator[Sentence]:
    """Yield the sentences of `passage`. A heading has none, and neither has a line of three words or less."""
    text = _NUMBER.sub("1", _CITATION.sub("", _TERM.sub(r"\1. ", passage.text)))
    for part in _END.split(_MARKUP.sub("", text)) if not passage.heading else []:
        words = _WORD.findall(part)
        if len(words) >= _FEWEST_WORDS:
            yield Sentence(passage.line, words)


def reading_age(found: list[Sentence]) -> float:
    """Return the Flesch-Kincaid grade of the sentences `found`, plus 5 for the age at which that grade is taught.

    The grade is 0.39 x words per sentence + 11.8 x syllables per word - 15.59: Kincaid, Fishburne, Rogers and Chissom
    (1975), Derivation of New Readability Formulas for Navy Enlisted Personnel, Research Branch Report 8-75.
    """
    words = [word for sentence in found for word in sentence.words]
    return 0.39 * len(words) / len(found) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59 + 5


@cache
def syllables(word: str) -> int:
    """Return about how many syllables `word` has: its groups of vowels, but for a mute e and vowels heard apart."""
    word = _MUTE.sub("", word.lower().replace("qu", "kw"))
    if not _HEARD.search(word):
        word = _ENDING.sub("", word)
    return max(1, len(re.findall("[aeiouy]+", word)) + len(_APART.findall(word)))
