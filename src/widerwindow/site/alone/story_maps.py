"""Writes the map of a scenario for its author, as one file that opens in a browser and asks for nothing."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from widerwindow.content.activities.odds import LONGEST, Odds, evenly, odds, with_care
from widerwindow.content.activities.scenario import Draft, Scenario
from widerwindow.content.activities.scenes import Scene
from widerwindow.content.activities.walk import Moment, Survey
from widerwindow.content.core.reading import read
from widerwindow.content.course import Course
from widerwindow.frontend import pictures
from widerwindow.messages import Messages
from widerwindow.site.alone.lone_page import fill
from widerwindow.widgets.scenario import story_map

_say = Messages(__package__)


class End(NamedTuple):
    """Where readers stop, and how many of them do, from 0 to 1: of those who choose evenly, and of those with care."""

    title: str
    evenly: float
    with_care: float


class Told(NamedTuple):
    """What is told of a scenario to its author."""

    scenario: Scenario
    survey: Survey
    evenly: Odds
    with_care: Odds

    @property
    def moments(self) -> int:
        """How many moments, which are scenes with their variables, can be reached."""
        return sum(map(len, self.survey.states.values()))

    @property
    def ends(self) -> list[End]:
        """Where readers stop: at the endings, and at scenes that offer nothing."""
        stops = [scene for scene in self.scenario.scenes if scene.kind == "ending" or self.evenly.ends.get(scene.id)]
        return [
            End(scene.title, self.evenly.ends.get(scene.id, 0), self.with_care.ends.get(scene.id, 0)) for scene in stops
        ]

    def shares(self, scene: str) -> str:
        """Return how often readers of both kinds come by a scene."""
        often, careful = self.evenly.met.get(scene, 0), self.with_care.met.get(scene, 0)
        return _say("map_shares", evenly=percent(often), with_care=percent(careful))

    def faults(self) -> Iterator[str]:
        """Yield what no reader can get on with, or comes to."""
        titles = {scene.id: scene.title for scene in self.scenario.scenes}
        for scene, title in titles.items():
            if not self.survey.states[scene]:
                yield _say("map_unreached", scene=title)
            elif scene in self.survey.closed:
                yield _say("map_closed", scene=title)
            elif scene in self.survey.hopeless:
                yield _say("map_hopeless", scene=title)
        for scene, choice in self.survey.unoffered:
            if self.survey.states[scene]:
                yield _say("map_unoffered", scene=titles[scene], choice=choice)

    def walking(self) -> str:
        """Return what is said of readers whom a loop holds, or "" where there are none."""
        if not (self.evenly.walking or self.with_care.walking):
            return ""
        shares = {"evenly": percent(self.evenly.walking), "with_care": percent(self.with_care.walking)}
        return _say("map_walking", longest=LONGEST, **shares)


def told(course: Course, name: str) -> Told:
    """Return what there is to tell of the scenario `name`, which may still lead nowhere. Raises ContentError."""
    scenario = read(course.path(Scenario, name), Draft)
    better = course.profile().better
    return Told(scenario, scenario.survey(), odds(scenario, evenly), odds(scenario, with_care(better)))


def page(about: Told) -> str:
    """Return the page with the map."""
    scenario = about.scenario
    shares = {scene.id: about.shares(scene.id) for scene in scenario.scenes}
    drawn = story_map.drawn(scenario, story_map.Noted(shares, about.survey.unoffered))
    return fill(
        "story-map.html",
        about=about,
        faults=list(about.faults()),
        drawing=Markup(drawn.shapes),
        view_box=drawn.view_box,
        style=Markup(pictures.style_alone() + story_map.style()),
        scenes=[_row(scene, about) for scene in scenario.scenes],
        percent=percent,
    )


def percent(share: float) -> str:
    """Return a share from 0 to 1 as people read it."""
    return f"{100 * share:.1f}%"


def _row(scene: Scene, about: Told) -> dict[str, object]:
    return {
        "scene": scene,
        "states": len(about.survey.states[scene.id]),
        "ranges": list(_ranges(about.scenario, about.survey.states[scene.id])),
        "evenly": about.evenly.met.get(scene.id, 0),
        "with_care": about.with_care.met.get(scene.id, 0),
        "choices": [_choice(scene, number, about) for number in range(len(scene.choices))],
    }


def _choice(scene: Scene, number: int, about: Told) -> dict[str, object]:
    choice = scene.choices[number]
    titles: Mapping[str, str] = {each.id: each.title for each in about.scenario.scenes}
    return {
        "text": choice.text,
        "to": list(dict.fromkeys(titles[turn.to] for turn in choice.turns)),
        "evenly": about.evenly.taken.get((scene.id, choice.id), 0),
        "with_care": about.with_care.taken.get((scene.id, choice.id), 0),
        "never": (scene.id, choice.id) in about.survey.unoffered,
    }


def _ranges(scenario: Scenario, states: list[Moment]) -> Iterator[str]:
    """Yield between which values each variable can lie at a scene."""
    for name, values in zip(scenario.variables, zip(*(moment.values for moment in states), strict=True), strict=False):
        least, most = min(values), max(values)
        if least < most:
            yield _say("map_range", name=name, least=least, most=most)
        else:
            yield _say("map_value", name=name, least=least)
