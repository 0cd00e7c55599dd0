"""A worksheet: fields to fill in for oneself, on screen or on paper."""

from collections.abc import Iterator
from typing import Any

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.markdown import to_html
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Named, Part, Text, repeated_ids


class WorksheetField(Part):
    """One place to write; `rows` is its height in lines."""

    id: Id
    label: Text
    help: Text | None = None
    rows: int = Field(default=3, ge=1, le=20)


class Section(Part):
    """A heading with its fields."""

    title: Text
    text: Text | None = None
    fields: list[WorksheetField] = Field(min_length=1)


class Worksheet(Named):
    """A worksheet; what is written in it is never collected."""

    intro: Text
    sections: list[Section] = Field(min_length=1)

    @override
    def faults(self) -> Iterator[Fault]:
        yield from repeated_ids(
            *((("sections", position, "fields"), section.fields) for position, section in enumerate(self.sections))
        )

    def public(self) -> dict[str, Any]:
        """Return the worksheet for its widget, its Markdown as HTML."""
        sections = [
            {
                "title": section.title,
                "text": to_html(section.text) if section.text else "",
                "fields": [field.model_dump() for field in section.fields],
            }
            for section in self.sections
        ]
        return {"id": self.id, "title": self.title, "intro": to_html(self.intro), "sections": sections}
