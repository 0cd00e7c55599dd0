"""Finds what is past the time that `organisation.yml` keeps it, in every group, and deletes it for good."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.collecting import roster, versions
from widerwindow.grading.collecting.aside import Index
from widerwindow.grading.keeping import backups, cohorts, forgetting, moodle_list
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.storage import opened_from
from widerwindow.messages import Messages

_say = Messages(__package__)

_TABLES = ("uploads", "reports", "moodle", "grades.csv", "answers.csv", "grades.xlsx")


@dataclass(frozen=True)
class Past:
    """One thing that is past its time."""

    kind: str
    """One of `_FINDING`."""

    course: Course
    """The course with the group that it is of."""

    name: str
    """A learner's code, what was put aside, else the path of a file in the course's folder."""

    since: datetime
    """When its time began."""

    @property
    def told(self) -> str:
        """What it is, in words."""
        where = _say("of_cohort", cohort=self.course.cohort) if self.course.cohort else ""
        return _say(f"past_{self.kind}", where=where, name=self.name, day=self.since.date())


Found = Iterator[tuple[str, datetime]]


def past(course: Course, now: datetime | None = None) -> list[Past]:
    """Return what is past its time, group by group. Raises ContentError where organisation.yml cannot be read."""
    ends = course.organisation().keep.ends(now or datetime.now(UTC))
    return [
        Past(kind, group, name, since)
        for group in course.classrooms()
        if not opened_from(group)
        for kind, find in _FINDING.items()
        if (term := _TERMS.get(kind, kind)) in ends
        for name, since in find(group)
        if since < ends[term]
    ]


def expire(found: Sequence[Past]) -> None:
    """Delete for good what was `found`, group by group. Raises Trouble where somebody else writes there."""
    for group, parts in groupby(found, lambda each: each.course):
        with writing(group, "expire", keep=()):
            for each in parts:
                _delete(each)


def _delete(each: Past) -> None:
    match each.kind:
        case "learners" | "expected":
            forgetting.forget(each.course, each.name)
        case "kept_aside":
            index = Index(each.course)
            index.drop(lambda entry: (entry.kept or entry.origin, entry.at) == (each.name, each.since))
            index.save()
        case "archives":
            _delete_archive(each.course, each.course.root / each.name)
        case _:
            (each.course.root / each.name).unlink(missing_ok=True)


def _delete_archive(course: Course, file: Path) -> None:
    """Delete the archive, and the folder in which it is open to be read."""
    for group in course.classrooms():
        if opened_from(group) == file:
            shutil.rmtree(group.classroom)
    file.unlink(missing_ok=True)


def _backups(course: Course) -> Found:
    for file in backups.folder(course).glob("[!.]*.zip"):
        try:
            yield _name(course, file), backups.read(file).made
        except ContentError:  # it is damaged, or is none
            yield _name(course, file), _changed(file)
    yield from _files(course, course.classroom.glob("gradebook.db.*"))  # what was left by a move or a new version


def _tables(course: Course) -> Found:
    made = [file for each in _TABLES for file in _below(course.classroom / each)]
    return _files(course, (file for file in made if file != moodle_list.file(course)))


def _kept_aside(course: Course) -> Found:
    for entry in Index(course).entries():
        yield entry.kept or entry.origin, entry.at


def _logs(course: Course) -> Found:
    return _files(course, course.classroom.glob("*.log"))


def _archives(course: Course) -> Found:
    for each in [] if course.cohort else cohorts.archives(course):
        yield _name(course, each.file), each.made or _changed(each.file)


def _expected(course: Course) -> Found:
    """Yield who is on the list and never handed in: she has been on it at least since it was last added to."""
    came = {code.lower() for code in _came(course)}
    for code in sorted(_listed(course)):
        if code.lower() not in came:
            yield code, _changed(roster.file(course))


def _listed(course: Course) -> set[str]:
    with suppress(ContentError):  # the group's own *Today* says what is wrong in its list
        return {*roster.of(course).codes}
    return set()


def _came(course: Course) -> set[str]:
    return {folder.name for place in ("submitted", "earlier") for folder in (course.classroom / place).glob("[!.]*/")}


def _learners(course: Course) -> Found:
    for code in sorted(_came(course)):
        if times := list(_handed_in(course, code)):
            yield code, max(times)


def _handed_in(course: Course, code: str) -> Iterator[datetime]:
    for folder in (course.classroom / "submitted" / code).glob("*/"):
        if held := versions.present(course, code, folder.name):
            yield held.when.at
    for folder in (course.classroom / "earlier" / code).glob("*/"):
        yield from (each.when.at for each in versions.earlier(course, code, folder.name))


_FINDING = {
    "archives": _archives,
    "backups": _backups,
    "tables": _tables,
    "kept_aside": _kept_aside,
    "logs": _logs,
    "learners": _learners,
    "expected": _expected,
}
"""What finds each kind. Learners come last: they are erased from what is left of backups and tables."""

_TERMS = {"expected": "learners"}
"""What says in organisation.yml, under `keep`, how long a kind stays, where that has another name."""


def _files(course: Course, files: Iterable[Path]) -> Found:
    for file in files:
        yield _name(course, file), _changed(file)


def _below(place: Path) -> list[Path]:
    return [file for file in [place, *sorted(place.rglob("*"))] if file.is_file() and not file.is_symlink()]


def _name(course: Course, file: Path) -> str:
    return file.relative_to(course.root).as_posix()


def _changed(file: Path) -> datetime:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC)
