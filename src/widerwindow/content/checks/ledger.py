"""Holds a module's ledger against its pages and scenarios, both ways."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from widerwindow.content.checks.citations import Citations, said
from widerwindow.content.checks.claims import Claims
from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.core.reading import locate, read
from widerwindow.messages import Messages

_say = Messages(__package__)


def problems_in(folder: Path, sources: set[str], figures: Callable[[str], str]) -> Iterator[Problem]:
    """Yield what is wrong between the ledger of the module in `folder`, its places, and the keys of all `sources`.

    `figures` gives what a table of numbers says, by its id. The module's YAML files have to be readable.
    """
    ledger = folder / "claims.yml"
    try:
        claims = read(ledger, Claims) if ledger.is_file() else Claims()
    except ContentError as error:
        yield from error.problems
        return

    @cache
    def said_on(place: str) -> Citations | None:
        file = folder / (f"{place}.yml" if "/" in place else f"{place}.md")
        return said(file, figures) if file.is_file() else None

    if claims.claims:
        yield from locate(claims.unknown_sources(sources), ledger)
        yield from locate(claims.against(said_on), ledger)
    for file in (*sorted(folder.glob("[!.]*.md")), *sorted(folder.glob("scenarios/[!.]*.yml"))):
        place = file.relative_to(folder).with_suffix("").as_posix()
        found = said_on(place)
        for source, line in found.cited.items() if found else ():
            if not claims.covers(place, source):
                advice = _say.advice("unclaimed", module=folder.name, source=source, place=place)
                yield Problem(file, line, *advice)
