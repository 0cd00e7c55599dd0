"""The widgets of a student's notebooks, each from the file that was made of it. It needs anywidget alone."""

import json
from pathlib import Path
from typing import Any

import anywidget
import traitlets


class Widget(anywidget.AnyWidget):
    """A widget by its id. Where none can be live, it is a text to read."""

    def __init__(self, name: str) -> None:
        kind = type(self).__name__.lower()
        made = json.loads(_read(f"{kind}-{name}.json"))
        self._text = made["text"]
        self.add_traits(**{trait: traitlets.Any().tag(sync=True) for trait in made["traits"]})
        self._esm, self._css = _read(f"{kind}.js"), _read(f"{kind}.css")
        super().__init__(**made["traits"])

    def _repr_mimebundle_(self, **kwargs: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return data | {"text/html": self._text}, metadata


def _read(name: str) -> str:
    places = (folder / "live" / name for folder in Path(__file__).parents)
    return next(place for place in places if place.is_file()).read_text(encoding="utf-8")


def __getattr__(name: str) -> type[Widget]:
    """Return the class called `name`: there is one of each kind."""
    if name.startswith("_"):
        raise AttributeError(name)
    return type(name, (Widget,), {})
