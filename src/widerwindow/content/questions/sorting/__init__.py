"""Items to put into groups."""

from typing import ClassVar, Literal, final

from pydantic import Field
from typing_extensions import override

from widerwindow.content.questions.form import Form, points
from widerwindow.content.questions.form_rows import AtPlaces, Parts
from widerwindow.content.questions.items import PublicWithItems
from widerwindow.content.questions.parts import PublicPart, Shown, shown
from widerwindow.content.questions.placing import Placing
from widerwindow.messages import Messages

_say = Messages(__package__)


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

    @classmethod
    @override
    def form(cls) -> Form:
        groups = Parts("groups", _say("groups"), _say("group"), _say("more_groups"), has_feedback=False)
        belongs = AtPlaces("groups", _say("belongs"))
        items = Parts("items", _say("items"), _say("item"), _say("more_items"), belongs)
        return Form(_say("called"), [points(), groups, items])

    @override
    def public(self) -> PublicSorting:
        return {**super().public(), "type": self.type, "groups": shown(self.groups)}
