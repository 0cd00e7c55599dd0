"""The scenes of a story: what a learner can do there, what that changes, and where it leads."""

from collections.abc import Collection

from pydantic import Field

from widerwindow.content.activities.conditions import When
from widerwindow.content.activities.public_scenario import PublicVariable, SceneKind
from widerwindow.content.core.note import ContentNote
from widerwindow.content.core.reading import Id, Part, Text
from widerwindow.content.pictures.library import Asked


class Variable(Part):
    """Something the choices change, a whole number from `min` to `max`, hidden until the debrief.

    `low` and `high` are what its ends mean, if that is not what they mean in the whole course.
    """

    label: Text
    start: int
    min: int
    max: int
    low: Text | None = None
    high: Text | None = None

    def public(self, ends: tuple[str, str]) -> PublicVariable:
        """Return the variable for the widget; `ends` are what its ends mean in the course."""
        return {
            "label": self.label,
            "start": self.start,
            "min": self.min,
            "max": self.max,
            "low": self.low or ends[0],
            "high": self.high or ends[1],
        }


class ConditionalText(Part):
    """A paragraph that is there only when its conditions hold."""

    when: When | None = None
    text: Text


class Turn(Part):
    """Where a choice leads, when its conditions hold."""

    when: When | None = None
    to: Id


class Choice(Part):
    """One thing the learner can do in a scene."""

    id: Id
    text: Text
    when: When | None = None
    effects: dict[Id, int] = Field(default_factory=dict)
    feedback: Text
    next: Id | list[Turn]

    @property
    def turns(self) -> list[Turn]:
        """The places the choice can lead to, in the order in which they are tried."""
        return [Turn(to=self.next)] if isinstance(self.next, str) else self.next

    def whens(self) -> list[When | None]:
        """Return the conditions on which it depends whether the choice is there, and where it leads."""
        return [self.when, *(turn.when for turn in self.turns)]

    def adds(self, better: Collection[str]) -> int:
        """Return how much the choice adds to the variables of which more is `better`."""
        return sum(self.effects.get(name, 0) for name in better)


class Scene(Part):
    """A moment of the story. A `stop` is a plain card after an unsafe choice; an `ending` offers no choice.

    Before a scene with a `note` a learner may go on, read its summary in place of its text, or leave it out. Then she
    goes on at `way_round`, with nothing changed out of sight, or from an ending to the debrief. `place` is the picture
    of where it happens, if that is not where the scenario does.
    """

    id: Id
    title: Text
    kind: SceneKind = "scene"
    note: ContentNote | None = None
    way_round: Id | None = None
    place: Asked | None = None
    text: Text
    also: list[ConditionalText] = Field(default_factory=list)
    choices: list[Choice] = Field(default_factory=list)
