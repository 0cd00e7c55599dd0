"""A content note: what a page, a scenario or a question touches on, told before it begins."""

from typing import Literal, TypedDict

from pydantic import Field

from widerwindow.content.core.markdown import to_html
from widerwindow.content.core.reading import Part, Text


class PublicNote(TypedDict):
    """A note for a page or a widget: its text and summary are HTML."""

    themes: list[str]
    intensity: Literal["low", "medium", "high"]
    text: str
    summary: str


class ContentNote(Part):
    """Themes and intensity, a sentence to read first, and a short summary for whoever would rather not go on."""

    themes: list[Text] = Field(min_length=1)
    intensity: Literal["low", "medium", "high"]
    text: Text
    summary: Text

    def public(self) -> PublicNote:
        """Return the note for a page or a widget, its Markdown as HTML."""
        return {
            "themes": self.themes,
            "intensity": self.intensity,
            "text": to_html(self.text),
            "summary": to_html(self.summary),
        }
