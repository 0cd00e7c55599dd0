"""Items to put in order. It is answered with the list of their ids."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Where
from widerwindow.content.questions.base import Answer
from widerwindow.content.questions.items import WithItems


class Ordering(WithItems):
    """Items to put in order. Learners meet them as they stand under `items`; the key is the right order.

    The points go by neighbours: of all places where one item comes straight after another, the share that is right
    counts. So one item that stands wrong costs three neighbours at most, however long the list, and an order turned
    upside down gets nothing. The rule is Moodle's "Relative to the next item (excluding last)", which its ordering
    question (qtype_ordering) has among its grading types.
    """

    type: Literal["ordering"]
    key: list[Id]

    @override
    def faults(self, where: Where) -> Iterator[Fault]:
        yield from super().faults(where)
        ids = [item.id for item in self.items]
        missing = [name for name in ids if name not in self.key]
        if missing:
            wrong = f"The key leaves out {', '.join(f'`{name}`' for name in missing)}."
            yield Fault((*where, "key"), wrong, "Name every item in its right order.")
        if len(set(self.key)) < len(self.key):
            yield Fault((*where, "key"), "The key names an item twice.", "Name every item once.")
        if self.key == ids:
            wrong = "The items stand in the right order already, so there is nothing to do."
            yield Fault((*where, "items"), wrong, "Mix them. The key keeps the right order.")

    @override
    def unreadable(self, answer: object) -> str | None:
        if answer is None:
            return None
        if not isinstance(answer, list) or not all(isinstance(name, str) for name in answer):
            return "it is not a list of items"
        ids = {item.id for item in self.items}
        for position, name in enumerate(answer):
            if name not in ids:
                return f"“{name}” is none of the items"
            if name in answer[:position]:
                return f"“{name}” stands in it twice"
        return None

    @override
    def score(self, answer: Answer) -> float:
        """Return points x right neighbours / neighbours."""
        order = answer if isinstance(answer, list) else []
        return float(self.points * len(_neighbours(order) & _neighbours(self.key)) / (len(self.key) - 1))

    @override
    def feedback(self, answer: Answer) -> list[tuple[str, str]]:
        order = answer if isinstance(answer, list) else []
        items = {item.id: item for item in self.items}
        return [(f"{place}. {items[name].text}", items[name].feedback) for place, name in enumerate(order, 1)]


def _neighbours(order: Sequence[str]) -> set[tuple[str, str]]:
    """Return each item of `order` with the one straight after it."""
    return set(pairwise(order))
