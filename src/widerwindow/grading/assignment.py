"""Makes the notebook of a quiz, and has nbgrader turn it into the version that learners get."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import widerwindow.content
from widerwindow.content.bank import Bank
from widerwindow.content.course import Course
from widerwindow.content.problems import ContentError, Problem
from widerwindow.content.questions import MachineMarked, Question, WrittenAnswer
from widerwindow.content.quiz import Quiz
from widerwindow.grading import lateness, stock, wording
from widerwindow.grading.classroom import release_file, source_folder, write
from widerwindow.grading.draw import draw

BLANK = "Write your answer here."
"""What an untouched written answer reads. `nbgrader_config.py` gives nbgrader the same words."""

# Ids hold no underscore, so no question's own cell can be called like one of the others.
TITLE_CELL = "quiz_title"
FORM_CELL = "quiz_form"

_HOW = (
    "You can answer in a form: select the next cell, then press Shift and Enter. "
    "Or write each answer into its own cell below."
)
_HIDDEN = "### BEGIN HIDDEN TESTS\nimport builtins as _b\n{}\n### END HIDDEN TESTS"


def release(course: Course, name: str, *, draw_again: bool = False) -> Path:
    """Make source and release of the quiz `name`, and record it in the gradebook. Return the release notebook.

    What was drawn from the bank stays, or is drawn again. Marks that are in the gradebook stay.
    Raises ContentError, with the release before left as it was.
    """
    draw(course, name, again=draw_again)
    quiz = course.quiz(name)
    file = course.path(Quiz, name)
    with stock.gradebook(course, create=True) as book:
        _refuse_other_questions(quiz, file, book)
    source, stamp = source_folder(course, name), _stamp(course, name)
    with _workshop(source.parent) as shop:
        write(shop / "source" / name / f"{name}.ipynb", notebook(course, name))
        stock.generate_assignment(course, name, source=shop / "source", release=shop / "release")
        stamp.unlink(missing_ok=True)  # until both folders are in their places, nothing is up to date
        _put(shop / "source" / name, source)
        _put(shop / "release" / name, release_file(course, name).parent)
    with stock.gradebook(course) as book:
        lateness.settle(book, course, quiz)
    write(stamp, _fingerprint(course, name).encode())
    return release_file(course, name)


def is_fresh(course: Course, name: str) -> bool:
    """Return whether the release of `name` is what `release` would make again."""
    stamp = _stamp(course, name)
    return (
        release_file(course, name).is_file()
        and stamp.is_file()
        and stamp.read_text(encoding="utf-8") == _fingerprint(course, name)
        and stock.has_gradebook(course)
    )


def notebook(course: Course, name: str) -> bytes:
    """Return the trainer's version of the notebook: the same files always give the same bytes."""
    quiz, leave = course.quiz(name), course.organisation().exit
    cells = [_title(quiz), _form(quiz)]
    for number, question in enumerate(quiz.questions, 1):
        cells.extend(_cells(question, number))
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "widerwindow": {"format": 1, "quiz": quiz.public(), "blank": BLANK, "exit": leave.public()},
    }
    made = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def mark_cell(question: Question) -> str:
    """Return the name of the cell whose points are the question's."""
    return question.id if isinstance(question, WrittenAnswer) else f"{question.id}_mark"


def mark_source(question: MachineMarked) -> str:
    """Return the cell that gives the question's points when it is run. Its key stands between nbgrader's marks."""
    return f"# This cell gives the points for `{question.variable}`.\n" + _HIDDEN.format(wording.test(question))


def _title(quiz: Quiz) -> dict[str, Any]:
    text = f"# {quiz.title}\n\n{quiz.opening}\n\n{_HOW}"
    return _cell("markdown", text, TITLE_CELL, locked=True)


def _form(quiz: Quiz) -> dict[str, Any]:
    text = f'from widerwindow.widgets import Quiz\nQuiz("{quiz.id}")'
    return _cell("code", text, FORM_CELL, locked=True)


def _cells(question: Question, number: int) -> Iterator[dict[str, Any]]:
    points = "1 point" if question.points == 1 else f"{question.points} points"
    note = [f"**Content note.** {question.note.text}"] if question.note else []
    asked = [f"## Question {number} ({points})", *note, question.prompt, *wording.choices(question)]
    yield _cell("markdown", "\n\n".join(asked), f"{question.id}_question", locked=True)
    if isinstance(question, WrittenAnswer):
        yield _cell("markdown", BLANK, question.id, solution=True, points=question.points)
        return
    # An empty solution region keeps nbgrader from putting its stub in the place of the whole cell.
    text = f"{question.variable} = None  # {wording.hint(question)}\n### BEGIN SOLUTION\n### END SOLUTION"
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


def _refuse_other_questions(quiz: Quiz, file: Path, book: Any) -> None:  # noqa: ANN401 - nbgrader's Gradebook
    """Raise where questions came or went after someone handed in: nbgrader cannot take them into its records."""
    from nbgrader.api import MissingEntry

    try:
        recorded = book.find_notebook(quiz.id, quiz.id)
    except MissingEntry:
        return
    people = len(recorded.submissions)
    before = {cell.name: "machine" for cell in recorded.solution_cells}
    before |= {cell.name: "person" for cell in recorded.grade_cells if cell.name in before}
    now = {question.id: "machine" if question.marked_by_machine else "person" for question in quiz.questions}
    changed = sorted({f"`{name}`" for name, _ in before.items() ^ now.items()})
    if people and changed:
        handed_in = "One hand-in of this quiz is" if people == 1 else f"{people} hand-ins of this quiz are"
        wrong = f"{handed_in} in the gradebook, so its questions must stay. Changed: {', '.join(changed)}."
        instead = "Put them back as they were (words and keys may change), or make a new quiz with another id."
        raise ContentError([Problem(file, 1, wrong, instead)])


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """Make a hidden folder inside `source/`: the key is nowhere else, even if this run is cut short."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(".making-*"):  # by a run that was cut short
        shutil.rmtree(left)
    shop = Path(tempfile.mkdtemp(dir=folder, prefix=".making-"))
    try:
        yield shop
    finally:
        shutil.rmtree(shop)


def _put(made: Path, place: Path) -> None:
    """Move the folder `made` to `place`, whatever was there before."""
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.rename(made.with_name(f"{made.name}.before"))
    made.rename(place)


def _stamp(course: Course, name: str) -> Path:
    """Return the file that says what a release was made from. It lies beside the source: what is in it is released."""
    return course.exercises / "source" / f".{name}.made-from"


def _fingerprint(course: Course, name: str) -> str:
    """Return a sum over all that a release depends on."""
    content = Path(widerwindow.content.__file__).parent
    engine = [*sorted(content.rglob("*.py")), Path(wording.__file__), Path(__file__)]
    read = [course.path(Quiz, name), course.exercises / "nbgrader_config.py", course.root / "organisation.yml", *engine]
    if course.draw_file(name).is_file():
        read += [course.draw_file(name), *course.files(Bank)]
    parts = [version("nbgrader").encode(), *(file.read_bytes() for file in read)]
    return sha256(b"\0".join(sha256(part).digest() for part in parts)).hexdigest()
