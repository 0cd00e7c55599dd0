"""Every path through a story: the moments that a learner can come to, and what it says of the scenes."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from widerwindow.content.activities.conditions import Condition, When, conditions
from widerwindow.content.activities.scenes import Choice, Scene, Variable

_Values = tuple[int, ...]
_Test = tuple[int, Condition]
"""The place of a value, and what has to be true of it."""


class Moment(NamedTuple):
    """A scene together with the values of the variables, in the order of the scenario's `variables`."""

    scene: str
    values: _Values


class Step(NamedTuple):
    """A choice that is open at some moment, and the moment it leads to."""

    choice: Choice
    to: Moment


class Survey(NamedTuple):
    """What walking every path of a scenario shows of its scenes and choices, by their ids."""

    states: dict[str, list[Moment]]
    """Every moment at which a scene is reached; none for a scene that no path reaches."""
    closed: set[str]
    """The scenes that offer no choice at some moment, though they are no ending."""
    hopeless: set[str]
    """The scenes from which no ending can be reached at some moment."""
    unoffered: list[tuple[str, str]]
    """The choices that nobody is ever offered, each after its scene."""


class _Way(NamedTuple):
    """A choice taken apart once, its variables by their places among the values: it is taken many thousand times."""

    choice: Choice
    tests: list[_Test]
    effects: list[tuple[int, int, Variable]]
    turns: list[tuple[list[_Test], str]]

    def after(self, values: _Values) -> Moment:
        """Return where the choice leads."""
        changed = list(values)
        for place, effect, variable in self.effects:
            changed[place] = min(variable.max, max(variable.min, changed[place] + effect))
        return Moment(next(to for tests, to in self.turns if _hold(tests, changed)), tuple(changed))


class Walk:
    """A walk through the `scenes` of a story from its `start`.

    Where effects and conditions name others than the `variables`, those count for nothing.
    """

    def __init__(self, start: str, scenes: Sequence[Scene], variables: Mapping[str, Variable]) -> None:
        self._scenes = {scene.id: scene for scene in scenes}
        self._variables = variables
        self._places = {name: place for place, name in enumerate(variables)}
        self._ways = {scene.id: {choice.id: self._way(choice) for choice in scene.choices} for scene in scenes}
        self.beginning = Moment(start, tuple(variable.start for variable in variables.values()))

    def _way(self, choice: Choice) -> _Way:
        effects = [
            (self._places[name], effect, self._variables[name])
            for name, effect in choice.effects.items()
            if name in self._places
        ]
        turns = [(self._tests(turn.when), turn.to) for turn in choice.turns]
        return _Way(choice, self._tests(choice.when), effects, turns)

    def _tests(self, when: When | None) -> list[_Test]:
        return [(self._places[test.variable], test) for test in conditions(when)]

    def offered(self, moment: Moment) -> list[Choice]:
        """Return the choices that a learner sees at `moment`."""
        return [way.choice for way in self._open(moment)]

    def _open(self, moment: Moment) -> list[_Way]:
        return [way for way in self._ways[moment.scene].values() if _hold(way.tests, moment.values)]

    def after(self, moment: Moment, choice: Choice) -> Moment:
        """Return where `choice` leads from `moment`: effects are added first, then the turns are tried in order."""
        return self._ways[moment.scene][choice.id].after(moment.values)

    def moments(self) -> dict[Moment, list[Step]]:
        """Return every moment that some path or way round reaches, each with the steps that are open there."""
        reached: dict[Moment, list[Step]] = {}
        waiting = deque([self.beginning])
        while waiting:
            moment = waiting.popleft()
            if moment not in reached:
                reached[moment] = [Step(way.choice, way.after(moment.values)) for way in self._open(moment)]
                waiting.extend(step.to for step in reached[moment])
                way_round = self._scenes[moment.scene].way_round
                if way_round:
                    waiting.append(Moment(way_round, moment.values))
        return reached

    def survey(self) -> Survey:
        """Return what walking every path shows."""
        reached = self.moments()
        states: dict[str, list[Moment]] = {scene: [] for scene in self._scenes}
        for moment in reached:
            states[moment.scene].append(moment)
        offered = {(moment.scene, choice.id) for moment, steps in reached.items() for choice, _ in steps}
        ends = {moment for moment in reached if self._scenes[moment.scene].kind == "ending"}
        return Survey(
            states,
            closed={moment.scene for moment in reached if not (reached[moment] or moment in ends)},
            hopeless={moment.scene for moment in set(reached) - _leading_to(ends, reached)},
            unoffered=[
                (scene.id, choice.id)
                for scene in self._scenes.values()
                for choice in scene.choices
                if (scene.id, choice.id) not in offered
            ],
        )


def _hold(tests: Iterable[_Test], values: Sequence[int]) -> bool:
    return all(test.holds(values[place]) for place, test in tests)


def _leading_to(ends: Iterable[Moment], reached: dict[Moment, list[Step]]) -> set[Moment]:
    before: dict[Moment, list[Moment]] = {moment: [] for moment in reached}
    for moment, steps in reached.items():
        for step in steps:
            before[step.to].append(moment)
    good: set[Moment] = set()
    waiting = list(ends)
    while waiting:
        moment = waiting.pop()
        if moment not in good:
            good.add(moment)
            waiting.extend(before[moment])
    return good
