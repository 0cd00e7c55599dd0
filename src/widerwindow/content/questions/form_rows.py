"""The parts of a form that are lists: options, items and rows of a rubric, with what is right of them.

A row is known by its id, and a new one by a name of its own until it is saved. Its id is made of its text then, once
and for all: it is what learners' answers hold.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from keyword import iskeyword
from typing import Any

from typing_extensions import override

from widerwindow.content.questions.form import Control, Data, Field, Row, Rows, Typed, number_in, one
from widerwindow.messages import Messages

_say = Messages(__package__)

_NEW = "+"


class Key(ABC):
    """How the rows of a list are told to be right. `name` is that of the list."""

    @property
    @abstractmethod
    def how(self) -> str:
        """How she tells it, in words."""

    @abstractmethod
    def filled(self, key: Any) -> Typed:  # noqa: ANN401 - each kind's own
        """Return what the form holds where the question's `key` is that."""

    @abstractmethod
    def read(self, typed: Typed, ids: Mapping[str, str], before: Any) -> Any:  # noqa: ANN401 - likewise
        """Return the key that was typed, by the `ids` of all rows; what was right `before` stays as it was written."""

    @abstractmethod
    def shown(self, typed: Typed, row: str) -> Iterator[Control]:
        """Yield what stands on the page in a row."""

    def missing(self, key: Any, rows: Collection[str]) -> Iterator[str]:  # noqa: ANN401, ARG002 - likewise
        """Yield what the key leaves open, of rows with these ids."""
        if not key:
            yield _say("form_no_key")


@dataclass(frozen=True)
class OneRight(Key):
    """One row is right."""

    label: str = field(default_factory=lambda: _say("form_right"))

    @property
    @override
    def how(self) -> str:
        return _say("form_how_one")

    @override
    def filled(self, key: Any) -> Typed:
        return {"key": [key]} if key else {}

    @override
    def read(self, typed: Typed, ids: Mapping[str, str], before: Any) -> Any:
        return ids.get(one(typed, "key"))

    @override
    def shown(self, typed: Typed, row: str) -> Iterator[Control]:
        yield Control("radio", "key", self.label, row, checked=row in typed.get("key", []))


@dataclass(frozen=True)
class SomeRight(Key):
    """Several rows are right."""

    label: str = field(default_factory=lambda: _say("form_right"))

    @property
    @override
    def how(self) -> str:
        return _say("form_how_some")

    @override
    def filled(self, key: Any) -> Typed:
        return {"key": list(key or [])}

    @override
    def read(self, typed: Typed, ids: Mapping[str, str], before: Any) -> Any:
        chosen = [ids[row] for row in typed.get("key", []) if row in ids]
        return before if before and set(before) == set(chosen) else chosen

    @override
    def shown(self, typed: Typed, row: str) -> Iterator[Control]:
        yield Control("tick", "key", self.label, row, checked=row in typed.get("key", []))


@dataclass(frozen=True)
class InOrder(Key):
    """Every row has its place in the right order."""

    label: str = field(default_factory=lambda: _say("form_place"))

    @property
    @override
    def how(self) -> str:
        return _say("form_how_order")

    @override
    def filled(self, key: Any) -> Typed:
        return {f"place-{row}": [str(place)] for place, row in enumerate(key or [], 1)}

    @override
    def read(self, typed: Typed, ids: Mapping[str, str], before: Any) -> Any:
        places = [(number_in(one(typed, f"place-{row}")), name) for row, name in ids.items()]
        known = {place: name for place, name in places if place is not None}
        return [known[place] for place in sorted(known)]

    @override
    def missing(self, key: Any, rows: Collection[str]) -> Iterator[str]:
        if len(key) < len(rows):
            yield _say("form_no_order", count=len(rows))

    @override
    def shown(self, typed: Typed, row: str) -> Iterator[Control]:
        yield Control("line", f"place-{row}", self.label, one(typed, f"place-{row}"), required=True)


@dataclass(frozen=True)
class AtPlaces(Key):
    """Every row belongs to one or more of the rows of another list, called `places`."""

    places: str
    label: str

    @property
    @override
    def how(self) -> str:
        return _say("form_how_places")

    @override
    def filled(self, key: Any) -> Typed:
        return {
            f"at-{row}": [places] if isinstance(places, str) else list(places) for row, places in (key or {}).items()
        }

    @override
    def read(self, typed: Typed, ids: Mapping[str, str], before: Any) -> Any:
        places = ids_of(_written(typed, self.places), typed, self.places)
        chosen = {ids[row]: [places[at] for at in typed.get(f"at-{row}", []) if at in places] for row in ids}
        return {row: there[0] if len(there) == 1 else there for row, there in chosen.items() if there}

    @override
    def missing(self, key: Any, rows: Collection[str]) -> Iterator[str]:
        if len(key) < len(rows):
            yield _say("form_no_places")

    @override
    def shown(self, typed: Typed, row: str) -> Iterator[Control]:
        for number, at in enumerate(typed.get(self.places, []), 1):
            named = one(typed, f"{self.places}-{at}-text") or number
            checked = at in typed.get(f"at-{row}", [])
            yield Control("tick", f"at-{row}", f"{self.label} {named}", at, checked=checked)


@dataclass(frozen=True)
class Parts(Field):
    """A list of parts that learners see, such as options: rows with a text, what is said to it, and what is right."""

    name: str
    title: str
    part: str
    """What one of them is called."""
    more: str
    key: Key | None = None
    has_feedback: bool = True
    least: int = 2

    @override
    def filled(self, data: Mapping[str, Any]) -> Typed:
        rows = data.get(self.name) or []
        typed: Typed = {
            self.name: [row["id"] for row in rows] or [new_row(self.name, number) for number in range(self.least)]
        }
        for row in rows:
            typed |= {
                f"{self.name}-{row['id']}-{column}": [str(row.get(column, "")).strip()] for column in self._columns
            }
        return typed | (self.key.filled(data.get("key")) if self.key else {})

    @override
    def read(self, typed: Typed, data: Data) -> Iterator[str]:
        rows = _written(typed, self.name)
        ids = ids_of(rows, typed, self.name)
        before = {each["id"]: each for each in data.get(self.name) or []}
        for number, row in enumerate(rows, 1):
            for column, text in self._texts(typed, row).items():
                if not text:
                    yield _say(f"form_lacks_{column}", part=self.part, number=number)
        data[self.name] = [before.get(row, {}) | {"id": ids[row]} | self._texts(typed, row) for row in rows]
        if len(rows) < self.least:
            yield _say("form_too_few", title=self.title, least=self.least)
        if self.key:
            data["key"] = self.key.read(typed, ids, data.get("key"))
            yield from self.key.missing(data["key"], rows)

    @override
    def shown(self, typed: Typed) -> Iterator[Rows]:
        rows = [
            Row(row, f"{self.part} {number}", [*self._controls(typed, row)])
            for number, row in enumerate(typed.get(self.name, []), 1)
        ]
        about = [_say("form_least", least=self.least), *([self.key.how] if self.key else [])]
        yield Rows(self.name, self.title, rows, self.more, " ".join(about))

    @property
    def _columns(self) -> list[str]:
        return ["text", "feedback"] if self.has_feedback else ["text"]

    def _texts(self, typed: Typed, row: str) -> dict[str, str]:
        return {column: one(typed, f"{self.name}-{row}-{column}") for column in self._columns}

    def _controls(self, typed: Typed, row: str) -> Iterator[Control]:
        name = f"{self.name}-{row}"
        yield self._control(typed, f"{name}-text", _say("form_text"))
        if self.key:
            yield from self.key.shown(typed, row)
        if self.has_feedback:
            yield self._control(typed, f"{name}-feedback", _say("form_feedback"))

    def _control(self, typed: Typed, name: str, label: str) -> Control:
        return Control("words", name, label, one(typed, name), required=True)


@dataclass(frozen=True)
class Rubric(Field):
    """The rows by which a person marks, and the points that come of them."""

    name: str = "rubric"

    @override
    def filled(self, data: Mapping[str, Any]) -> Typed:
        rows = data.get(self.name) or []
        typed: Typed = {self.name: [row["id"] for row in rows] or [new_row(self.name, 0)]}
        for row in rows:
            typed[f"rubric-{row['id']}-text"] = [row["title"]]
            typed[f"rubric-{row['id']}-levels"] = [level.strip() for level in row["levels"]]
        return typed

    @override
    def read(self, typed: Typed, data: Data) -> Iterator[str]:
        rows = [row for row in typed.get(self.name, []) if one(typed, f"rubric-{row}-text") or _levels(typed, row)]
        ids = ids_of(rows, typed, self.name)
        data[self.name] = [
            {"id": ids[row], "title": one(typed, f"rubric-{row}-text"), "levels": _levels(typed, row)} for row in rows
        ]
        for number, each in enumerate(data[self.name], 1):
            if not each["title"] or len(each["levels"]) < 2:
                yield _say("form_bad_row", number=number)
        if not rows:
            yield _say("form_no_rubric")
        data["points"] = sum(len(each["levels"]) - 1 for each in data[self.name])

    @override
    def shown(self, typed: Typed) -> Iterator[Rows]:
        rows = []
        for number, row in enumerate(typed.get(self.name, []), 1):
            name = f"rubric-{row}-text"
            title = Control("line", name, _say("form_row_title"), one(typed, name), required=True)
            levels = [*typed.get(f"rubric-{row}-levels", [])]
            levels += [""] * (2 - len(levels))
            controls = [
                Control("words", f"rubric-{row}-levels", _say("form_level", count=points), level, required=points < 2)
                for points, level in enumerate(levels)
            ]
            rows.append(Row(row, _say("form_row", number=number), [title, *controls], grows=_say("form_more_levels")))
        yield Rows(self.name, _say("form_rubric"), rows, _say("form_more_rows"), _say("form_rubric_how"))


def new_row(name: str, number: int) -> str:
    """Return by what a new row is known in the form of the list called `name`; no id is like it."""
    return f"{_NEW}{name}{number}"


def ids_of(rows: Iterable[str], typed: Mapping[str, Sequence[str]], name: str) -> dict[str, str]:
    """Return the id of each row: its own, or, where it is new, one made of its text."""
    ids: dict[str, str] = {}
    taken = {row for row in rows if not row.startswith(_NEW)}
    for row in rows:
        ids[row] = made_id(one(typed, f"{name}-{row}-text"), taken) if row.startswith(_NEW) else row
        taken.add(ids[row])
    return ids


def made_id(text: str, taken: Collection[str]) -> str:
    """Return an id that is none of the `taken` ones, made of the first words of a text."""
    words = re.findall(r"[a-z0-9]+", text.lower())[:4]
    start = re.sub(r"^[^a-z]+", "", "-".join(words))[:40].rstrip("-") or "part"
    number, made = 1, start
    while made in taken or iskeyword(made):
        number += 1
        made = f"{start}-{number}"
    return made


def _levels(typed: Typed, row: str) -> list[str]:
    texts = (text.replace("\r\n", "\n").strip() for text in typed.get(f"rubric-{row}-levels", []))
    return [text for text in texts if text]


def _written(typed: Typed, name: str) -> list[str]:
    """Return the rows of a list in which something stands."""
    return [
        row for row in typed.get(name, []) if one(typed, f"{name}-{row}-text") or one(typed, f"{name}-{row}-feedback")
    ]
