"""A place on a scale from 1 to 5. It is answered with its number."""

from collections.abc import Hashable, Iterable
from typing import ClassVar, Literal, TypedDict, final

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.markdown import to_inline_html
from widerwindow.content.core.reading import Part, Text
from widerwindow.content.questions.base import KeyedQuestion, PublicQuestion
from widerwindow.content.questions.form import Amount, Form, Words, points
from widerwindow.content.questions.parts import (
    Answer,
    Choice,
    Explained,
    Option,
    PublicPart,
    Told,
    feedback_of,
    right_or_not,
    shown,
)
from widerwindow.messages import Messages

_say = Messages(__package__)

_STEPS = range(1, 6)


class Verdicts(Part):
    """What to say to a place that is near enough, or not."""

    near: Text
    far: Text


class PublicScale(PublicQuestion):
    """What a learner may see of it."""

    type: Literal["scale"]
    steps: list[str]


class RevealedScale(TypedDict):
    """What a self-check needs besides: the steps that are right, and all of them as parts."""

    key: list[str]
    parts: list[PublicPart]
    feedback: dict[str, str]


@final
class Scale(KeyedQuestion):
    """A place on a scale whose ends have names. It is right if it is at most `tolerance` steps away from the key."""

    type: Literal["scale"]
    low: Text
    high: Text
    key: int = Field(ge=_STEPS[0], le=_STEPS[-1])
    tolerance: int = Field(default=0, ge=0, le=2)
    said: Verdicts = Field(alias="feedback")

    not_read: ClassVar[frozenset[str]] = KeyedQuestion.not_read | {"tolerance"}

    @property
    def options(self) -> list[Option]:
        """The steps, each with what is said to it."""
        said = {step: self.said.near if self._is_right(step) else self.said.far for step in _STEPS}
        return [Option(id=f"step-{step}", text=self._named(step), feedback=said[step]) for step in _STEPS]

    @classmethod
    @override
    def form(cls) -> Form:
        ends = Words("low", _say("low_end"), "line"), Words("high", _say("high_end"), "line")
        right = Amount("key", _say("right_step"), whole=True), Amount("tolerance", _say("tolerance"), usual=0)
        said = Words("feedback.near", _say("said_near")), Words("feedback.far", _say("said_far"))
        return Form(_say("called"), [points(), *ends, *right, *said])

    @override
    def public(self) -> PublicScale:
        steps = [to_inline_html(self._named(step)) for step in _STEPS]
        return {**super().public(), "type": self.type, "steps": steps}

    @override
    def revealed(self) -> RevealedScale:
        right = [option.id for option, step in zip(self.options, _STEPS, strict=True) if self._is_right(step)]
        return {"key": right, "parts": shown(self.options), "feedback": feedback_of(self.options)}

    @override
    def unreadable(self, answer: object) -> str | None:
        if answer is None:
            return None
        return None if type(answer) is int and answer in _STEPS else self.say("no_step")

    @override
    def score(self, answer: Answer) -> float:
        return float(self.points * (isinstance(answer, int) and self._is_right(answer)))

    @override
    def hidden_test_source(self) -> str:
        name = self.variable
        near = f"{self.key - self.tolerance} <= {name} <= {self.key + self.tolerance}"
        return f"_b.float({self.points} * (_b.type({name}) is _b.int and {near}))"

    @override
    def offered(self) -> list[str]:
        return [self.say("from_to", low=self.low, high=self.high)]

    @override
    def feedback(self, answer: Answer) -> list[Told]:
        chosen = self.picks(answer)
        return [Told(option.text, option.feedback) for option in self.options if option.id in chosen]

    @override
    def right_answer(self) -> list[str]:
        return [self._named(self.key)]

    @override
    def explained(self) -> list[Explained]:
        return [
            Explained(option.id, option.text, right_or_not(self._is_right(step)), option.feedback)
            for option, step in zip(self.options, _STEPS, strict=True)
        ]

    @override
    def choices(self) -> Iterable[Choice]:
        for option, step in zip(self.options, _STEPS, strict=True):
            yield Choice(option.id, None, option.text, self._is_right(step))

    @override
    def picks(self, answer: Answer) -> set[Hashable]:
        return {f"step-{answer}"} if isinstance(answer, int) else set()

    def _is_right(self, step: int) -> bool:
        return abs(step - self.key) <= self.tolerance

    def _named(self, step: int) -> str:
        end = {_STEPS[0]: self.low, _STEPS[-1]: self.high}.get(step)
        return self.say("end", step=step, end=end) if end else str(step)
