"""Whether a guess would do: the right answer must not give itself away by its length or its place."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from widerwindow.content.activities.scenario import Choice, Scenario
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Where
from widerwindow.content.questions import Chance, Question
from widerwindow.messages import Messages

_say = Messages(__package__)

_FEWEST = 4


def in_questions(questions: Sequence[Question]) -> Iterator[Fault]:
    """Yield what gives the keys of the `questions` away: of those with one right answer together, and of each alone."""
    yield from _told([chance for question in questions if (chance := question.chance())], ("questions",), "key")
    for position, question in enumerate(questions):
        yield from question.giveaways(("questions", position))


def in_scenes(scenario: Scenario, better: Collection[str]) -> Iterator[Fault]:
    """Yield what gives the choices away that do most for the variables of which more is `better`."""
    chances = []
    for scene in scenario.scenes:
        good = [_good(choice, better) for choice in scene.choices]
        if good and good.count(max(good)) == 1:
            chances.append(Chance([choice.text for choice in scene.choices], good.index(max(good))))
    yield from _told(chances, ("scenes",), "choice")


def _good(choice: Choice, better: Collection[str]) -> int:
    return sum(choice.effects.get(variable, 0) for variable in better)


def _told(chances: list[Chance], where: Where, what: str) -> Iterator[Fault]:
    if len(chances) < _FEWEST:
        return
    longest = sum(chance.longest for chance in chances)
    if longest > len(chances) / 2:
        yield Fault(where, *_say.advice(f"{what}_longest", times=longest, all=len(chances)))
    [(place, times)] = Counter(chance.right + 1 for chance in chances).most_common(1)
    even = any(len(chance.texts) == 2 for chance in chances)  # with an odd number of those, one place has the more
    if times > (math.ceil(len(chances) / 2) if even else len(chances) / 2):
        yield Fault(where, *_say.advice(f"{what}_in_place", times=times, all=len(chances), place=place))
