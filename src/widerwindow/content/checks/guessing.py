"""How often a stranger would be right: one who knows nothing of the subject and goes by how the options sound.

A rule gives each option a number and chooses the highest; its opposite chooses the lowest. Options that are level
share the choice. Where one option is right, a rule scores from 0 to 1 for it, and 1 / options by chance. Where
several are, it scores the share of all pairs of a right and a wrong option in which the right one wins, and 1 / 2 by
chance.

By chance means: with the same options, were each of them as likely to be right. That gives not only the mean of a score
but its exact variance (Pitman 1937, doi:10.2307/2984124): for one right option of k, of which a rule puts t level on
top, 1 / (k t) - 1 / k^2; for m right and n wrong ones, that of Mann and Whitney's statistic over (m n)^2,
(N + 1 - sum(t^3 - t) / (N (N - 1))) / (12 m n) with N = m + n and t the size of each group that is level (Lehmann 1975,
*Nonparametrics*, section 1.4). Scores of many questions are added, and so are their means and variances. The sum is
close to a normal one, so that by chance it lies more than 1.96 standard deviations above its mean in 2.5 cases of 100.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product
from math import fsum, sqrt
from typing import NamedTuple

from pydantic import Field

from widerwindow.content.checks.phrases import Phrases
from widerwindow.content.core.reading import Part, Text
from widerwindow.content.questions import Offer
from widerwindow.messages import Messages

_say = Messages(__package__)

MARGIN = 0.08
"""What a rule may have beyond chance, as a share of all choices."""

_SURE = 1.96
_WORD = re.compile(r"[^\W\d_]{5,}")


class Tone(Part):
    """The words by which a stranger chooses, as phrases; `*?` is any question."""

    hedging: list[Text] = Field(min_length=1)
    asking: list[Text] = Field(min_length=1)
    kindness: list[Text] = Field(min_length=1)
    absolutes: list[Text] = Field(min_length=1)
    reasons: list[Text] = Field(min_length=1)
    all_of_these: list[Text] = Field(min_length=1)

    @cached_property
    def _phrases(self) -> dict[str, Phrases]:
        return {name: Phrases(getattr(self, name)) for name in type(self).model_fields}

    @cached_property
    def _counted(self) -> Callable[[str, str], int]:
        return cache(lambda name, text: len(self._phrases[name].all(text)))

    def count(self, name: str, text: str) -> int:
        """Return how often a phrase of the list `name` stands in `text`; each text is gone through once."""
        return self._counted(name, text)


@dataclass(frozen=True)
class Rule:
    """One way to choose: `high` and `low` name it and its opposite among the messages."""

    high: str
    low: str
    of: Callable[[Offer], Sequence[float]]
    """Returns a number for each of the texts."""
    by_stem: bool = False

    def judges(self, offer: Offer) -> bool:
        """Return whether there is something to choose among, and by what the rule goes by."""
        return 0 < len(offer.right) < len(offer.texts) and (self.by_stem or not offer.shared)


class Odds(NamedTuple):
    """What a rule scores, and what it would by chance."""

    score: float
    chance: float
    variance: float


@dataclass(frozen=True)
class Guess:
    """What a rule called `name` scores in each of several choices, and in all of them what it would by chance."""

    name: str
    scores: Sequence[tuple[str, float]]
    """Each with the id of the choice."""
    chance: float
    variance: float

    @property
    def rule(self) -> str:
        """Which way to guess it is, in words."""
        return _say(self.name)

    @property
    def found(self) -> list[str]:
        """The ids of the choices in which it is sure to be right."""
        return [name for name, score in self.scores if score == 1]

    @property
    def count(self) -> int:
        """In how many choices."""
        return len(self.scores)

    @property
    def score(self) -> float:
        """What it scores in all."""
        return fsum(score for _, score in self.scores)

    @property
    def beyond(self) -> float:
        """What the rule has beyond chance, in choices."""
        return self.score - self.chance

    @property
    def tells(self) -> bool:
        """Whether it beats chance by more than the margin, and by more than chance itself would explain."""
        return self.beyond > MARGIN * self.count and self.beyond > _SURE * sqrt(self.variance)


LONGEST = Rule("longest", "shortest", lambda offer: [len(text) for text in offer.texts])


def rules(tone: Tone | None) -> list[Rule]:
    """Return the ways to choose; those that go by words are there only where the course says which words."""
    plain = [LONGEST, Rule("echo", "no_echo", _echoes, by_stem=True)]
    return plain if tone is None else [*_by_words(tone), *plain]


def _by_words(tone: Tone) -> Iterator[Rule]:
    def counted(**weights: int) -> Callable[[Offer], list[float]]:
        return lambda offer: [
            sum(weight * tone.count(name, text) for name, weight in weights.items()) for text in offer.texts
        ]

    yield Rule("softest", "hardest", counted(hedging=1, asking=1, absolutes=-1))
    yield Rule("most_hedged", "least_hedged", counted(hedging=1))
    yield Rule("most_asking", "least_asking", counted(asking=1))
    yield Rule("kindest", "least_kind", counted(kindness=1))
    yield Rule("fewest_absolutes", "most_absolutes", counted(absolutes=-1))
    yield Rule("fewest_reasons", "most_reasons", counted(reasons=-1))
    yield Rule("all_of_these", "not_all_of_these", counted(all_of_these=1))


def _echoes(offer: Offer) -> list[float]:
    asked = _words(offer.stem)
    return [len(_words(text) & asked) for text in offer.texts]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def guesses(offers: Iterable[Offer], ways: Iterable[Rule]) -> list[Guess]:
    """Return what each of the rules `ways` and its opposite scores in `offers`, in their order."""
    given = list(offers)
    return [guess for rule in ways for guess in _both_ways(rule, given)]


def together(each: Iterable[Sequence[Guess]]) -> list[Guess]:
    """Return what the same rules score in all of several lists of choices, from what they score in `each`."""
    return [
        Guess(
            same[0].name,
            [score for guess in same for score in guess.scores],
            fsum(guess.chance for guess in same),
            fsum(guess.variance for guess in same),
        )
        for same in zip(*each, strict=True)
    ]


def _both_ways(rule: Rule, offers: Sequence[Offer]) -> Iterator[Guess]:
    judged = [(offer, rule.of(offer)) for offer in offers if rule.judges(offer)]
    for name, sign in ((rule.high, 1), (rule.low, -1)):
        found = [odds([sign * number for number in numbers], offer.right) for offer, numbers in judged]
        scores = [(offer.id, one.score) for (offer, _), one in zip(judged, found, strict=True)]
        yield Guess(name, scores, fsum(one.chance for one in found), fsum(one.variance for one in found))


def odds(numbers: Sequence[float], right: frozenset[int]) -> Odds:
    """Return what a rule scores that gives the options these `numbers`, and what it would by chance."""
    if len(right) > 1:
        return _in_pairs(numbers, right)
    size, top = len(numbers), max(numbers)
    level = numbers.count(top)
    return Odds(sum(numbers[place] == top for place in right) / level, 1 / size, 1 / (size * level) - 1 / size**2)


def _in_pairs(numbers: Sequence[float], right: frozenset[int]) -> Odds:
    wrong = set(range(len(numbers))) - right
    pairs = [(numbers[good], numbers[bad]) for good, bad in product(right, wrong)]
    score = fsum((good > bad) + (good == bad) / 2 for good, bad in pairs)
    size, level = len(numbers), sum(times**3 - times for times in Counter(numbers).values())
    return Odds(score / len(pairs), 1 / 2, (size + 1 - level / (size * (size - 1))) / (12 * len(pairs)))
