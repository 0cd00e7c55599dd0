"""What the questions share whose items are each to be put somewhere."""

from collections.abc import Iterator

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Where, repeated_ids
from widerwindow.content.questions.base import KeyedQuestion, PublicQuestion
from widerwindow.content.questions.parts import Answer, Option, PublicPart, shown
from widerwindow.messages import Messages

_say = Messages(__package__)


class PublicWithItems(PublicQuestion):
    """What a learner may see of it."""

    items: list[PublicPart]


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
                yield Fault((*where, "key", place), *_say.advice("key_no_item", name=name, known=ids))

    @override
    def public(self) -> PublicWithItems:
        return {**super().public(), "items": shown(self.items)}

    def unknown_item(self, name: object) -> str:
        """Return why a name that is none of the items is no answer."""
        return _say("unknown_item", item=str(name))

    @override
    def left_open(self, answer: Answer) -> list[str]:
        return [item.text for item in self.items if item.id not in answer] if isinstance(answer, dict | list) else []
