"""Gives style sheets their colours. Those of pages, widgets, feedback and reports stand in one file, written once."""

import re
from functools import cache
from importlib.resources import files

_SET = re.compile(r"^([\w-]+) \{\s*(.*?)\s*\}$", re.MULTILINE | re.DOTALL)
_COLOUR = re.compile(r"(--[\w-]+): ([^;]+);")
_VARIABLE = re.compile(r"var\((--[\w-]+)(?:, ([^)]*))?\)")
_TAKEN_IN = re.compile(r"@palette ([\w-]+);")


def with_palette(style: str) -> str:
    """Return a style sheet with the colours of a set in each place that takes one in. Raises KeyError."""
    return _TAKEN_IN.sub(lambda found: _sets()[found[1]], style)


def written_out(style: str, name: str) -> str:
    """Return a style sheet with the colours of the set `name` themselves, for programs that know no variables."""
    known = colours(name)
    return _VARIABLE.sub(lambda found: known.get(found[1], found[2] or ""), style)


def colours(name: str) -> dict[str, str]:
    """Return the colours of the set `name`. Raises KeyError."""
    return dict(_COLOUR.findall(_sets()[name]))


@cache
def _sets() -> dict[str, str]:
    return dict(_SET.findall(files(__package__).joinpath("palette.css").read_text(encoding="utf-8")))
