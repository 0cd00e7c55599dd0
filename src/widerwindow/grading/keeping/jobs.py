"""Notes what is being done to a course, so that the next command can finish it where it was cut off.

Whatever is noted here is made of steps that can be taken again: each asks first whether it was taken.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from widerwindow.content.course import Course
from widerwindow.grading.storage import write_file

Job = dict[str, object]
"""What is being done: its command as `what`, and whatever it was told."""


@contextmanager
def noted(course: Course, job: Job) -> Iterator[None]:
    """Note `job` until it is done. Where it fails or is killed, the note stays."""
    write_file(note(course), json.dumps(job).encode(), lasting=True)
    yield
    note(course).unlink()


def note(course: Course) -> Path:
    """Return the file that says what is being done, which is there only as long as it is."""
    return course.classroom / ".unfinished.json"
