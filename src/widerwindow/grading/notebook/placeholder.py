"""Makes the notebook that stands for a hand-in that could not be read, so that a person can mark it in formgrader."""

import json
from hashlib import sha256
from pathlib import Path

from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.notebook.marked import as_typed
from widerwindow.grading.notebook.submission import UNREAD
from widerwindow.messages import Messages

_say = Messages(__package__)


def unread(released: Path, quiz: Quiz, data: bytes | None, reason: str) -> bytes:
    """Return the release notebook with the reason on top, in a locked cell, and no answers.

    Its metadata says that it stands for the file that held `data`, so nothing in it is ever taken for an answer.
    """
    made = json.loads(released.read_text(encoding="utf-8"))
    answers = {question.id for question in quiz.questions}
    said = _say("unread_answer")
    for cell in made["cells"]:
        if cell["metadata"]["nbgrader"]["grade_id"] in answers:
            cell["source"] = f"# {said}" if cell["cell_type"] == "code" else said
    made["cells"].insert(0, _notice(reason))
    made["metadata"]["widerwindow"] = {UNREAD: reason, "sha256": _sum(data)}
    return json.dumps(made, ensure_ascii=False).encode()


def stands_for(notebook: bytes | None, data: bytes | None) -> bool:
    """Return whether `notebook`, made before, stands for the file that holds `data`."""
    return _sum(data).encode() in (notebook or b"")


def _sum(data: bytes | None) -> str:
    return sha256(data or b"").hexdigest()


def _notice(reason: str) -> dict[str, object]:
    text = f"## {_say('unread_title')}\n\n{as_typed(reason)}\n\n{_say('unread_advice')}"
    grader = {"grade": False, "grade_id": "hand_in_unread", "locked": True, "schema_version": 3, "solution": False}
    metadata = {"nbgrader": grader | {"task": False}}
    return {"cell_type": "markdown", "id": "hand-in-unread", "metadata": metadata, "source": text}
