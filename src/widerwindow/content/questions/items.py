"""What the questions share whose items are each to be put somewhere."""

from collections.abc import Iterator
from typing import Any

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Where, repeated_ids
from widerwindow.content.questions.base import Answer, KeyedQuestion, Option, shown, told


class WithItems(KeyedQuestion):
    """A question with items, and a key that names every one of them."""

    items: list[Option] = Field(min_length=2)
    key: dict[Id, list[Id]] | list[Id]

    @override
    def faults(self, where: Where) -> Iterator[Fault]:
        yield from super().faults(where)
        yield from repeated_ids(((*where, "items"), self.items))
        ids = [item.id for item in self.items]
        for position, name in enumerate(self.key):
            if name not in ids:
                place = name if isinstance(self.key, dict) else position
                wrong = f"The key names `{name}`, which is no item."
                yield Fault((*where, "key", place), wrong, f"Write one of: {', '.join(ids)}.")

    @override
    def public(self) -> dict[str, Any]:
        return super().public() | {"items": shown(self.items)}

    @override
    def revealed(self) -> dict[str, Any]:
        return {"key": self.key, "feedback": told(self.items)}

    @override
    def left_open(self, answer: Answer) -> list[str]:
        return [item.text for item in self.items if item.id not in answer] if isinstance(answer, dict | list) else []
