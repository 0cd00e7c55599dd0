"""Commands for keeping in a process of their own that ends in the midst of one. It imports little, as `cutting`."""

import sys
from multiprocessing.connection import Connection
from pathlib import Path

from killing import killed_at
from widerwindow.content.course import Course
from widerwindow.grading.keeping import backups, forgetting, moving, restoring
from widerwindow.grading.keeping.writing import writing

COMMANDS = {
    "rename": lambda course: moving.rename(course, "k7f3", "new1"),
    "merge": lambda course: moving.merge(course, "k7f3", "zz1"),
    "forget": lambda course: forgetting.forget(course, "k7f3"),
    "restore": lambda course: restoring.restore(course, backups.read(course.root / "old.zip")),
}


def carry_out(course: Course, command: str) -> None:
    """Do what the command does, without asking."""
    with writing(course, command, keep=()):
        COMMANDS[command](course)


def cut(root: Path, command: str, last: int | None, tell: Connection) -> None:
    """Carry out `command` and be killed at the call number `last`; tell how many calls there were at the end."""
    count, calls = killed_at(last)
    sys.setprofile(count)
    carry_out(Course(root), command)
    sys.setprofile(None)
    tell.send(calls())
