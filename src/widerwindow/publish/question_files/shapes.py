"""What other systems know of kinds of questions: five shapes. Any other kind is a text that a person marks."""

from typing import NamedTuple

from widerwindow.content.core.markdown import to_html, to_inline_html
from widerwindow.content.questions.base import BaseQuestion
from widerwindow.content.questions.choosing import Choosing
from widerwindow.content.questions.number import Number
from widerwindow.content.questions.ordering import Ordering
from widerwindow.content.questions.placing import Placing
from widerwindow.content.questions.written import WrittenAnswer


class Said(NamedTuple):
    """Something to choose, place or order: its id, its text and what to say of it, both HTML."""

    id: str
    text: str
    feedback: str = ""


class Choose(NamedTuple):
    """Options, of which one or `several` are `right`."""

    options: list[Said]
    right: list[str]
    several: bool


class Place(NamedTuple):
    """Items, each to be put in one of the `places`; `right` has for each item those that are right."""

    items: list[Said]
    places: list[Said]
    right: dict[str, list[str]]

    @property
    def unused(self) -> list[Said]:
        """The places that are right for no item, where each item has the first of its own."""
        taken = {places[0] for places in self.right.values()}
        return [place for place in self.places if place.id not in taken]

    @property
    def has_second(self) -> bool:
        """Whether more than one place is right for an item: few systems know of that."""
        return any(len(places) > 1 for places in self.right.values())

    def first(self, item: Said) -> Said:
        """Return the first place that is right for `item`."""
        return next(place for place in self.places if place.id == self.right[item.id][0])


class Order(NamedTuple):
    """Items as they are shown, and their ids in the right order."""

    items: list[Said]
    right: list[str]

    @property
    def in_order(self) -> list[Said]:
        """The items in the right order."""
        return sorted(self.items, key=lambda item: self.right.index(item.id))


class Figure(NamedTuple):
    """A number, right within a tolerance."""

    key: float
    tolerance: float
    low: float
    high: float


class Write(NamedTuple):
    """A text of so many rows, which a person marks."""

    rows: int


Shape = Choose | Place | Order | Figure | Write

_ROWS = 8


def shape(question: BaseQuestion) -> Shape:
    """Return the shape of a question."""
    match question:
        case Choosing():
            options = [Said(each.id, to_inline_html(each.text), to_html(each.feedback)) for each in question.options]
            return Choose(options, question.right, not isinstance(question.key, str))
        case Placing():
            places = [Said(place.id, to_inline_html(place.text)) for place in question.places]
            return Place(_items(question), places, question.key)
        case Ordering():
            return Order(_items(question), question.key)
        case Number():
            return Figure(question.key, question.tolerance, *question.bounds)
        case WrittenAnswer():
            return Write(question.rows)
        case _:
            return Write(_ROWS)


def _items(question: Placing | Ordering) -> list[Said]:
    return [Said(item.id, to_inline_html(item.text), to_html(item.feedback)) for item in question.items]
