"""Takes hand-ins into `submitted/`: the newest counts, earlier ones are kept, and what is none is put aside."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from widerwindow.content.course import Course
from widerwindow.grading.collecting import attempts, times, versions
from widerwindow.grading.collecting.aside import Index
from widerwindow.grading.collecting.dry_run import original, rehearsal
from widerwindow.grading.collecting.layouts import Sender, is_beside, sender_of
from widerwindow.grading.collecting.origins import Origins
from widerwindow.grading.collecting.teams import Library
from widerwindow.grading.collecting.times import Moment
from widerwindow.grading.collecting.who import Clues, Who
from widerwindow.grading.gradebook.lateness import came_late
from widerwindow.grading.moodle.folder import Folder, folder_in, without_prefix
from widerwindow.grading.moodle.handed_in import HandedIn
from widerwindow.grading.moodle.identity import Identity, in_use
from widerwindow.grading.moodle.learners import Learners
from widerwindow.grading.moodle.worksheet import GradingWorksheet
from widerwindow.grading.notebook.asked import Asked
from widerwindow.grading.notebook.elsewhere import is_empty
from widerwindow.grading.notebook.receipt import told_receipt
from widerwindow.grading.notebook.released import released_quiz
from widerwindow.grading.notebook.submission import HandIn, NotAHandIn, quiz_of, read_notebook
from widerwindow.grading.notebook.text_hand_in import as_notebook
from widerwindow.grading.storage import (
    WORKING_FOLDERS,
    Progress,
    aside_folder,
    aside_index,
    no_progress,
    release_file,
)
from widerwindow.grading.untrusted.files import files_in, read_in, trails_in
from widerwindow.grading.untrusted.incoming import IncomingFile, own_name
from widerwindow.messages import Messages

_say = Messages(__package__)

Outcome = Literal["new", "newer", "older", "same", "uncounted", "beside", "refused"]

_MAY_COUNT: tuple[Outcome, ...] = ("new", "newer", "same")

_ASKED = "asked_"
"""Begins the name of a file that the trainer is asked about; without it, its name is her answer."""


class Doubt(NamedTuple):
    """Whose a file is, where two things contradict or nothing says it."""

    why: str
    sides: Mapping[str, str]
    """Whose it may be, by the code, and what says so."""


@dataclass(frozen=True)
class Collected:
    """What became of one file.

    `new`: the learner's first. `newer`: it replaced an earlier one. `older`: a newer one is there, so it went to the
    earlier ones. `same`: it was collected before. `uncounted`: it is with the earlier ones, or alone and too late, and
    `reason` says which rule of the quiz it breaks. `beside`: it is no hand-in, and the system it came from adds such a
    file to each download. `refused`: `reason` says why, and `kept` where it is now.
    """

    name: str
    outcome: Outcome
    quiz: str | None = None
    learner: str | None = None
    reason: str | None = None
    kept: Path | None = None
    note: str | None = None
    """What to know of how its learner was found."""

    receipt: str | None = None
    """What to say of its receipt."""

    empty: bool = False
    """Whether no question is answered in it."""

    doubt: Doubt | None = None
    """What only the trainer can say of one that was refused: whose it is."""

    @property
    def called(self) -> str:
        """What the file is called itself."""
        return own_name(self.name)


def collect(  # noqa: PLR0913 - each says something else of what came
    course: Course,
    paths: Iterable[Path],
    progress: Progress = no_progress,
    *,
    worksheet: Path | None = None,
    learner: str | None = None,
    unnamed: Path | None = None,
    dry_run: bool = False,
) -> list[Collected]:
    """Collect the hand-ins in `paths`: files, zips, or folders of both. Every file found is in the list returned.

    `worksheet` is Moodle's grading worksheet, which says who is who in what was downloaded from there. All of them are
    those of `learner`, where the trainer says so. What lies in the folder `unnamed`, which she does not know, is named
    from there on. A `dry_run` returns the same list, and leaves everything as it was. Raises ContentError where
    the worksheet cannot be used.
    """
    if dry_run:
        with rehearsal(course) as copy:
            found = _Collecting(course, copy, worksheet, learner, unnamed).take_all(paths, progress)
        return [replace(each, kept=each.kept and original(course, copy, each.kept)) for each in found]
    return _Collecting(course, course, worksheet, learner, unnamed).take_all(paths, progress)


class _Collecting:
    """One run: takes one file after the other into `course`, which is the `real` one or a copy of it."""

    def __init__(
        self, real: Course, course: Course, worksheet: Path | None, learner: str | None, unnamed: Path | None
    ) -> None:
        self._real, self._course, self._worksheet = real, course, worksheet
        self._learner, self._before = learner, f"{unnamed}{os.sep}" if unnamed else ""
        self._quizzes, self._extensions = course.quizzes(), course.sound_extensions()
        self._quiz = cache(partial(released_quiz, course))
        self._codes = {folder.name.lower(): folder.name for folder in course.classroom.glob("submitted/*")}
        self._named: set[Path] = set()
        self._library = Library((), (), ())
        self._aside = Index(course)
        self._zone = ZoneInfo(course.profile().zone)
        self._identity: Identity | None = None
        self._handed_in: HandedIn | None = None
        if worksheet:
            sheet, known = GradingWorksheet(worksheet), Learners(course)
            self._identity = Identity(sheet, known, self._codes)
            self._handed_in = HandedIn(sheet, known, self._zone)
        self._who, self._origins = Who(course, self._codes), Origins(course)
        self._later: list[tuple[Clues, IncomingFile]] = []
        self._sent: dict[tuple[str, str], Moment] = {}

    def take_all(self, paths: Iterable[Path], progress: Progress) -> list[Collected]:
        """Collect what is in `paths`."""
        # A trainer may collect again from kept-aside/, once she has mended a name there. Nothing arrives in the others.
        places = [each.classroom / name for each in self._real.classrooms() for name in WORKING_FOLDERS]
        own = [place for place in places if place != aside_folder(self._real)]
        own.append(aside_index(self._real))
        own += [self._worksheet] if self._worksheet else []  # it may lie beside what was downloaded with it
        named = list(paths)
        self._named = {(path if path.is_dir() else path.parent).absolute() for path in named}
        files = files_in(named, own)
        trails = [trail for file in files for trail in trails_in(file)]
        self._library = Library(trails, self._quizzes, (each.parts for each in self._named))
        try:
            collected = self._take_each(files, len(trails), progress)
        finally:
            self._aside.save()
            self._origins.save()
        progress(len(trails), len(trails), "")
        return collected

    def _take_each(self, files: list[Path], total: int, progress: Progress) -> list[Collected]:
        collected: list[Collected] = []
        for done, arrived in enumerate(each for file in files for each in read_in(file)):
            progress(min(done, total - 1), total, arrived.filename)  # a zip in a zip was counted as one file
            collected.extend(self.take(self._unnamed(arrived)))
        # What only others can tell about comes after them: copies, and versions in their order.
        for clues, arrived in sorted(self._later, key=lambda each: each[0].place):
            collected.extend(self._take(clues, arrived))
        return collected

    def _unnamed(self, arrived: IncomingFile) -> IncomingFile:
        """Return a file by the name that the trainer knows: Moodle's folder's, where she is not to know whose it is."""
        arrived = replace(arrived, name=arrived.name.removeprefix(self._before))
        folder = folder_in(arrived.trail)
        if not (folder and self._identity and self._identity.is_anonymous):
            return arrived
        filename = without_prefix(arrived.filename)
        quizzes = sorted(filter(filename.startswith, self._quizzes), key=len)
        name = quizzes[-1] if quizzes else "hand-in"
        return replace(arrived, name=folder.text, filename=f"{name}{Path(filename).suffix}")

    def take(self, arrived: IncomingFile) -> list[Collected]:
        """Collect one file for everyone whose it is, or put it aside; nothing yet, where others have to come first."""
        if arrived.refused or arrived.data is None:
            folder = folder_in(arrived.trail)
            typed = folder and folder.is_online_text and arrived.data is not None
            return [self._refuse(arrived, _say("online_text") if typed else str(arrived.refused))]
        try:
            arrived = replace(arrived, data=as_notebook(arrived.data, partial(release_file, self._course)))
            hand_in = read_notebook(arrived.data or b"")
        except NotAHandIn as error:
            return [self._refuse(arrived, str(error))]
        try:
            clues = self._clues(hand_in, arrived)
        except NotAHandIn as error:
            return [self._refuse(arrived, str(error), _ASKED)]
        if folder_in(arrived.trail) is None and not self._is_answer(clues, arrived) and self._who.waits(clues):
            self._later.append((clues, arrived))
            return []
        return self._take(clues, arrived)

    def _take(self, clues: Clues, arrived: IncomingFile) -> list[Collected]:
        try:
            people = self._whose(clues, arrived)
        except Asked as error:
            self._who.ask(clues)
            self._origins.note("", clues.quiz, clues.data, clues.sender)
            return [replace(self._refuse(arrived, str(error), _ASKED, error.why), doubt=Doubt(error.why, error.sides))]
        except NotAHandIn as error:
            return [self._refuse(arrived, str(error))]
        except OSError as error:
            return [_not_written(arrived, error)]
        taken = [_noted(self._take_for(learner, clues, arrived), note) for learner, note in people]
        if self._was_kept(arrived) and all(each.outcome != "refused" for each in taken):
            self._aside.leave(arrived.filename)
        return taken

    def _take_for(self, learner: str, clues: Clues, arrived: IncomingFile) -> Collected:
        quiz, data = clues.quiz, clues.data
        try:
            self._alike(learner)
            when = self._when(learner, clues, arrived)
            outcome = self._place(learner, clues, when)
            self._who.remember(learner, clues)
            self._origins.note(learner, quiz, data, clues.sender)
            uncounted = attempts.settle(self._course, self._quiz(quiz), self._extensions, learner, data)
        except NotAHandIn as error:
            return self._refuse(arrived, str(error))
        except OSError as error:
            return _not_written(arrived, error)
        came: Outcome = "uncounted" if uncounted else outcome
        empty = came in _MAY_COUNT and is_empty(data, self._quiz(quiz), release_file(self._course, quiz))
        notes = self._lateness(learner, quiz, when, came), _say("empty") if empty else ""
        note = " ".join(filter(None, notes)) or None
        return Collected(arrived.name, came, quiz, learner, uncounted, note=note, receipt=clues.receipt, empty=empty)

    def _lateness(self, learner: str, name: str, when: Moment, came: Outcome) -> str:
        """Return what to know of when a hand-in came; "" where it came in time, or another one counts."""
        quiz = self._quiz(name)
        due = self._extensions.due(quiz, learner)
        if due and not when.known:
            return _say("time_unknown")
        return came_late(quiz, when.at - due) if due and when.at > due and came in _MAY_COUNT else ""

    def _clues(self, hand_in: HandIn, arrived: IncomingFile) -> Clues:
        sender = None if folder_in(arrived.trail) else self._sender(arrived)
        filename = sender.filename if sender else without_prefix(arrived.filename).removeprefix(_ASKED)
        quiz = quiz_of(hand_in, filename, self._quizzes)
        data, said = arrived.data or b"", told_receipt(hand_in)
        return Clues(quiz, hand_in.learner or "", hand_in.saved, filename, sender, data, said)

    def _sender(self, arrived: IncomingFile) -> Sender | None:
        return sender_of(arrived.trail, self._quizzes, self._library.place(arrived.trail))

    def _whose(self, clues: Clues, arrived: IncomingFile) -> list[tuple[str, str | None]]:
        """Return (learner, note) of everyone who handed this in.

        In Moodle's folders the folder says who they are, whatever the file says.
        """
        if self._is_answer(clues, arrived):
            learner = self._who.told(clues, self._learner)
            self._origins.answer(learner, clues.quiz, clues.data)
            if folder := folder_in(arrived.trail):
                Learners(self._course).answer(folder, clues.quiz, learner)
            return [(learner, None)]
        folder = folder_in(arrived.trail)
        if folder is None:
            learner, note = self._who.learner(clues)
            if self._who.was_collected(learner, clues):
                return [(learner, note)]
            strays = clues.sender is None and self._lies_in_a_folder(arrived)
            if not strays:
                self._who.hold_to_its_owner(learner, clues)
            if self._identity and (strays or self._identity.knows(learner)):
                raise Asked(_say("not_in_a_folder"), {learner: _say("side_file")}, why=_say("no_folder_why"))
            return [(learner, note)]
        if self._identity is None:
            return [self._asked_before(folder, clues, arrived)]
        people = self._identity.learners(folder, clues.quiz, self._who.claim(clues), clues.data)
        return [(self._who.whole(learner, clues.quiz), note) for learner, note in people]

    def _asked_before(self, folder: Folder, clues: Clues, arrived: IncomingFile) -> tuple[str, str | None]:
        """Return (code, note) of who sent a file through Moodle that the trainer was asked about, with the worksheet.

        Raises Asked where she has not answered yet. Raises NotAHandIn where she was not asked: without the worksheet
        the folder's name is anybody's word.
        """
        learners = Learners(self._course)
        known, claim = learners.met_in(folder, clues.quiz), self._who.claim(clues)
        asked = known and in_use(learners, known.called, claim, clues.data, self._codes)
        if not (known and asked and self._was_kept(arrived) and self._aside.says(arrived.filename, asked.why)):
            raise NotAHandIn(_say("no_worksheet", folder=folder.text))
        if not known.learner:
            raise asked
        return known.learner, None

    def _is_answer(self, clues: Clues, arrived: IncomingFile) -> bool:
        """Return whether the trainer has said whose a file is, or gave it such a name where it was kept aside."""
        return self._learner is not None or (self._was_kept(arrived) and arrived.filename.startswith(f"{clues.quiz}--"))

    def _was_kept(self, arrived: IncomingFile) -> bool:
        return Path(*arrived.trail).parent.resolve() == aside_folder(self._real).resolve()

    def _lies_in_a_folder(self, arrived: IncomingFile) -> bool:
        """Return whether somebody put the file into a folder of its own, below what the trainer named or in a zip."""
        above = Path(*arrived.trail[:-1])
        return above not in self._named and above.suffix.lower() != ".zip" and not above.is_file()

    def _alike(self, learner: str) -> None:
        """Raise NotAHandIn where there is a code that differs in capitals only: some disks take the two for one."""
        alike = self._codes.setdefault(learner.lower(), learner)
        if alike != learner:
            raise NotAHandIn(_say("alike", learner=learner, other=alike))

    def _refuse(self, arrived: IncomingFile, reason: str, before: str = "", noted: str = "") -> Collected:
        """Put a file aside, with what its name has to have `before` it if it would be an answer without.

        The index there has the reason, or what is `noted` in place of it.

        One whose data cannot be kept is only named in the index there.
        """
        refused = Collected(arrived.name, "refused", reason=reason)
        if not arrived.trail:  # there is no such file
            return refused
        if is_beside(arrived.trail):
            return replace(refused, outcome="beside", reason=_say("beside"))
        if self._was_kept(arrived):
            return replace(refused, kept=Path(*arrived.trail))
        folder, sender = folder_in(arrived.trail), self._sender(arrived)
        whose = folder or sender
        name = whose.before(arrived.filename) if whose else arrived.filename
        try:
            name = f"{before}{name}" if "--" in name and not whose else name
            person = folder.name if folder else sender.called if sender else ""
            kept = self._aside.keep(name, arrived.data, arrived.name, person, noted or reason)
        except OSError as error:
            return replace(refused, reason=_say("not_kept", refused=reason, reason=error.strerror or error))
        return replace(refused, kept=kept)

    def _when(self, learner: str, clues: Clues, arrived: IncomingFile) -> Moment:
        """Return when something was handed in: of a sender's versions, the next is newer than the one before."""
        when = times.moment(self._in_lms(learner, clues, arrived), clues.saved, otherwise=arrived.time)
        if not clues.sender or not clues.sender.version:
            return when
        place = (clues.sender.key, clues.quiz)
        if place in self._sent:
            when = when._replace(at=max(when.at, self._sent[place].at + timedelta(seconds=1)))
        self._sent[place] = when
        return when

    def _in_lms(self, learner: str, clues: Clues, arrived: IncomingFile) -> datetime | None:
        """Return when the system that a file was downloaded from got it, as far as that says so."""
        if clues.sender and clues.sender.time:
            return clues.sender.time.replace(tzinfo=ZoneInfo(self._course.profile().zone)).astimezone(UTC)
        return self._handed_in.of(learner, clues.quiz) if self._handed_in and folder_in(arrived.trail) else None

    def _place(self, learner: str, clues: Clues, when: Moment) -> Outcome:
        course, quiz, data = self._course, clues.quiz, clues.data
        present = versions.present(course, learner, quiz)
        if not present:
            versions.put(course, learner, quiz, data, when)
            return "new"
        now = present.file.read_bytes()
        earlier = versions.earlier(course, learner, quiz)
        if data == now and times.is_better(when, present.when, clues.saved):  # the LMS was not asked before
            versions.put(course, learner, quiz, data, when)
        if data == now or any(data == other.file.read_bytes() for other in earlier):
            return "same"
        if when < present.when or (when == present.when and _saved_before(clues, now)):
            versions.keep(course, learner, quiz, data, when)
            return "older"
        versions.keep(course, learner, quiz, now, present.when)
        versions.put(course, learner, quiz, data, when)
        return "newer"


def _saved_before(clues: Clues, other: bytes) -> bool:
    """Return whether of two files, which the LMS gives one time, this one was saved first."""
    try:
        saved = read_notebook(other).saved
    except NotAHandIn:
        return False
    return bool(clues.saved and saved and clues.saved < saved)


def _noted(collected: Collected, note: str | None) -> Collected:
    return replace(collected, note=" ".join(filter(None, (note, collected.note))) or None)


def _not_written(arrived: IncomingFile, error: OSError) -> Collected:
    return Collected(arrived.name, "refused", reason=_say("not_written", reason=error.strerror or error))
