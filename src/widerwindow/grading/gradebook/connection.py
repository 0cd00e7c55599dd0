"""The one door to nbgrader: its settings, its gradebook, and its release step.

nbgrader takes more than a second to import, because its `__init__` loads server extensions. So nothing here imports it
before it is called: collecting hand-ins, or building a book whose releases are up to date, never waits for it.
"""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.gradebook import given, judgements, markers, second_marks, versions
from widerwindow.grading.gradebook.place import address_of, file_of
from widerwindow.grading.notebook.source import BLANK
from widerwindow.grading.storage import opened_from
from widerwindow.messages import Advice, Messages
from widerwindow.startup import without_iri_grammars

without_iri_grammars()

_say = Messages(__package__)

_SERVER = "postgresql+psycopg://NAME@SERVER/DATABASE"


def load() -> None:
    """Import nbgrader, so that what comes later need not wait for it."""
    import_module("nbgrader.converters")


@contextmanager
def open_gradebook(course: Course, *, create: bool = False) -> Iterator[Any]:
    """Open nbgrader's gradebook of the course, an `nbgrader.api.Gradebook`.

    Raises ContentError where there is none (and `create` is false), or where it cannot be used.
    """
    if not create and not has_gradebook(course):
        was_there = any((course.classroom / "release").glob("*/*.ipynb"))  # a release makes it
        advice = _say.advice("gradebook_gone" if was_there else "no_gradebook")
        raise ContentError([Problem(course.classroom, 1, *advice)])
    with usable(course):
        book = _opened(course, _settings(course))
        try:
            yield book
        finally:
            book.close()


@contextmanager
def usable(course: Course) -> Iterator[None]:
    """Raise ContentError in place of what the gradebook's database cannot do meanwhile."""
    from sqlalchemy.exc import DatabaseError

    try:
        yield
    except DatabaseError as error:
        raise _unusable(course, _settings(course), error) from error


def has_gradebook(course: Course) -> bool:
    """Return whether the gradebook is there. One that is on a server is taken to be."""
    file = file_of(address(course))
    return file is None or file.is_file()


def address(course: Course) -> str:
    """Return where the gradebook is, as SQLAlchemy writes it."""
    return _url(course, _settings(course))


def exchange(course: Course) -> Path:
    """Return the folder that nbgrader's exchange has for the course, whether or not it is there."""
    settings = _settings(course)
    root = settings.Exchange.get("root", "/usr/local/share/nbgrader/exchange")
    return Path(str(root), _course_id(course, settings))


def course_id(course: Course) -> str:
    """Return what nbgrader calls the course; to it, each cohort is a course of its own."""
    return _course_id(course, _settings(course))


def tables() -> list[Any]:
    """Return nbgrader's tables and our own, each after those that it refers to."""
    from nbgrader.api import Base

    for ours in (judgements.table, second_marks.table, second_marks.before_settling, markers.table, given.table):
        ours()
    return list(Base.metadata.sorted_tables)


def _opened(course: Course, settings: Any) -> Any:  # noqa: ANN401 - a traitlets Config, an nbgrader.api.Gradebook
    from nbgrader.api import Gradebook
    from sqlalchemy.exc import ArgumentError

    try:
        tables()
        with _alembic_asked_here():
            return Gradebook(_url(course, settings), _course_id(course, settings))
    except ModuleNotFoundError as error:
        raise _in_settings(course, _say.advice("no_driver", name=error.name)) from error
    except ArgumentError as error:
        raise _in_settings(course, _say.advice("bad_address", reason=error, example=_SERVER)) from error


def _unusable(course: Course, settings: Any, error: Any) -> ContentError:  # noqa: ANN401 - a Config, SQLAlchemy's error
    from sqlalchemy.exc import ProgrammingError

    reason = " ".join(str(error.orig).split())
    if file_of(_url(course, settings)) is None:
        answered = isinstance(error, ProgrammingError)  # as where its tables are those of another version
        return _in_settings(course, _say.advice("unusable_server" if answered else "server_away", reason=reason))
    return ContentError([Problem(course.classroom / "gradebook.db", 1, *_say.advice("unusable", reason=reason))])


def _in_settings(course: Course, advice: Advice) -> ContentError:
    """Return an error that points to the line with the gradebook's address."""
    file = course.exercises / "nbgrader_config.py"
    lines = file.read_text(encoding="utf-8").splitlines()
    line = next((number for number, text in enumerate(lines, 1) if text.startswith("c.CourseDirectory.db_url")), 1)
    return ContentError([Problem(file, line, *advice)])


def generate_assignment(course: Course, name: str, source: Path, release: Path) -> None:
    """Make the release of `name` with nbgrader, from folder `source` to folder `release`, and record it.

    Raises ContentError with nbgrader's own reason where it refuses.
    """
    from nbgrader.coursedir import CourseDirectory

    said = _Heard()
    log = logging.Logger("nbgrader")  # one of our own: a trainer reads the command's words, not nbgrader's
    log.addHandler(said)
    settings, root = _settings(course), course.classroom.resolve()
    settings.ClearSolutions.text_stub = BLANK  # an answer that still reads like this is none
    directory = CourseDirectory(config=settings, log=log)
    directory.root, directory.db_url = str(root), _url(course, settings)
    directory.course_id = _course_id(course, settings)
    directory.assignment_id = name
    directory.source_directory = source.resolve().relative_to(root).as_posix()
    directory.release_directory = release.resolve().relative_to(root).as_posix()
    converter = _generate_assignment()(coursedir=directory, config=directory.config, log=log)
    converter.force = True
    try:
        with _alembic_asked_here():
            converter.start()
    except Exception as error:
        reason = (said.lines or [str(error)])[0]
        file = course.exercises / "quizzes" / f"{name}.yml"
        raise ContentError([Problem(file, 1, *_say.advice("refused", reason=reason))]) from error


def _generate_assignment() -> Any:  # noqa: ANN401 - a class of nbgrader's
    """Return nbgrader's release step, which takes the one notebook that it is given.

    nbgrader itself looks for it with the folder's path as a pattern, and finds nothing where that has brackets in it.
    """
    from nbgrader.converters import GenerateAssignment

    class OfOneNotebook(GenerateAssignment):  # type: ignore[misc] # nbgrader has no types
        def init_notebooks(self) -> None:
            name = self.coursedir.assignment_id
            folder = self._format_source(name, self.coursedir.student_id)
            self.assignments = {folder: [os.path.join(folder, f"{name}.ipynb")]}  # noqa: PTH118 - as nbgrader joins them
            self.notebooks: list[str] = []

    return OfOneNotebook


class _Heard(logging.Handler):
    """Keeps the last line of each error, which is where a traceback says what happened."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage().strip()
        if said.startswith("Traceback"):
            self.lines.append(said.splitlines()[-1])


def _settings(course: Course) -> Any:  # noqa: ANN401 - a traitlets Config
    """Read the course's own `nbgrader_config.py` alone, so that every trainer's machine gives the same."""
    from traitlets.config.loader import PyFileConfigLoader

    file = course.exercises / "nbgrader_config.py"
    if not file.is_file():
        raise ContentError([Problem(file, 1, *_say.advice("no_settings"))])
    try:
        return PyFileConfigLoader(
            str(file.resolve())
        ).load_config()  # a name with `$` in it is only left alone if whole
    except Exception as error:  # the file is Python: whatever it raises is a fault of the file
        line = (error.lineno if isinstance(error, SyntaxError) else None) or 1
        raise ContentError([Problem(file, line, *_say.advice("bad_settings", reason=error))]) from error


def _url(course: Course, settings: Any) -> str:  # noqa: ANN401 - a traitlets Config
    """Return where the gradebook is. Raises ContentError where a server is to keep it, and has none for a cohort."""
    own = address_of(course.classroom.resolve() / "gradebook.db")
    shared = settings.CourseDirectory.get("db_url")
    if shared is None or opened_from(course):
        return own
    if course.cohort is None:
        return str(shared)
    places: dict[str | None, object] = {None: shared, **settings.WiderWindow.get("gradebooks", {})}
    found = places.pop(course.cohort, None)
    if found is None or found in places.values():
        example = f'c.WiderWindow.gradebooks = {{"{course.cohort}": "{_SERVER}"}}'
        raise _in_settings(course, _say.advice("no_database", cohort=course.cohort, example=example))
    return str(found)


def _course_id(course: Course, settings: Any) -> str:  # noqa: ANN401 - a traitlets Config
    name = str(settings.CourseDirectory.get("course_id", "default_course"))
    return f"{name}-{course.cohort}" if course.cohort else name


@contextmanager
def _alembic_asked_here() -> Iterator[None]:
    """Let nbgrader, which starts a program to ask for the newest version of its tables, ask in this process."""
    from nbgrader import api

    before, api.get_alembic_version = api.get_alembic_version, versions.newest
    try:
        yield
    finally:
        api.get_alembic_version = before
