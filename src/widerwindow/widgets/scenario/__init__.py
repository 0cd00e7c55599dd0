"""The widget that walks a learner through a scenario."""

from collections.abc import Mapping
from typing import ClassVar, TypedDict

import traitlets

from widerwindow.content.activities.public_scenario import PublicScenario
from widerwindow.content.activities.scenario import Scenario as ScenarioFile
from widerwindow.content.core.markdown import to_html
from widerwindow.content.course import Course
from widerwindow.content.pictures.library import Picture
from widerwindow.frontend import pictures
from widerwindow.widgets.base import CourseWidget, course_here, exit_of, way_to_book
from widerwindow.widgets.links import from_folder
from widerwindow.widgets.scenario import story_map
from widerwindow.widgets.scenario.story import numbered
from widerwindow.widgets.templates import fill


class WithPause(TypedDict, total=False):
    """The text of the course's page for a pause, as HTML, where it has one."""

    pause: str


class WithPlaces(TypedDict):
    """Where the scenes happen: the size of the paper, and the layers of all pictures.

    Each layer is a `<g>` whose `data-in` has the positions of the scenes in whose pictures it is.
    """

    paper: str
    layers: str


class WithMap(TypedDict):
    """The map of the whole story: the size of its paper, and one `<g>` with all that is drawn, as in `story_map`."""

    paper_of_map: str
    map: str


class ScenarioContent(PublicScenario, WithPause, WithPlaces, WithMap):
    """What the widget shows."""


class Scenario(CourseWidget):
    """A scenario, by its id. `path` holds the learner's choices so far, as [scene, choice] pairs."""

    kind: ClassVar[str] = "scenario"
    remembered: ClassVar[str] = "path"
    drawn: ClassVar[str] = pictures.style()

    path: traitlets.List[list[str]] = traitlets.List().tag(sync=True)

    def __init__(self, name: str) -> None:
        course = course_here()
        scenario = course.scenario(name)
        library = course.pictures()
        self._pictures = {scene: library.picture(asked) for scene, asked in scenario.places().items()}
        places = _places(name, self._pictures, [scene.id for scene in scenario.scenes])
        story = scenario.public(course.profile().ends)
        content: ScenarioContent = {**story, **_pause(course), **places, **_map(scenario)}
        super().__init__(name, content, exit_of(course))

    def fallback(self) -> str:
        """Return the story as numbered scenes that lead to each other."""
        content = self._page_content
        return fill(
            "scenario/scenario.html", content=content, words=self.words, scenes=numbered(content, self._pictures)
        )


def _places(name: str, pictures: Mapping[str, Picture], scenes: list[str]) -> WithPlaces:
    # A layer has the class of a picture itself, as the style sheet looks no further up from where a `<use>` shows it.
    layers = {layer for picture in pictures.values() for layer in picture.layers}
    inside = {
        layer: [str(scenes.index(scene)) for scene in pictures if layer in pictures[scene].layers] for layer in layers
    }
    drawn = [
        f'<g class="ww-picture" id="ww-{name}-{layer.name}" data-in="{" ".join(inside[layer])}">{layer.shapes}</g>'
        for layer in sorted(layers, key=lambda layer: (layer.depth, layer.name))
    ]
    return {"paper": next((picture.view_box for picture in pictures.values()), ""), "layers": "".join(drawn)}


def _map(scenario: ScenarioFile) -> WithMap:
    # Like a layer, it has the classes of a map itself.
    view_box, shapes = story_map.drawn(scenario)
    return {
        "paper_of_map": view_box,
        "map": f'<g class="ww-picture ww-map" id="ww-{scenario.id}-map">{shapes}</g>',
    }


def _pause(course: Course) -> WithPause:
    name = course.profile().pages.pause
    return {"pause": from_folder(to_html(course.page(name).markdown), way_to_book(course))} if name else {}
