"""A scenario as numbered scenes that a reader walks through alone, on paper or without JavaScript.

What moves out of sight cannot be counted on paper, so conditions are put into words for the reader to judge.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from widerwindow.content.pictures.library import Picture
from widerwindow.messages import Messages

_say = Messages(__package__)


def numbered(content: dict[str, Any], pictures: Mapping[str, Picture]) -> list[dict[str, Any]]:
    """Return the scenes of a public scenario in reading order, with numbers, and conditions and turns in words.

    Each has in `place` the names of the layers that are drawn above it, where they are not those of the one before.
    """
    scenes = _in_reading_order(content)
    places = _where_they_change([pictures.get(scene["id"]) for scene in scenes])
    numbers = {scene["id"]: number for number, scene in enumerate(scenes, 1)}
    titles = {scene["id"]: scene["title"] for scene in scenes}
    story = _Story(numbers, titles, content["variables"])
    return [story.told(scene) | {"place": place} for scene, place in zip(scenes, places, strict=True)]


class _Story(NamedTuple):
    """What a scene needs of the others: their numbers and titles by their ids, and the variables by their names."""

    numbers: dict[str, int]
    titles: dict[str, str]
    variables: dict[str, dict[str, Any]]

    def told(self, scene: dict[str, Any]) -> dict[str, Any]:
        """Return a scene with its number, and what a reader has to judge and where she can go in words."""
        way_round, also = scene["way_round"], scene["also"]
        return scene | {
            "number": self.numbers[scene["id"]],
            "round": self._led(way_round, "skip_to") if way_round else None,
            "also": [passage | {"only_if": self._condition(passage["when"])} for passage in also],
            "choices": [self._choice(choice) for choice in scene["choices"]],
        }

    def _choice(self, choice: dict[str, Any]) -> dict[str, Any]:
        turns = [self._turn(turn, first=not position) for position, turn in enumerate(choice["next"])]
        return choice | {"only_if": self._condition(choice["when"]), "turns": turns}

    def _turn(self, turn: dict[str, Any], *, first: bool) -> dict[str, Any]:
        pattern = "turn_if" if turn["when"] else "turn" if first else "turn_else"
        return self._led(turn["to"], pattern, condition=self._condition(turn["when"]))

    def _led(self, scene: str, pattern: str, **said: str) -> dict[str, Any]:
        number = self.numbers[scene]
        return {"number": number, "text": _say(pattern, number=number, title=self.titles[scene], **said)}

    def _condition(self, when: list[Any]) -> str:
        return _say("and").join(_in_words(self.variables[name], test, number) for name, test, number in when)


def _where_they_change(pictures: list[Picture | None]) -> list[list[str]]:
    pairs = zip([None, *pictures], pictures, strict=False)
    return [[layer.name for layer in here.layers] if here and here != before else [] for before, here in pairs]


def _in_reading_order(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Put the first scene first, and leave the others as the author has them."""
    return sorted(content["scenes"], key=lambda scene: scene["id"] != content["start"])


def _in_words(variable: dict[str, Any], test: str, number: int) -> str:
    low, high = variable["low"], variable["high"]
    side = 2 * number - variable["min"] - variable["max"]
    if test in (">=", ">"):
        pattern, end = ("towards", high) if side + (test == ">") > 0 else ("not_towards", low)
    elif test in ("<=", "<"):
        pattern, end = ("towards", low) if side - (test == "<") < 0 else ("not_towards", high)
    elif side == 0:
        pattern, end = ("between" if test == "=" else "not_between"), ""
    else:
        pattern = "towards" if test == "=" else "not_towards"
        end = high if side > 0 else low
    return _say(pattern, label=variable["label"], end=end, low=low, high=high)
