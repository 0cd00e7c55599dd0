"""Brings a list of people in as the course's own: whoever has no code yet is given one that says nothing of her.

Of the list, only codes, names, addresses and ID numbers are kept. A class list may say more, and nothing here needs it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading import codes
from widerwindow.grading.collecting import roster
from widerwindow.grading.collecting.roster import Listed, Roster
from widerwindow.grading.keeping import forgotten, known, moodle_list
from widerwindow.grading.moodle.learners import Learners
from widerwindow.grading.moodle.worksheet import GradingWorksheet
from widerwindow.grading.notebook.submission import LEARNER
from widerwindow.grading.untrusted.people import folded, tells
from widerwindow.messages import Advice, Messages

_say = Messages(__package__)


@dataclass(frozen=True)
class Brought:
    """A list that was read, and is not yet the course's own."""

    people: Sequence[Listed]
    """Who is on it, each with a code."""

    new: frozenset[str]
    """The codes that were made for it."""

    shared: Sequence[str]
    """The codes on it that stand beside people of different names."""

    telling: Sequence[str]
    """The codes on it that hold a part of the name or the address of whoever has them."""

    forgotten: Sequence[str]
    """The codes on it, and not on the course's list now, under which somebody was erased here."""

    gone: Sequence[Listed]
    """Who is on the course's list now, and not on this one. What they handed in stays."""


def brought(course: Course, file: Path) -> Brought:
    """Return what the list `file` would make of the course's own. Raises ContentError where it cannot be read.

    It is a table with a heading, or Moodle's grading worksheet.
    """
    before = roster.of(course).people
    met = [*before, *_from_moodle(course)]
    came = _people(course, file)
    taken = {code.lower() for code in known.codes(course, known.gradebook(course))} | {each.code for each in came}
    used, new, people = {each.code for each in came}, set(), []
    for each in came:
        code = each.code or next((one.code for one in met if one.code not in used and _are_one(one, each)), "")
        if not code:
            code = codes.new(taken | used)
            new.add(code)
        used.add(code)
        people.append(replace(each, code=code))
    telling = tell([each for each in people if each.code not in new])
    erased = forgotten.ever(course, used - new - {each.code for each in before})
    gone = [each for each in before if each.code and each.code not in used]
    return Brought(people, frozenset(new), _shared(people), telling, erased, gone)


def bring_in(course: Course, list_: Brought) -> None:
    """Make it the course's own list."""
    roster.write(course, list_.people)


def add(course: Course, name: str, code: str = "") -> str:
    """Put one more person on the course's own list. Return her code, which is made where none is given.

    Raises ContentError, with nothing done, where she is on it, or what is given is no code, or somebody else's.
    """
    listed, met = roster.of(course), known.codes(course, known.gradebook(course))
    code = _as_known(code, met)
    if refused := _refused(course, listed, name, code):
        raise ContentError([Problem(roster.file(course), 1, *refused)])
    one = Listed(code or codes.new({each.lower() for each in [*met, *listed.codes]}), name, ())
    roster.add(course, one)
    return one.code


def _as_known(code: str, met: Iterable[str]) -> str:
    """Return `code` in the letters under which it has work, as capitals tell codes apart."""
    alike = [each for each in met if each.lower() == code.lower()]
    return code if code in alike or not alike else alike[0]


def _refused(course: Course, listed: Roster, name: str, code: str) -> Advice | None:
    """Return why she cannot be put on the list under `code`, which may be none yet."""
    called = listed.called(name)
    if not code:
        return _say.advice("name_on_list", name=name) if called else None
    if not LEARNER.fullmatch(code):
        return _say.advice("no_code", code=code)
    if code.lower() in {each.code.lower() for each in listed.people}:
        return _say.advice("code_on_list", code=code)
    if not all(each.code for each in called):
        return _say.advice("name_without_code", name=name)
    other = _other_in_moodle(course, name, code)
    return _say.advice("code_of_another", code=code, other=other) if other else None


def _other_in_moodle(course: Course, name: str, code: str) -> str:
    """Return who has `code` in Moodle, where that is somebody of another name."""
    having = [each for each in _from_moodle(course) if each.code.lower() == code.lower() and each.name]
    return "" if any(each.is_called(name) for each in having) else next((each.name for each in having), "")


def _shared(people: Iterable[Listed]) -> list[str]:
    names: dict[str, set[str]] = {}
    for each in people:
        names.setdefault(each.code.lower(), set()).update(filter(None, [folded(each.name)]))
    return [code for code, having in names.items() if len(having) > 1]


def tell(people: Iterable[Listed]) -> list[str]:
    """Return the codes that hold a part of the name or the address of whoever has them."""
    return [each.code for each in people if tells(each.code, each.name, (sign for sign in each.signs if "@" in sign))]


def _people(course: Course, file: Path) -> list[Listed]:
    if roster.has_codes(file):
        return roster.people(file)
    try:
        sheet = GradingWorksheet(file)
    except ContentError:
        return roster.people(file)
    if not all(person.word for person in sheet.participants.values()):  # these are ID numbers of any other list
        return roster.people(file)
    learners, quizzes = Learners(course), ["", *course.quizzes()]
    found = []
    for person in sheet.participants.values():
        rows = (learners.find(person, quiz) for quiz in quizzes)
        code = next((row.learner for row in rows if row and row.learner), "")
        found.append(Listed(code, person.name, tuple(filter(None, (person.email, person.id_number)))))
    return [each for each in found if each.code or each.name] or roster.people(file)


def _from_moodle(course: Course) -> Iterable[Listed]:
    for code, rows in moodle_list.people(course).items():
        for row in rows:
            signs = (row.get("email", ""), row.get("id number", ""))
            yield Listed(code, row.get("full name", ""), tuple(filter(None, signs)))


def _are_one(one: Listed, other: Listed) -> bool:
    """Return whether two rows are one person's: by an address or a number, or by the name where one has neither."""
    mine, others = ({folded(sign) for sign in each.signs} for each in (one, other))
    if mine and others:
        return not mine.isdisjoint(others)
    return bool(one.code and other.name) and one.is_called(other.name)
