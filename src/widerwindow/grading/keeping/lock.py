"""One lock a classroom: whatever writes in it works alone, on a network drive too.

The system holds the lock for a process and drops it when that ends, however it ends. Who holds it stands in a file of
its own beside it, for people; on some systems a locked file cannot be read. It is a courtesy: where the disk is full
and it cannot be written, whoever deletes something still may.
"""

import json
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

from widerwindow.content.course import Course
from widerwindow.grading.keeping.trouble import Trouble
from widerwindow.grading.storage import opened_from, write_file
from widerwindow.messages import Messages

_say = Messages(__package__)

_PATIENCE = 3.0  # seconds; most commands end before


@contextmanager
def alone(course: Course, command: str) -> Iterator[None]:
    """Let nobody else write in the classroom. Raises Trouble, naming who does, where somebody is at it for too long.

    Raises it also where the cohort is over, unless somebody is to be forgotten, and ContentError where it is gone.
    """
    from filelock import FileLock, Timeout  # importing it takes a tenth of the time of a check

    if opened_from(course) and command != "forget":
        raise Trouble(_say("archived", cohort=course.cohort))
    course.of_cohort(course.cohort).exercises.mkdir(exist_ok=True)
    lock, holder = FileLock(course.classroom / ".lock"), course.classroom / ".lock.holder"
    try:
        lock.acquire(timeout=_PATIENCE)
    except Timeout:
        raise Trouble(_held(course)) from None
    try:
        about = {"command": command, "since": datetime.now(UTC).isoformat(), "computer": platform.node()}
        with suppress(OSError):
            write_file(holder, json.dumps(about).encode())
        yield
    finally:
        with suppress(OSError):
            holder.unlink(missing_ok=True)
        lock.release()


def _held(course: Course) -> str:
    """Return the sentence that says who holds the lock."""
    try:
        about = json.loads((course.classroom / ".lock.holder").read_bytes())
        since = datetime.fromisoformat(about["since"]).astimezone()
        command, computer = str(about["command"]), str(about["computer"])
    except (OSError, ValueError, KeyError, TypeError):  # it is just being written, or was spoilt
        return _say("held_by_somebody")
    if computer == platform.node():
        return _say("held_here", command=command, time=since)
    return _say("held_elsewhere", command=command, time=since, computer=computer)
