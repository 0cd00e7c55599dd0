"""Holds the sources that a file names against the keys of book/references.bib."""

from collections.abc import Iterable, Iterator

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Where


def unknown(named: Iterable[tuple[Where, str]], known: set[str]) -> Iterator[Fault]:
    """Yield a fault for each source in `named`, as (where it stands, key), that is not among the keys `known`."""
    for where, key in named:
        if key not in known:
            wrong = f"`{key}` is no source in book/references.bib."
            yield Fault(where, wrong, "Add it there, or mend the key.")
