"""Makes the trainer's version of a quiz's notebook: its cells, with the key in hidden tests."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from widerwindow.content.core.markdown import as_text
from widerwindow.content.course import Course
from widerwindow.content.questions import KeyedQuestion, Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.messages import Messages

_say = Messages(__package__)

BLANK = _say("blank")
"""What an untouched written answer reads."""


# Ids hold no underscore, so no question's own cell can be called like one of the others.
TITLE_CELL = "quiz_title"


FORM_CELL = "quiz_form"


_HIDDEN = "### BEGIN HIDDEN TESTS\nimport builtins as _b\n{}\n### END HIDDEN TESTS"


def notebook(course: Course, name: str) -> bytes:
    """Return the trainer's version of the notebook: the same files always give the same bytes."""
    return notebook_of(course, course.quiz(name))


def notebook_of(course: Course, quiz: Quiz) -> bytes:
    """Return the same of a quiz that may stand in no file yet."""
    leave = course.organisation().exit_shown
    cells = [_title(quiz), _form(quiz)]
    for number, question in enumerate(quiz.questions, 1):
        cells.extend(_cells(question, number))
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "widerwindow": {
            "format": 1,
            "quiz": quiz.public(),
            "rules": quiz.recorded(),
            "blank": BLANK,
            "exit": leave.public() if leave else None,
        },
    }
    made = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def mark_cell(question: Question) -> str:
    """Return the name of the cell whose points are the question's."""
    return f"{question.id}_mark" if question.marked_by_machine else question.id


def mark_source(question: KeyedQuestion) -> str:
    """Return the cell that gives the question's points when it is run. Its key stands between nbgrader's marks."""
    said = _say("mark", variable=question.variable)
    return f"# {said}\n" + _HIDDEN.format(question.hidden_test_source())


def _title(quiz: Quiz) -> dict[str, Any]:
    text = f"# {as_text(quiz.title)}\n\n{quiz.opening}\n\n{_say('how')}"
    return _cell("markdown", text, TITLE_CELL, locked=True)


def _form(quiz: Quiz) -> dict[str, Any]:
    text = f'from widerwindow.widgets import Quiz\nQuiz("{quiz.id}")'
    return _cell("code", text, FORM_CELL, locked=True)


def _cells(question: Question, number: int) -> Iterator[dict[str, Any]]:
    heading = _say("question", number=number, count=question.points)
    note = [f"**{_say('content_note')}** {question.note.text}"] if question.note else []
    asked = [f"## {heading}", *note, question.prompt, *question.offered()]
    yield _cell("markdown", "\n\n".join(asked), f"{question.id}_question", locked=True)
    if not isinstance(question, KeyedQuestion):
        yield _cell("markdown", BLANK, question.id, solution=True, points=question.points)
        return
    # An empty solution region keeps nbgrader from putting its stub in the place of the whole cell.
    text = f"{question.variable} = None  # {question.hint()}\n### BEGIN SOLUTION\n### END SOLUTION"
    yield _cell("code", text, question.id, solution=True)
    yield _cell("code", mark_source(question), mark_cell(question), locked=True, points=question.points)


def _cell(  # noqa: PLR0913 - these are nbgrader's own fields
    kind: str, text: str, name: str, *, locked: bool = False, solution: bool = False, points: int | None = None
) -> dict[str, Any]:
    grader: dict[str, Any] = {
        "grade": points is not None,
        "grade_id": name,
        "locked": locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        grader["points"] = points
    code: dict[str, Any] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    # nbformat wants an id of at most 64 characters, and nbgrader's name may be longer.
    identity = sha256(name.encode()).hexdigest()[:16]
    return {"cell_type": kind, "id": identity, "metadata": {"nbgrader": grader}, "source": text} | code
