"""Brings a backup back: what it holds takes the place of what is there, which is kept first.

It is unpacked and looked through beside the course; then one part after the other changes places.
"""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from widerwindow.content.course import Course
from widerwindow.grading.gradebook import connection
from widerwindow.grading.keeping import backups, forgetting, forgotten, gradebook_copy, known, rows
from widerwindow.grading.keeping.backups import GRADEBOOK, Backup
from widerwindow.grading.keeping.jobs import Job, noted


@dataclass(frozen=True)
class Replaced:
    """One part of a backup: how many files are there now, and how many would be."""

    part: str
    now: int
    then: int


def replaced(course: Course, backup: Backup) -> list[Replaced]:
    """Return what `backup` would replace, part by part."""
    found = []
    for part in backup.parts:
        then = sum(name == part or name.startswith(f"{part}/") for name in backup.names)
        now = int(connection.has_gradebook(course)) if part == GRADEBOOK else len(_files(course.exercises / part))
        if now or then:
            found.append(Replaced(part, now, then))
    return found


def restore(course: Course, backup: Backup) -> list[str]:
    """Let what `backup` holds take the place of what is there. Return who was forgotten since, and erased again.

    Raises ContentError, with nothing changed, where the backup is damaged.
    """
    staged = Path(tempfile.mkdtemp(dir=course.exercises, prefix=backups.STAGED))
    copy = Course(staged)
    try:
        backups.unpack(backup, copy.exercises)
        again = _forget_again(course, copy, backup)
    except BaseException:
        shutil.rmtree(staged)
        raise
    gone = [part for part in backup.parts if part != GRADEBOOK and not (copy.exercises / part).exists()]
    job: Job = {"what": "restore", "staged": staged.name, "parts": backup.parts, "gone": gone}
    with noted(course, job):
        carry_out(course, job)
    return again


def carry_out(course: Course, job: Job) -> None:
    """Let the parts change places that have not done so yet."""
    staged = Course(course.exercises / str(job["staged"]))
    parts, gone = cast(Sequence[str], job["parts"]), cast(Sequence[str], job["gone"])
    if (staged.exercises / GRADEBOOK).exists():
        gradebook_copy.copy_in(course, staged.exercises / GRADEBOOK)
    for part in parts:
        new, place, old = staged.exercises / part, course.exercises / part, staged.root / "before" / part
        if part != GRADEBOOK and place.exists() and (new.exists() or part in gone):
            old.parent.mkdir(parents=True, exist_ok=True)
            place.rename(old)
        if part != GRADEBOOK and new.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            new.rename(place)
    shutil.rmtree(staged.root, ignore_errors=True)


def _forget_again(course: Course, copy: Course, backup: Backup) -> list[str]:
    """Erase from the unpacked `copy` whoever was forgotten since the backup was made."""
    book = copy.exercises / GRADEBOOK
    there = set(known.codes(copy, rows.in_file(book) if book.exists() else None)) | known.mentioned(copy)
    again = forgotten.since(course, backup.made, there)
    for learner in again:
        forgetting.erase_in_copy(copy, learner)
    return again


def _files(place: Path) -> list[Path]:
    return [file for file in place.rglob("*") if file.is_file()] if place.is_dir() else [place] * place.is_file()
