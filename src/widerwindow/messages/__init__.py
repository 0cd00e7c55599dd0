"""The engine's words: each package keeps its own in a file `messages.en_GB.yml`, and says them through here.

It uses nothing else of Wider Window. A folder named by WIDERWINDOW_MESSAGES may hold other words for any of these
files, each under its package's name, as in `widerwindow.content.core.yml`. What that folder leaves out stays as it is.
"""

import os
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import yaml
from babel import Locale
from babel.dates import format_date, format_datetime
from markupsafe import Markup

LOCALE = Locale("en", "GB")
"""The language of the messages, and of the dates and plurals in them."""

LANGUAGE = str(LOCALE).replace("_", "-")
"""The same as HTML writes it (BCP 47)."""

_FILE = f"messages.{LOCALE}.yml"

Message = str | Mapping[str, "Message"]
"""A text with places for values in braces, or one for each of the language's plural forms of `count` (CLDR's names).

An advice is a `message` and a `hint`.
"""


class Advice(NamedTuple):
    """What is wrong, and what to do about it."""

    message: str
    hint: str


class Messages:
    """The messages of one package, by their names."""

    def __init__(self, package: str) -> None:
        self._package = package

    def __call__(self, name: str, /, **values: object) -> str:
        """Return the message called `name` with its `values`.

        A list is told with commas, a date as people write it. A message with plural forms needs a `count`.
        Raises KeyError where there is no such message, or a value is missing.
        """
        return filled(self.all()[name], **values)

    def html(self, name: str, /, **values: object) -> Markup:
        """Return the same where the message is HTML. The `values` are texts, unless they are markup themselves."""
        message = self.all()[name]
        if isinstance(message, Mapping):
            return Markup(filled({form: Markup(text) for form, text in message.items()}, **values))
        return Markup(filled(Markup(message), **values))

    def advice(self, name: str, /, **values: object) -> Advice:
        """Return what is wrong and what to do, from a message with a `message` and a `hint`. Raises KeyError."""
        both = self.all()[name]
        assert isinstance(both, Mapping)
        return Advice(filled(both["message"], **values), filled(both["hint"], **values))

    def all(self) -> Mapping[str, Message]:
        """Return every message of the package as it is written."""
        return _messages(self._package)


def filled(message: Message, /, **values: object) -> str:
    """Return `message` with its `values`, in the plural form that their `count` asks for."""
    if isinstance(message, Mapping):
        count = values["count"]
        assert isinstance(count, int | float)
        message = message.get(LOCALE.plural_form(count), message["other"])
    assert isinstance(message, str)
    return message.format_map({name: _told(value) for name, value in values.items()})


def listed(values: Iterable[object]) -> str:
    """Return `values` one after the other, as every message says several."""
    return ", ".join(map(str, values))


def _told(value: object) -> object:
    match value:
        case datetime():
            return format_datetime(value, "d MMMM y, HH:mm", locale=LOCALE)
        case date():
            return format_date(value, "d MMMM y", locale=LOCALE)
        case str() | int() | float():
            return value
        case Iterable():
            return listed(value)
        case _:
            return value


@cache
def _messages(package: str) -> Mapping[str, Message]:
    own = _read(files(package).joinpath(_FILE).read_text(encoding="utf-8"))
    elsewhere = os.environ.get("WIDERWINDOW_MESSAGES")
    other = Path(elsewhere) / f"{package}.yml" if elsewhere else None
    return _with(own, _read(other.read_text(encoding="utf-8"))) if other and other.is_file() else own


def _with(own: Mapping[str, Message], other: Mapping[str, Message]) -> dict[str, Message]:
    """Return `own` messages with the `other` ones over them, also in a group of messages that has a name."""
    return {**own, **{name: _over(own.get(name), message) for name, message in other.items()}}


def _over(own: Message | None, other: Message) -> Message:
    if isinstance(own, Mapping) and isinstance(other, Mapping) and "other" not in other:  # no plural forms
        return {**own, **other}
    return other


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the first is ten times as fast, and not always there


def _read(text: str) -> dict[str, Message]:
    return yaml.load(text, Loader=_Loader) or {}
