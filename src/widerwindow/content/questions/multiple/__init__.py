"""Several right answers. It is answered with a list of option ids."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Where
from widerwindow.content.questions.base import Answer
from widerwindow.content.questions.choosing import Choosing


class Multiple(Choosing):
    """Several right answers. Each wrong choice takes back the credit of a right one, never below 0."""

    type: Literal["multiple"]
    key: list[Id] = Field(min_length=1)

    @override
    def faults(self, where: Where) -> Iterator[Fault]:
        yield from super().faults(where)
        if len(set(self.key)) < len(self.key):
            yield Fault((*where, "key"), "The key names an option twice.", "Name each right option once.")

    @override
    def unreadable(self, answer: object) -> str | None:
        if answer is None:
            return None
        if not isinstance(answer, list) or not all(isinstance(name, str) for name in answer):
            return "it is not a list of options"
        return self.unknown(answer)

    @override
    def score(self, answer: Answer) -> float:
        """Return points x (right choices - wrong choices) / right choices possible, at least 0."""
        chosen = set(answer) if isinstance(answer, list) else set()
        credit = len(chosen & set(self.key)) - len(chosen - set(self.key))
        return float(self.points * max(0, credit) / len(self.key))

    @override
    def feedback(self, answer: Answer) -> list[tuple[str, str]]:
        return self.said(answer) if isinstance(answer, list) else []
