"""Makes the notebook of a hand-in that comes as text: a learner whose download is blocked copies her answers so.

A person reads them in the text. What counts is one block below them, between `[ww1:` and `:ww1]`: eight digits of a
sum, then the answers as JSON in base64. It is letters, digits, `+` and `/`, so what programs add on the way is known
and taken out: quote marks, line ends, spaces of any kind, tags. What was changed does not fit its sum.
`widgets/quiz/as_text.js` writes it.
"""

import json
import re
from base64 import b64decode
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Annotated, Any
from zlib import crc32

from pydantic import BaseModel, Field

from widerwindow.grading.notebook.submission import NotAHandIn
from widerwindow.grading.untrusted.forms import TEXT_START, holds_text
from widerwindow.grading.untrusted.incoming import MAX_BYTES, TOO_LARGE
from widerwindow.messages import Messages

_say = Messages(__package__)

_END = ":ww1]"
_TAG = re.compile(r"<[^<>]*>")
_ADDED = re.compile(r"[^A-Za-z0-9+/]")
_SUM = 8
_MAX_BLOCKS = 100  # of one hand-in, as a long exchange of e-mails repeats it


class _Answers(BaseModel):
    quiz: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,100}$")]
    learner: str
    saved: str
    receipt: str
    answers: dict[str, str]


def as_notebook(data: bytes, released: Callable[[str], Path]) -> bytes:
    """Return `data`, or where it is such a text, the notebook that the page would have handed over.

    `released` says where the released notebook of a quiz is. Raises NotAHandIn where the text is damaged.
    """
    if not holds_text(data):
        return data
    if len(data) > MAX_BYTES:
        raise NotAHandIn(TOO_LARGE)
    answers = _answers(_block(data))
    try:
        notebook = json.loads(released(answers.quiz).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise NotAHandIn(_say("text_not_released", quiz=answers.quiz)) from None
    return _filled(notebook, answers)


def _block(data: bytes) -> str:
    """Return what stands in the one block of the text."""
    text = unescape(_TAG.sub("", data.replace(b"\0", b"").decode("latin-1")))
    pieces = [piece.partition(_END) for piece in text.split(TEXT_START.decode())[1:]]
    if len(pieces) > _MAX_BLOCKS or not all(end for _, end, _ in pieces):
        raise NotAHandIn(_say("text_damaged"))
    blocks = {_ADDED.sub("", inside) for inside, _, _ in pieces}
    if len(blocks) > 1:
        raise NotAHandIn(_say("text_several"))
    return blocks.pop()


def _answers(block: str) -> _Answers:
    """Return what the page wrote into the block: four texts, and those of the cells in `answers`."""
    total, packed = block[:_SUM], block[_SUM:]
    try:
        data = b64decode(packed + "=" * (-len(packed) % 4), validate=True)
        if total == f"{crc32(data):08x}":
            return _Answers.model_validate_json(data, strict=True)
    except ValueError:
        pass
    raise NotAHandIn(_say("text_damaged"))


def _filled(notebook: dict[str, Any], found: _Answers) -> bytes:
    """Return the released `notebook` with the answers in its cells, as the page writes it."""
    answers = dict(found.answers)
    for cell in notebook["cells"]:
        grader = cell["metadata"].get("nbgrader", {})
        if grader.get("solution") and grader.get("grade_id") in answers:
            cell["source"] = answers.pop(grader["grade_id"])
    # The quiz may have been released anew since, without a question that she answered.
    notebook["cells"] += [
        {"cell_type": "markdown", "id": f"answer-{number}", "metadata": {}, "source": text}
        for number, text in enumerate(answers.values(), 1)
    ]
    notebook["metadata"]["widerwindow"] |= found.model_dump(include={"learner", "saved", "receipt"})
    return f"{json.dumps(notebook, ensure_ascii=False, indent=1)}\n".encode(errors="replace")
