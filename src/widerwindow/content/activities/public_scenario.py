"""What the widget of a scenario gets: the contract between the model and the scripts."""

from typing import Literal, TypedDict

from widerwindow.content.activities.conditions import Condition
from widerwindow.content.core.note import PublicNote

SceneKind = Literal["scene", "stop", "ending"]


class PublicVariable(TypedDict):
    """A variable as the widget has it."""

    label: str
    start: int
    min: int
    max: int
    low: str
    high: str


class PublicPassage(TypedDict):
    """A passage that stands in the story when its conditions hold. Its text is HTML."""

    when: list[Condition]
    text: str


class PublicTurn(TypedDict):
    """Where a choice leads when its conditions hold."""

    when: list[Condition]
    to: str


class PublicChoice(TypedDict):
    """A choice as the widget has it: its texts are HTML."""

    id: str
    text: str
    when: list[Condition]
    effects: dict[str, int]
    feedback: str
    next: list[PublicTurn]


class PublicScene(TypedDict):
    """A scene as the widget has it: its text is HTML."""

    id: str
    title: str
    kind: SceneKind
    note: PublicNote | None
    way_round: str | None
    text: str
    also: list[PublicPassage]
    choices: list[PublicChoice]


class PublicDebrief(TypedDict):
    """What is said after the last scene, as HTML, and the name of the person whose views stand in it."""

    text: str
    name: str
    views: list[PublicPassage]
    evidence: str


class PublicScenario(TypedDict):
    """A scenario as its widget has it: its texts are HTML."""

    id: str
    title: str
    minutes: int
    intro: str
    note: PublicNote | None
    variables: dict[str, PublicVariable]
    start: str
    scenes: list[PublicScene]
    debrief: PublicDebrief
    support: str
