"""Makes the notebook of a quiz, and has nbgrader turn it into the version that learners get."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.core.reading import locate
from widerwindow.content.course import Course
from widerwindow.content.questions.parts import first_words
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.gradebook import connection, lateness
from widerwindow.grading.notebook import source
from widerwindow.grading.setting.changes import first_words_released
from widerwindow.grading.setting.draw import anybody_has_handed_in, draw
from widerwindow.grading.storage import release_file, source_folder, write_file
from widerwindow.messages import Messages

_say = Messages(__package__)


def release(course: Course, name: str, *, draw_again: bool = False) -> Path:
    """Make source and release of the quiz `name`, and record it in the gradebook. Return the release notebook.

    What was drawn from the bank stays, or is drawn again. Marks that are in the gradebook stay.
    Raises ContentError, with the release before left as it was.
    """
    draw(course, name, again=draw_again)
    quiz = course.quiz(name)
    refuse_empty(course, quiz)
    with connection.open_gradebook(course, create=True) as book:
        _refuse_other_questions(course, quiz, book)
    folder, stamp = source_folder(course, name), _stamp(course, name)
    with _workshop(folder.parent) as shop:
        write_file(shop / "source" / name / f"{name}.ipynb", source.notebook(course, name))
        connection.generate_assignment(course, name, source=shop / "source", release=shop / "release")
        stamp.unlink(missing_ok=True)  # until both folders are in their places, nothing is up to date
        _put(shop / "source" / name, folder)
        _put(shop / "release" / name, release_file(course, name).parent)
    with connection.open_gradebook(course) as book:
        lateness.record(book, course, quiz)
    write_file(stamp, _fingerprint(course, name).encode())
    return release_file(course, name)


def stale(course: Course) -> list[str]:
    """Return the names of the quizzes that `release` would make another release of."""
    return [name for name in course.quizzes() if not _is_empty(course, name) and not is_fresh(course, name)]


def _is_empty(course: Course, name: str) -> bool:
    try:
        return course.quiz_as_written(name).is_empty
    except ContentError:  # whoever releases it is told of its mistakes
        return False


def never_released(course: Course) -> list[str]:
    """Return the names of the quizzes of which learners have no version yet."""
    without = (name for name in course.quizzes() if not release_file(course, name).is_file())
    return [name for name in without if not _is_empty(course, name)]


def not_handed_in(course: Course) -> list[str]:
    """Return the names of the quizzes that `release` would make anew with no learner's answers beside it."""
    rooms = course.classrooms()
    return [name for name in stale(course) if not any(anybody_has_handed_in(each, name) for each in rooms)]


def is_fresh(course: Course, name: str) -> bool:
    """Return whether the release of `name` is what `release` would make again; no quiz with mistakes is."""
    stamp = _stamp(course, name)
    if not (release_file(course, name).is_file() and stamp.is_file() and connection.has_gradebook(course)):
        return False
    try:
        return stamp.read_text(encoding="utf-8") == _fingerprint(course, name)
    except ContentError:
        return False


def refuse_empty(course: Course, quiz: Quiz) -> None:
    """Raise ContentError where the quiz asks for nothing."""
    found = locate(quiz.emptiness(), course.path(Quiz, quiz.id))
    if found:
        raise ContentError(found)


def refuse_other_questions(course: Course, quiz: Quiz) -> None:
    """Raise ContentError where `release` would not take the questions of `quiz`, which need stand in no file yet."""
    if connection.has_gradebook(course):
        with connection.open_gradebook(course) as book:
            _refuse_other_questions(course, quiz, book)


def _refuse_other_questions(course: Course, quiz: Quiz, book: Any) -> None:  # noqa: ANN401 - nbgrader's Gradebook
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
    changed = {name for name, _ in before.items() ^ now.items()}
    if people and changed:
        words = first_words_released(course, quiz.id) | {each.id: first_words(each) for each in quiz.questions}
        named = sorted({f"“{words.get(name, name)}”" for name in changed})
        raise ContentError(
            [Problem(course.path(Quiz, quiz.id), 1, *_say.advice("questions_stay", count=people, changed=named))]
        )


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """Make a hidden folder inside `source/`: the key is nowhere else, even if this run is cut short."""
    folder.mkdir(parents=True, exist_ok=True)
    for left in filter(Path.is_dir, folder.glob(".making-*")):  # by a run that was cut short; a quiz's stamp is a file
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
    return course.classroom / "source" / f".{name}.made-from"


def _fingerprint(course: Course, name: str) -> str:
    """Return a sum over what a release would hold: all that learners see, and all that marking goes by."""
    quiz = course.quiz(name)
    asked = [(each.tag or (each.one_of, each.take), each.count) for each in quiz.draw]  # it may be what was not drawn
    return sha256(repr(asked).encode() + source.notebook_of(course, quiz)).hexdigest()
