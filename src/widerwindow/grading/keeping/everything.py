"""A copy of everything in a course's folder, elsewhere: a backup of each group, archives, and the course itself.

The course itself is a plain zip that no command unpacks: pages and settings are programs, and whoever brings those
back should know from where they come.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.keeping import backups, cohorts, restoring
from widerwindow.grading.keeping.backups import Backup
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.storage import archives_folder, opened_from
from widerwindow.messages import Messages

_say = Messages(__package__)

_NAME = re.compile(r"widerwindow-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d{6}Z")
_DRAFT = ".widerwindow-copying-"
_MAIN, _COHORTS, _ARCHIVES, _COURSE = "main.zip", "cohorts", "archives", "course.zip"

_MADE_AGAIN = re.compile(r"\.(?!gitignore$|github$|gitlab-ci\.yml$)|_build$|node_modules$|__pycache__$|.*\.egg-info$")
"""What is in a course's folder and can be fetched or made again: builds, what was installed, and what is hidden.

What is hidden and written by people, for git and those who keep it, is the course's own.
"""

_WRITTEN = {"quizzes", "bank", "nbgrader_config.py"}
"""What people write in `exercises/`; all else there is a group's, and in its backup."""


def write(course: Course, to: Path) -> Path:
    """Write a copy of everything into a new folder in `to`, whole or not at all. Return that folder."""
    _refuse_inside(course, to)
    to.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in to.glob(f"{_DRAFT}*"):
        shutil.rmtree(left)
    made = to / f"widerwindow-{datetime.now(UTC):%Y-%m-%dT%H-%M-%S.%fZ}"
    with tempfile.TemporaryDirectory(dir=to, prefix=_DRAFT) as place:
        draft = Path(place) / made.name
        draft.mkdir(mode=0o700)
        _write_into(course, draft)
        draft.rename(made)
    return made


def drop_old(to: Path, keep: int) -> list[Path]:
    """Delete the oldest copies of everything in `to`, so that the newest stay, as many as `keep` says. Return them."""
    old = sorted(each for each in to.iterdir() if _NAME.fullmatch(each.name))[:-keep]
    for each in old:
        shutil.rmtree(each)
    return old


def held(folder: Path) -> list[Backup]:
    """Return the backups in a copy of everything, that of who is in no cohort first. Raises ContentError."""
    return [backups.read(file) for file in [folder / _MAIN, *sorted((folder / _COHORTS).glob("*.zip"))]]


def restore(course: Course, folder: Path) -> list[str]:
    """Bring a copy of everything back, but for the course itself. Return who was forgotten since, and erased again.

    Raises ContentError where a part of it is damaged; what came before that part is back.
    """
    again = []
    for each in held(folder):
        place = cohorts.made_again(course, each.cohort)
        with writing(place, "restore", keep=each.parts):
            again += restoring.restore(place, each)
    for file in sorted((folder / _ARCHIVES).glob("*.zip")):
        cohorts.kept(course, file)
    return again


def _refuse_inside(course: Course, to: Path) -> None:
    """Raise ContentError where the copy would lie in what it is a copy of, and be lost with it."""
    if to.resolve().is_relative_to(course.root.resolve()):
        raise ContentError([Problem(to, 1, *_say.advice("copy_inside"))])


def _write_into(course: Course, folder: Path) -> None:
    for each in course.classrooms():
        if not opened_from(each):
            place = folder / _COHORTS / f"{each.cohort}.zip" if each.cohort else folder / _MAIN
            with writing(each, "backup", keep=()):
                backups.write(each, backups.WHOLE, place)
    for file in sorted(archives_folder(course).glob("[!.]*.zip")):
        (folder / _ARCHIVES).mkdir(exist_ok=True)
        shutil.copy2(file, folder / _ARCHIVES)
    with backups.private_zip(folder / _COURSE) as archive:
        for file in _written(course):
            archive.write(file, file.relative_to(course.root))


def _written(course: Course) -> Iterator[Path]:
    """Yield the files of the course itself: what people wrote, and its program where that lies beside it."""
    for folder, inner, files in os.walk(course.root):
        here = Path(folder)
        inner[:] = sorted(name for name in inner if _is_written(course, here / name))
        yield from (here / name for name in sorted(files) if _is_written(course, here / name))


def _is_written(course: Course, path: Path) -> bool:
    """Return whether a file is the course's own, or a folder may have some."""
    if _MADE_AGAIN.match(path.name) or path.is_symlink() or (path / "pyvenv.cfg").exists():
        return False
    return path.parent != course.exercises or path.name in _WRITTEN
