"""Sets each source of the course once, however often it is built: pybtex sets all anew for one changed page."""

from typing import Any

from pybtex.database import Entry
from pybtex.style.formatting import BaseStyle, FormattedEntry
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from typing_extensions import override

_BEFORE_BIBTEX, _AFTER_BIBTEX = 100, 900
"""Sphinx calls what waits for an event in the order of such numbers; sphinxcontrib.bibtex has the usual 500."""

_before: dict[str, FormattedEntry] = {}
_now: dict[str, FormattedEntry] = {}


def remembering(style: type[BaseStyle]) -> type[BaseStyle]:
    """Return `style` with a memory for what it has set."""

    class Remembering(style):  # type: ignore[misc] # any style of pybtex
        @override
        def format_entry(self, label: str, entry: Entry, bib_data: Any = None) -> FormattedEntry:
            name = repr((style.__module__, label, entry))
            if name not in _now:
                _now[name] = _before[name] if name in _before else super().format_entry(label, entry, bib_data)
            return _now[name]

    return Remembering


def setup(app: Sphinx) -> dict[str, Any]:
    """Let Sphinx keep the memory with the rest that it knows of the pages (Sphinx calls this)."""
    app.connect("env-updated", _recall, _BEFORE_BIBTEX)
    app.connect("env-updated", _keep, _AFTER_BIBTEX)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _recall(_app: Sphinx, env: BuildEnvironment) -> None:
    _before.update(getattr(env, "widerwindow_sources", {}))


def _keep(_app: Sphinx, env: BuildEnvironment) -> None:
    env.widerwindow_sources = dict(_now)  # type: ignore[attr-defined]
