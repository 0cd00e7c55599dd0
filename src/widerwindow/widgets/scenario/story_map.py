"""Draws the map of a whole story: a window for each scene, and a strand for each way that a choice can lead."""

import textwrap
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

from markupsafe import escape

from widerwindow.content.activities.scenario import Scenario
from widerwindow.content.activities.scenes import Scene
from widerwindow.frontend.palette import with_palette
from widerwindow.widgets.scenario.layout import WIDTH, Layout, Spot, laid_out

_LETTER = 6.6
"""How wide a letter of the words on a map is at most, on the whole."""

_WINDOWS = {
    "scene": "M-11-14h22v28h-22zM0-14v28M-11 0h22",
    "stop": "M-11-14h22v28h-22zM0-14v28M-11 0h22M-16 17h32",
    "ending": "M-20-14h40v28h-40zM0-14v28M-20 0h40",
}
_EDGE = 14
"""From the middle of a window to its upper or lower edge."""

_BELOW = 30
"""From there to the first line of words below it."""

_LINE = 15


class StoryMap(NamedTuple):
    """A map: the size of its paper, as SVG writes it, and its shapes.

    Each strand has in `data-way` the positions of a scene, of a choice there and of the scene that it leads to, and "r"
    for the way round a scene. Each window has in `data-scene` the position of its scene.
    """

    view_box: str
    shapes: str


def style() -> str:
    """Return the style sheet of maps, which goes with that of pictures."""
    return with_palette(files(__package__).joinpath("story_map.css").read_text(encoding="utf-8"))


class Noted(NamedTuple):
    """What a map for authors says besides."""

    beside: Mapping[str, str]
    """A line below the title of each scene, by the scenes' ids."""
    never: Collection[tuple[str, str]]
    """The choices that nobody is offered, each after its scene: their strands are broken."""


NOTHING = Noted({}, ())


def drawn(scenario: Scenario, noted: Noted = NOTHING) -> StoryMap:
    """Return the map of `scenario`."""
    layout = laid_out(scenario)
    strands = "".join(_strands(scenario, layout, noted.never))
    windows = "".join(
        _window(number, scene, layout, noted.beside.get(scene.id)) for number, scene in enumerate(scenario.scenes)
    )
    return StoryMap(f"0 0 {WIDTH} {_height(scenario, layout, noted)}", f"<g>{strands}</g>{windows}")


def _strands(scenario: Scenario, layout: Layout, never: Collection[tuple[str, str]]) -> Iterator[str]:
    """Yield each way that a choice can lead; those between the same two scenes lie side by side."""
    numbers = {scene.id: number for number, scene in enumerate(scenario.scenes)}
    between: dict[tuple[str, str], list[str]] = defaultdict(list)
    broken = {
        (numbers[scene.id], str(number))
        for scene in scenario.scenes
        for number, choice in enumerate(scene.choices)
        if (scene.id, choice.id) in never
    }
    for scene in scenario.scenes:
        for number, choice in enumerate(scene.choices):
            for to in dict.fromkeys(turn.to for turn in choice.turns):
                between[scene.id, to].append(str(number))
        if scene.way_round:
            between[scene.id, scene.way_round].append("r")
    for (scene_id, to), ways in between.items():
        for place, way in enumerate(ways):
            aside = 4 * (2 * place - len(ways) + 1)
            line = _line(layout, scene_id, to, aside)
            look = ' class="never"' if (numbers[scene_id], way) in broken else ""
            yield f'<path data-way="{numbers[scene_id]}.{way}.{numbers[to]}" d="{line}"{look}/>'


def _line(layout: Layout, scene: str, to: str, aside: int) -> str:
    if (scene, to) not in layout.ways:
        return _back_up(layout.spots[scene], layout.spots[to], aside)
    points = layout.ways[scene, to]
    line = f"M{points[0].x} {points[0].y + _EDGE}"
    for number, (start, end) in enumerate(pairwise(points), 1):
        upper = start.y + (_EDGE if number == 1 else 0)
        lower = end.y - (_EDGE if number == len(points) - 1 else 0)
        over, down = end.x - start.x, lower - upper
        line += f"c{aside} {down // 2} {over + aside} {down // 2} {over} {down}"  # from where it is: that packs well
    return line


def _back_up(start: Spot, end: Spot, aside: int) -> str:
    """Return a line that leaves a window on its left and comes back to the same, or to one higher up."""
    out = 30 + abs(aside)
    turns = f"{start.x - out} {start.y + 20} {end.x - out} {end.y - 20}"
    return f"M{start.x - 11} {start.y + 5}C{turns} {end.x - 11} {end.y - 5}"


def _window(number: int, scene: Scene, layout: Layout, beside: str | None) -> str:
    x, y = layout.spots[scene.id]
    return (
        f'<g data-scene="{number}" transform="translate({x} {y})"><path d="{_WINDOWS[scene.kind]}"/>'
        f"{_words(scene, layout.room[scene.id], beside)}</g>"
    )


def _lines(scene: Scene, room: int, more: str | None) -> list[str]:
    """Return the title in lines that fit, and a line `more`."""
    width = -room - 8 if room < 0 else room - _aside(scene)
    lines = textwrap.wrap(scene.title, max(int(width / _LETTER), 1), break_long_words=False)
    return [*lines, more] if more else lines


def _aside(scene: Scene) -> int:
    """Return how far from the middle of its window the words beside a scene begin."""
    return 28 if scene.kind == "ending" else 19


def _words(scene: Scene, room: int, more: str | None) -> str:
    """Return the words beside the window, or below it where there is no room."""
    lines = _lines(scene, room, more)
    x, y = (0, _BELOW) if room < 0 else (_aside(scene), 5 - 7 * (len(lines) - 1))
    rest = "".join(f'<tspan x="{x}" dy="{_LINE}">{escape(line)}</tspan>' for line in lines[1:])
    look = ' class="mid"' if room < 0 else ""
    return f'<text x="{x}" y="{y}"{look}>{escape(lines[0])}{rest}</text>'


def _height(scenario: Scenario, layout: Layout, noted: Noted) -> int:
    """Return how high the map is: down to the last line of words below a window."""
    last = [scene for scene in scenario.scenes if layout.room[scene.id] < 0]
    lines = [len(_lines(scene, layout.room[scene.id], noted.beside.get(scene.id))) for scene in last]
    words = [layout.spots[scene.id].y + _BELOW + _LINE * count for scene, count in zip(last, lines, strict=True)]
    return max([*words, *(spot.y + 2 * _EDGE for spot in layout.spots.values())])
