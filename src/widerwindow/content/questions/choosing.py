"""What the questions share whose options are to be chosen."""

from collections.abc import Hashable, Iterable, Iterator, Sequence

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Where, repeated_ids
from widerwindow.content.questions.base import KeyedQuestion, PublicQuestion
from widerwindow.content.questions.parts import (
    Answer,
    Choice,
    Explained,
    Offer,
    Option,
    PublicPart,
    Told,
    listed,
    right_or_not,
    shown,
)
from widerwindow.messages import Messages

_say = Messages(__package__)


class PublicChoosing(PublicQuestion):
    """What a learner may see of it."""

    options: list[PublicPart]


class Choosing(KeyedQuestion):
    """A question with options, of which the key names one or several."""

    options: list[Option] = Field(min_length=2)
    key: Id | list[Id]

    @property
    def right(self) -> list[str]:
        """The ids of the right options."""
        return [self.key] if isinstance(self.key, str) else self.key

    @override
    def faults(self, where: Where) -> Iterator[Fault]:
        yield from super().faults(where)
        yield from repeated_ids(((*where, "options"), self.options))
        ids = [option.id for option in self.options]
        for name in self.right:
            if name not in ids:
                yield Fault((*where, "key"), *_say.advice("key_no_option", name=name, known=ids))

    @override
    def public(self) -> PublicChoosing:
        return {**super().public(), "options": shown(self.options)}

    def unknown(self, chosen: Sequence[str]) -> str | None:
        """Return what is wrong with the first name in `chosen` that is none of the options."""
        ids = {option.id for option in self.options}
        return next((_say("unknown_option", option=name) for name in chosen if name not in ids), None)

    @override
    def offered(self) -> list[str]:
        return [listed(self.options)]

    @override
    def feedback(self, answer: Answer) -> list[Told]:
        chosen = self.picks(answer)
        return [Told(option.text, option.feedback) for option in self.options if option.id in chosen]

    @override
    def right_answer(self) -> list[str]:
        return [option.text for option in self.options if option.id in self.right]

    @override
    def explained(self) -> list[Explained]:
        return [
            Explained(option.id, option.text, right_or_not(option.id in self.right), option.feedback)
            for option in self.options
        ]

    @override
    def choices(self) -> Iterable[Choice]:
        return [Choice(option.id, None, option.text, option.id in self.right) for option in self.options]

    @override
    def offers(self) -> Iterable[Offer]:
        right = frozenset(place for place, option in enumerate(self.options) if option.id in self.right)
        return [Offer(self.id, self.prompt, [option.text for option in self.options], right)]

    @override
    def picks(self, answer: Answer) -> set[Hashable]:
        return {answer} if isinstance(answer, str) else set(answer) if isinstance(answer, list) else set()
