"""Takes hand-ins into `submitted/`: the newest counts, earlier ones are kept, and what is none is put aside."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from widerwindow.content.course import Course
from widerwindow.grading.collecting import attempts, times, versions
from widerwindow.grading.collecting.dry_run import original, rehearsal
from widerwindow.grading.collecting.times import Moment
from widerwindow.grading.moodle.folder import folder_in, without_prefix
from widerwindow.grading.moodle.handed_in import HandedIn
from widerwindow.grading.moodle.identity import Identity
from widerwindow.grading.moodle.learners import Learners
from widerwindow.grading.moodle.worksheet import GradingWorksheet
from widerwindow.grading.notebook.released import released_quiz
from widerwindow.grading.notebook.submission import HandIn, NotAHandIn, claimed, quiz_of, read_notebook, whose
from widerwindow.grading.storage import (
    WORKING_FOLDERS,
    Progress,
    keep_aside,
    no_progress,
)
from widerwindow.grading.untrusted.files import files_in, read_in
from widerwindow.grading.untrusted.incoming import IncomingFile
from widerwindow.messages import Messages

_say = Messages(__package__)

Outcome = Literal["new", "newer", "older", "same", "uncounted", "refused"]


@dataclass(frozen=True)
class Collected:
    """What became of one file.

    `new`: the learner's first. `newer`: it replaced an earlier one. `older`: a newer one is there, so it went to the
    earlier ones. `same`: it was collected before. `uncounted`: it is with the earlier ones, or alone and too late, and
    `reason` says which rule of the quiz it breaks. `refused`: `reason` says why, and `kept` where it is now.
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
    if dry_run:
        with rehearsal(course) as copy:
            found = _Collecting(course, copy, worksheet).take_all(paths, progress)
        return [replace(each, kept=each.kept and original(course, copy, each.kept)) for each in found]
    return _Collecting(course, course, worksheet).take_all(paths, progress)


class _Collecting:
    """One run: takes one file after the other into `course`, which is the `real` one or a copy of it."""

    def __init__(self, real: Course, course: Course, worksheet: Path | None) -> None:
        self._real, self._course, self._worksheet = real, course, worksheet
        self._quizzes, self._extensions = course.quizzes(), course.sound_extensions()
        self._quiz = cache(partial(released_quiz, course))
        self._codes = {folder.name.lower(): folder.name for folder in course.exercises.glob("submitted/*")}
        self._identity: Identity | None = None
        self._handed_in: HandedIn | None = None
        if worksheet:
            sheet, learners = GradingWorksheet(worksheet), Learners(course)
            self._identity = Identity(sheet, learners, self._codes)
            self._handed_in = HandedIn(sheet, learners, ZoneInfo(course.profile().zone))

    def take_all(self, paths: Iterable[Path], progress: Progress) -> list[Collected]:
        """Collect what is in `paths`."""
        # A trainer may collect again from kept-aside/, once she has mended a name there. Nothing arrives in the others.
        own = [self._real.exercises / name for name in WORKING_FOLDERS if name != "kept-aside"]
        own += [self._worksheet] if self._worksheet else []  # it may lie beside what was downloaded with it
        files = files_in(paths, own)
        collected: list[Collected] = []
        for done, file in enumerate(files):
            progress(done, len(files), file.name)
            collected.extend(each for arrived in read_in(file) for each in self.take(arrived))
        progress(len(files), len(files), "")
        return collected

    def take(self, arrived: IncomingFile) -> list[Collected]:
        """Collect one file for everyone whose it is, or put it aside."""
        if arrived.refused or arrived.data is None:
            return [self._refuse(arrived, str(arrived.refused))]
        try:
            hand_in = read_notebook(arrived.data)
            quiz, people = self._whose(hand_in, arrived)
        except NotAHandIn as error:
            return [self._refuse(arrived, str(error))]
        except OSError as error:
            return [_not_written(arrived, error)]
        return [_noted(self._take_for(learner, quiz, hand_in, arrived), note) for learner, note in people]

    def _take_for(self, learner: str, quiz: str, hand_in: HandIn, arrived: IncomingFile) -> Collected:
        data = arrived.data or b""
        try:
            self._alike(learner)
            in_lms = self._handed_in and folder_in(arrived.trail) and self._handed_in.of(learner, quiz)
            when = times.moment(in_lms or None, hand_in.saved, otherwise=arrived.time)
            outcome = self._place(quiz, learner, hand_in, data, when)
            if outcome == "same":
                self._correct(quiz, learner, hand_in, when)
            uncounted = attempts.settle(self._course, self._quiz(quiz), self._extensions, learner, data)
        except NotAHandIn as error:
            return self._refuse(arrived, str(error))
        except OSError as error:
            return _not_written(arrived, error)
        note = _say("time_unknown") if not when.known and self._quiz(quiz).deadline else None
        return Collected(arrived.name, "uncounted" if uncounted else outcome, quiz, learner, uncounted, note=note)

    def _whose(self, hand_in: HandIn, arrived: IncomingFile) -> tuple[str, list[tuple[str, str | None]]]:
        """Return the quiz, and (learner, note) of everyone who handed this in.

        In Moodle's folders the folder says who they are, whatever the file says.
        """
        folder = folder_in(arrived.trail)
        if folder is None:
            quiz, learner = whose(hand_in, arrived.filename, self._quizzes)
            return quiz, [(learner, None)]
        filename = without_prefix(arrived.filename)
        quiz = quiz_of(hand_in, filename, self._quizzes)
        if self._identity is None:
            raise NotAHandIn(_say("no_worksheet", folder=folder.text))
        data = arrived.data or b""
        return quiz, self._identity.learners(folder, quiz, claimed(hand_in, filename, quiz), data)

    def _alike(self, learner: str) -> None:
        """Raise NotAHandIn where there is a code that differs in capitals only: some disks take the two for one."""
        alike = self._codes.setdefault(learner.lower(), learner)
        if alike != learner:
            raise NotAHandIn(_say("alike", learner=learner, other=alike))

    def _refuse(self, arrived: IncomingFile, reason: str) -> Collected:
        refused = Collected(arrived.name, "refused", reason=reason)
        if arrived.data is None:
            return refused
        there = Path(*arrived.trail)
        if there.parent.resolve() == (self._real.exercises / "kept-aside").resolve():
            return replace(refused, kept=there)
        folder = folder_in(arrived.trail)
        name = folder.before(arrived.filename) if folder else arrived.filename
        try:
            return replace(refused, kept=keep_aside(self._course, name, arrived.data))
        except OSError as error:
            return replace(refused, reason=_say("not_kept", refused=reason, reason=error.strerror or error))

    def _correct(self, quiz: str, learner: str, hand_in: HandIn, when: Moment) -> None:
        """Put a better time to the hand-in that counts, if it is this one: the LMS may not have been asked before."""
        there = versions.present(self._course, learner, quiz)
        if there and times.is_better(when, there.when, hand_in.saved):
            data = there.file.read_bytes()
            if read_notebook(data) == hand_in:
                versions.put(self._course, learner, quiz, data, when)

    def _place(self, quiz: str, learner: str, hand_in: HandIn, data: bytes, when: Moment) -> Outcome:
        present = versions.present(self._course, learner, quiz)
        if not present:
            versions.put(self._course, learner, quiz, data, when)
            return "new"
        now = present.file.read_bytes()
        earlier = versions.earlier(self._course, learner, quiz)
        if data == now or any(data == other.file.read_bytes() for other in earlier):
            return "same"
        if when < present.when or (when == present.when and _saved_before(hand_in, now)):
            versions.keep(self._course, learner, quiz, data, when)
            return "older"
        versions.keep(self._course, learner, quiz, now, present.when)
        versions.put(self._course, learner, quiz, data, when)
        return "newer"


def _saved_before(hand_in: HandIn, other: bytes) -> bool:
    """Return whether of two files, which the LMS gives one time, this one was saved first."""
    try:
        saved = read_notebook(other).saved
    except NotAHandIn:
        return False
    return bool(hand_in.saved and saved and hand_in.saved < saved)


def _noted(collected: Collected, note: str | None) -> Collected:
    return replace(collected, note=" ".join(filter(None, (note, collected.note))) or None)


def _not_written(arrived: IncomingFile, error: OSError) -> Collected:
    return Collected(arrived.name, "refused", reason=_say("not_written", reason=error.strerror or error))
