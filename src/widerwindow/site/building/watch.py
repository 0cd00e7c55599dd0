"""Notices when an author has saved something."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from watchfiles import watch

from widerwindow.content.course import Course
from widerwindow.site.building.build import authored, facts, is_fresh

_AT_REST = 50  # milliseconds without a change, after which files are taken to be whole
_ANYHOW = 3000  # milliseconds after which files are looked at though no change was noticed


def edits(course: Course) -> Iterator[None]:
    """Yield each time that files of the course are others than before, and have come to rest.

    Many files that change at once are one time, and so are all those that change until the next is asked for.
    """
    seen = facts(_written(course))
    if not is_fresh(course):  # something was saved during the build that is shown
        yield
    while True:
        folders = _folders(course)
        with suppress(FileNotFoundError):  # a folder that went away between two lines
            for _ in watch(
                *folders, recursive=False, watch_filter=None, step=_AT_REST, rust_timeout=_ANYHOW, yield_on_timeout=True
            ):
                now = facts(_written(course))
                if now != seen:
                    seen = now
                    yield
                if _folders(course) != folders:
                    break


def _written(course: Course) -> Iterator[Path]:
    yield from authored(course)
    yield from (course.exercises / name for name in ("nbgrader_config.py", "extensions.yml"))
    yield from (file for folder in ("quizzes", "bank") for file in course.exercises.glob(f"{folder}/*.yml"))


def _folders(course: Course) -> list[Path]:
    """Return the folders that hold what authors write. Those of hand-ins are not among them: there may be thousands."""
    exercises = (course.exercises, course.exercises / "quizzes", course.exercises / "bank")
    every = (course.root, course.book, *course.book.rglob("*"), *exercises)
    return [folder for folder in every if folder.is_dir()]
