"""Pages that one of the checker's rules leaves alone, and why."""

from collections.abc import Iterable, Iterator, Sequence

from widerwindow.content.page import covers
from widerwindow.content.problems import Fault
from widerwindow.content.reading import Part, Text, Where


class Exemption(Part):
    """One page or, with a `/` at the end, all those in a folder."""

    pages: Text
    why: Text

    def covers(self, page: str) -> bool:
        """Return whether `page`, its path inside the book, is meant."""
        return covers(self.pages, page)


def idle(exemptions: Sequence[Exemption], where: Where, names: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each of `exemptions`, which stand at `where`, that covers none of the files `names`."""
    known = list(names)
    for position, exemption in enumerate(exemptions):
        if not any(map(exemption.covers, known)):
            wrong = f"`{exemption.pages}` is no page and no folder of pages in the book."
            yield Fault((*where, position, "pages"), wrong, "Mend the name, or take the entry out.")
