"""What the questions share whose options are to be chosen."""

from collections.abc import Iterator
from typing import Any

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Where, repeated_ids
from widerwindow.content.questions.base import KeyedQuestion, Option, shown, told


class Choosing(KeyedQuestion):
    """A question with options, of which the key names one or several."""

    options: list[Option] = Field(min_length=2)
    key: Id | list[Id]

    @property
    def right(self) -> list[str]:
        """The ids of the right options."""
        return [self.key] if isinstance(self.key, str) else self.key

    @override
    def faults(self, where: Where) -> Iterator[Fault]:
        yield from super().faults(where)
        yield from repeated_ids(((*where, "options"), self.options))
        ids = [option.id for option in self.options]
        for name in self.right:
            if name not in ids:
                wrong = f"The key names `{name}`, which is no option."
                yield Fault((*where, "key"), wrong, f"Write one of: {', '.join(ids)}.")

    @override
    def public(self) -> dict[str, Any]:
        return super().public() | {"options": shown(self.options)}

    @override
    def revealed(self) -> dict[str, Any]:
        return {"key": self.key, "feedback": told(self.options)}

    def unknown(self, chosen: list[str]) -> str | None:
        """Return what is wrong with the first name in `chosen` that is none of the options."""
        ids = {option.id for option in self.options}
        return next((f"“{name}” is none of the options" for name in chosen if name not in ids), None)

    def said(self, chosen: list[str]) -> list[tuple[str, str]]:
        """Return the text and the feedback of each option that is `chosen`."""
        return [(option.text, option.feedback) for option in self.options if option.id in chosen]
