"""Makes what the live widgets of the notebooks need besides these: no key of a quiz is in it."""

import json
from contextlib import chdir
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Any

from widerwindow.content.course import Course
from widerwindow.publish.notebooks import cells
from widerwindow.publish.notebooks.page import Shown
from widerwindow.widgets import KINDS, Quiz, Record
from widerwindow.widgets.base import CourseWidget

_FOLDER = "live"
_MODULE = "widerwindow"
_STUDENTS = files("widerwindow.publish.notebooks.students")
_FORM = "quiz_form"


def files_for(course: Course, page: str, shown: list[Shown]) -> dict[str, bytes]:
    """Return the files for the widgets that `page` has `shown`, by their paths. Raises ContentError."""
    beside = PurePosixPath(page).parent
    found: dict[str, bytes] = {}
    for widget in shown:
        found |= _module(beside) | _files(widget, _made(course, beside, widget))
        if widget.kind == Quiz.kind:
            found[str(beside / f"{widget.id}.ipynb")] = _released(course, widget.id)
    return found


def _module(beside: PurePosixPath) -> dict[str, bytes]:
    names = "__init__.py", "widgets.py"
    return {str(beside / _MODULE / name): _STUDENTS.joinpath(name).read_bytes() for name in names}


def _files(shown: Shown, widget: CourseWidget) -> dict[str, bytes]:
    own = {"content", "words", widget.remembered}
    made = {"text": shown.text, "traits": {trait: getattr(widget, trait) for trait in own}}
    start = f"{_FOLDER}/{type(widget).__name__.lower()}"
    return {
        f"{start}.js": str(widget._esm).encode(),
        f"{start}.css": str(widget._css).encode(),
        f"{start}-{shown.id}.json": json.dumps(made, ensure_ascii=False, sort_keys=True).encode(),
    }


def _made(course: Course, beside: PurePosixPath, shown: Shown) -> CourseWidget:
    """Return the widget as the page has it; a quiz as a student's own copy has it, which fills itself in."""
    with chdir(_release(course, shown.id).parent if shown.kind == Quiz.kind else course.book / beside):
        kind: Any = KINDS[shown.kind]
        made: CourseWidget = kind() if kind is Record else kind(shown.id)
        return made


def _released(course: Course, quiz: str) -> bytes:
    """Return the notebook that learners hand in, as it was released, but for the code of its form, which is hidden."""
    found = json.loads(_release(course, quiz).read_text(encoding="utf-8"))
    found["cells"] = [
        cells.without_code(cell) if cell["metadata"].get("nbgrader", {}).get("grade_id") == _FORM else cell
        for cell in found["cells"]
    ]
    return cells.written(found)


def _release(course: Course, quiz: str) -> Path:
    return course.exercises / "release" / quiz / f"{quiz}.ipynb"
