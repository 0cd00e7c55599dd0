"""A branching scenario: scenes, choices with effects on named variables, and a debrief."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from pydantic import Field
from typing_extensions import override

from widerwindow.content.activities.conditions import conditions
from widerwindow.content.activities.public_scenario import (
    PublicPassage,
    PublicScenario,
    PublicScene,
)
from widerwindow.content.activities.scenes import Choice, ConditionalText, Scene, Variable
from widerwindow.content.activities.walk import Moment, Step, Survey, Walk
from widerwindow.content.core import source_keys
from widerwindow.content.core.markdown import to_html
from widerwindow.content.core.note import ContentNote
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Named, Part, Text, Where, repeated_ids
from widerwindow.content.pictures.library import Asked
from widerwindow.messages import Messages

_say = Messages(__package__)

Ends = Mapping[str, tuple[str, str]]
"""What the lowest and the highest value of each of a course's variables mean, by the variables' names."""


class Person(Part):
    """The person the scenario is about, speaking for herself in the debrief."""

    name: Text
    views: list[ConditionalText] = Field(min_length=1)


class Debrief(Part):
    """What is said after the last scene."""

    text: Text
    person: Person
    evidence: Text
    sources: list[Text] = Field(default_factory=list)


class Scenario(Named):
    """A whole scenario; `place` is the picture of where it happens."""

    minutes: int = Field(ge=1, le=60)
    intro: Text
    note: ContentNote | None = None
    place: Asked | None = None
    variables: dict[Id, Variable]
    start: Id
    scenes: list[Scene] = Field(min_length=2)
    debrief: Debrief
    support: Text

    def scene(self, name: str) -> Scene:
        """Return the scene with the id `name`. Raises KeyError where there is none."""
        return self._scenes[name]

    @cached_property
    def _scenes(self) -> dict[str, Scene]:
        return {scene.id: scene for scene in self.scenes}

    def places(self) -> dict[str, Asked]:
        """Return the picture of where each scene happens, by the scenes' ids; none for scenes without a place."""
        placed = {scene.id: scene.place or self.place for scene in self.scenes}
        return {scene: place for scene, place in placed.items() if place}

    def pictures(self) -> Iterator[tuple[Where, Asked]]:
        """Yield every picture that the author asks for, and where."""
        if self.place:
            yield ("place",), self.place
        for where, scene in self._placed_scenes():
            if scene.place:
                yield (*where, "place"), scene.place

    def beginning(self) -> Moment:
        """Return the first scene with every variable at its start."""
        return self._walk.beginning

    def offered(self, moment: Moment) -> list[Choice]:
        """Return the choices that a learner sees at `moment`."""
        return self._walk.offered(moment)

    def after(self, moment: Moment, choice: Choice) -> Moment:
        """Return where `choice` leads from `moment`: effects are added first, then the turns are tried in order."""
        return self._walk.after(moment, choice)

    def moments(self) -> dict[Moment, list[Step]]:
        """Return every moment that some path or way round reaches, each with the steps that are open there."""
        return self._walk.moments()

    def survey(self) -> Survey:
        """Return what walking every path shows."""
        return self._walk.survey()

    @cached_property
    def _walk(self) -> Walk:
        return Walk(self.start, self.scenes, self.variables)

    @override
    def faults(self) -> Iterator[Fault]:
        loose = [*self.loose(), *self._odd_ends()]
        yield from loose
        if not loose:
            yield from self._broken_ways()

    def loose(self) -> Iterator[Fault]:
        """Yield a fault for each name that stands for nothing, or for two things: no path can be walked before."""
        yield from self._loose_names()
        yield from self._loose_turns()
        yield from self._loose_notes()
        yield from self._loose_variables()

    def unknown_sources(self, known: set[str]) -> Iterator[Fault]:
        """Yield a fault for each of the debrief's sources that is not among the keys `known`."""
        named = [(("debrief", "sources", position), key) for position, key in enumerate(self.debrief.sources)]
        yield from source_keys.unknown(named, known)

    def unknown_variables(self, known: Collection[str]) -> Iterator[Fault]:
        """Yield a fault for each variable that is not among the course's `known` ones."""
        for name in self.variables:
            if name not in known:
                yield Fault(
                    ("variables", name), *_say.advice("unknown_variable", name=name, known=known or [_say("none")])
                )

    def _loose_names(self) -> Iterator[Fault]:
        yield from repeated_ids((("scenes",), self.scenes))
        for where, scene in self._placed_scenes():
            yield from repeated_ids(((*where, "choices"), scene.choices))

    def _odd_ends(self) -> Iterator[Fault]:
        for where, scene in self._placed_scenes():
            if scene.kind == "ending" and scene.choices:
                yield Fault((*where, "choices"), *_say.advice("ending_with_choices", scene=scene.id))
            if scene.kind != "ending" and not scene.choices:
                yield Fault(where, *_say.advice("leads_nowhere", scene=scene.id))

    def _loose_turns(self) -> Iterator[Fault]:
        ids = [scene.id for scene in self.scenes]
        if self.start not in ids:
            yield Fault(("start",), *_say.advice("no_start", scene=self.start, known=ids))
        for where, choice in self._placed_choices():
            for turn in choice.turns:
                if turn.to not in ids:
                    advice = _say.advice("no_scene", choice=choice.id, scene=turn.to, known=ids)
                    yield Fault((*where, "next"), *advice)
            if not choice.turns or choice.turns[-1].when:
                yield Fault((*where, "next"), *_say.advice("may_lead_nowhere", choice=choice.id))

    def _loose_notes(self) -> Iterator[Fault]:
        calm = [scene.id for scene in self.scenes if not scene.note]
        for where, scene in self._placed_scenes():
            if scene.note and scene.kind != "ending" and not scene.way_round:
                yield Fault((*where, "note"), *_say.advice("no_way_round", scene=scene.id))
            if scene.way_round and (scene.kind == "ending" or not scene.note):
                yield Fault((*where, "way_round"), *_say.advice("needless_way_round", scene=scene.id))
            elif scene.way_round and scene.way_round not in calm:
                advice = _say.advice("noted_way_round", scene=scene.way_round, known=calm)
                yield Fault((*where, "way_round"), *advice)

    def _loose_variables(self) -> Iterator[Fault]:
        for name, variable in self.variables.items():
            if not variable.min <= variable.start <= variable.max:
                limits = {"start": variable.start, "low": variable.min, "high": variable.max}
                yield Fault(("variables", name, "start"), *_say.advice("starts_outside", variable=name, **limits))
        for where, when in self._placed_conditions():
            for name in when or {}:
                if name not in self.variables:
                    yield Fault(where, *_say.advice("not_among_variables", variable=name))

    def _broken_ways(self) -> Iterator[Fault]:
        found = Walk(self.start, self.scenes, self._steering()).survey()
        for where, scene in self._placed_scenes():
            if not found.states[scene.id]:
                yield Fault(where, *_say.advice("unreached", scene=scene.id))
            elif scene.id in found.closed:
                yield Fault((*where, "choices"), *_say.advice("without_choice", scene=scene.id))
            elif scene.id in found.hopeless:
                yield Fault(where, *_say.advice("without_ending", scene=scene.id))

    def _steering(self) -> dict[Id, Variable]:
        """Return the variables on which it depends what is offered and where that leads: most stories have others."""
        whens = [when for _, choice in self._placed_choices() for when in choice.whens()]
        read = {name for when in whens for name in when or {}}
        return {name: variable for name, variable in self.variables.items() if name in read}

    def _placed_scenes(self) -> Iterator[tuple[Where, Scene]]:
        for position, scene in enumerate(self.scenes):
            yield ("scenes", position), scene

    def _placed_choices(self) -> Iterator[tuple[Where, Choice]]:
        for where, scene in self._placed_scenes():
            for position, choice in enumerate(scene.choices):
                yield (*where, "choices", position), choice

    def _placed_conditions(self) -> Iterator[tuple[Where, Mapping[Id, object] | None]]:
        for where, scene in self._placed_scenes():
            for position, passage in enumerate(scene.also):
                yield (*where, "also", position), passage.when
        for where, choice in self._placed_choices():
            yield (*where, "when"), choice.when
            yield (*where, "effects"), choice.effects
            for turn in choice.turns:
                yield (*where, "next"), turn.when
        for position, view in enumerate(self.debrief.person.views):
            yield ("debrief", "person", "views", position), view.when

    def public(self, ends: Ends) -> PublicScenario:
        """Return the scenario for its widget, its Markdown as HTML; `ends` are those of the course's variables."""
        return {
            "id": self.id,
            "title": self.title,
            "minutes": self.minutes,
            "intro": to_html(self.intro),
            "note": self.note.public() if self.note else None,
            "variables": {name: variable.public(ends.get(name, ("", ""))) for name, variable in self.variables.items()},
            "start": self.start,
            "scenes": [_public_scene(scene) for scene in self.scenes],
            "debrief": {
                "text": to_html(self.debrief.text),
                "name": self.debrief.person.name,
                "views": [_public_text(view) for view in self.debrief.person.views],
                "evidence": to_html(self.debrief.evidence),
            },
            "support": to_html(self.support),
        }


class Draft(Scenario):
    """A scenario that may still lead nowhere: a map of it shows where."""

    @override
    def faults(self) -> Iterator[Fault]:
        yield from self.loose()


def _public_text(passage: ConditionalText) -> PublicPassage:
    return {"when": conditions(passage.when), "text": to_html(passage.text)}


def _public_scene(scene: Scene) -> PublicScene:
    return {
        "id": scene.id,
        "title": scene.title,
        "kind": scene.kind,
        "note": scene.note.public() if scene.note else None,
        "way_round": scene.way_round,
        "text": to_html(scene.text),
        "also": [_public_text(passage) for passage in scene.also],
        "choices": [
            {
                "id": choice.id,
                "text": to_html(choice.text),
                "when": conditions(choice.when),
                "effects": choice.effects,
                "feedback": to_html(choice.feedback),
                "next": [{"when": conditions(turn.when), "to": turn.to} for turn in choice.turns],
            }
            for choice in scene.choices
        ],
    }
