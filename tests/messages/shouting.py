"""A small course that says everything in capitals, so that its own words can be told from the engine's."""

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

_TEA = Path(__file__).parents[1] / "widgets" / "course"
_PROJECT = Path(__file__).parents[2]
_WORD = re.compile(r"[a-z0-9-]+|[a-z]\S+[/.:]\S+|https?:\S+|[<>!=]+ ?-?\d+")
"""What is no text: an id or another word that the engine knows, an address, a comparison."""

_TEXTS = {"unit", "low", "high", "hours", "cost"}
"""Keys whose value is a text even where it is one word in small letters."""


def shouted(value: object, key: str = "") -> object:
    """Return what a YAML file holds, its texts in capitals."""
    match value:
        case dict():
            return {name: shouted(part, str(name)) for name, part in value.items()}
        case list():
            return [shouted(part, key) for part in value]
        case str() if key in _TEXTS or not _WORD.fullmatch(value):
            return re.sub(r"(\]\([^)]*\))|([^\]]+|\])", lambda found: found[1] or found[2].upper(), value)
        case _:
            return value


def write(folder: Path) -> None:
    """Write the course; its one quiz, `cup`, asks questions of all kinds."""
    for file in [*_TEA.glob("book/**/*.yml"), _TEA / "organisation.yml"]:
        _save(folder / file.relative_to(_TEA), shouted(_load(file)))
    quizzes = [_load(file) for file in sorted(_TEA.glob("exercises/quizzes/*.yml"))]
    quiz = {
        "id": "cup",
        "title": "THE CUP",
        "intro": "ALL ABOUT THE CUP.",
        "outcomes": {"tea": "MAKE TEA"},
        "questions": shouted([question for one in quizzes for question in one["questions"]]),
        "attempts": 2,
        "pass_mark": 50,
        "deadline": "2026-11-20 12:00",
        "late": {"points": 1, "per": "day"},
        "show_key": "always",
    }
    _save(folder / "exercises" / "quizzes" / "cup.yml", quiz)
    shutil.copy(_PROJECT / "exercises" / "nbgrader_config.py", folder / "exercises")
    (folder / "_config.yml").write_text("title: TEA FOR ALL\n", encoding="utf-8")


def ids(folder: Path) -> set[str]:
    """Return every word in small letters that the course's files hold as a value or a key."""
    return {word for file in folder.rglob("*.yml") for word in _words(_load(file))}


def _words(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield from map(str, value)
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _words(part)
    elif isinstance(value, str) and _WORD.fullmatch(value):
        yield value


def _load(file: Path) -> dict[str, list[object]]:
    found: dict[str, list[object]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def _save(file: Path, value: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
