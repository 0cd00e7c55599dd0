"""Makes the folder of a course whole or not at all: what stands in it is written beside it and moved into place."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from widerwindow.content.course import Course
from widerwindow.messages import Messages

_say = Messages(__package__)


class CannotStartError(Exception):
    """Raised when a course cannot be started in a folder; the message says why, in one sentence."""


def start(folder: Path, write: Callable[[Path], object]) -> Course:
    """Let `write` write a course, move it into `folder` and return it. Raises CannotStartError, nothing written."""
    folder = folder.absolute()
    _refuse(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".new-course-") as shop:
            made = Path(shop) / "course"
            write(made)
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
