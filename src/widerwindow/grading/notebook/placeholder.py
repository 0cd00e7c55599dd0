"""Makes the notebook that stands for a hand-in that could not be read, so that a person can mark it in formgrader."""

import json
from hashlib import sha256
from pathlib import Path

from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.notebook.marked import as_typed
from widerwindow.grading.notebook.submission import UNREAD

_NOT_READ = "The computer could not read this answer."


def unread(released: Path, quiz: Quiz, data: bytes | None, reason: str) -> bytes:
    """Return the release notebook with the reason on top, in a locked cell, and no answers.

    Its metadata says that it stands for the file that held `data`, so nothing in it is ever taken for an answer.
    """
    made = json.loads(released.read_text(encoding="utf-8"))
    answers = {question.id for question in quiz.questions}
    for cell in made["cells"]:
        if cell["metadata"]["nbgrader"]["grade_id"] in answers:
            cell["source"] = f"# {_NOT_READ}" if cell["cell_type"] == "code" else _NOT_READ
    made["cells"].insert(0, _notice(reason))
    made["metadata"]["widerwindow"] = {UNREAD: reason, "sha256": _sum(data)}
    return json.dumps(made, ensure_ascii=False).encode()


def stands_for(notebook: bytes | None, data: bytes | None) -> bool:
    """Return whether `notebook`, made before, stands for the file that holds `data`."""
    return _sum(data).encode() in (notebook or b"")


def _sum(data: bytes | None) -> str:
    return sha256(data or b"").hexdigest()


def _notice(reason: str) -> dict[str, object]:
    text = (
        f"## This hand-in could not be read\n\n{as_typed(reason)}\n\n"
        "Look at the file as it came. Then give points and comments to each question below. "
        "Or ask for the file again: a new hand-in takes the place of this one."
    )
    grader = {"grade": False, "grade_id": "hand_in_unread", "locked": True, "schema_version": 3, "solution": False}
    metadata = {"nbgrader": grader | {"task": False}}
    return {"cell_type": "markdown", "id": "hand-in-unread", "metadata": metadata, "source": text}
