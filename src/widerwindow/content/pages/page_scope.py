"""Entries of a file that mean a page of the book, or all those in a folder."""

from collections.abc import Iterable, Iterator, Sequence

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Part, Text, Where
from widerwindow.content.pages.page import covers
from widerwindow.messages import Messages

_say = Messages(__package__)


class PagesMeant(Part):
    """One page or, with a `/` at the end, all those in a folder."""

    pages: Text

    def covers(self, page: str) -> bool:
        """Return whether `page`, its path inside the book, is meant."""
        return covers(self.pages, page)


class Exemption(PagesMeant):
    """Pages that one of the checker's rules leaves alone, and why."""

    why: Text


def idle(meant: Sequence[PagesMeant], where: Where, names: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each entry of `meant`, which stand at `where`, that covers none of the files `names`."""
    known = list(names)
    for position, entry in enumerate(meant):
        if not any(map(entry.covers, known)):
            yield Fault((*where, position, "pages"), *_say.advice("no_pages", pages=entry.pages))
