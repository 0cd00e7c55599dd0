"""Brings a backup back: what it holds takes the place of what is there, which is kept first.

It is unpacked and looked through beside the course; then one part after the other changes places.
"""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple, cast

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.gradebook import connection
from widerwindow.grading.keeping import backups, forgetting, forgotten, gradebook_copy, known, rows
from widerwindow.grading.keeping.backups import GRADEBOOK, Backup
from widerwindow.grading.keeping.jobs import Job, noted
from widerwindow.messages import Messages

_say = Messages(__package__)


@dataclass(frozen=True)
class Replaced:
    """One part of a backup: how many files are there now, and how many would be."""

    part: str
    now: int
    then: int


class Moved(NamedTuple):
    """The points of one hand-in, now and as a backup has them; None where there is no hand-in."""

    quiz: str
    learner: str
    before: float | None
    after: float | None


def replaced(course: Course, backup: Backup) -> list[Replaced]:
    """Return what `backup` would replace, part by part. Raises ContentError where it is of another cohort."""
    _refuse_another(course, backup)
    found = []
    for part in backup.parts:
        then = sum(name == part or name.startswith(f"{part}/") for name in backup.names)
        now = int(connection.has_gradebook(course)) if part == GRADEBOOK else len(_files(course.classroom / part))
        if now or then:
            found.append(Replaced(part, now, then))
    return found


def moved(course: Course, backup: Backup) -> list[Moved]:
    """Return whose points would be others if `backup` were brought back, quiz by quiz.

    Raises ContentError where the backup is damaged, or of another cohort.
    """
    _refuse_another(course, backup)
    with tempfile.TemporaryDirectory() as place:
        book = Path(place) / GRADEBOOK
        backups.unpack(replace(backup, names=tuple(name for name in backup.names if name == GRADEBOOK)), Path(place))
        then = rows.in_file(book).points() if book.exists() else None
    if then is None:
        return []
    gone, now = forgotten.since(course, backup.made, {learner for _, learner in then}), _points_now(course)
    left = {both: points for both, points in then.items() if both[1] not in gone}
    return [
        Moved(*both, now.get(both), left.get(both))
        for both in sorted(now.keys() | left.keys())
        if now.get(both) != left.get(both)
    ]


def _points_now(course: Course) -> dict[tuple[str, str], float]:
    from sqlalchemy.exc import DatabaseError

    try:
        book = known.gradebook(course)
        return book.points() if book else {}
    except DatabaseError:  # it is spoilt, and a backup mends that
        return {}


def restore(course: Course, backup: Backup) -> list[str]:
    """Let what `backup` holds take the place of what is there. Return who was forgotten since, and erased again.

    Raises ContentError, with nothing changed, where the backup is damaged or of another cohort.
    """
    _refuse_another(course, backup)
    staged = Path(tempfile.mkdtemp(dir=course.classroom, prefix=backups.STAGED))
    copy = Course(staged)
    try:
        backups.unpack(backup, copy.classroom)
        again = _forget_again(course, copy, backup)
    except BaseException:
        shutil.rmtree(staged)
        raise
    gone = [part for part in backup.parts if part != GRADEBOOK and not (copy.classroom / part).exists()]
    job: Job = {"what": "restore", "staged": staged.name, "parts": backup.parts, "gone": gone}
    with noted(course, job):
        carry_out(course, job)
    return again


def carry_out(course: Course, job: Job) -> None:
    """Let the parts change places that have not done so yet."""
    staged = Course(course.classroom / str(job["staged"]))
    parts, gone = cast(Sequence[str], job["parts"]), cast(Sequence[str], job["gone"])
    if (staged.classroom / GRADEBOOK).exists():
        gradebook_copy.copy_in(course, staged.classroom / GRADEBOOK)
    for part in parts:
        new, place, old = staged.classroom / part, course.classroom / part, staged.root / "before" / part
        if part != GRADEBOOK and place.exists() and (new.exists() or part in gone):
            old.parent.mkdir(parents=True, exist_ok=True)
            place.rename(old)
        if part != GRADEBOOK and new.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            new.rename(place)
    shutil.rmtree(staged.root, ignore_errors=True)


def _refuse_another(course: Course, backup: Backup) -> None:
    if backup.cohort != course.cohort:
        advice = _say.advice("other_cohort", theirs=_whose(backup.cohort), ours=_whose(course.cohort))
        raise ContentError([Problem(backup.file, 1, *advice)])


def _whose(cohort: str | None) -> str:
    return _say("cohort", cohort=cohort) if cohort else _say("in_no_cohort")


def _forget_again(course: Course, copy: Course, backup: Backup) -> list[str]:
    """Erase from the unpacked `copy` whoever was forgotten since the backup was made."""
    book = copy.classroom / GRADEBOOK
    there = (
        set(known.codes(copy, rows.in_file(book) if book.exists() else None))
        | known.mentioned(copy)
        | known.listed(copy)
    )
    again = forgotten.since(course, backup.made, there)
    for learner in again:
        forgetting.erase_in_copy(copy, learner)
    return again


def _files(place: Path) -> list[Path]:
    return [file for file in place.rglob("*") if file.is_file()] if place.is_dir() else [place] * place.is_file()
