"""What the readers of a story do not see: what each choice changes, where it leads and when, and where readers end."""

from collections.abc import Iterator, Mapping

from widerwindow.content.activities.conditions import When, conditions
from widerwindow.content.activities.odds import evenly, odds
from widerwindow.content.activities.scenario import Scenario
from widerwindow.content.activities.scenes import Choice, Turn
from widerwindow.content.core.markdown import to_inline_html
from widerwindow.content.course import Course
from widerwindow.messages import Messages
from widerwindow.publish.paper.reading import Node, Piece, in_html, node, table
from widerwindow.publish.parts import Part

_say = Messages(__package__)

_SIGNS = {">=": "≥", "<=": "≤", "!=": "≠"}


def stories(course: Course, part: Part) -> Iterator[Node]:
    """Yield what there is to say of each story of a module."""
    found = scenarios(course, part)
    if found:
        yield node("h", _say("review_stories"), level=1)
        yield node("p", _say("review_stories_about"))
    for story in found:
        yield from _story(story)


def scenarios(course: Course, part: Part) -> list[Scenario]:
    """Return the stories of a module. Raises ContentError."""
    files = [file for file in course.files(Scenario) if file.is_relative_to(course.book / part.id)]
    return [course.read(file, Scenario) for file in files]


def leads(story: Scenario, choice: Choice, numbers: Mapping[str, int]) -> str:
    """Return where a choice leads and when, with the `numbers` of the scenes."""
    return _turns(story, choice, {scene.id: f"{numbers[scene.id]}. {scene.title}" for scene in story.scenes})


def _story(story: Scenario) -> Iterator[Node]:
    yield node("h", story.title, level=2)
    yield node("ul", *(node("li", _variable(story, name)) for name in story.variables))
    heads = [_say("story_scene"), _say("story_choice"), _say("story_changes"), _say("story_leads")]
    yield table(heads, list(_rows(story)))
    yield node("p", _say("story_moments", count=len(story.moments())))
    shares = odds(story, evenly).ends
    ends = [(story.scene(end).title, round(100 * share)) for end, share in shares.items()]
    yield node("ul", *(node("li", _say("story_end", title=title, share=share)) for title, share in ends))


def _variable(story: Scenario, name: str) -> str:
    it = story.variables[name]
    return _say("story_variable", label=it.label, start=it.start, low=it.min, high=it.max)


def _rows(story: Scenario) -> Iterator[list[list[Piece]]]:
    titles = {scene.id: scene.title for scene in story.scenes}
    for scene in story.scenes:
        for choice in scene.choices:
            yield [[scene.title], _text(story, choice), [_effects(story, choice)], [_turns(story, choice, titles)]]


def only_if(story: Scenario, choice: Choice) -> str:
    """Return on what it depends that a choice is offered; "" where it always is."""
    return _say("story_only_if", condition=_when(story, choice.when)) if choice.when else ""


def _text(story: Scenario, choice: Choice) -> list[Piece]:
    return [*in_html(to_inline_html(choice.text)), f" {only_if(story, choice)}" if choice.when else ""]


def _effects(story: Scenario, choice: Choice) -> str:
    return "; ".join(f"{story.variables[name].label} {effect:+d}" for name, effect in choice.effects.items()) or "–"


def _turns(story: Scenario, choice: Choice, titles: Mapping[str, str]) -> str:
    def told(turn: Turn) -> str:
        scene = titles[turn.to]
        return _say("story_turn_if", scene=scene, condition=_when(story, turn.when)) if turn.when else scene

    return "; ".join(map(told, choice.turns))


def _when(story: Scenario, when: When | None) -> str:
    return ", ".join(
        f"{story.variables[test.variable].label} {_SIGNS.get(test.compare, test.compare)} {test.number}"
        for test in conditions(when)
    )
