"""What sorting and matching share: each item goes to one of several places, and may be right in more than one.

They are answered with a dictionary from item id to place id.
"""

import json
from abc import abstractmethod
from collections.abc import Hashable, Iterable, Iterator
from itertools import product
from random import Random
from typing import ClassVar, TypedDict

from pydantic import model_validator
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Where, repeated_ids
from widerwindow.content.questions.items import WithItems
from widerwindow.content.questions.parts import Answer, Choice, Explained, Shown, Told, feedback_of, listed
from widerwindow.messages import Messages

_say = Messages(__package__)


class RevealedPlacing(TypedDict):
    """What a self-check needs besides what is public."""

    key: dict[str, list[str]]
    feedback: dict[str, str]


class Placing(WithItems):
    """A question whose items each go to a place: a group, or an answer. Places may stay empty or be used again."""

    key: dict[Id, list[Id]]

    places_field: ClassVar[str]
    """What the places are called in the file."""

    @property
    @abstractmethod
    def places(self) -> list[Shown]:
        """The places, in the order in which they are shown."""

    def right(self, item: str) -> str:
        """Return the texts of the places that are right for `item`, as one."""
        texts = {place.id: place.text for place in self.places}
        return _say("places_or").join(texts[place] for place in self.key[item])

    @model_validator(mode="before")
    @classmethod
    def _one_place_is_a_list_of_one(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("key"), dict):
            key = {item: [place] if isinstance(place, str) else place for item, place in data["key"].items()}
            return data | {"key": key}
        return data

    @override
    def faults(self, where: Where) -> Iterator[Fault]:
        yield from super().faults(where)
        yield from repeated_ids(((*where, self.places_field), self.places))
        places = [place.id for place in self.places]
        for item in self.items:
            if not self.key.get(item.id):
                yield Fault((*where, "key"), *_say.advice("key_leaves_out_item", item=item.id, known=places))
        for name, right in self.key.items():
            for place in right:
                if place not in places:
                    advice = self.advice("key_no_place", item=name, place=place, known=places)
                    yield Fault((*where, "key", name), *advice)

    @override
    def revealed(self) -> RevealedPlacing:
        return {"key": self.key, "feedback": feedback_of(self.items)}

    @override
    def invented(self, chance: Random, number: int = 0) -> Answer:
        return {item.id: chance.choice(self.places).id for item in self.items}

    @override
    def unreadable(self, answer: object) -> str | None:
        if answer is None:
            return None
        if not isinstance(answer, dict):
            return self.say("no_places")
        items, places = {item.id for item in self.items}, {place.id for place in self.places}
        for item, place in answer.items():
            if item not in items:
                return self.unknown_item(item)
            if not isinstance(place, str) or place not in places:
                return self.say("unknown_place", place=str(place))
        return None

    @override
    def score(self, answer: Answer) -> float:
        """Return points x items in a right place / items."""
        placed = answer if isinstance(answer, dict) else {}
        right = sum(placed.get(item) in places for item, places in self.key.items())
        return float(self.points * right / len(self.key))

    @override
    def hidden_test_source(self) -> str:
        return (
            f"_key, _placed = {json.dumps(self.key)}, {self.variable} or {{}}\n"
            f"_right = [_placed.get(_item) in _places for _item, _places in _key.items()]\n"
            f"_b.float({self.points} * _b.sum(_right) / _b.len(_key))"
        )

    @override
    def offered(self) -> list[str]:
        return [self.say("places"), listed(self.places), self.say("place_these"), listed(self.items)]

    @override
    def feedback(self, answer: Answer) -> list[Told]:
        placed = answer if isinstance(answer, dict) else {}
        names = {place.id: place.text for place in self.places}
        return [
            Told(_say("item_in_place", item=item.text, place=names[placed[item.id]]), item.feedback)
            for item in self.items
            if item.id in placed
        ]

    @override
    def right_answer(self) -> list[str]:
        return [_say("item_in_place", item=item.text, place=self.right(item.id)) for item in self.items]

    @override
    def explained(self) -> list[Explained]:
        return [Explained(item.id, item.text, self.right(item.id), item.feedback) for item in self.items]

    @override
    def choices(self) -> Iterable[Choice]:
        for item, place in product(self.items, self.places):
            yield Choice((item.id, place.id), item.text, place.text, place.id in self.key[item.id])

    @override
    def picks(self, answer: Answer) -> set[Hashable]:
        return set(answer.items()) if isinstance(answer, dict) else set()
