"""The form on which a trainer writes a question of a quiz, of whatever kind."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from typing_extensions import override

from widerwindow.content.questions import KINDS
from widerwindow.content.questions.form import Control, Data, Field, Group, Pick, Typed, Words, one
from widerwindow.content.questions.form_rows import made_id
from widerwindow.messages import Messages

_say = Messages(__package__)

_ORDER = ("id", "type", "difficulty", "tags", "points", "outcome", "note", "prompt")
"""How these stand in a question that is written for the first time; what its kind has of its own comes after."""


@dataclass(frozen=True)
class Lessons:
    """What a module has to teach something new with: its pages and exercises, as (name, title)."""

    pages: Sequence[tuple[str, str]]
    exercises: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class NewOutcome:
    """An outcome that no quiz has yet, and by what the quiz's module teaches it, if the quiz is a module's."""

    id: str
    text: str
    taught: Sequence[str]
    practised: Sequence[str]


@dataclass(frozen=True)
class _Outcome(Field):
    """What the question looks at: one of the quiz's outcomes, or a new one."""

    known: Mapping[str, str]
    lessons: Lessons | None

    @override
    def filled(self, data: Mapping[str, Any]) -> Typed:
        return self._pick.filled(data)

    @override
    def read(self, typed: Typed, data: Data) -> Iterator[str]:
        new = self.new(typed)
        if not new and not self.known:
            yield _say("form_first_outcome_missing")
            return
        if not new:
            yield from self._pick.read(typed, data)
            return
        data["outcome"] = new.id
        if self.lessons and not (new.taught and new.practised):
            yield _say("form_new_outcome_untaught")

    @override
    def shown(self, typed: Typed) -> Iterator[Control | Group]:
        if self.known:
            yield from (replace(each, required=False) for each in self._pick.shown(typed))  # a new one does as well
        text = _say("form_new_outcome_text")
        controls = [Control("words", _NEW, text, one(typed, _NEW), required=not self.known)]
        if self.lessons:
            for value, title in self.lessons.pages:
                is_ticked = value in typed.get(_TAUGHT, [])
                controls.append(Control("tick", _TAUGHT, _say("form_taught", title=title), value, checked=is_ticked))
            for value, title in self.lessons.exercises:
                is_ticked = value in typed.get(_PRACTISED, [])
                controls.append(
                    Control("tick", _PRACTISED, _say("form_practised", title=title), value, checked=is_ticked)
                )
        if not self.known:
            yield from controls
            return
        about = _say("form_new_outcome_taught" if self.lessons else "form_new_outcome_how")
        yield Group(_say("form_new_outcome"), about, controls)

    def new(self, typed: Typed) -> NewOutcome | None:
        """Return the new one that was typed, if one was."""
        text = one(typed, _NEW)
        if not text:
            return None
        return NewOutcome(made_id(text, self.known), text, typed.get(_TAUGHT, []), typed.get(_PRACTISED, []))

    @property
    def _pick(self) -> Pick:
        return Pick("outcome", _say("form_outcome"), list(self.known.items()))


_NEW, _TAUGHT, _PRACTISED = "outcome-new", "outcome-taught", "outcome-practised"
"""The names of what is filled in for an outcome that is new."""


class QuestionForm:
    """The form of one kind, in a quiz with certain outcomes, which may be that of a module.

    Without outcomes, a question that is there keeps its own, as one of the bank does.
    """

    def __init__(self, kind: str, outcomes: Mapping[str, str] | None, lessons: Lessons | None = None) -> None:
        form = KINDS[kind].form()
        self.called = form.called
        self._kind = kind
        self._outcome = None if outcomes is None else _Outcome(outcomes, lessons)
        first = [Words("prompt", _say("form_prompt")), *filter(None, [self._outcome])]
        self.fields: Sequence[Field] = [*first, *form.fields]

    def filled(self, data: Mapping[str, Any]) -> Typed:
        """Return what the form holds where the question is `data`; one that is new holds nothing yet."""
        typed: Typed = {}
        for field in self.fields:
            typed |= field.filled(data)
        return typed

    def read(self, typed: Typed, data: Mapping[str, Any], taken: Sequence[str]) -> tuple[Data, list[str]]:
        """Return the question that was typed over `data`, and what is missing or wrong in sentences.

        A new one gets an id that is none of those `taken`.
        """
        made: Data = {"id": data.get("id") or made_id(one(typed, "prompt"), taken), "type": self._kind, **data}
        faults = [fault for field in self.fields for fault in field.read(typed, made)]
        return made if data else {name: made[name] for name in [*_first(made), *_rest(made)]}, faults

    def new_outcome(self, typed: Typed) -> NewOutcome | None:
        """Return the new outcome that was typed, if one was."""
        return self._outcome.new(typed) if self._outcome else None


def _first(data: Data) -> list[str]:
    return [name for name in _ORDER if name in data]


def _rest(data: Data) -> list[str]:
    return [name for name in data if name not in _ORDER]
