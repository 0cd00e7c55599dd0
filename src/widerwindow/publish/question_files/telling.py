"""What a question says in another system: its texts as HTML, with the note before it."""

from decimal import Decimal
from html import escape

from markupsafe import Markup

from widerwindow.content.core.markdown import to_html, to_inline_html
from widerwindow.content.questions.base import BaseQuestion
from widerwindow.content.questions.parts import first_words
from widerwindow.messages import Messages

_say = Messages(__package__)


def prompt(question: BaseQuestion) -> str:
    """Return what is asked, as HTML: after its note, where it has one, and with the unit of a number."""
    note = to_html(question.note.text) if question.note else ""
    unit = getattr(question, "unit", None)
    return note + to_html(question.prompt) + (f"<p>{_say('in_unit', unit=to_inline_html(unit))}</p>" if unit else "")


def name(question: BaseQuestion) -> str:
    """Return the name by which a trainer finds the question again."""
    return f"{question.id}: {first_words(question)}"


def as_text(html: str) -> str:
    """Return the words in `html`, for places where systems show no more than that."""
    return str(Markup(html).striptags())


def number(value: float) -> str:
    """Return a number as people write it: 20, 0.5, never 2e1."""
    return f"{Decimal(repr(value)).normalize():f}"


def said_to_all(question: BaseQuestion) -> str:
    """Return what there is to say to each part, as HTML, for systems that say it to all of an answer at once."""
    parts = question.explained()
    told = [f"<li>{to_inline_html(part.text)}{_right(part.right)}{to_html(part.feedback)}</li>" for part in parts]
    return f"<ul>{''.join(told)}</ul>" if told else ""


def rubric(question: BaseQuestion) -> str:
    """Return what a person looks for who marks it, as HTML."""
    rows = [f"<li><strong>{escape(row.title)}</strong>{_levels(row.levels)}</li>" for row in question.rubric_rows()]
    return f"<ul>{''.join(rows)}</ul>" if rows else ""


def _right(right: str | None) -> str:
    return f" <strong>{to_inline_html(right)}</strong>" if right else ""


def _levels(levels: list[str]) -> str:
    told = [_say("level", count=points, text=to_inline_html(level)) for points, level in enumerate(levels)]
    return f"<ul>{''.join(f'<li>{each}</li>' for each in told)}</ul>"
