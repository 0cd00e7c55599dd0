"""One right answer among several. It is answered with an option's id."""

import json
from random import Random
from typing import Literal, TypedDict, final

from typing_extensions import override

from widerwindow.content.core.reading import Id
from widerwindow.content.questions.choosing import Choosing, PublicChoosing
from widerwindow.content.questions.form import Form, points
from widerwindow.content.questions.form_rows import OneRight, Parts
from widerwindow.content.questions.parts import Answer, feedback_of
from widerwindow.messages import Messages

_say = Messages(__package__)


class PublicSingle(PublicChoosing):
    """What a learner may see of it."""

    type: Literal["single"]


class RevealedSingle(TypedDict):
    """What a self-check needs besides."""

    key: str
    feedback: dict[str, str]


@final
class Single(Choosing):
    """One right answer among several."""

    type: Literal["single"]
    key: Id

    @classmethod
    @override
    def form(cls) -> Form:
        options = Parts("options", _say("options"), _say("option"), _say("more_options"), OneRight())
        return Form(_say("called"), [points(), options])

    @override
    def public(self) -> PublicSingle:
        return {**super().public(), "type": self.type}

    @override
    def revealed(self) -> RevealedSingle:
        return {"key": self.key, "feedback": feedback_of(self.options)}

    @override
    def invented(self, chance: Random, number: int = 0) -> Answer:
        return chance.choice(self.options).id

    @override
    def unreadable(self, answer: object) -> str | None:
        if answer is None:
            return None
        return self.unknown([answer]) if isinstance(answer, str) else self.say("not_one_option")

    @override
    def score(self, answer: Answer) -> float:
        """Return all the points for the key, else 0."""
        return float(self.points * (answer == self.key))

    @override
    def hidden_test_source(self) -> str:
        name = self.variable
        return f"_b.float({self.points} * (_b.type({name}) is _b.str and {name} == {json.dumps(self.key)}))"
