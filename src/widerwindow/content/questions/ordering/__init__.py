"""Items to put in order. It is answered with the list of their ids."""

import json
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise, product
from random import Random
from typing import Literal, TypedDict, final

from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Where
from widerwindow.content.questions.form import Form, points
from widerwindow.content.questions.form_rows import InOrder, Parts
from widerwindow.content.questions.items import PublicWithItems, WithItems
from widerwindow.content.questions.parts import (
    Answer,
    Choice,
    Explained,
    Offer,
    Told,
    feedback_of,
    listed,
    names_in,
    repeats,
)
from widerwindow.messages import Messages

_say = Messages(__package__)


class PublicOrdering(PublicWithItems):
    """What a learner may see of it."""

    type: Literal["ordering"]


class RevealedOrdering(TypedDict):
    """What a self-check needs besides."""

    key: list[str]
    feedback: dict[str, str]


@final
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
        missing = [f"`{name}`" for name in ids if name not in self.key]
        if missing:
            yield Fault((*where, "key"), *self.advice("key_leaves_out", names=missing))
        if repeats(self.key):
            yield Fault((*where, "key"), *self.advice("key_twice"))
        if self.key == ids:
            yield Fault((*where, "items"), *self.advice("in_order"))

    @classmethod
    @override
    def form(cls) -> Form:
        items = Parts("items", _say("items"), _say("item"), _say("more_items"), InOrder())
        return Form(_say("called"), [points(), items])

    @override
    def public(self) -> PublicOrdering:
        return {**super().public(), "type": self.type}

    @override
    def revealed(self) -> RevealedOrdering:
        return {"key": self.key, "feedback": feedback_of(self.items)}

    @override
    def invented(self, chance: Random, number: int = 0) -> Answer:
        return chance.sample(self.key, len(self.key))

    @override
    def unreadable(self, answer: object) -> str | None:
        if answer is None:
            return None
        names = names_in(answer)
        if names is None:
            return self.say("no_list")
        ids = {item.id for item in self.items}
        for position, name in enumerate(names):
            if name not in ids:
                return self.unknown_item(name)
            if name in names[:position]:
                return self.say("twice", item=name)
        return None

    @override
    def score(self, answer: Answer) -> float:
        """Return points x right neighbours / neighbours."""
        order = answer if isinstance(answer, list) else []
        return float(self.points * len(_neighbours(order) & _neighbours(self.key)) / (len(self.key) - 1))

    @override
    def hidden_test_source(self) -> str:
        return (
            f"_key, _order = {json.dumps(self.key)}, {self.variable} or []\n"
            f"_right = _b.set(_b.zip(_order, _order[1:])) & _b.set(_b.zip(_key, _key[1:]))\n"
            f"_b.float({self.points} * _b.len(_right) / (_b.len(_key) - 1))"
        )

    @override
    def offered(self) -> list[str]:
        return [self.say("order_these"), listed(self.items)]

    @override
    def feedback(self, answer: Answer) -> list[Told]:
        items = {item.id: item for item in self.items}
        order = [items[name] for name in answer] if isinstance(answer, list) else []
        return [
            Told(self.say("item_in_place", place=place, item=item.text), item.feedback)
            for place, item in enumerate(order, 1)
        ]

    @override
    def fits(self, answer: Answer) -> list[bool]:
        """Return of each item whether it stands straight after the one that it belongs after."""
        order, before = (
            (answer if isinstance(answer, list) else []),
            dict(zip(self.key, [None, *self.key], strict=False)),
        )
        return [before[item] == previous for previous, item in zip([None, *order], order, strict=False)]

    @override
    def right_answer(self) -> list[str]:
        return [told.part for told in self.feedback(self.key)]

    @override
    def explained(self) -> list[Explained]:
        items = {item.id: item for item in self.items}
        order = [items[name] for name in self.key]
        return [Explained(item.id, item.text, str(place), item.feedback) for place, item in enumerate(order, 1)]

    @override
    def choices(self) -> Iterable[Choice]:
        for item, (number, right) in product(self.items, enumerate(self.key, 1)):
            yield Choice((number, item.id), item.text, str(number), item.id == right)

    @override
    def offers(self) -> Iterable[Offer]:
        """Return the items as texts of which the first in the right order is to be found."""
        first = [item.id for item in self.items].index(self.key[0])
        return [Offer(self.id, self.prompt, [item.text for item in self.items], frozenset({first}))]

    @override
    def picks(self, answer: Answer) -> set[Hashable]:
        return set(enumerate(answer, 1)) if isinstance(answer, list) else set()


def _neighbours(order: Sequence[str]) -> set[tuple[str, str]]:
    """Return each item of `order` with the one straight after it."""
    return set(pairwise(order))
