"""What the form has on which a trainer writes a question: its fields, as text that a browser sends and plain data.

Each kind says its fields in its own folder, out of those here. A form never holds more than a browser sends: names with
texts. `filled` makes that of a question's data, `read` makes data of it, and `shown` says what stands on the page.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from typing_extensions import override

from widerwindow.messages import Messages

_say = Messages(__package__)

Typed = dict[str, list[str]]
"""What stands in a form: the values of each name, in their order on the page."""

Data = dict[str, Any]
"""A question, or the part of it that a field is about, as its file holds it."""


@dataclass(frozen=True)
class Control:
    """One thing to fill in."""

    look: Literal["line", "words", "pick", "radio", "tick"]
    name: str
    label: str
    value: str = ""
    checked: bool = False
    choices: Sequence[tuple[str, str]] = ()
    """What there is to pick, as (value, label)."""

    required: bool = False


@dataclass(frozen=True)
class Row:
    """One of several parts of a kind, such as an option."""

    key: str
    title: str
    controls: Sequence[Control]
    grows: str = ""
    """The label of the button that lets the row grow, where it can."""


@dataclass(frozen=True)
class Rows:
    """All of them, with the label of the button that gives one more."""

    name: str
    title: str
    rows: Sequence[Row]
    more: str
    about: str
    """What one of them is, and what has to be filled in."""


@dataclass(frozen=True)
class Group:
    """Things to fill in that only few need, under a title of their own."""

    title: str
    about: str
    controls: Sequence[Control]


class Field(ABC):
    """A part of a form, which stands for a part of a question."""

    @abstractmethod
    def filled(self, data: Mapping[str, Any]) -> Typed:
        """Return what the form holds where the question is `data`."""

    @abstractmethod
    def read(self, typed: Typed, data: Data) -> Iterator[str]:
        """Put what was typed into `data`, and yield what is missing or wrong in sentences."""

    @abstractmethod
    def shown(self, typed: Typed) -> Iterator[Control | Rows | Group]:
        """Yield what stands on the page where that was typed."""


@dataclass(frozen=True)
class Form:
    """All that a kind asks for, beside what every question has."""

    called: str
    """What a trainer calls the kind."""
    fields: Sequence[Field]


@dataclass(frozen=True)
class Words(Field):
    """A text, which may have paragraphs; `name` may lead into a part, as in `feedback.right`."""

    name: str
    label: str
    look: Literal["line", "words"] = "words"
    optional: bool = False

    @override
    def filled(self, data: Mapping[str, Any]) -> Typed:
        return {self.name: [str(_inside(data, self.name) or "").strip()]}

    @override
    def read(self, typed: Typed, data: Data) -> Iterator[str]:
        text = one(typed, self.name)
        if not text and not self.optional:
            yield _say("form_missing", label=self.label)
        _put(data, self.name, text or None)

    @override
    def shown(self, typed: Typed) -> Iterator[Control]:
        yield Control(self.look, self.name, self.label, one(typed, self.name), required=not self.optional)


@dataclass(frozen=True)
class Amount(Field):
    """A number; a `whole` one is 1 or more."""

    name: str
    label: str
    whole: bool = False
    usual: int | None = None
    """What it is where its file does not say so."""

    @override
    def filled(self, data: Mapping[str, Any]) -> Typed:
        value = _inside(data, self.name)
        value = self.usual if value is None else value
        return {self.name: ["" if value is None else f"{Decimal(repr(value)).normalize():f}"]}

    @override
    def read(self, typed: Typed, data: Data) -> Iterator[str]:
        text = one(typed, self.name)
        number = number_in(text.replace(",", "."))
        if self.whole and (not isinstance(number, int) or number < 1):
            yield _say("form_no_whole", label=self.label, typed=text)
        elif number is None:
            yield _say("form_no_number", label=self.label, typed=text)
        if number != self.usual or _inside(data, self.name) is not None:
            _put(data, self.name, number)

    @override
    def shown(self, typed: Typed) -> Iterator[Control]:
        yield Control("line", self.name, self.label, one(typed, self.name), required=True)


@dataclass(frozen=True)
class Pick(Field):
    """One of several values."""

    name: str
    label: str
    choices: Sequence[tuple[str, str]]

    @override
    def filled(self, data: Mapping[str, Any]) -> Typed:
        return {self.name: [str(data.get(self.name) or "")]}

    @override
    def read(self, typed: Typed, data: Data) -> Iterator[str]:
        value = one(typed, self.name)
        if value not in [choice for choice, _ in self.choices]:
            yield _say("form_missing", label=self.label)
        _put(data, self.name, value or None)

    @override
    def shown(self, typed: Typed) -> Iterator[Control]:
        yield Control("pick", self.name, self.label, one(typed, self.name), choices=self.choices, required=True)


def points() -> Amount:
    """Return the field for the points of a question that a machine marks."""
    return Amount("points", _say("form_points"), whole=True, usual=1)


def one(typed: Mapping[str, Sequence[str]], name: str) -> str:
    """Return the one text that stands under `name`, "" where none does."""
    return next(iter(typed.get(name, [])), "").replace("\r\n", "\n").strip()


def number_in(text: str) -> float | int | None:
    """Return the number that a text is, or None."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite():
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _inside(data: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 - whatever stands there
    value: Any = data
    for name in path.split("."):
        value = (value or {}).get(name)
    return value


def _put(data: Data, path: str, value: object) -> None:
    """Put a value where `path` leads; None takes out what is there."""
    *folders, name = path.split(".")
    for folder in folders:
        data[folder] = dict(data.get(folder) or {})
        data = data[folder]
    if value is None:
        data.pop(name, None)
    else:
        data[name] = value
