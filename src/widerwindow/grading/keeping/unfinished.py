"""Finishes what was cut off in a course, from the note that says what was being done."""

import json

from widerwindow.content.course import Course
from widerwindow.grading.keeping import forgetting, moving, restoring
from widerwindow.grading.keeping.jobs import note
from widerwindow.grading.storage import sweep


def finish(course: Course) -> str | None:
    """Finish what was cut off, if anything was. Return which command that was."""
    if not note(course).is_file():
        return None
    sweep(course.exercises, below=True)
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
