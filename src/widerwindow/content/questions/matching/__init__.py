"""Items to match each with an answer; some answers may fit no item, or more than one."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal, final

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Where
from widerwindow.content.questions.form import Form, points
from widerwindow.content.questions.form_rows import AtPlaces, Parts
from widerwindow.content.questions.items import PublicWithItems
from widerwindow.content.questions.parts import Offer, PublicPart, Shown, shown
from widerwindow.content.questions.placing import Placing
from widerwindow.messages import Messages

_say = Messages(__package__)


class PublicMatching(PublicWithItems):
    """What a learner may see of it."""

    type: Literal["matching"]
    answers: list[PublicPart]


@final
class Matching(Placing):
    """Items to match each with an answer. On the screen and on paper each answer has a letter."""

    type: Literal["matching"]
    answers: list[Shown] = Field(min_length=2, max_length=26)

    places_field: ClassVar[str] = "answers"

    @property
    @override
    def places(self) -> list[Shown]:
        return self.answers

    @classmethod
    @override
    def form(cls) -> Form:
        answers = Parts("answers", _say("answers"), _say("answer"), _say("more_answers"), has_feedback=False)
        belongs = AtPlaces("answers", _say("belongs"))
        items = Parts("items", _say("items"), _say("item"), _say("more_items"), belongs)
        return Form(_say("called"), [points(), answers, items])

    @override
    def public(self) -> PublicMatching:
        return {**super().public(), "type": self.type, "answers": shown(self.answers)}

    @override
    def offers(self) -> Iterable[Offer]:
        texts, ids = [answer.text for answer in self.answers], [answer.id for answer in self.answers]
        right = {item: frozenset(map(ids.index, places)) for item, places in self.key.items()}
        return [Offer(item.id, item.text, texts, right[item.id], shared=True) for item in self.items]

    @override
    def giveaways(self, where: Where) -> Iterator[Fault]:
        beside = zip(self.items, self.answers, strict=False)
        if len(self.answers) >= len(self.items) and all(answer.id in self.key[item.id] for item, answer in beside):
            yield Fault((*where, "answers"), *self.advice("beside"))
