"""Tells who is known and who has handed in what, beside whom a trainer's own list or Moodle's worksheet expects."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from widerwindow.content.course import Course
from widerwindow.grading.collecting import versions
from widerwindow.grading.collecting.roster import Roster
from widerwindow.grading.collecting.roster import file as own_roster
from widerwindow.grading.collecting.times import Moment
from widerwindow.grading.keeping import known, moodle_list
from widerwindow.grading.moodle.learners import Learners
from widerwindow.grading.moodle.worksheet import GradingWorksheet
from widerwindow.grading.notebook.codes import eaten, is_spoilt
from widerwindow.grading.notebook.submission import LEARNER, short
from widerwindow.grading.storage import release_file
from widerwindow.messages import Messages

_say = Messages(__package__)


@dataclass(frozen=True)
class Listed:
    """One learner: her code, "" where she has none yet, and by quiz when she handed in, None where she has not."""

    code: str
    name: str
    handed_in: Mapping[str, Moment | None]
    expected: bool
    """Whether the roster or the worksheet names her; true where there is neither."""

    doubt: str | None = None
    """Why her code may be another person's, or another code."""


def listed(course: Course, roster: Path | None, worksheet: Path | None) -> list[Listed]:
    """Return everybody whom the course, the `roster` or Moodle's `worksheet` knows. Raises ContentError.

    Where neither is named, the course's own roster is taken, if there is one.
    """
    if not (roster or worksheet or not own_roster(course).exists()):
        roster = own_roster(course)
    codes = known.codes(course, known.gradebook(course))
    names = {code: rows[0].get("full name", "") for code, rows in moodle_list.people(course).items()}
    people = Roster(roster, codes).people if roster else []
    expected = {each.code: each.name for each in people if each.code}
    nameless = [each.name for each in people if not each.code]
    for code, name in _on_worksheet(course, worksheet) if worksheet else ():
        if code:
            expected[code] = name
        else:
            nameless.append(name)
    quizzes = _quizzes(course)
    everybody = {**dict.fromkeys(sorted(codes), ""), **expected}
    some = roster or worksheet
    found = [
        Listed(
            code,
            expected.get(code) or names.get(code, ""),
            {quiz: _when(course, code, quiz) if _is_code(code, codes) else None for quiz in quizzes},
            code in expected or not some,
            _doubt(code, everybody) or (None if _is_code(code, codes) else _say("not_a_code", code=short(code))),
        )
        for code in everybody
    ]
    return found + [Listed("", name, dict.fromkeys(quizzes), True) for name in nameless]


def _is_code(said: str, used: Collection[str]) -> bool:
    """Return whether a hand-in can come under what a list says, or has."""
    return said in used or LEARNER.fullmatch(said) is not None


def _on_worksheet(course: Course, file: Path) -> list[tuple[str, str]]:
    """Return code ("" where she has none) and name of each participant."""
    learners, quizzes = Learners(course), course.quizzes()
    found = []
    for person in GradingWorksheet(file).participants.values():
        rows = (learners.find(person, quiz) for quiz in ["", *quizzes])
        found.append((next((row.learner for row in rows if row and row.learner), ""), person.called))
    return found


def _quizzes(course: Course) -> list[str]:
    """Return the quizzes that somebody can have handed in."""
    there = {folder.name for folder in course.classroom.glob("submitted/*/*/")}
    return [quiz for quiz in course.quizzes() if quiz in there or release_file(course, quiz).is_file()]


def _when(course: Course, code: str, quiz: str) -> Moment | None:
    present = versions.present(course, code, quiz)
    return present.when if present else None


def _doubt(code: str, others: Iterable[str]) -> str | None:
    """Return what a spreadsheet may have done to `code`: it drops zeros, and takes codes for numbers and days."""
    if is_spoilt(code):
        return _say("spoilt_code", code=code)
    other = eaten(code, others)
    return _say("lost_zeros", code=code, other=other) if other and len(other) > len(code) else None
