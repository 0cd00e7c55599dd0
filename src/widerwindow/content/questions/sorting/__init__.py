"""Items to put into groups."""

from typing import ClassVar, Literal, final

from pydantic import Field
from typing_extensions import override

from widerwindow.content.questions.items import PublicWithItems
from widerwindow.content.questions.parts import PublicPart, Shown, shown
from widerwindow.content.questions.placing import Placing


class PublicSorting(PublicWithItems):
    """What a learner may see of it."""

    type: Literal["sorting"]
    groups: list[PublicPart]


@final
class Sorting(Placing):
    """Items to put into groups."""

    type: Literal["sorting"]
    groups: list[Shown] = Field(min_length=2)

    places_field: ClassVar[str] = "groups"

    @property
    @override
    def places(self) -> list[Shown]:
        return self.groups

    @override
    def public(self) -> PublicSorting:
        return {**super().public(), "type": self.type, "groups": shown(self.groups)}
