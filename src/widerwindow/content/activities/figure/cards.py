"""Cards that are put into groups. A card may stand for several things, so that a group can be counted."""

from collections.abc import Iterator
from typing import Annotated, Literal, TypedDict

from pydantic import Field

from widerwindow.content.core.markdown import to_html
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Part, Text, Where, repeated_ids
from widerwindow.messages import Messages

_say = Messages(__package__)

Look = Literal["full", "plain", "striped"]


class PublicGroup(TypedDict):
    """A group as the widget has it."""

    id: str
    title: str
    look: Look


class PublicCard(TypedDict):
    """A card as the widget has it: how many things it stands for, where it belongs, and why as HTML."""

    id: str
    title: str
    group: str
    where: str
    why: str
    count: int


class PublicCards(TypedDict):
    """Cards and groups as the widget has them."""

    type: Literal["cards"]
    groups: list[PublicGroup]
    cards: list[PublicCard]
    whose: str


class Group(Part):
    """Where cards are put, and how the squares in it look."""

    id: Id
    title: Text
    look: Look


class Card(Part):
    """Something to put into a group, the group where it belongs, and why it does."""

    id: Id
    title: Text
    group: Id
    why: Text
    count: Annotated[int, Field(ge=1, le=100)] = 1


class Cards(Part):
    """Cards to be put into groups. `whose` names the answer that hers is compared with."""

    type: Literal["cards"]
    groups: list[Group] = Field(min_length=2, max_length=4)
    cards: list[Card] = Field(min_length=2)
    whose: Text

    def faults(self, where: Where) -> Iterator[Fault]:
        """Yield what is wrong although every part has the right shape; the cards stand at `where`."""
        yield from repeated_ids(((*where, "groups"), self.groups))
        yield from repeated_ids(((*where, "cards"), self.cards))
        known = [group.id for group in self.groups]
        for position, card in enumerate(self.cards):
            if card.group not in known:
                yield Fault(
                    (*where, "cards", position, "group"), *_say.advice("no_group", group=card.group, known=known)
                )

    def public(self) -> PublicCards:
        """Return the cards for their widget."""
        return {
            "type": self.type,
            "groups": [{"id": group.id, "title": group.title, "look": group.look} for group in self.groups],
            "cards": [self._public(card) for card in self.cards],
            "whose": self.whose,
        }

    def _public(self, card: Card) -> PublicCard:
        return {
            "id": card.id,
            "title": card.title,
            "group": card.group,
            "where": next(group.title for group in self.groups if group.id == card.group),
            "why": to_html(card.why),
            "count": card.count,
        }
