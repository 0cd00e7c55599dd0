"""A scenario as numbered scenes that a reader walks through alone, on paper or without JavaScript.

What moves out of sight cannot be counted on paper, so conditions are put into words for the reader to judge.
"""

from collections.abc import Mapping
from typing import Any

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
    variables = content["variables"]

    def condition(when: list[Any]) -> str:
        return _say("and").join(_in_words(variables[name], test, number) for name, test, number in when)

    def turns(choice: dict[str, Any]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for turn in choice["next"]:
            pattern = "turn_if" if turn["when"] else "turn_else" if found else "turn"
            number, title = numbers[turn["to"]], titles[turn["to"]]
            text = _say(pattern, condition=condition(turn["when"]), number=number, title=title)
            found.append({"number": number, "text": text})
        return found

    def way_round(scene: str | None) -> dict[str, Any] | None:
        if not scene:
            return None
        number = numbers[scene]
        return {"number": number, "text": _say("skip_to", number=number, title=titles[scene])}

    return [
        scene
        | {
            "number": numbers[scene["id"]],
            "place": place,
            "round": way_round(scene["way_round"]),
            "also": [passage | {"only_if": condition(passage["when"])} for passage in scene["also"]],
            "choices": [
                choice | {"only_if": condition(choice["when"]), "turns": turns(choice)} for choice in scene["choices"]
            ],
        }
        for scene, place in zip(scenes, places, strict=True)
    ]


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
