"""What a question is made of, and what can be told of it, whatever its kind."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Literal, NamedTuple, Protocol, TypedDict

from markupsafe import Markup
from pydantic import Field

from widerwindow.content.core.markdown import to_html, to_inline_html
from widerwindow.content.core.reading import Id, Part, Text
from widerwindow.messages import Messages

_say = Messages(__package__)

Use = Literal["practice", "graded"]
"""What a question is for: never for both, as whoever has practised with it knows its key."""

_FIRST_WORDS = 60  # letters by which people know a question

Answer = str | list[str] | dict[str, str] | float | None


class Shown(Part):
    """A part of a question that learners see."""

    id: Id
    text: Text


class Option(Shown):
    """One answer to choose, or one item to sort, match or order, with what to say to someone who did."""

    feedback: Text


class Criterion(Part):
    """One row of a rubric; `levels` says what an answer worth 0, 1, 2 ... points looks like."""

    id: Id
    title: Text
    levels: list[Text] = Field(min_length=2)


class Worked(Part):
    """Where scored answers to a practice case stand: a page for trainers, and the heading on it that they are under."""

    page: Text
    under: Text


class PublicPart(TypedDict):
    """A part as the front end has it: its text is HTML."""

    id: str
    text: str


class Told(NamedTuple):
    """A part of an answer, and what to say to it, both in Markdown."""

    part: str
    feedback: str


class Explained(NamedTuple):
    """A part as a trainer reads it with the key: its id, its text, what is right of it if anything is, its feedback."""

    id: str
    text: str
    right: str | None
    feedback: str


class Choice(NamedTuple):
    """One thing that a question offers: what an answer says where it is chosen, its item and words, if it is right."""

    pick: Hashable
    item: str | None
    text: str
    is_key: bool


@dataclass(frozen=True)
class ChoiceCount:
    """An option, or one of the places that an `item` can be put. Both are Markdown; `count` says how many chose it."""

    item: str | None
    text: str
    is_key: bool
    count: int


class Offer(NamedTuple):
    """Several texts to choose among: where the right ones stand, and the text that asks for them, the stem."""

    id: str
    """Of the question, the item or the scene."""
    stem: str
    texts: list[str]
    right: frozenset[int]
    shared: bool = False
    """Whether other stems offer the same texts, so that nothing but the stem says which of them is meant."""


def shown(parts: Sequence[Shown]) -> list[PublicPart]:
    """Return the id of each part and its text as HTML."""
    return [{"id": part.id, "text": to_inline_html(part.text)} for part in parts]


def feedback_of(options: Sequence[Option]) -> dict[str, str]:
    """Return what to say to each option, as HTML, by its id."""
    return {option.id: to_html(option.feedback) for option in options}


def right_or_not(is_right: bool) -> str | None:
    """Return what a trainer reads beside a part: that it is right, or nothing."""
    return _say("right") if is_right else None


def listed(parts: Sequence[Shown]) -> str:
    """Return `parts` as a list in Markdown, each with the name that stands for it in an answer."""
    return "\n".join(f'- `"{part.id}"`: {one_line(part.text)}' for part in parts)


def names_in(answer: object) -> list[str] | None:
    """Return the names in an answer that is a list of names, or None where it is something else."""
    return answer if isinstance(answer, list) and all(isinstance(name, str) for name in answer) else None


def repeats(names: Sequence[str]) -> bool:
    """Return whether one of `names` stands there twice."""
    return len(set(names)) < len(names)


def one_line(text: str) -> str:
    """Return `text` in one line."""
    return " ".join(text.split())


class HasPrompt(Protocol):
    """Anything that asks."""

    @property
    def prompt(self) -> str:
        """The words that ask, in Markdown."""
        ...


def first_words(question: HasPrompt) -> str:
    """Return how a question begins, by which people know it."""
    return shortened(in_brief(question.prompt))


def shortened(text: str) -> str:
    """Return the first words of a text in one line."""
    return shorten(text, _FIRST_WORDS, placeholder=" …")


def in_brief(text: str) -> str:
    """Return the words of a text in Markdown, in one line."""
    return Markup(to_inline_html(one_line(text))).striptags()
