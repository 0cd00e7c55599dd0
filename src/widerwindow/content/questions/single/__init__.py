"""One right answer among several. It is answered with an option's id."""

from typing import Literal

from typing_extensions import override

from widerwindow.content.core.reading import Id
from widerwindow.content.questions.base import Answer
from widerwindow.content.questions.choosing import Choosing


class Single(Choosing):
    """One right answer among several."""

    type: Literal["single"]
    key: Id

    @override
    def unreadable(self, answer: object) -> str | None:
        if answer is None:
            return None
        return self.unknown([answer]) if isinstance(answer, str) else "it is not the name of one option"

    @override
    def score(self, answer: Answer) -> float:
        """Return all the points for the key, else 0."""
        return float(self.points * (answer == self.key))

    @override
    def feedback(self, answer: Answer) -> list[tuple[str, str]]:
        return self.said([answer]) if isinstance(answer, str) else []
