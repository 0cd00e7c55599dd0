"""Finishes what was cut off in a course, from the note that says what was being done."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.keeping import forgetting, moving, restoring
from widerwindow.grading.keeping.jobs import note
from widerwindow.grading.storage import sweep_classroom, write_file


@contextmanager
def finished(course: Course, command: str) -> Iterator[str | None]:
    """Finish what was cut off before `command` does its work, and give which command that was, if any.

    Where a spoilt gradebook keeps it from being finished, `restore` may work all the same; it is finished after that.
    """
    from sqlalchemy.exc import DatabaseError

    left = note(course).read_bytes() if note(course).is_file() else b""
    try:
        before = finish(course)
    except (ContentError, DatabaseError, sqlite3.DatabaseError):
        if command != "restore":
            raise
        yield None
        write_file(note(course), left, lasting=True)
        finish(course)
    else:
        yield before


def finish(course: Course) -> str | None:
    """Finish what was cut off, if anything was. Return which command that was."""
    if not note(course).is_file():
        return None
    sweep_classroom(course)
    job = json.loads(note(course).read_bytes())
    carry_out = {
        "forget": forgetting.carry_out,
        "rename": moving.carry_out,
        "merge": moving.carry_out,
        "restore": restoring.carry_out,
    }
    carry_out[job["what"]](course, job)
    note(course).unlink()
    return str(job["what"])
