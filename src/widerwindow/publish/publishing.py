"""Makes the files of one format, and writes them: all of them, or none."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.storage import write_file
from widerwindow.messages import Messages
from widerwindow.publish.formats import Format
from widerwindow.publish.made import Made
from widerwindow.publish.parts import Part, is_several

_say = Messages(__package__)

ANSWERS = "with-answers"
"""The folder of files that hold right answers, for trainers alone."""

Progress = Callable[[str, float], None]
"""Told which part is being made, and how much of all is done, from 0.0 to 1.0."""


class Published(NamedTuple):
    """A file that was written."""

    file: Path
    made: Made


def publish(course: Course, site: Path, form: Format, parts: Sequence[Part], tell: Progress) -> list[Published]:
    """Write the `parts` of a course in one format, and return what was written.

    Several modules together are left out where the format has no room for them, and so is a module with nothing for it.
    Raises ContentError, and nothing is written then; OSError where the folder cannot be written.
    """
    wanted = [part for part in parts if form.has_room_for_several or not is_several(part)]
    made = []
    for number, part in enumerate(wanted):
        tell(part.title, number / len(wanted))
        made.append(form.make(course, site, part))
    found = [each for each in made if each]
    if not found:
        raise ContentError([Problem(course.exercises, 1, *_say.advice("no_questions"))])
    return [_written(course, form.name, each) for each in found]


def packages(course: Course) -> Path:
    """Return the folder of all that was made. What holds answers lies apart there from all that learners may have."""
    return course.root / "_build" / "packages"


def _written(course: Course, name: str, made: Made) -> Published:
    folder = packages(course) / ANSWERS if made.has_answers else packages(course)
    file = folder / name / made.name
    write_file(file, made.content)
    return Published(file, made)
