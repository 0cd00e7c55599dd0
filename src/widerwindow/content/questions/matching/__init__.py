"""Items to match each with an answer; some answers may fit no item, or more than one."""

from typing import Any, ClassVar, Literal

from pydantic import Field
from typing_extensions import override

from widerwindow.content.questions.base import Shown, shown
from widerwindow.content.questions.placing import Placing


class Matching(Placing):
    """Items to match each with an answer. On the screen and on paper each answer has a letter."""

    type: Literal["matching"]
    answers: list[Shown] = Field(min_length=2, max_length=26)

    place: ClassVar[str] = "answer"

    @property
    @override
    def places(self) -> list[Shown]:
        return self.answers

    @override
    def public(self) -> dict[str, Any]:
        return super().public() | {"answers": shown(self.answers)}
