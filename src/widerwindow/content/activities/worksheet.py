"""A worksheet: fields to fill in for oneself, on screen or on paper."""

from collections.abc import Iterator
from typing import TypedDict

from pydantic import Field
from typing_extensions import override

from widerwindow.content.core.markdown import to_html
from widerwindow.content.core.problems import Fault
from widerwindow.content.core.reading import Id, Named, Part, Text, repeated_ids


class PublicField(TypedDict):
    """A place to write, as the widget has it."""

    id: str
    label: str
    help: str | None
    rows: int


class PublicSection(TypedDict):
    """A heading with its fields; its text is HTML."""

    title: str
    text: str
    fields: list[PublicField]


class PublicWorksheet(TypedDict):
    """A worksheet as its widget has it; its introduction is HTML."""

    id: str
    title: str
    intro: str
    sections: list[PublicSection]


class WorksheetField(Part):
    """One place to write; `rows` is its height in lines."""

    id: Id
    label: Text
    help: Text | None = None
    rows: int = Field(default=3, ge=1, le=20)

    def public(self) -> PublicField:
        """Return the field for the widget."""
        return {"id": self.id, "label": self.label, "help": self.help, "rows": self.rows}


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

    def public(self) -> PublicWorksheet:
        """Return the worksheet for its widget, its Markdown as HTML."""
        sections: list[PublicSection] = [
            {
                "title": section.title,
                "text": to_html(section.text) if section.text else "",
                "fields": [field.public() for field in section.fields],
            }
            for section in self.sections
        ]
        return {"id": self.id, "title": self.title, "intro": to_html(self.intro), "sections": sections}
