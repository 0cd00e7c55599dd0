"""Moves everything of one code to another: a code that was mistyped gets right, two codes of one person become one."""

import re
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.collecting import attempts, roster, versions
from widerwindow.grading.collecting.aside import Index
from widerwindow.grading.collecting.origins import Origins
from widerwindow.grading.collecting.senders import Senders
from widerwindow.grading.gradebook import connection
from widerwindow.grading.keeping import extensions_text, known, moodle_list
from widerwindow.grading.keeping.jobs import Job, noted
from widerwindow.grading.keeping.signs import Signs
from widerwindow.grading.notebook.released import released_quiz
from widerwindow.grading.notebook.submission import LEARNER
from widerwindow.grading.storage import aside_folder, certificate_file, earlier_folder, submitted_folder
from widerwindow.messages import Advice, Messages

_say = Messages(__package__)

_MADE = ("autograded", "feedback")


@dataclass(frozen=True)
class Merged:
    """What became of one quiz of which two codes had a hand-in."""

    quiz: str
    learner: str
    """Whose hand-in counts."""

    when: datetime | None
    """When that was handed in."""


def rename(course: Course, old: str, new: str) -> None:
    """Give everything of `old` the code `new`. Raises ContentError where nobody is `old`, or somebody is `new`."""
    refuse_rename(course, old, new)
    job: Job = {"what": "rename", "old": old, "new": new, "winners": {}}
    with noted(course, job):
        carry_out(course, job)


def refuse_rename(course: Course, old: str, new: str) -> None:
    """Raise ContentError where `rename` would: nobody is `old`, or somebody is `new`."""
    codes = known.codes(course, known.gradebook(course))
    _refuse_unknown(course, codes, old)
    if not LEARNER.fullmatch(new):
        raise _refused(course, _say.advice("no_code", code=new))
    taken = [code for code in codes if code.lower() == new.lower() and code != old]
    if taken or old == new:
        raise _refused(course, _say.advice("taken", code=(*taken, new)[0]))
    course.extensions()


def merge(course: Course, old: str, new: str) -> list[Merged]:
    """Bring all of `old` to `new`: both are one person. Return what counts where both had handed in.

    Raises ContentError where one of them is unknown, or where only the trainer can say what stays.
    """
    found = would_count(course, old, new)
    job: Job = {"what": "merge", "old": old, "new": new, "winners": {each.quiz: each.learner == old for each in found}}
    with noted(course, job):
        carry_out(course, job)
    return found


def would_count(course: Course, old: str, new: str) -> list[Merged]:
    """Return what `merge` would. Raises ContentError where it would."""
    codes = known.codes(course, known.gradebook(course))
    for code in (old, new):
        _refuse_unknown(course, codes, code)
    if old == new:
        raise _refused(course, _say.advice("same", code=old))
    if certificate_file(course, old).exists() and certificate_file(course, new).exists():
        raise _refused(course, _say.advice("two_certificates", old=old, new=new))
    extended = [{one.quiz for one in course.extensions().extensions if one.learner == each} for each in (old, new)]
    if both := sorted(extended[0] & extended[1]):
        raise _refused(course, _say.advice("two_extensions", old=old, new=new, quiz=both[0]))
    return [_counting(course, quiz, old, new) for quiz in _shared(course, old, new)]


def carry_out(course: Course, job: Job) -> None:
    """Move what has not been moved yet."""
    old, new, winners = str(job["old"]), str(job["new"]), dict(job["winners"])  # type: ignore[call-overload]
    for quiz, stays in winners.items():
        _bring_together(course, quiz, old, new)
        for place in _MADE:
            _settle_made(course.classroom / place / old / quiz, course.classroom / place / new / quiz, stays)
    for place in known.FOLDERS:
        _move_into(course.classroom / place / old, course.classroom / place / new)
    if book := known.gradebook(course):
        book.move(old, new, winners)
    if certificate_file(course, old).exists():
        certificate_file(course, old).replace(certificate_file(course, new))
    _rename_files(aside_folder(course).glob("*"), Signs(old).called, new)
    index = Index(course)
    index.rename(partial(Signs(old).called.sub, new))
    index.save()
    with suppress(OSError):  # in the exchange, files may be the learner's own
        inbound = connection.exchange(course).glob(f"inbound/{old}+*")
        _rename_files(inbound, re.compile(rf"^{re.escape(old)}(?=\+)"), new)
    extensions = course.classroom / "extensions.yml"
    if extensions.is_file():
        extensions_text.rename(extensions, old, new)
    roster.rename(course, old, new)
    Senders(course).move(old, new, merged=job["what"] == "merge")
    moodle_list.rename(course, old, new)
    origins = Origins(course)
    origins.move(old, new)
    origins.save()


def _bring_together(course: Course, quiz: str, old: str, new: str) -> None:
    """Move the hand-ins of `old` for one quiz to those of `new`, and let the one that counts be in `submitted/`."""
    _take_all(course, quiz, old, new)
    attempts.settle(course, released_quiz(course, quiz), course.extensions(), new)
    for folder in (earlier_folder, submitted_folder):
        shutil.rmtree(folder(course, old, quiz), ignore_errors=True)


def _take_all(course: Course, quiz: str, old: str, new: str) -> None:
    for version in versions.earlier(course, old, quiz):
        _take(course, quiz, new, version)
    if present := versions.present(course, old, quiz):
        _take(course, quiz, new, present)


def _take(course: Course, quiz: str, learner: str, version: versions.Version) -> None:
    """Put a hand-in with those of `learner`: the newest into `submitted/`, the others beside it. Again: no change."""
    data, present = version.file.read_bytes(), versions.present(course, learner, quiz)
    now = present.file.read_bytes() if present else None
    if present is None or (version.when > present.when and data != now):
        if present and now is not None:
            versions.keep(course, learner, quiz, now, present.when)
        versions.put(course, learner, quiz, data, version.when)
    elif data != now:
        versions.keep(course, learner, quiz, data, version.when)


def _counting(course: Course, quiz: str, old: str, new: str) -> Merged:
    """Return whose hand-in will count, as found out on a copy of what the two have sent."""
    mine = versions.present(course, old, quiz)
    with tempfile.TemporaryDirectory() as place:
        copy = Course(Path(place))
        for folder in (submitted_folder, earlier_folder):
            for learner in (old, new):
                if folder(course, learner, quiz).is_dir():
                    shutil.copytree(folder(course, learner, quiz), folder(copy, learner, quiz))
        _take_all(copy, quiz, old, new)
        attempts.settle(copy, released_quiz(course, quiz), course.extensions(), new)
        counts = versions.present(copy, new, quiz)
        is_mine = bool(mine and counts and counts.file.read_bytes() == mine.file.read_bytes())
        return Merged(quiz, old if is_mine else new, counts.when.at if counts and counts.when.known else None)


def _shared(course: Course, old: str, new: str) -> list[str]:
    """Return the quizzes of which both have anything."""
    return sorted(_quizzes(course, old) & _quizzes(course, new))


def _quizzes(course: Course, learner: str) -> set[str]:
    book = known.gradebook(course)
    folders = (folder for place in known.FOLDERS for folder in (course.classroom / place / learner).glob("*/"))
    return {folder.name for folder in folders} | (book.quizzes(learner) if book else set())


def _settle_made(mine: Path, other: Path, stays: bool) -> None:
    """Keep what was made of the hand-in that counts: `mine`, if it `stays`, in the place of the `other`."""
    if mine.is_dir() and stays:
        shutil.rmtree(other, ignore_errors=True)
        other.parent.mkdir(parents=True, exist_ok=True)
        mine.rename(other)
    elif other.is_dir():
        shutil.rmtree(mine, ignore_errors=True)


def _move_into(folder: Path, place: Path) -> None:
    """Move what is in `folder` to `place`, whole where there is none. What is there stays as it is."""
    if folder.is_dir() and not place.is_dir():
        folder.rename(place)
    elif folder.is_dir() and not folder.samefile(place):
        for inner in [*folder.iterdir()]:
            if not (place / inner.name).exists():
                inner.rename(place / inner.name)
        with suppress(OSError):  # what a computer adds for itself may be left
            folder.rmdir()
    elif folder.is_dir() and folder.name != place.name:  # a disk that takes capitals and small letters for one
        folder.rename(place)


def _rename_files(files: Iterable[Path], old: re.Pattern[str], new: str) -> None:
    for file in list(files):
        place = file.with_name(old.sub(new, file.name))
        number = 2
        while place != file and place.exists():
            place = file.with_name(f"{Path(old.sub(new, file.name)).stem} ({number}){file.suffix}")
            number += 1
        if place != file:
            file.rename(place)


def _refuse_unknown(course: Course, codes: Iterable[str], code: str) -> None:
    if code not in codes:
        raise _refused(course, _say.advice("unknown", code=code))


def _refused(course: Course, advice: Advice) -> ContentError:
    return ContentError([Problem(course.classroom, 1, *advice)])
