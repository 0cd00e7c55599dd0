"""Says to the scripts' type checker what Python hands to them, so that both sides have one contract.

What a learner's page gets has a TypedDict where it is made; its words stand in messages. Both become TypeScript here,
and beside them stand the scripts that are in no file: python -m widerwindow.site.front_end_types FOLDER.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints, is_typeddict

from widerwindow.content.about.organisation import PublicExit
from widerwindow.content.activities.comparison import PublicComparison
from widerwindow.content.activities.figure import PublicFigure
from widerwindow.content.activities.selfcheck import PublicSelfCheck
from widerwindow.content.questions import KINDS as QUESTIONS
from widerwindow.content.questions import KeyedQuestion
from widerwindow.content.questions.base import PublicQuestion
from widerwindow.messages import Message
from widerwindow.site.page.way import PublicWay
from widerwindow.site.scripts import words_of
from widerwindow.widgets import KINDS
from widerwindow.widgets.bundle import form_words, has_script, registries, words_for
from widerwindow.widgets.practice import PracticeContent
from widerwindow.widgets.quiz import QuizContent
from widerwindow.widgets.record import RecordContent
from widerwindow.widgets.scenario import ScenarioContent
from widerwindow.widgets.worksheet import WorksheetContent

_SAYS = {str: "string", bool: "boolean", int: "number", float: "number", NoneType: "null", Any: "any"}
_CONTENTS = (
    ScenarioContent,
    PublicSelfCheck,
    WorksheetContent,
    PublicComparison,
    PublicFigure,
    PracticeContent,
    QuizContent,
    RecordContent,
)
_OF_PAGES = (PublicExit, PublicWay)
_FORMS = "widerwindow.content.questions"


def write(folder: Path) -> None:
    """Write the types and those scripts into `folder`, as they would stand in the engine."""
    for path, text in {"public.d.ts": types(), **registries()}.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def types() -> str:
    """Return the types as a module of TypeScript."""
    found: dict[str, type] = {}
    for public in _public():
        _collect(public, found)
    return "\n".join([*map(_interface, found.values()), *_all_words()])


def _public() -> Iterator[type]:
    """Yield the type of all that is handed over."""
    yield from (*_CONTENTS, *_OF_PAGES)
    for kind in QUESTIONS.values():
        yield get_type_hints(kind.public)["return"]
        if issubclass(kind, KeyedQuestion):
            yield get_type_hints(kind.revealed)["return"]


def _collect(annotation: Any, found: dict[str, type]) -> None:  # noqa: ANN401 - whatever an annotation may be
    """Add the TypedDicts in `annotation`, those they are made of first."""
    for inner in get_args(annotation):
        _collect(inner, found)
    if is_typeddict(annotation) and annotation.__name__ not in found:
        for each in get_type_hints(annotation).values():
            _collect(each, found)
        found[annotation.__name__] = annotation


def _interface(public: type) -> str:
    hints = get_type_hints(public)
    if hints.keys() >= get_type_hints(PublicQuestion).keys():
        hints = {"type": Literal[tuple(QUESTIONS)]} | hints  # where no kind says its own, it is any of them
    optional: frozenset[str] = getattr(public, "__optional_keys__", frozenset())
    fields = [f"  {name}{'?' if name in optional else ''}: {_typescript(hint)};" for name, hint in hints.items()]
    return "\n".join([f"export interface {public.__name__} {{", *fields, "}", ""])


def _typescript(hint: Any) -> str:  # noqa: ANN401, PLR0911 - whatever an annotation may be
    origin, inner = get_origin(hint), get_args(hint)
    if is_typeddict(hint):
        return str(hint.__name__)
    if hint in _SAYS:
        return _SAYS[hint]
    if origin is Literal:
        return " | ".join(f'"{value}"' for value in inner)
    if origin in (Union, UnionType):
        return " | ".join(map(_typescript, inner))
    if origin is list:
        return f"Array<{_typescript(inner[0])}>"
    if origin is dict:
        return f"Record<string, {_typescript(inner[1])}>"
    if isinstance(hint, type) and issubclass(hint, tuple):  # a NamedTuple, which JSON has as a list
        return f"[{', '.join(map(_typescript, get_type_hints(hint).values()))}]"
    raise TypeError(f"{hint} has no form in TypeScript here.")


def _all_words() -> Iterator[str]:
    """Yield an interface for the words of each kind of widget, each kind of question, and each script of all pages."""
    for name, widget in KINDS.items():
        if has_script(name):
            yield _words(f"{widget.__name__}Words", words_for(name))
    yield _words("QuestionWords", form_words(_FORMS))
    for name in QUESTIONS:
        yield _words(f"{name.capitalize()}Words", form_words(f"{_FORMS}.{name}"))
    for name in ("shell", "way", "search"):
        yield _words(f"{name.capitalize()}Words", words_of(name))


def _words(name: str, words: Mapping[str, Message]) -> str:
    fields = [f'  "{key}": {_message(message)};' for key, message in words.items()]
    return "\n".join([f"export interface {name} {{", *fields, "}", ""])


def _message(message: Message) -> str:
    if isinstance(message, str):
        return "string"
    return f"{{ {' '.join(f'{form}: string;' for form in message)} }}"


if __name__ == "__main__":
    write(Path(sys.argv[1]))
