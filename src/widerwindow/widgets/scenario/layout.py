"""Where the scenes of a story stand on its map: in rows from its beginning to its endings, with few ways crossing."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from widerwindow.content.activities.scenario import Scenario

WIDTH = 340
_ROW = 58
_TALL_ROW = 84
_FIRST = 24
_SWEEPS = 4
_ASIDE = 40
_WIDE = 3
_FEW = 2
"""How many scenes in a row leave room for words beside each."""

Way = tuple[str, str]
Stop = tuple[str, ...]
"""What takes a place in a row: a scene, or a way between two that passes the row, as (from, to, row)."""


class Spot(NamedTuple):
    """A point on the map."""

    x: int
    y: int


class Layout(NamedTuple):
    """Where everything stands."""

    spots: dict[str, Spot]
    """The scenes, by their ids."""
    room: dict[str, int]
    """How wide the words beside a scene may be, or negative, how wide those below it may be."""
    ways: dict[Way, list[Spot]]
    """The ways between scenes that lead down, with the points of the rows that they pass and of both scenes."""


def laid_out(scenario: Scenario) -> Layout:
    """Return where the scenes of `scenario` stand."""
    links = _links(scenario)
    depths = _depths(scenario, links)
    down = [(scene, to) for scene, reached in links.items() for to in reached if depths[to] > depths[scene]]
    chains = {way: _chain(way, depths) for way in down}
    rows = _in_rows(scenario, depths, chains)
    _untangle(rows, chains)
    tall = [sum(len(stop) == 1 for stop in row) > _FEW for row in rows]
    tops = [_FIRST + sum(_TALL_ROW if high else _ROW for high in tall[:index]) for index in range(len(rows))]
    slots = {stop: slot for row in rows for stop, slot in _slots(row).items()}
    row_of = {stop: index for index, row in enumerate(rows) for stop in row}

    def spot(stop: Stop) -> Spot:
        left, right = slots[stop]
        aside = len(stop) == 1 and len(rows[row_of[stop]]) > 1 and not tall[row_of[stop]]
        return Spot(left + min((right - left) // 2, _ASIDE) if aside else (left + right) // 2, tops[row_of[stop]])

    def room(stop: Stop) -> int:
        left, right = slots[stop]
        return left - right if tall[row_of[stop]] else right - spot(stop).x

    return Layout(
        spots={scene: spot((scene,)) for scene in links},
        room={scene: room((scene,)) for scene in links},
        ways={way: [spot(stop) for stop in chain] for way, chain in chains.items()},
    )


def _slots(row: Sequence[Stop]) -> dict[Stop, tuple[int, int]]:
    """Return from where to where each stop of a row reaches: a scene with its words is wider than a way that passes."""
    widths = [_WIDE if len(stop) == 1 else 1 for stop in row]
    ends = [round(WIDTH * sum(widths[: column + 1]) / sum(widths)) for column in range(len(row))]
    return dict(zip(row, pairwise([0, *ends]), strict=True))


def _links(scenario: Scenario) -> dict[str, list[str]]:
    """Return the scenes that each scene leads to, each once."""
    found: dict[str, dict[str, None]] = {scene.id: {} for scene in scenario.scenes}
    for scene in scenario.scenes:
        turns = [turn.to for choice in scene.choices for turn in choice.turns]
        found[scene.id] = dict.fromkeys([*turns, scene.way_round] if scene.way_round else turns)
    return {scene: list(reached) for scene, reached in found.items()}


def _depths(scenario: Scenario, links: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return the row of each scene: the longest way to it, loops aside; the endings share the last row."""
    backwards: list[str] = []
    open_now: set[str] = set()
    loops: set[Way] = set()

    def visit(scene: str) -> None:
        open_now.add(scene)
        for to in links[scene]:
            if to in open_now:
                loops.add((scene, to))
            elif to not in backwards:
                visit(to)
        open_now.remove(scene)
        backwards.append(scene)

    for scene in (scenario.start, *links):
        if scene not in backwards:
            visit(scene)
    depths = dict.fromkeys(links, 0)
    for scene in reversed(backwards):
        for to in links[scene]:
            if (scene, to) not in loops:
                depths[to] = max(depths[to], depths[scene] + 1)
    last = max(depths.values())
    return {scene: last if scenario.scene(scene).kind == "ending" else depth for scene, depth in depths.items()}


def _chain(way: Way, depths: Mapping[str, int]) -> list[Stop]:
    """Return the stops of a way that leads down: both scenes, and one in each row between."""
    scene, to = way
    return [(scene,), *((scene, to, str(row)) for row in range(depths[scene] + 1, depths[to])), (to,)]


def _in_rows(scenario: Scenario, depths: Mapping[str, int], chains: Mapping[Way, list[Stop]]) -> list[list[Stop]]:
    rows: list[list[Stop]] = [[] for _ in range(max(depths.values()) + 1)]
    for scene in scenario.scenes:
        rows[depths[scene.id]].append((scene.id,))
    for (start, _), chain in chains.items():
        for row, stop in enumerate(chain[1:-1], depths[start] + 1):
            rows[row].append(stop)
    return rows


def _untangle(rows: list[list[Stop]], chains: Mapping[Way, list[Stop]]) -> None:
    """Sort each row by where the stops before and after it stand, down and up again, so that few ways cross."""
    above: dict[Stop, list[Stop]] = defaultdict(list)
    below: dict[Stop, list[Stop]] = defaultdict(list)
    for chain in chains.values():
        for upper, lower in pairwise(chain):
            above[lower].append(upper)
            below[upper].append(lower)
    at: dict[Stop, float] = {}

    def settle(row: list[Stop]) -> None:
        at.update({stop: (column + 0.5) / len(row) for column, stop in enumerate(row)})

    def middle(stop: Stop, near: Mapping[Stop, list[Stop]]) -> float:
        beside = near.get(stop, [stop])
        return sum(at[each] for each in beside) / len(beside)

    for row in rows:
        settle(row)
    for near, way in [(above, rows), (below, rows[::-1])] * _SWEEPS:
        for row in way:
            row.sort(key=lambda stop, near=near: middle(stop, near))  # type: ignore[misc]
            settle(row)
