"""A small course that says everything in capitals, so that its own words can be told from the engine's."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml

from profiles import profile, variables

_TEA = Path(__file__).parents[1] / "widgets" / "course"
_PROJECT = Path(__file__).parents[2]
_WORD = re.compile(r"[a-z0-9-]+|[a-z]\S+[/.:]\S+|https?:\S+|[<>!=]+ ?-?\d+")
"""What is no text: an id or another word that the engine knows, an address, a comparison."""

_PAGES = {
    "index.md": "# TEA FOR ALL\n\nDRINK.\n\n```{routes}\n```\n\n```{record}\n```\n",
    "tea/index.md": "# TEA\n\n```{outcomes}\n```\n\nTAKE TIME.\n",
    "tea/rules.md": "# THE RULES\n\nBE KIND. ```{exit}```\n",
    "tea/stories.md": "# STORIES\n\n[Scenario('tea-round')]\n\n[Scenario('tea-spill')]\n",
    "tea/practice.md": "# PRACTICE\n\n[SelfCheck('tea-check')]\n\n[SelfCheck('pouring-check')]\n",
    "tea/numbers.md": "# NUMBERS\n\n[Chart('tea-numbers')]\n",
    "tea/sheets.md": "# SHEETS\n\n[Worksheet('tea-sheet')]\n\n[Comparison('tea-drinkers')]\n",
    "tea/figures.md": "# FIGURES\n\n[Figure('tea-day')]\n\n[Figure('tea-warmth')]\n\n[Figure('tea-cards')]\n\n"
    "[Figure('tea-matrix')]\n",
    "tea/quiz.md": "# THE QUIZ\n\n[Quiz('cup')]\n\n```{outcomes-table}\n```\n",
    "help.md": "# CALL SOMEONE\n\n## LINES\n\n```{organisation}\n```\n",
    "pause.md": "# A PAUSE\n\nLOOK OUT OF THE WINDOW.\n",
    "kept.md": "# KEEPING\n\nNOTHING LEAVES.\n",
}
_NOTE = {"themes": ["SPILLS"], "intensity": "low", "text": "TEA IS SPILLED.", "summary": "TEA."}
_HEAD = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
content_note: %s
---

"""
_CELL = '```{code-cell} python\n:tags: [remove-input]\nfrom widerwindow.widgets import %s\n%s("%s")\n```'
_ROUTE = {"id": "way-1", "title": "First tea", "text": "Then more tea.", "modules": ["tea"]}
_MODULE = {
    "id": "tea",
    "title": "TEA",
    "about": "ALL OF IT",
    "minutes": 61,
    "quiz": "cup",
    "outcomes": {"tea": {"taught": ["rules"], "practised": ["tea-check", "tea-round"]}},
}
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
    shutil.copytree(_TEA / "book" / "pictures", folder / "book" / "pictures")
    _write_book(folder)


def _write_book(folder: Path) -> None:
    for name, text in _PAGES.items():
        cells = re.sub(r"\[(\w+)\('([\w-]+)'\)\]", lambda found: _CELL % (found[1], found[1], found[2]), text)
        page = (_HEAD % json.dumps(_NOTE)) + cells if "code-cell" in cells else text
        (folder / "book" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "book" / name).write_text(page, encoding="utf-8")
    root, *others = (name.removesuffix(".md") for name in _PAGES)
    _save(folder / "_toc.yml", {"format": "jb-book", "root": root, "chapters": [{"file": name} for name in others]})
    _save(folder / "_config.yml", _load(_PROJECT / "_config.yml") | {"title": "TEA FOR ALL", "author": "WE ALL"})
    (folder / "book" / "references.bib").touch()
    _save(folder / "book" / "routes.yml", {"routes": [shouted(_ROUTE)]})
    _save(folder / "book" / "tea" / "module.yml", _MODULE)
    pages = {"pause": "pause", "help": "help", "kept": "kept"}
    more = {"licence": "DO WHAT YOU LIKE.", "routes": "book/routes.yml", "pages": pages}
    (folder / "book" / "course.yml").write_text(
        profile(**more, variables=variables("trust", "worker")), encoding="utf-8"
    )


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
