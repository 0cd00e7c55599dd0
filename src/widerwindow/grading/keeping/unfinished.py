"""Notes what is being done to a course, so that the next command can finish it where it was cut off.

Whatever is noted here is made of steps that can be taken again: each asks first whether it was taken.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from widerwindow.content.course import Course
from widerwindow.grading.storage import sweep, write_file

Job = dict[str, object]
"""What is being done: its command as `what`, and whatever it was told."""


@contextmanager
def noted(course: Course, job: Job) -> Iterator[None]:
    """Note `job` until it is done. Where it fails or is killed, the note stays."""
    write_file(_note(course), json.dumps(job).encode(), lasting=True)
    yield
    _note(course).unlink()


def finish(course: Course) -> str | None:
    """Finish what was cut off, if anything was. Return which command that was."""
    if not _note(course).is_file():
        return None
    from widerwindow.grading.keeping import forgetting, moving, restoring

    sweep(course.exercises, below=True)
    job = json.loads(_note(course).read_bytes())
    carry_out = {
        "forget": forgetting.carry_out,
        "rename": moving.carry_out,
        "merge": moving.carry_out,
        "restore": restoring.carry_out,
    }
    carry_out[job["what"]](course, job)
    _note(course).unlink()
    return str(job["what"])


def _note(course: Course) -> Path:
    return course.exercises / ".unfinished.json"
