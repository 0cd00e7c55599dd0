"""The map of a story: everything in it is drawn, once, and stands where it can be read."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from widerwindow.content.activities.scenario import Scenario
from widerwindow.content.course import Course
from widerwindow.widgets.scenario.layout import WIDTH, laid_out
from widerwindow.widgets.scenario.story_map import drawn

COURSE = Course(Path(__file__).parents[2])
STORIES = [file.stem for file in COURSE.files(Scenario)]
TEA = Course(Path(__file__).parent / "course")
LOOPED = ["tea-round", "tea-spill"]


@pytest.fixture
def story(name: str) -> Scenario:
    return (TEA if name in LOOPED else COURSE).scenario(name)


@pytest.mark.parametrize("name", [*STORIES, *LOOPED])
def test_every_scene_is_a_window_and_every_way_a_strand(story: Scenario) -> None:
    shapes = drawn(story).shapes
    numbers = {scene.id: number for number, scene in enumerate(story.scenes)}
    ways = {
        f"{numbers[scene.id]}.{number}.{numbers[turn.to]}"
        for scene in story.scenes
        for number, choice in enumerate(scene.choices)
        for turn in choice.turns
    }
    ways |= {f"{numbers[s.id]}.r.{numbers[s.way_round]}" for s in story.scenes if s.way_round}
    found = re.findall(r'data-way="([^"]+)"', shapes)
    assert sorted(found) == sorted(ways)
    assert re.findall(r'data-scene="(\d+)"', shapes) == [str(number) for number in numbers.values()]
    lines = re.findall(r'data-way="[^"]+" d="([^"]+)"', shapes)
    assert len(set(lines)) == len(lines)  # no strand hides another


@pytest.mark.parametrize("name", STORIES)
def test_every_way_leads_down_and_the_endings_stand_in_the_last_row(story: Scenario) -> None:
    layout = laid_out(story)
    assert all(one.y < other.y for points in layout.ways.values() for one, other in pairwise(points))
    lowest = max(spot.y for spot in layout.spots.values())
    endings = {scene.id for scene in story.scenes if scene.kind == "ending"}
    assert {scene for scene, spot in layout.spots.items() if spot.y == lowest} == endings
    assert all(0 < spot.x < WIDTH and 0 < spot.y <= lowest for spot in layout.spots.values())


def test_a_title_is_shown_as_text() -> None:
    looped = TEA.scenario("tea-round")
    story = looped.model_copy(update={"scenes": [looped.scenes[0].model_copy(update={"title": "<b>&"})]})
    story = story.model_copy(update={"start": "warm"})
    assert "&lt;b&gt;&amp;" in drawn(story).shapes
