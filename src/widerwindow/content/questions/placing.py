"""What sorting and matching share: each item goes to one of several places, and may be right in more than one.

They are answered with a dictionary from item id to place id.
"""

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar

from pydantic import model_validator
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Where, repeated_ids
from widerwindow.content.questions.base import Answer, Shown
from widerwindow.content.questions.items import WithItems


class Placing(WithItems):
    """A question whose items each go to a place: a group, or an answer. Places may stay empty or be used again."""

    key: dict[Id, list[Id]]

    place: ClassVar[str]
    """What one place is called; with an `s`, all of them, and their list in the file."""

    @property
    @abstractmethod
    def places(self) -> list[Shown]:
        """The places, in the order in which they are shown."""

    def right(self, item: str) -> str:
        """Return the texts of the places that are right for `item`, as one."""
        texts = {place.id: place.text for place in self.places}
        return " or ".join(texts[place] for place in self.key[item])

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
        yield from repeated_ids(((*where, f"{self.place}s"), self.places))
        places = [place.id for place in self.places]
        for item in self.items:
            if not self.key.get(item.id):
                wrong = f"The key does not say where `{item.id}` belongs."
                yield Fault((*where, "key"), wrong, f"Add `{item.id}: ...` with one of: {', '.join(places)}.")
        for name, right in self.key.items():
            for place in right:
                if place not in places:
                    wrong = f"The key says `{name}: {place}`, but `{place}` is no {self.place}."
                    yield Fault((*where, "key", name), wrong, f"Write one of: {', '.join(places)}.")

    @override
    def unreadable(self, answer: object) -> str | None:
        if answer is None:
            return None
        if not isinstance(answer, dict):
            return f"it does not give each item its {self.place}"
        items, places = {item.id for item in self.items}, {place.id for place in self.places}
        for item, place in answer.items():
            if item not in items:
                return f"“{item}” is none of the items"
            if not isinstance(place, str) or place not in places:
                return f"“{place}” is none of the {self.place}s"
        return None

    @override
    def score(self, answer: Answer) -> float:
        """Return points x items in a right place / items."""
        placed = answer if isinstance(answer, dict) else {}
        right = sum(placed.get(item) in places for item, places in self.key.items())
        return float(self.points * right / len(self.key))

    @override
    def feedback(self, answer: Answer) -> list[tuple[str, str]]:
        placed = answer if isinstance(answer, dict) else {}
        names = {place.id: place.text for place in self.places}
        return [(f"{item.text}: {names[placed[item.id]]}", item.feedback) for item in self.items if item.id in placed]
