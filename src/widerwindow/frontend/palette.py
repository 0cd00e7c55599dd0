"""Gives style sheets their colours. Those of pages, widgets, feedback and reports stand in one file, written once."""

import re
from functools import cache
from importlib.resources import files

_SET = re.compile(r"^([\w-]+) \{\s*(.*?)\s*\}$", re.MULTILINE | re.DOTALL)
_TAKEN_IN = re.compile(r"@palette ([\w-]+);")


def with_palette(style: str) -> str:
    """Return a style sheet with the colours of a set in each place that takes one in. Raises KeyError."""
    return _TAKEN_IN.sub(lambda found: _sets()[found[1]], style)


@cache
def _sets() -> dict[str, str]:
    return dict(_SET.findall(files(__package__).joinpath("palette.css").read_text(encoding="utf-8")))
