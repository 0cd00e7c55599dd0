"""The marked notebook that formgrader opens: the released cells with one learner's answers and points in them."""

import json
from collections.abc import Mapping
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any

from widerwindow.content.questions import Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.notebook.elsewhere import elsewhere_cell
from widerwindow.grading.notebook.source import mark_cell
from widerwindow.grading.notebook.submission import TYPED, HandIn
from widerwindow.messages import Messages

_say = Messages(__package__)

_MAX_SHOWN = 100_000  # characters of one answer; what is cut off is in the hand-in

_text = json.JSONEncoder(ensure_ascii=False).encode


class Autograded:
    """Makes the marked notebooks of one release."""

    def __init__(self, released: Path, quiz: Quiz) -> None:
        release: dict[str, Any] = json.loads(released.read_text(encoding="utf-8"))
        self._cells = {_name(cell): cell for cell in release["cells"]}
        self.texts = {name: self.blank(name) for name in self._cells}
        """The released text of every cell."""

        self._quiz = quiz
        # Most of a marked notebook is the same for all learners, so its text is made once. It is made in one line: with
        # an indent, json does in Python what it else does in C, at three times the cost.
        self._texts = [(_name(cell), _text(cell)) for cell in release["cells"]]
        self._rest = _text({key: value for key, value in release.items() if key != "cells"})

    def blank(self, name: str) -> str:
        """Return the released text of the cell called `name`."""
        source = self._cells[name]["source"]
        return source if isinstance(source, str) else "".join(source)

    def shown(self, hand_in: HandIn) -> dict[str, str]:
        """Return the text of each answer: all of them where a cell stands twice, the released one where it is gone."""
        return {
            question.id: "\n\n".join(hand_in.cells.get(question.id, [self.blank(question.id)]))[:_MAX_SHOWN]
            for question in self._quiz.questions
        }

    def made(self, shown: Mapping[str, str], scores: Mapping[str, float | None], elsewhere: Mapping[str, str]) -> bytes:
        """Return the notebook with the answers `shown`, the `scores`, and what was written `elsewhere`, by question.

        Locked cells come from the release, so there is no key in it, and nothing of a learner's but what she wrote.
        """
        filled: dict[str, dict[str, Any]] = {}
        for count, question in enumerate(self._quiz.questions, 1):
            answer, typed = self._cells[question.id], shown[question.id]
            if question.marked_by_machine:
                filled[question.id] = answer | {"source": typed}
                mark = self._cells[mark_cell(question)]
                filled[mark_cell(question)] = mark | {"outputs": _output(scores[question.id], count)}
            else:
                metadata = answer["metadata"] | {"widerwindow": {TYPED: typed}}
                filled[question.id] = answer | {"source": as_typed(typed), "metadata": metadata}
        has = [question for question in self._quiz.questions if question.id in elsewhere]
        behind = {mark_cell(question): _elsewhere(question, elsewhere[question.id]) for question in has}
        cells = []
        for name, text in self._texts:
            cells.append(_text(filled[name]) if name in filled else text)
            cells += [_text(behind[name])] if name in behind else []
        return f'{{"cells": [{", ".join(cells)}], {self._rest[1:]}'.encode()


def _elsewhere(question: Question, text: str) -> dict[str, Any]:
    """Return a locked cell that shows what was written elsewhere, behind the question that it stands nearest to."""
    name = elsewhere_cell(question)
    grader = {"grade": False, "grade_id": name, "locked": True, "schema_version": 3, "solution": False, "task": False}
    source = f"**{_say('elsewhere')}**\n\n{as_typed(text)}"
    metadata = {"nbgrader": grader, "widerwindow": {TYPED: text}}
    identity = sha256(name.encode()).hexdigest()[:16]
    return {"cell_type": "markdown", "id": identity, "metadata": metadata, "source": source}


def _name(cell: dict[str, Any]) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def _output(score: float | None, count: int) -> list[dict[str, Any]]:
    """Return what running the cell would have shown. An answer that waits for a person shows nothing."""
    if score is None:
        return []
    data = {"text/plain": repr(score)}
    return [{"output_type": "execute_result", "data": data, "metadata": {}, "execution_count": count}]


def as_typed(text: str) -> str:
    """Return Markdown that shows `text` letter by letter.

    formgrader hands HTML in an answer to the trainer's browser as it is, and asks a web service for any formula. One
    HTML block without empty lines is not read as Markdown, and a lone `$` or backslash begins no formula.
    """
    safe = escape(text).replace("$", "<span>&#36;</span>").replace("\\", "<span>&#92;</span>")
    return "<div>" + "<br>\n".join(safe.splitlines()) + "</div>"
