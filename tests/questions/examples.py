"""The examples that stand in the folder of each kind of question, in one course and one at a time."""

import textwrap
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from widerwindow.content import questions
from widerwindow.content.core.reading import parse
from widerwindow.content.questions import KINDS, Question
from widerwindow.content.quizzes.quiz import Quiz

QUIZ = "examples"
_HEAD = f"id: {QUIZ}\ntitle: Examples\nintro: One of each.\noutcomes: {{know: Know doors}}\nquestions:\n"
FIRST_LINE = _HEAD.count("\n") + 1
"""The line of a quiz on which the text of its first question begins."""


@dataclass(frozen=True)
class Given:
    """One answer, how it is typed where that is not plain, and what is right of it."""

    answer: Any = None
    typed: str | None = None
    points: float | None = None
    feedback: dict[str, str] = field(default_factory=dict)
    left_open: list[str] = field(default_factory=list)
    unreadable: str | None = None

    def __str__(self) -> str:
        return self.typed or repr(self.answer)


@dataclass(frozen=True, eq=False)
class Example:
    """A good question, and what is right of it."""

    kind: str
    text: str
    question: Question
    offered: list[str]
    given: list[Given]
    counts: dict[str, int]
    hint: str | None = None
    right_answer: list[str] = field(default_factory=list)
    secret: list[str] = field(default_factory=list)
    """What stands in the question and in nothing that learners get before they answer."""

    def __str__(self) -> str:
        return self.question.id

    @property
    def readable(self) -> list[Given]:
        return [each for each in self.given if not each.unreadable]


@dataclass(frozen=True)
class Change:
    """A good question with something else in it, and what is said of that, and on which of the question's lines."""

    kind: str
    instead_of: str
    write: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.write or 'nothing'}"

    def text(self) -> str:
        """Return the quiz with the kind's first good question, changed."""
        good = _written(self.kind)["good"][0]["question"]
        assert self.instead_of in good
        return quiz_text([good.replace(self.instead_of, self.write, 1)])


def quiz_text(texts: list[str]) -> str:
    """Return a quiz with the questions written in `texts`."""
    return _HEAD + "".join(f"  - {textwrap.indent(text, '    ').lstrip()}    outcome: know\n" for text in texts)


def read_quiz(text: str) -> Quiz:
    return parse(text, Path(f"{QUIZ}.yml"), Quiz)


@cache
def _written(kind: str) -> dict[str, Any]:
    file = Path(questions.__file__).parent / kind / "examples.yml"
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def _example(kind: str, question: str, answers: list[dict[str, Any]], **rest: Any) -> Example:  # noqa: ANN401
    (read,) = read_quiz(quiz_text([question])).questions
    return Example(kind, question, read, given=[Given(**answer) for answer in answers], **rest)


GOOD = [_example(kind, **written) for kind in KINDS for written in _written(kind)["good"]]
MARKED = [example for example in GOOD if example.question.marked_by_machine]
BAD = [Change(kind, **change) for kind in KINDS for change in _written(kind)["bad"]]
GIVEN_AWAY = [Change(kind, **change) for kind in KINDS for change in _written(kind).get("given_away", [])]
