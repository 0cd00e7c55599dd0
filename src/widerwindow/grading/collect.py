"""Takes hand-ins into `submitted/`: the newest counts, earlier ones are kept, and what is none is put aside."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from widerwindow.content.course import Course
from widerwindow.grading.arrived import Arrived
from widerwindow.grading.arriving import files_in, read_in
from widerwindow.grading.classroom import (
    WORKING_FOLDERS,
    Files,
    Progress,
    earlier_folder,
    files_of,
    keep_aside,
    no_progress,
    submitted_folder,
)
from widerwindow.grading.moodle.folder import Folder, folder_in, without_prefix
from widerwindow.grading.moodle.identity import Identity
from widerwindow.grading.moodle.learners import Learners
from widerwindow.grading.moodle.worksheet import Worksheet
from widerwindow.grading.submission import HandIn, NotAHandIn, claimed, quiz_of, read, whose

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
    note: str | None = None
    """What to know of how its learner was found."""


def collect(
    course: Course,
    paths: Iterable[Path],
    progress: Progress = no_progress,
    *,
    worksheet: Path | None = None,
    dry_run: bool = False,
) -> list[Collected]:
    """Collect the hand-ins in `paths`: files, zips, or folders of both. Every file found is in the list returned.

    `worksheet` is Moodle's grading worksheet, which says who is who in what was downloaded from there. A `dry_run`
    returns the same list, and leaves everything as it was. Raises ContentError where the worksheet cannot be used.
    """
    # A trainer may collect again from kept-aside/, once she has mended a name there. Nothing arrives in the others.
    own = [course.exercises / name for name in WORKING_FOLDERS if name != "kept-aside"]
    listed = worksheet and worksheet.resolve()  # it may lie beside what was downloaded with it
    paths_found = [path for path in files_in(paths, own) if path.resolve() != listed]
    collected: list[Collected] = []
    with files_of(course, dry_run=dry_run) as files:
        collecting = _Collecting(course, files, worksheet)
        for done, path in enumerate(paths_found):
            progress(done, len(paths_found), path.name)
            collected.extend(map(collecting.take, read_in(path)))
    progress(len(paths_found), len(paths_found), "")
    return collected


class _Collecting:
    """One run: takes one file after the other."""

    def __init__(self, course: Course, files: Files, worksheet: Path | None) -> None:
        self._course, self._files = course, files
        self._quizzes = course.quizzes()
        self._codes = {name.lower(): name for name in files.names(course.exercises / "submitted")}
        self._identity: Identity | None = None
        if worksheet:
            self._identity = Identity(Worksheet(worksheet), Learners(course, files), self._codes)

    def take(self, arrived: Arrived) -> Collected:
        """Collect one file, or put it aside."""
        folder = folder_in(arrived.trail)
        if arrived.refused or arrived.data is None:
            return self._refuse(arrived, folder, str(arrived.refused))
        try:
            hand_in = read(arrived.data)
            quiz, learner, note = self._whose(hand_in, arrived, folder)
        except NotAHandIn as error:
            return self._refuse(arrived, folder, str(error))
        alike = self._codes.setdefault(learner.lower(), learner)
        if alike != learner:
            return self._refuse(arrived, folder, _differ_in_capitals(learner, alike))
        try:
            outcome = self._place(quiz, learner, arrived.data, _when(hand_in.saved, arrived.time))
        except OSError as error:
            reason = f"It could not be written: {error.strerror or error}."
            return Collected(arrived.name, "refused", quiz, learner, reason)
        return Collected(arrived.name, outcome, quiz, learner, note=note)

    def _whose(self, hand_in: HandIn, arrived: Arrived, folder: Folder | None) -> tuple[str, str, str | None]:
        """Return (quiz, learner, note). In Moodle's folders the folder says who it is, whatever the file says."""
        if folder is None:
            return *whose(hand_in, arrived.filename, self._quizzes), None
        filename = without_prefix(arrived.filename)
        quiz = quiz_of(hand_in, filename, self._quizzes)
        if self._identity is None:
            wrong = f"It comes from Moodle's folder “{folder.text}”. Moodle's grading worksheet says who that is."
            raise NotAHandIn(f"{wrong} Collect it again with --worksheet and the worksheet's file.")
        data = arrived.data or b""
        return quiz, *self._identity.learner(folder, quiz, claimed(hand_in, filename, quiz), data)

    def _refuse(self, arrived: Arrived, folder: Folder | None, reason: str) -> Collected:
        refused = Collected(arrived.name, "refused", reason=reason)
        if arrived.data is None:
            return refused
        there = Path(*arrived.trail)
        if there.parent.resolve() == (self._course.exercises / "kept-aside").resolve():
            return replace(refused, kept=there)
        name = arrived.filename
        if folder:  # so that it can be collected from kept-aside/ as if from its folder
            name = f"{folder.text}_{without_prefix(name)[-40:]}"
        try:
            return replace(refused, kept=keep_aside(self._course, name, arrived.data, self._files))
        except OSError as error:
            return replace(refused, reason=f"{reason} It could not be kept aside: {error.strerror or error}.")

    def _place(self, quiz: str, learner: str, data: bytes, when: datetime) -> Outcome:
        folder = submitted_folder(self._course, learner, quiz)
        file, stamp = folder / f"{quiz}.ipynb", folder / "timestamp.txt"
        there = self._files.where(file)
        if not there.is_file():
            self._write_both(file, data, stamp, when)
            return "new"
        present = there.read_bytes()
        if data == present or self._is_kept(quiz, learner, data):
            return "same"
        before = _handed_in(self._files.where(stamp)) or datetime.fromtimestamp(there.stat().st_mtime, UTC)
        if when < before:
            self._keep(quiz, learner, data, when)
            return "older"
        self._keep(quiz, learner, present, before)
        self._write_both(file, data, stamp, when)
        return "newer"

    def _write_both(self, file: Path, data: bytes, stamp: Path, when: datetime) -> None:
        """Write time and notebook. The time comes first: cut short between the two, the same file is taken again."""
        self._files.write(stamp, when.strftime(_STAMP).encode())
        self._files.write(file, data)

    def _is_kept(self, quiz: str, learner: str, data: bytes) -> bool:
        folder = earlier_folder(self._course, learner, quiz)
        names = [name for name in self._files.names(folder) if name.endswith(".ipynb")]
        return any(self._files.where(folder / name).read_bytes() == data for name in names)

    def _keep(self, quiz: str, learner: str, data: bytes, when: datetime) -> None:
        folder = earlier_folder(self._course, learner, quiz)
        name = when.strftime("%Y-%m-%dT%H-%M-%SZ")
        number = 1
        while True:
            path = folder / (f"{name}.ipynb" if number == 1 else f"{name}-{number}.ipynb")
            there = self._files.where(path)
            if not there.exists():
                self._files.write(path, data)
                return
            if there.read_bytes() == data:
                return
            number += 1


def _differ_in_capitals(learner: str, alike: str) -> str:
    # Some disks take the folders of the two for one.
    reason = f"“{learner}” and “{alike}”, who has handed in before, differ in capitals only. Are they one person?"
    return f"{reason} Then write the code in the file's name as before, in the file too."


def _when(saved: datetime | None, file_time: datetime) -> datetime:
    """Return when it was handed in. A clock that ran ahead must not beat every later hand-in."""
    return saved if saved and saved < datetime.now(UTC) + timedelta(days=1) else file_time


def _handed_in(stamp: Path) -> datetime | None:
    try:
        return datetime.strptime(stamp.read_text(encoding="utf-8").strip(), _STAMP).replace(tzinfo=UTC)
    except (OSError, ValueError):
        return None
