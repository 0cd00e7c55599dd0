"""Walks every path of every scenario of the real course, choice by choice, from its first scene to an ending."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from widerwindow.content.activities.scenario import Choice, Moment, Scenario, holds
from widerwindow.content.course import Course

COURSE = Course(Path(__file__).parents[2])
NAMES = [file.stem for file in COURSE.files(Scenario)]
Step = tuple[Moment, Choice | None]


def paths(story: Scenario, moment: Moment) -> Iterator[list[Step]]:
    """Yield every path from `moment`: its moments, each with the choice made there, the ending with none."""
    if story.scene(moment.scene).kind == "ending":
        yield [(moment, None)]
    for choice in story.offered(moment):
        for rest in paths(story, story.after(moment, choice)):
            yield [(moment, choice), *rest]


@pytest.mark.no_cover
@pytest.mark.parametrize("name", NAMES)
def test_every_path_ends_after_four_to_six_decisions_and_all_that_is_written_is_met(name: str) -> None:
    story = COURSE.scenario(name)
    names = list(story.variables)
    met: set[tuple[str, ...]] = set()
    for path in paths(story, story.beginning()):
        scenes = [story.scene(moment.scene) for moment, _ in path]
        assert scenes[-1].kind == "ending"
        assert 4 <= sum(scene.kind == "scene" for scene in scenes) <= 6, [scene.id for scene in scenes]
        assert len({scene.id for scene in scenes}) == len(scenes), "A path comes to one scene twice."
        for (moment, choice), scene in zip(path, scenes, strict=True):
            values = dict(zip(names, moment.values, strict=True))
            assert choice is None or len(story.offered(moment)) > 1, scene.id
            met |= {(scene.id, choice.id if choice else "")}
            met |= {(scene.id, passage.text) for passage in scene.also if holds(passage.when, values)}
        met |= {("debrief", view.text) for view in story.debrief.person.views if holds(view.when, values)}
    written = {(scene.id, choice.id) for scene in story.scenes for choice in scene.choices}
    written |= {(scene.id, passage.text) for scene in story.scenes for passage in scene.also}
    written |= {(scene.id, "") for scene in story.scenes if scene.kind == "ending"}
    written |= {("debrief", view.text) for view in story.debrief.person.views}
    assert written - met == set()
