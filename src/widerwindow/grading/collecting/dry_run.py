"""Lets a command be tried on a copy of the course, so that it can tell what it would do and do nothing."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.storage import tried

_NOT_COPIED = shutil.ignore_patterns("cohorts", "autograded", "feedback", "source", "gradebook.db*", "backups", ".*")


@contextmanager
def rehearsal(course: Course) -> Iterator[Course]:
    """Give a copy of what is in `exercises/`, but for what marking has made, and of the profile. It is gone in the end.

    No link in it leads back: what a link leads to is copied.
    """
    with tempfile.TemporaryDirectory() as folder, tried():
        copy = Course(Path(folder), course.cohort)
        for place, other in {course.exercises: copy.exercises, course.classroom: copy.classroom}.items():
            shutil.copytree(place, other, ignore=_NOT_COPIED, ignore_dangling_symlinks=True)
        copy.book.mkdir()
        with suppress(FileNotFoundError):  # whoever needs it will say so
            shutil.copy(course.profile_file, copy.profile_file)
        try:
            yield copy
        except ContentError as error:
            problems = [replace(problem, file=original(course, copy, problem.file)) for problem in error.problems]
            raise ContentError(problems) from error


def original(course: Course, copy: Course, path: Path) -> Path:
    """Return the path in the `course` of what is at `path` in its `copy`."""
    return course.root / path.relative_to(copy.root) if path.is_relative_to(copy.root) else path
