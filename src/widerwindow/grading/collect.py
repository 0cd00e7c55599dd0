"""Takes hand-ins into `submitted/`: the newest counts, earlier ones are kept, and what is none is put aside."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from widerwindow.content.course import Course
from widerwindow.grading.arriving import Arrived, files_in, read_in
from widerwindow.grading.classroom import (
    WORKING_FOLDERS,
    Progress,
    earlier_folder,
    keep_aside,
    no_progress,
    submitted_folder,
    write,
)
from widerwindow.grading.submission import NotAHandIn, read, whose

Outcome = Literal["new", "newer", "older", "same", "refused"]

_STAMP = "%Y-%m-%d %H:%M:%S.%f %Z"  # nbgrader's own way to write a time


@dataclass(frozen=True)
class Collected:
    """What became of one file.

    `new`: the learner's first. `newer`: it replaced an earlier one. `older`: a newer one is there, so it went to the
    earlier ones. `same`: it was collected before. `refused`: `reason` says why, and `kept` where it is now.
    """

    name: str
    outcome: Outcome
    quiz: str | None = None
    learner: str | None = None
    reason: str | None = None
    kept: Path | None = None


def collect(course: Course, paths: Iterable[Path], progress: Progress = no_progress) -> list[Collected]:
    """Collect the hand-ins in `paths`: files, zips, or folders of both. Every file found is in the list returned."""
    # A trainer may collect again from kept-aside/, once she has mended a name there. Nothing arrives in the others.
    own = [course.exercises / name for name in WORKING_FOLDERS if name != "kept-aside"]
    files = files_in(paths, own)
    quizzes = course.quizzes()
    collected: list[Collected] = []
    for done, file in enumerate(files):
        progress(done, len(files), file.name)
        collected.extend(_take(course, arrived, quizzes) for arrived in read_in(file))
    progress(len(files), len(files), "")
    return collected


def _take(course: Course, arrived: Arrived, quizzes: list[str]) -> Collected:
    if arrived.refused or arrived.data is None:
        return _refuse(course, arrived, str(arrived.refused))
    try:
        hand_in = read(arrived.data)
        quiz, learner = whose(hand_in, arrived.filename, quizzes)
    except NotAHandIn as error:
        return _refuse(course, arrived, str(error))
    alike = _written_otherwise(course, learner)
    if alike:
        reason = f"“{learner}” and “{alike}”, who has handed in before, differ in capitals only. Are they one person?"
        return _refuse(course, arrived, f"{reason} Then write the code in the file's name as before, in the file too.")
    try:
        outcome = _place(course, quiz, learner, arrived.data, _when(hand_in.saved, arrived.time))
    except OSError as error:
        return Collected(arrived.name, "refused", quiz, learner, f"It could not be written: {error.strerror or error}.")
    return Collected(arrived.name, outcome, quiz, learner)


def _refuse(course: Course, arrived: Arrived, reason: str) -> Collected:
    kept = None
    if arrived.data is not None:
        there = Path(arrived.name)
        is_aside = there.parent.resolve() == (course.exercises / "kept-aside").resolve()
        kept = there if is_aside else keep_aside(course, arrived.filename, arrived.data)
    return Collected(arrived.name, "refused", reason=reason, kept=kept)


def _when(saved: datetime | None, file_time: datetime) -> datetime:
    """Return when it was handed in. A clock that ran ahead must not beat every later hand-in."""
    return saved if saved and saved < datetime.now(UTC) + timedelta(days=1) else file_time


def _place(course: Course, quiz: str, learner: str, data: bytes, when: datetime) -> Outcome:
    folder, earlier = submitted_folder(course, learner, quiz), earlier_folder(course, learner, quiz)
    file, stamp = folder / f"{quiz}.ipynb", folder / "timestamp.txt"
    if not file.is_file():
        _write_both(file, data, stamp, when)
        return "new"
    present = file.read_bytes()
    if data == present or any(data == other.read_bytes() for other in earlier.glob("*.ipynb")):
        return "same"
    before = _handed_in(stamp) or datetime.fromtimestamp(file.stat().st_mtime, UTC)
    if when < before:
        _keep(earlier, data, when)
        return "older"
    _keep(earlier, present, before)
    _write_both(file, data, stamp, when)
    return "newer"


def _write_both(file: Path, data: bytes, stamp: Path, when: datetime) -> None:
    """Write time and notebook. The time comes first: cut short between the two, the same file is taken again."""
    write(stamp, when.strftime(_STAMP).encode())
    write(file, data)


def _keep(folder: Path, data: bytes, when: datetime) -> None:
    name = when.strftime("%Y-%m-%dT%H-%M-%SZ")
    number = 1
    while (path := folder / (f"{name}.ipynb" if number == 1 else f"{name}-{number}.ipynb")).exists():
        if path.read_bytes() == data:
            return
        number += 1
    write(path, data)


def _handed_in(stamp: Path) -> datetime | None:
    try:
        return datetime.strptime(stamp.read_text(encoding="utf-8").strip(), _STAMP).replace(tzinfo=UTC)
    except (OSError, ValueError):
        return None


def _written_otherwise(course: Course, learner: str) -> str | None:
    """Return a code that differs from `learner` in capitals only: some disks take the two for one folder."""
    folder = course.exercises / "submitted"
    names = [place.name for place in folder.iterdir()] if folder.is_dir() else []
    return next((name for name in names if name != learner and name.lower() == learner.lower()), None)
