"""A self-check: questions whose feedback is shown at once, and which nobody collects."""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.markdown import to_html
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Named, Text
from widerwindow.content.questions import MachineMarked, faults_in


class SelfCheck(Named):
    """Questions with their keys and feedback, all of which reach the page."""

    intro: Text | None = None
    questions: list[Annotated[MachineMarked, Field(discriminator="type")]] = Field(min_length=1)

    @override
    def faults(self) -> Iterator[Fault]:
        yield from faults_in(list(self.questions))

    def public(self) -> dict[str, Any]:
        """Return the self-check for its widget, keys and feedback included."""
        return {
            "id": self.id,
            "title": self.title,
            "intro": to_html(self.intro) if self.intro else "",
            "questions": [{**question.public(), **question.revealed()} for question in self.questions],
        }
