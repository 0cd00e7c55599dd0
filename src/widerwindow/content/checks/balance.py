"""Whether a guess would do: the right answer must not give itself away by its length or its place."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

from widerwindow.content.activities.scenario import Choice, Scenario, VariableName
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Where
from widerwindow.content.questions import Chance, Question

_FEWEST = 4
_BETTER: tuple[VariableName, ...] = ("trust", "safety", "choice", "info")
"""The variables of which more is better; arousal is best in the middle."""


def in_questions(questions: Sequence[Question]) -> Iterator[Fault]:
    """Yield what gives the keys of the `questions` away: of those with one right answer together, and of each alone."""
    yield from _told([chance for question in questions if (chance := question.chance())], ("questions",), "the key")
    for position, question in enumerate(questions):
        yield from question.giveaways(("questions", position))


def in_scenes(scenario: Scenario) -> Iterator[Fault]:
    """Yield what gives the choices away that do most for trust, safety, choice and what is known."""
    chances = []
    for scene in scenario.scenes:
        good = [_good(choice) for choice in scene.choices]
        if good and good.count(max(good)) == 1:
            chances.append(Chance([choice.text for choice in scene.choices], good.index(max(good))))
    yield from _told(chances, ("scenes",), "the choice that helps most")


def _good(choice: Choice) -> int:
    return sum(choice.effects.get(variable, 0) for variable in _BETTER)


def _told(chances: list[Chance], where: Where, what: str) -> Iterator[Fault]:
    if len(chances) < _FEWEST:
        return
    longest = sum(chance.longest for chance in chances)
    if longest > len(chances) / 2:
        wrong = f"In {longest} of {len(chances)}, {what} is the longest of all."
        yield Fault(where, wrong, "Shorten some, or say more in the others.")
    [(place, times)] = Counter(chance.right + 1 for chance in chances).most_common(1)
    even = any(len(chance.texts) == 2 for chance in chances)  # with an odd number of those, one place has the more
    if times > (math.ceil(len(chances) / 2) if even else len(chances) / 2):
        wrong = f"In {times} of {len(chances)}, {what} stands in place {place}."
        yield Fault(where, wrong, "Change the order in some.")
