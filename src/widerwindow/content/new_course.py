"""Starts a course: a small one of its own that is checked, built and marked as it stands."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from widerwindow.content import double_click, new_folder, new_quiz
from widerwindow.content.course import Course

_RENAMED = {"gitignore": ".gitignore", "exercises/nbgrader_config.txt": "exercises/nbgrader_config.py"}
"""Files of the starter that tools would take for their own, were they called there as they are called in a course."""

_QUIZ = "making-tea"


def start(folder: Path) -> Course:
    """Write a new course into `folder` and return it. Raises CannotStartError, with nothing written."""
    return new_folder.start(folder, _write)


def _write(folder: Path) -> None:
    with as_file(files(__package__).joinpath("starter")) as starter:
        shutil.copytree(starter, folder)
    for name, real in _RENAMED.items():
        (folder / name).rename(folder / real)
    new_quiz.start(Course(folder), _QUIZ, None)
    double_click.write(folder)
