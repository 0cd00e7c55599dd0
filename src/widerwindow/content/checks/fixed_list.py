"""Lists that a source gives in full, such as the principles of a body: none of its entries may be lost or added."""

from collections.abc import Iterator
from functools import cached_property

from pydantic import Field

from widerwindow.content.checks.phrases import Phrases
from widerwindow.content.core.problems import Problem
from widerwindow.content.core.reading import Part, Text
from widerwindow.content.pages.passages import Passage, Writing
from widerwindow.messages import Messages

_say = Messages(__package__)


class FixedList(Part):
    """What `source` lists. A paragraph that cites it, says one of `words` and names some `entries` names them all.

    Where it ends with a colon, the list that follows belongs to it, and holds no other item.
    """

    source: Text
    words: list[Text] = Field(min_length=1)
    entries: list[Text] = Field(min_length=2)

    @cached_property
    def phrases(self) -> Phrases:
        """What finds one of the words."""
        return Phrases(self.words)

    def broken_in(self, writing: Writing) -> Iterator[Problem]:
        """Yield each place in `writing` where the list is not whole, or holds something else."""
        for place in writing.places:
            for index, passage in enumerate(place.passages):
                if f"`{self.source}`" in passage.text and self.phrases.first(passage.text):
                    items = _items_after(place.passages, index)
                    yield from self._wrong_in(writing, passage, items)

    def _wrong_in(self, writing: Writing, passage: Passage, items: list[Passage]) -> Iterator[Problem]:
        said = " ".join([passage.text, *(item.text for item in items)])
        missing = [entry for entry in self.entries if not Phrases([entry]).first(said)]
        if 0 < len(missing) < len(self.entries) - 1:
            advice = _say.advice("list_not_whole", source=self.source, missing=missing, entries=self.entries)
            yield Problem(writing.path, passage.line, *advice)
        for item in items:
            if not Phrases(self.entries).first(" ".join(item.text.split()[:4])):
                advice = _say.advice("not_in_list", source=self.source, entries=self.entries)
                yield Problem(writing.path, item.line, *advice)


def _items_after(passages: list[Passage], index: int) -> list[Passage]:
    if not passages[index].text.rstrip().endswith(":"):
        return []
    after = passages[index + 1 :]
    end = next((position for position, passage in enumerate(after) if not passage.item), len(after))
    return after[:end]
