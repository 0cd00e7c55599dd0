"""Holds the sources that a file names against the keys of book/references.bib."""

from collections.abc import Iterable, Iterator

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Where
from widerwindow.messages import Messages

_say = Messages(__package__)


def unknown(named: Iterable[tuple[Where, str]], known: set[str]) -> Iterator[Fault]:
    """Yield a fault for each source in `named`, as (where it stands, key), that is not among the keys `known`."""
    for where, key in named:
        if key not in known:
            yield Fault(where, *_say.advice("unknown_source", source=key))
