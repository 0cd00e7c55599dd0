"""Marking in a process of its own that ends in the midst of it. It imports little: each kill begins with it."""

import sys
from multiprocessing.connection import Connection
from pathlib import Path

from killing import killed_at
from widerwindow.content.course import Course
from widerwindow.grading.marking import autograde


def mark(root: Path, quiz: str, at_once: int, last: int | None, tell: Connection) -> None:
    """Mark a quiz of the course in `root`, `at_once` learners in one commit, and be killed at the call number `last`.

    Calls of functions, C's own among them, are counted from the first hand-in on. Tells how many there were at the end.
    """
    count, calls = killed_at(last)

    def progress(done: int, *_: object) -> None:
        if done == 0:
            sys.setprofile(count)

    autograde._AT_ONCE = at_once
    autograde.autograde(Course(root), quiz, progress)
    sys.setprofile(None)
    tell.send(calls())
