"""Walks every path of every scenario of the real course, choice by choice, from its first scene to an ending."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from stories import holds
from widerwindow.content.activities.scenario import Scenario
from widerwindow.content.activities.walk import Moment
from widerwindow.content.course import Course

COURSE = Course(Path(__file__).parents[2])
NAMES = [file.stem for file in COURSE.files(Scenario)]
Step = tuple[Moment, frozenset[str]]


def steps(story: Scenario) -> Iterator[Step]:
    """Yield the steps of all paths: a moment and the scenes that lie before it. What paths share is walked once."""
    walked: set[Step] = set()
    waiting: list[Step] = [(story.beginning(), frozenset())]
    while waiting:
        step = moment, before = waiting.pop()
        if step not in walked:
            walked.add(step)
            yield step
            waiting += [(story.after(moment, choice), before | {moment.scene}) for choice in story.offered(moment)]


@pytest.mark.no_cover
@pytest.mark.parametrize("name", NAMES)
def test_every_path_ends_after_four_to_six_decisions_and_all_that_is_written_is_met(name: str) -> None:
    story = COURSE.scenario(name)
    met: set[tuple[str, str]] = set()
    for moment, before in steps(story):
        scene, offered = story.scene(moment.scene), story.offered(moment)
        values = dict(zip(story.variables, moment.values, strict=True))
        assert scene.id not in before, "A path comes to one scene twice."
        met |= {(scene.id, choice.id) for choice in offered}
        met |= {(scene.id, passage.text) for passage in scene.also if holds(passage.when, values)}
        if scene.kind == "ending":
            assert 4 <= sum(story.scene(each).kind == "scene" for each in before) <= 6, sorted(before)
            met |= {(scene.id, "")}
            met |= {("debrief", view.text) for view in story.debrief.person.views if holds(view.when, values)}
        else:
            assert len(offered) > 1, scene.id
    written = {(scene.id, choice.id) for scene in story.scenes for choice in scene.choices}
    written |= {(scene.id, passage.text) for scene in story.scenes for passage in scene.also}
    written |= {(scene.id, "") for scene in story.scenes if scene.kind == "ending"}
    written |= {("debrief", view.text) for view in story.debrief.person.views}
    assert written - met == set()
