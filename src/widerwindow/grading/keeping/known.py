"""Who is known in a course, and where: the codes in its folders, its gradebook and its lists of learners."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.collecting import roster
from widerwindow.grading.collecting.senders import Senders
from widerwindow.grading.gradebook import connection
from widerwindow.grading.keeping import extensions_text, moodle_list, rows
from widerwindow.grading.notebook.submission import LEARNER

FOLDERS = ("submitted", "earlier", "autograded", "feedback")
"""The folders that have one for each learner."""

_IN_NAME = re.compile(rf"--({LEARNER.pattern})")
_CLAIMED = re.compile(rf'"learner"\s*:\s*"({LEARNER.pattern})"')


def codes(course: Course, book: rows.Rows | None) -> dict[str, set[str]]:
    """Return every learner's code, and the places where it is. Raises ContentError."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, place in _in_files(course):
        found[code].add(place)
    for code in book.learners() if book else ():
        found[code].add("gradebook")
    return dict(found)


def mentioned(course: Course) -> set[str]:
    """Return what may be a learner's code in what was put aside: in a file's name, or in what it says of itself."""
    files = [file for file in (course.classroom / "kept-aside").rglob("*") if file.is_file()]
    texts = (file.read_bytes().decode("utf-8", "replace") for file in files)
    return {code for file in files for code in _IN_NAME.findall(file.name)} | {
        code for text in texts for code in _CLAIMED.findall(text)
    }


def listed(course: Course) -> set[str]:
    """Return whom the trainer expects or gave more time: codes that may stand nowhere else yet. Raises ContentError."""
    return {*roster.of(course).codes, *extensions_text.learners(course.classroom / "extensions.yml")}


def gradebook(course: Course) -> rows.Rows | None:
    """Return the rows of the course's gradebook, None where there is none."""
    found = rows.Rows(connection.address(course)) if connection.has_gradebook(course) else None
    return found if found and found.are_there() else None


def _in_files(course: Course) -> Iterator[tuple[str, str]]:
    for place in FOLDERS:
        for folder in (course.classroom / place).glob("*/"):
            if not folder.name.startswith("."):
                yield folder.name, place
    for file in (course.classroom / "certificates").glob("*.pdf"):
        yield file.stem, "certificates"
    for code in moodle_list.people(course):
        if code:
            yield code, "moodle"
    for code in Senders(course).codes():
        yield code, "senders"
    with suppress(ContentError):  # `check` says what is wrong in it
        for one in course.extensions().extensions:
            if one.learner:
                yield one.learner, "extensions"
