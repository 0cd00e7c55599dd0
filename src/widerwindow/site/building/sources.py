"""Sets each source of the course once, however often it is built: pybtex sets all anew for one changed page.

Which of the sources stand in a list of them is looked up too, where sphinxcontrib.bibtex goes through all citations of
the course for each source.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pybtex.database import Entry
from pybtex.style.formatting import BaseStyle, FormattedEntry
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.domain import BibtexDomain, _FilterVisitor
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


class Sources(BibtexDomain):
    """Knows at once which pages cite a source."""

    @override
    def get_filtered_entries(self, bibliography_key: BibliographyKey) -> Iterable[tuple[str, Entry]]:
        """Return the sources of one list of them, each with its key."""
        try:
            return self._listed(bibliography_key)
        except ValueError:  # the filter of this list cannot be read, and this warns of it
            return super().get_filtered_entries(bibliography_key)

    def _listed(self, where: BibliographyKey) -> list[tuple[str, Entry]]:
        listed, cited_in = self.bibliographies[where], self._pages_by_key()

        def is_in(key: str, entry: Entry) -> bool:
            asked = _FilterVisitor(entry, where.docname, cited_in[key])  # type: ignore[no-untyped-call]
            return bool(asked.visit(listed.filter_)) or entry.key in listed.keys

        every = [(listed.keyprefix + entry.key, entry) for entry in self.get_entries(listed.bibfiles)]
        return [(key, entry) for key, entry in every if is_in(key, entry)]

    def _pages_by_key(self) -> dict[str, set[str]]:
        pages: dict[str, set[str]] = defaultdict(set)
        for citation in self.citation_refs:
            for target in citation.targets:
                pages[target.key].add(citation.docname)
        return pages


def setup(app: Sphinx) -> dict[str, Any]:
    """Let Sphinx keep the memory with the rest that it knows of the pages (Sphinx calls this)."""
    app.connect("config-inited", _look_sources_up)
    app.connect("env-updated", _recall, _BEFORE_BIBTEX)
    app.connect("env-updated", _keep, _AFTER_BIBTEX)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _look_sources_up(app: Sphinx, _config: Config) -> None:
    if app.registry.has_domain(Sources.name):  # a book without sources loads no extension for them
        app.add_domain(Sources, override=True)


def _recall(_app: Sphinx, env: BuildEnvironment) -> None:
    _before.update(getattr(env, "widerwindow_sources", {}))


def _keep(_app: Sphinx, env: BuildEnvironment) -> None:
    env.widerwindow_sources = dict(_now)  # type: ignore[attr-defined]
