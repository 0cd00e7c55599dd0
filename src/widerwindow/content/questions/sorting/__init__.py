"""Items to put into groups."""

from typing import Any, ClassVar, Literal

from pydantic import Field
from typing_extensions import override

from widerwindow.content.questions.base import Shown, shown
from widerwindow.content.questions.placing import Placing


class Sorting(Placing):
    """Items to put into groups."""

    type: Literal["sorting"]
    groups: list[Shown] = Field(min_length=2)

    place: ClassVar[str] = "group"

    @property
    @override
    def places(self) -> list[Shown]:
        return self.groups

    @override
    def public(self) -> dict[str, Any]:
        return super().public() | {"groups": shown(self.groups)}
