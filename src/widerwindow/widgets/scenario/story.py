"""A scenario as numbered scenes that a reader walks through alone, on paper or without JavaScript.

What moves out of sight cannot be counted on paper, so conditions are put into words for the reader to judge.
"""

from typing import Any

Words = dict[str, str]


def numbered(content: dict[str, Any], words: Words) -> list[dict[str, Any]]:
    """Return the scenes of a public scenario in reading order, with numbers, and conditions and turns in words."""
    scenes = _in_reading_order(content)
    numbers = {scene["id"]: number for number, scene in enumerate(scenes, 1)}
    titles = {scene["id"]: scene["title"] for scene in scenes}
    variables = content["variables"]

    def condition(when: list[Any]) -> str:
        return words["and"].join(_in_words(variables[name], test, number, words) for name, test, number in when)

    def turns(choice: dict[str, Any]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for turn in choice["next"]:
            pattern = words["turn_if"] if turn["when"] else words["turn_else"] if found else words["turn"]
            number, title = numbers[turn["to"]], titles[turn["to"]]
            text = pattern.format(condition=condition(turn["when"]), number=number, title=title)
            found.append({"number": number, "text": text})
        return found

    def way_round(scene: str | None) -> dict[str, Any] | None:
        if not scene:
            return None
        number = numbers[scene]
        return {"number": number, "text": words["skip_to"].format(number=number, title=titles[scene])}

    return [
        scene
        | {
            "number": numbers[scene["id"]],
            "round": way_round(scene["way_round"]),
            "also": [passage | {"only_if": condition(passage["when"])} for passage in scene["also"]],
            "choices": [
                choice | {"only_if": condition(choice["when"]), "turns": turns(choice)} for choice in scene["choices"]
            ],
        }
        for scene in scenes
    ]


def _in_reading_order(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Put the first scene first, and leave the others as the author has them."""
    return sorted(content["scenes"], key=lambda scene: scene["id"] != content["start"])


def _in_words(variable: dict[str, Any], test: str, number: int, words: Words) -> str:
    low, high = variable["low"], variable["high"]
    side = 2 * number - variable["min"] - variable["max"]
    if test in (">=", ">"):
        pattern, end = (words["towards"], high) if side + (test == ">") > 0 else (words["not_towards"], low)
    elif test in ("<=", "<"):
        pattern, end = (words["towards"], low) if side - (test == "<") < 0 else (words["not_towards"], high)
    elif side == 0:
        pattern, end = words["between"] if test == "=" else words["not_between"], ""
    else:
        pattern = words["towards"] if test == "=" else words["not_towards"]
        end = high if side > 0 else low
    return pattern.format(label=variable["label"], end=end, low=low, high=high)
