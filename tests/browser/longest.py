"""The longest state that a learner can have in a part of the course, as a file that she saved would hold it."""

from typing import Any

from widerwindow.content.activities.comparison import Comparison
from widerwindow.content.activities.scenario import Scenario
from widerwindow.content.activities.selfcheck import SelfCheck
from widerwindow.content.activities.walk import Moment
from widerwindow.content.course import Course
from widerwindow.content.questions import BaseQuestion
from widerwindow.content.questions.choosing import Choosing
from widerwindow.content.questions.placing import Placing
from widerwindow.publish.parts import Part

_SETTINGS = {"size": "largest", "spacing": "widest", "contrast": "light", "typeface": "serif"}


def state(course: Course, part: Part) -> dict[str, Any]:
    """Return what is kept of somebody who did all that can be done in `part`, and chose the longest names each time."""
    kept: dict[str, Any] = {"route/mine": {"page": max(part.pages, key=len)}}
    for module in part.modules:
        kept[f"read/{module}"] = {page.split("/")[1]: True for page in part.pages if page.startswith(f"{module}/")}
        kept |= {f"scenario/{name}": _path(course.scenario(name)) for name in _names(course, Scenario, module)}
        kept |= {f"selfcheck/{name}": _checked(course.self_check(name)) for name in _names(course, SelfCheck, module)}
        kept |= {f"comparison/{name}": _said(course.comparison(name)) for name in _names(course, Comparison, module)}
    return {"format": 1, "kept": kept, "settings": _SETTINGS, "passed": list(part.pages)}


def _names(course: Course, kind: Any, module: str) -> list[str]:  # noqa: ANN401 - a kind of file
    return [file.stem for file in course.files(kind) if file.parts[-3] == module]


def _path(story: Scenario) -> list[list[str]]:
    return _onward(story, story.beginning(), {})


def _onward(story: Scenario, moment: Moment, known: dict[Moment, list[list[str]]]) -> list[list[str]]:
    """Return the longest way on from a moment, which is the same however she came there."""
    if moment not in known:
        choices = story.offered(moment)
        ways = [[[moment.scene, each.id], *_onward(story, story.after(moment, each), known)] for each in choices]
        known[moment] = max(ways, key=lambda way: len(str(way)), default=[])
    return known[moment]


def _checked(check: SelfCheck) -> dict[str, Any]:
    return {question.id: _answer(question) for question in check.questions}


def _answer(question: BaseQuestion) -> Any:  # noqa: ANN401 - each kind has its own
    if isinstance(question, Placing):
        place = max((place.id for place in question.places), key=len)
        return {item.id: place for item in question.items}
    if isinstance(question, Choosing):
        ids = [option.id for option in question.options]
        return max(ids, key=len) if isinstance(question.key, str) else ids
    items = getattr(question, "items", None)
    return [item.id for item in items] if items else 1234567.25


def _said(comparison: Comparison) -> dict[str, Any]:
    return {each.id: {person.id: "out" for person in comparison.people} for each in comparison.definitions}
