"""Reads a hand-in, one notebook file, as data. Nothing in it is ever run, and nothing in it is believed without a look.

A file that is no hand-in at all raises `NotAHandIn`. In a file that is one, each answer is either read or `Unreadable`;
both say why in words that a trainer understands.
"""

import ast
import json
import re
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from hashlib import md5
from typing import Any, NamedTuple

from widerwindow.content.questions import Answer, KeyedQuestion, Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.notebook.codes import names_quiz
from widerwindow.grading.notebook.source import BLANK
from widerwindow.grading.untrusted.incoming import MAX_BYTES, TOO_LARGE
from widerwindow.messages import Messages

_say = Messages(__package__)

_MAX_CELLS = 2_000
_MAX_CODE = 5_000  # characters of one machine-marked answer; the longest honest ones have some hundreds
_MAX_NODES = 1_000
_MAX_TEXT = 100_000  # characters of one written answer
_CELLS = 2_000  # a class chooses among the same few answers, and reading them as Python is most of the work

TYPED = "typed"
"""Where a marked notebook keeps a text as it was typed, in a cell's metadata: the cell shows it made safe."""

UNREAD = "unread"
"""Where a notebook that was made for a hand-in that could not be read says so, with the reason."""

LEARNER = re.compile(r"(?!(?ai:con|prn|aux|nul|com\d|lpt\d)\Z)[A-Za-z0-9][A-Za-z0-9_-]{0,31}")
"""A learner's code. Windows makes no folder of a name that it keeps for itself."""


class NotAHandIn(Exception):
    """Raised where a file cannot be taken for a hand-in; its text is the reason, one sentence."""


class Unread(NotAHandIn):
    """Raised where a marked notebook only stands for a file that could not be read."""


@dataclass(frozen=True)
class Unreadable:
    """An answer that only a person can judge, and why."""

    reason: str
    text: str = field(default="", compare=False)
    """What was typed, as far as there is anything."""


class Cell(NamedTuple):
    """A cell as it stands in the file; one of a learner's own has no name."""

    name: str
    text: str
    data: Mapping[str, Any]

    def is_whole(self) -> bool:
        """Return whether it is locked and as nbgrader released it, by the sum that nbgrader put beside it."""
        grader = _dictionary(_dictionary(self.data.get("metadata")).get("nbgrader"))
        if grader.get("locked") is not True:
            return False
        flags = [str(grader.get(name, False)) for name in ("grade", "solution", "locked")]
        points = [str(float(grader["points"]))] if isinstance(grader.get("points"), int | float) else []
        text = "".join([self.text, str(self.data.get("cell_type")), *flags, self.name, *points])
        return md5(text.encode(), usedforsecurity=False).hexdigest() == grader.get("checksum")


@dataclass(frozen=True)
class HandIn:
    """What is read of one file, before it is held against a quiz."""

    quiz: str | None = None
    learner: str | None = None
    saved: datetime | None = None
    receipt: str | None = None
    """The one that the page wrote into it; `receipt.py` makes the one of its answers."""

    cells: Mapping[str, list[str]] = field(default_factory=dict)
    """The text of each cell under its name, as often as the name stands in the file."""

    in_order: tuple[Cell, ...] = field(default=(), compare=False)
    """All cells, as they stand in the file."""

    def text(self, name: str) -> str | Unreadable:
        """Return the text of the one cell called `name`."""
        texts = self.cells.get(name, [])
        if not texts:
            return Unreadable(_say("cell_missing"))
        return texts[0] if len(texts) == 1 else Unreadable(_say("cell_repeated"))


def read_notebook(data: bytes, *, marked: bool = False) -> HandIn:
    """Return what a notebook file holds, for a `marked` one what was handed in. Raises NotAHandIn, or Unread."""
    found = _notebook(data)
    about = _dictionary(_dictionary(found.get("metadata")).get("widerwindow"))
    if marked and UNREAD in about:
        raise Unread(str(about[UNREAD]))
    in_order = tuple(cell for each in found["cells"] if (cell := _cell(each, marked=marked)))
    cells: dict[str, list[str]] = {}
    for cell in in_order:
        if cell.name:
            cells.setdefault(cell.name, []).append(cell.text)
    quiz, learner, receipt = _dictionary(about.get("quiz")).get("id"), about.get("learner"), about.get("receipt")
    return HandIn(
        quiz=_well_formed(quiz) if isinstance(quiz, str) else None,
        learner=_well_formed(learner) if isinstance(learner, str) else None,
        saved=_moment(about.get("saved")),
        receipt=short(_well_formed(receipt)) if isinstance(receipt, str) else None,
        cells=cells,
        in_order=in_order,
    )


def _cell(cell: object, *, marked: bool) -> Cell | None:
    found = _dictionary(cell)
    metadata = _dictionary(found.get("metadata"))
    grader = _dictionary(metadata.get("nbgrader"))
    typed = _dictionary(metadata.get("widerwindow")).get(TYPED) if marked else None
    text = _text(found.get("source") if typed is None else typed)
    if text is None:
        return None
    name = grader.get("grade_id")
    return Cell(name if isinstance(name, str) else "", text, found)


def quiz_of(hand_in: HandIn, filename: str, quizzes: Iterable[str]) -> str:
    """Return the quiz that the file itself names, else the one that its name begins with. Raises NotAHandIn."""
    known = sorted(quizzes, key=len, reverse=True)  # the longest first: one quiz's name may begin another's
    quiz = hand_in.quiz or next((name for name in known if names_quiz(filename, name)), None)
    if quiz is None:
        raise NotAHandIn(_say("no_quiz"))
    if quiz not in known:
        raise NotAHandIn(_say("unknown_quiz", quiz=short(quiz)))
    return quiz


class Reader:
    """Reads the answers of hand-ins to one quiz. What many wrote alike is read once."""

    def __init__(self, quiz: Quiz) -> None:
        self._quiz = quiz
        self._read = {question.id: cache(partial(_answer, question)) for question in quiz.questions}

    def answers(self, hand_in: HandIn) -> dict[str, Answer | Unreadable]:
        """Return the answer to each question. Raises NotAHandIn where the file holds no question of the quiz."""
        if hand_in.quiz not in (None, self._quiz.id):
            raise NotAHandIn(_say("other_quiz", quiz=short(str(hand_in.quiz))))
        if not self._read.keys() & hand_in.cells.keys():
            raise NotAHandIn(_say("no_questions"))
        return {name: read(hand_in.text(name)) for name, read in self._read.items()}


def answers(hand_in: HandIn, quiz: Quiz) -> dict[str, Answer | Unreadable]:
    """Return the answers of one hand-in to `quiz` likewise."""
    return Reader(quiz).answers(hand_in)


def _answer(question: Question, text: str | Unreadable) -> Answer | Unreadable:
    if isinstance(text, Unreadable):
        return text
    if isinstance(question, KeyedQuestion):
        return _literal(question, text)
    if len(text) > _MAX_TEXT:
        return Unreadable(_say("text_too_long", most=_MAX_TEXT))
    return None if text.strip() in ("", BLANK) else text


def _literal(question: KeyedQuestion, code: str) -> Answer | Unreadable:
    """Return the answer in a cell that reads `variable = literal`, and may have remarks."""
    if len(code) > _MAX_CODE:
        return Unreadable(_say("code_too_long", most=_MAX_CODE), _typed(code, question.variable))
    value = _value(question.variable, code)
    reason = value.reason if isinstance(value, Unreadable) else question.unreadable(value)
    if reason is None:
        answer: Answer = value
        return answer
    typed = _typed(code, question.variable)
    meant = question.meant(value if isinstance(value, str) else typed)
    return Unreadable(short(reason), typed) if meant is None else meant


def _typed(code: str, variable: str) -> str:
    """Return what stands behind `variable =` and before a remark, or all of it where nothing else is there."""
    found = re.fullmatch(rf"\s*{re.escape(variable)}\s*=([^\n#]*)(?:#[^\n]*)?\s*", code)
    return (found[1] if found else code).strip()[:_MAX_CODE]


@lru_cache(_CELLS)
def _value(variable: str, code: str) -> Any:  # noqa: ANN401 - a literal may be anything
    """Return the literal in the cell, or why there is none. Nobody changes it: whoever asks again gets the same."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a doubtful backslash in an answer is nothing to tell a trainer
            tree = ast.parse(code)
            # A character makes two nodes at most, so a short answer need not be counted.
            if 2 * len(code) > _MAX_NODES and sum(1 for _ in ast.walk(tree)) > _MAX_NODES:
                return Unreadable(_say("answer_too_long"))
            return _assigned(tree, variable)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        return Unreadable(_say("not_an_answer"))


def _assigned(tree: ast.Module, variable: str) -> Any:  # noqa: ANN401 - a literal may be anything
    """Return the literal that `variable` is set to; where it is set twice, the last one, as Python would."""
    if not tree.body:
        return Unreadable(_say("line_missing", variable=variable))
    value = None
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=literal) if name == variable:
                value = ast.literal_eval(literal)
            case _:
                return Unreadable(_say("more_than_answer"))
    return value


def _notebook(data: bytes) -> dict[str, Any]:
    if not data:
        raise NotAHandIn(_say("empty"))
    if len(data) > MAX_BYTES:
        raise NotAHandIn(TOO_LARGE)
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotAHandIn(_say("not_text")) from None
    except json.JSONDecodeError as error:
        raise NotAHandIn(_say("not_json", line=error.lineno)) from None
    except (ValueError, RecursionError, MemoryError):
        raise NotAHandIn(_say("odd_json")) from None
    if not isinstance(found, dict) or "nbformat" not in found:
        raise NotAHandIn(_say("no_notebook"))
    if found["nbformat"] != 4 or isinstance(found["nbformat"], bool):
        raise NotAHandIn(_say("old_format"))
    cells = found.get("cells")
    if not isinstance(cells, list) or len(cells) > _MAX_CELLS:
        raise NotAHandIn(_say("no_cells"))
    return found


def _dictionary(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(source: object) -> str | None:
    if isinstance(source, list):
        try:
            source = "".join(source)
        except TypeError:
            return None
    return _well_formed(source) if isinstance(source, str) else None


def _well_formed(text: str) -> str:
    """Return `text` without halves of characters, which JSON can spell and no file can hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        if moment is None:
            return None
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def short(text: str) -> str:
    """Return `text` short enough for a message, with nothing in it that could play tricks on a screen."""
    shown = "".join(character if character.isprintable() else "�" for character in text[:200])
    return shown if len(text) <= 80 else f"{shown[:80]}…"
