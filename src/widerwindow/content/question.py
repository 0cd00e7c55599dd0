"""The questions of self-checks and quizzes: how each is written, answered and scored.

An answer is plain data: an option's id (single), a list of option ids (multiple), a dictionary from item id to group id
(sorting), or text (written). `None` means that nothing was answered. Scores are points, from 0.0 to the question's own.
"""

import keyword
from abc import abstractmethod
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, model_validator
from typing_extensions import override

from widerwindow.content.markdown import to_html, to_inline_html
from widerwindow.content.note import ContentNote
from widerwindow.content.problems import Fault
from widerwindow.content.reading import Id, Part, Text, Where, repeated_ids

Answer = str | list[str] | dict[str, str] | None


class Option(Part):
    """One answer to choose, or one item to sort, with what to say to someone who chose or sorted it."""

    id: Id
    text: Text
    feedback: Text


class Group(Part):
    """One of the groups that items are sorted into."""

    id: Id
    text: Text


class _Question(Part):
    id: Id
    prompt: Text
    outcome: Id | None = None
    points: int = Field(default=1, ge=1)
    note: ContentNote | None = None

    marked_by_machine: ClassVar[bool] = True

    @property
    def variable(self) -> str:
        """The name that the answer has in the notebook."""
        return self.id.replace("-", "_")

    def faults(self, where: Where) -> Iterator[Fault]:
        """Yield what is wrong in a question that stands at `where` in its file."""
        if keyword.iskeyword(self.id):
            yield Fault((*where, "id"), f"`{self.id}` is a word that Python keeps for itself.", "Choose another id.")

    def public(self) -> dict[str, Any]:
        """Return what a learner may see before she answers: no key and no feedback."""
        return {
            "id": self.id,
            "type": self.type,  # type: ignore[attr-defined]
            "prompt": to_html(self.prompt),
            "points": self.points,
            "note": self.note.public() if self.note else None,
        }

    @abstractmethod
    def unreadable(self, answer: object) -> str | None:
        """Return why `answer` is not an answer to this question, or None where it is one."""

    @abstractmethod
    def feedback(self, answer: Answer) -> list[tuple[str, str]]:
        """Return (what was chosen, what to say of it) in Markdown, for each part of an answer that is readable."""


class _Choosing(_Question):
    options: list[Option] = Field(min_length=2)

    def _faults_in_options(self, where: Where, key: list[str]) -> Iterator[Fault]:
        yield from repeated_ids(((*where, "options"), self.options))
        ids = [option.id for option in self.options]
        for name in key:
            if name not in ids:
                wrong = f"The key names `{name}`, which is no option."
                yield Fault((*where, "key"), wrong, f"Write one of: {', '.join(ids)}.")

    @override
    def public(self) -> dict[str, Any]:
        options = [{"id": option.id, "text": to_inline_html(option.text)} for option in self.options]
        return super().public() | {"options": options}

    def _said(self, chosen: list[str]) -> list[tuple[str, str]]:
        return [(option.text, option.feedback) for option in self.options if option.id in chosen]

    def _unknown(self, chosen: list[str]) -> str | None:
        ids = {option.id for option in self.options}
        return next((f"“{name}” is none of the options" for name in chosen if name not in ids), None)


class Single(_Choosing):
    """One right answer among several."""

    type: Literal["single"]
    key: Id

    @override
    def faults(self, where: Where) -> Iterator[Fault]:
        yield from super().faults(where)
        yield from self._faults_in_options(where, [self.key])

    @override
    def unreadable(self, answer: object) -> str | None:
        if answer is None:
            return None
        return self._unknown([answer]) if isinstance(answer, str) else "it is not the name of one option"

    def score(self, answer: Answer) -> float:
        """Return all the points for the key, else 0."""
        return float(self.points * (answer == self.key))

    @override
    def feedback(self, answer: Answer) -> list[tuple[str, str]]:
        return self._said([answer]) if isinstance(answer, str) else []


class Multiple(_Choosing):
    """Several right answers. Each wrong choice takes back the credit of a right one, never below 0."""

    type: Literal["multiple"]
    key: list[Id] = Field(min_length=1)

    @override
    def faults(self, where: Where) -> Iterator[Fault]:
        yield from super().faults(where)
        yield from self._faults_in_options(where, self.key)
        if len(set(self.key)) < len(self.key):
            yield Fault((*where, "key"), "The key names an option twice.", "Name each right option once.")

    @override
    def unreadable(self, answer: object) -> str | None:
        if answer is None:
            return None
        if not isinstance(answer, list) or not all(isinstance(name, str) for name in answer):
            return "it is not a list of options"
        return self._unknown(answer)

    def score(self, answer: Answer) -> float:
        """Return points x (right choices - wrong choices) / right choices possible, at least 0."""
        chosen = set(answer or [])
        credit = len(chosen & set(self.key)) - len(chosen - set(self.key))
        return float(self.points * max(0, credit) / len(self.key))

    @override
    def feedback(self, answer: Answer) -> list[tuple[str, str]]:
        return self._said(list(answer or []))


class Sorting(_Question):
    """Items to put into groups. An item may be right in more than one group."""

    type: Literal["sorting"]
    groups: list[Group] = Field(min_length=2)
    items: list[Option] = Field(min_length=2)
    key: dict[Id, list[Id]]

    @model_validator(mode="before")
    @classmethod
    def _one_group_is_a_list_of_one(cls, data: object) -> object:
        if isinstance(data, dict) and isinstance(data.get("key"), dict):
            key = {item: [group] if isinstance(group, str) else group for item, group in data["key"].items()}
            return data | {"key": key}
        return data

    @override
    def faults(self, where: Where) -> Iterator[Fault]:
        yield from super().faults(where)
        yield from repeated_ids(((*where, "items"), self.items))
        yield from repeated_ids(((*where, "groups"), self.groups))
        items, groups = [item.id for item in self.items], [group.id for group in self.groups]
        for item in items:
            if not self.key.get(item):
                wrong = f"The key does not say where `{item}` belongs."
                yield Fault((*where, "key"), wrong, f"Add `{item}: ...` with one of: {', '.join(groups)}.")
        for item, right in self.key.items():
            if item not in items:
                wrong = f"The key names `{item}`, which is no item."
                yield Fault((*where, "key", item), wrong, f"Write one of: {', '.join(items)}.")
            for group in right:
                if group not in groups:
                    wrong = f"The key puts `{item}` into `{group}`, which is no group."
                    yield Fault((*where, "key", item), wrong, f"Write one of: {', '.join(groups)}.")

    @override
    def public(self) -> dict[str, Any]:
        groups = [{"id": group.id, "text": to_inline_html(group.text)} for group in self.groups]
        items = [{"id": item.id, "text": to_inline_html(item.text)} for item in self.items]
        return super().public() | {"groups": groups, "items": items}

    @override
    def unreadable(self, answer: object) -> str | None:
        if answer is None:
            return None
        if not isinstance(answer, dict):
            return "it does not say which group each item is in"
        items, groups = {item.id for item in self.items}, {group.id for group in self.groups}
        for item, group in answer.items():
            if item not in items:
                return f"“{item}” is none of the items"
            if not isinstance(group, str) or group not in groups:
                return f"“{group}” is none of the groups"
        return None

    def score(self, answer: Answer) -> float:
        """Return points x items in a right group / items."""
        placed = answer if isinstance(answer, dict) else {}
        right = sum(placed.get(item) in groups for item, groups in self.key.items())
        return float(self.points * right / len(self.key))

    @override
    def feedback(self, answer: Answer) -> list[tuple[str, str]]:
        placed = answer if isinstance(answer, dict) else {}
        names = {group.id: group.text for group in self.groups}
        return [(f"{item.text}: {names[placed[item.id]]}", item.feedback) for item in self.items if item.id in placed]


class Criterion(Part):
    """One row of a rubric; `levels` says what an answer worth 0, 1, 2 ... points looks like."""

    id: Id
    title: Text
    levels: list[Text] = Field(min_length=2)


class WrittenAnswer(_Question):
    """A question answered in the learner's own words and marked by a person with a rubric."""

    type: Literal["written"]
    rows: int = Field(default=8, ge=2, le=40)
    rubric: list[Criterion] = Field(min_length=1)

    marked_by_machine: ClassVar[bool] = False

    @override
    def faults(self, where: Where) -> Iterator[Fault]:
        yield from super().faults(where)
        yield from repeated_ids(((*where, "rubric"), self.rubric))
        most = sum(len(criterion.levels) - 1 for criterion in self.rubric)
        if most != self.points:
            wrong = f"The rubric's highest levels add up to {most}, but the question has {self.points} points."
            yield Fault((*where, "points"), wrong, f"Write `points: {most}`, or change the levels.")

    @override
    def public(self) -> dict[str, Any]:
        rubric = [
            {"title": row.title, "levels": [to_inline_html(level) for level in row.levels]} for row in self.rubric
        ]
        return super().public() | {"rows": self.rows, "rubric": rubric}

    @override
    def unreadable(self, answer: object) -> str | None:
        return None if answer is None or isinstance(answer, str) else "it is not text"

    @override
    def feedback(self, answer: Answer) -> list[tuple[str, str]]:
        return []


MachineMarked = Single | Multiple | Sorting
Question = Annotated[Single | Multiple | Sorting | WrittenAnswer, Field(discriminator="type")]


def faults_in(questions: list[Question]) -> Iterator[Fault]:
    """Yield what is wrong in the `questions` of a self-check or a quiz."""
    yield from repeated_ids((("questions",), questions))
    for position, question in enumerate(questions):
        yield from question.faults(("questions", position))
