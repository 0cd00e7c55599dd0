"""Starts a course: a small one of its own that is checked, built and marked as it stands."""

import shutil
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from widerwindow.content import double_click, new_quiz
from widerwindow.content.course import Course
from widerwindow.messages import Messages

_RENAMED = {"gitignore": ".gitignore", "exercises/nbgrader_config.txt": "exercises/nbgrader_config.py"}
"""Files of the starter that tools would take for their own, were they called there as they are called in a course."""

_QUIZ = "making-tea"
_say = Messages(__package__)


class CannotStartError(Exception):
    """Raised when a course cannot be started in a folder; the message says why, in one sentence."""


def start(folder: Path) -> Course:
    """Write a new course into `folder` and return it. Raises CannotStartError, with nothing written."""
    folder = folder.absolute()
    _refuse(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".new-course-") as shop:
            made = Path(shop) / "course"
            _write(made)
            for each in made.iterdir():
                each.rename(folder / each.name)
    except OSError as error:
        raise CannotStartError(_say("cannot_write", folder=folder, reason=error.strerror)) from None
    return Course(folder)


def _refuse(folder: Path) -> None:
    around = Course.holding(folder, *folder.parents)
    if around:
        raise CannotStartError(_say("in_a_course", folder=folder, course=around.root))
    if folder.is_dir() and any(folder.iterdir()):
        raise CannotStartError(_say("not_empty", folder=folder))
    if folder.exists() and not folder.is_dir():
        raise CannotStartError(_say("no_folder", folder=folder))


def _write(folder: Path) -> None:
    with as_file(files(__package__).joinpath("starter")) as starter:
        shutil.copytree(starter, folder)
    for name, real in _RENAMED.items():
        (folder / name).rename(folder / real)
    new_quiz.start(Course(folder), _QUIZ, None)
    double_click.write(folder)
