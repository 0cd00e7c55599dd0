"""Several right answers. It is answered with a list of option ids."""

import json
from collections.abc import Iterator
from random import Random
from typing import Literal, TypedDict, final

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Where
from widerwindow.content.questions.choosing import Choosing, PublicChoosing
from widerwindow.content.questions.form import Form, points
from widerwindow.content.questions.form_rows import Parts, SomeRight
from widerwindow.content.questions.parts import Answer, feedback_of, names_in, repeats
from widerwindow.messages import Messages

_say = Messages(__package__)


class PublicMultiple(PublicChoosing):
    """What a learner may see of it."""

    type: Literal["multiple"]


class RevealedMultiple(TypedDict):
    """What a self-check needs besides."""

    key: list[str]
    feedback: dict[str, str]


@final
class Multiple(Choosing):
    """Several right answers. Each wrong choice takes back the credit of a right one, never below 0."""

    type: Literal["multiple"]
    key: list[Id] = Field(min_length=1)

    @override
    def faults(self, where: Where) -> Iterator[Fault]:
        yield from super().faults(where)
        if repeats(self.key):
            yield Fault((*where, "key"), *self.advice("key_twice"))

    @classmethod
    @override
    def form(cls) -> Form:
        options = Parts("options", _say("options"), _say("option"), _say("more_options"), SomeRight())
        return Form(_say("called"), [points(), options])

    @override
    def public(self) -> PublicMultiple:
        return {**super().public(), "type": self.type}

    @override
    def revealed(self) -> RevealedMultiple:
        return {"key": self.key, "feedback": feedback_of(self.options)}

    @override
    def invented(self, chance: Random, number: int = 0) -> Answer:
        return [option.id for option in self.options if chance.random() < 0.5]

    @override
    def unreadable(self, answer: object) -> str | None:
        if answer is None:
            return None
        names = names_in(answer)
        if names is None:
            return self.say("no_list")
        return self.unknown(names)

    @override
    def score(self, answer: Answer) -> float:
        """Return points x (right choices - wrong choices) / right choices possible, at least 0."""
        chosen = set(answer) if isinstance(answer, list) else set()
        credit = len(chosen & set(self.key)) - len(chosen - set(self.key))
        return float(self.points * max(0, credit) / len(self.key))

    @override
    def hidden_test_source(self) -> str:
        return (
            f"_key, _chosen = _b.set({json.dumps(self.key)}), _b.set({self.variable} or [])\n"
            f"_b.float({self.points} * _b.max(0, _b.len(_chosen & _key) - _b.len(_chosen - _key)) / _b.len(_key))"
        )
