"""Where the readers of a scenario end, by how they choose: shares that are walked, not drawn by lot.

No reader here leaves out a scene. Those who choose evenly take every choice that they are offered equally often. Those
who choose with care take the choice that adds most to the variables of which more is better, and where several do, each
of those equally often.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from widerwindow.content.activities.scenario import Scenario
from widerwindow.content.activities.scenes import Choice
from widerwindow.content.activities.walk import Moment

Reader = Callable[[list[Choice]], list[Choice]]
"""Which of the choices that she is offered a reader takes equally often."""

LONGEST = 1000
"""After how many choices those who still go round in a loop are left there."""


class Odds(NamedTuple):
    """How readers fare, in shares of them all, from 0 to 1."""

    met: dict[str, float]
    """How often each scene is met, by its id; where a reader comes to it again, it counts again."""
    taken: dict[tuple[str, str], float]
    """How often each choice is taken, by the ids of its scene and its own."""
    ends: dict[str, float]
    """How many stop at each scene: at its endings, and where nothing is offered."""
    walking: float
    """How many are still on their way after the `LONGEST` choices: none where the readers meet no loop."""


def evenly(offered: list[Choice]) -> list[Choice]:
    """Take every choice equally often."""
    return offered


def with_care(better: Collection[str]) -> Reader:
    """Return the reader who goes by the variables of which more is `better`."""

    def best(offered: list[Choice]) -> list[Choice]:
        most = max(choice.adds(better) for choice in offered)
        return [choice for choice in offered if choice.adds(better) == most]

    return best


def odds(scenario: Scenario, reader: Reader) -> Odds:
    """Return how readers who choose as `reader` does fare."""
    found = Odds(defaultdict(float), defaultdict(float), defaultdict(float), walking=0)
    on_the_way = {scenario.beginning(): 1.0}
    for _ in range(LONGEST):
        on_the_way = _together(
            step for moment, share in on_the_way.items() for step in _steps(scenario, moment, share, reader, found)
        )
        if not on_the_way:
            break
    return found._replace(walking=sum(on_the_way.values()))


def _steps(
    scenario: Scenario, moment: Moment, share: float, reader: Reader, found: Odds
) -> Iterable[tuple[Moment, float]]:
    """Count a `share` of the readers at `moment` into `found`, and yield where they go from there."""
    found.met[moment.scene] += share
    offered = scenario.offered(moment)
    if not offered:
        found.ends[moment.scene] += share
        return
    chosen = reader(offered)
    for choice in chosen:
        found.taken[moment.scene, choice.id] += share / len(chosen)
        yield scenario.after(moment, choice), share / len(chosen)


def _together(steps: Iterable[tuple[Moment, float]]) -> dict[Moment, float]:
    found: dict[Moment, float] = defaultdict(float)
    for moment, share in steps:
        found[moment] += share
    return found
