"""Keeps who of Moodle has which learner's code, in `exercises/moodle/learners.csv`.

The file is the trainer's too: rows are only ever added to it, and what she changes holds from then on.
"""

from collections import defaultdict
from dataclasses import dataclass

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.csv_injection import is_formula
from widerwindow.grading.moodle.folder import Folder, folder_called
from widerwindow.grading.moodle.lossless_csv import Row, Table
from widerwindow.grading.moodle.names import is_name
from widerwindow.grading.moodle.worksheet import Participant
from widerwindow.grading.notebook.codes import eaten
from widerwindow.grading.notebook.submission import LEARNER
from widerwindow.grading.storage import write_file
from widerwindow.messages import Advice, Messages

_say = Messages(__package__)

_HEADINGS = ["learner", "full name", "email", "id number", "quiz", "folder"]


_NEW = "\ufeff{}\n".format(",".join(_HEADINGS))  # the mark lets Excel read the names


@dataclass(frozen=True)
class Known:
    """One row: whose code it is. `quiz` and `folder` say where she was met first."""

    learner: str
    name: str
    email: str
    id_number: str
    quiz: str
    folder: Folder | None
    line: int

    @property
    def is_nameless(self) -> bool:
        """Whether she was met while Moodle hid who she is."""
        return not (self.name or self.email or self.id_number)

    @property
    def called(self) -> str:
        """What a trainer knows her by."""
        return self.name or self.email or self.id_number

    def is_(self, person: Participant, quiz: str) -> bool:
        """Return whether this is `person`: by ID number or e-mail, and where neither is known, by her number here."""
        if _same(self.id_number, person.id_number) or _same(self.email, person.email):
            return True
        return not self._differs(person) and self._stands_for(person, quiz)

    def may_be(self, person: Participant, quiz: str) -> bool:
        """Return whether this may be `person`, if she says so herself: only her name is known, and it is the same."""
        apart = self._differs(person) or (self.quiz == quiz and not self._stands_for(person, quiz))
        return not apart and _same(self.name, person.name)

    def _differs(self, person: Participant) -> bool:
        pairs = (self.id_number, person.id_number), (self.email, person.email)
        return any(mine and hers for mine, hers in pairs)  # those that are alike were told before

    def _stands_for(self, person: Participant, quiz: str) -> bool:
        number = self.folder.number if self.folder else None
        return (self.quiz, number) == (quiz, person.number) and (self.is_nameless or self.name == person.name)


class Learners:
    """The file, read. Raises ContentError where it cannot be used."""

    def __init__(self, course: Course) -> None:
        self.path = course.classroom / "moodle" / "learners.csv"
        self._table = Table.read(self.path) if self.path.exists() else Table(self.path, _NEW)
        heading = [field.strip().lower() for field in map(self._table.rows[0].__getitem__, range(self._width))]
        missing = [name for name in _HEADINGS if name not in heading]
        if missing:
            raise self._problem(1, _say.advice("no_heading", heading=missing[0], headings=_HEADINGS))
        self._places = {name: heading.index(name) for name in _HEADINGS}
        self._people: dict[tuple[str, ...], list[Known]] = defaultdict(list)
        self._owners: dict[str, list[Known]] = defaultdict(list)
        for row in self._table.rows[1:]:
            if not row.is_empty:
                self._take(self._row(row))

    def find(self, person: Participant, quiz: str) -> Known | None:
        """Return what is known of `person`, from a row with a code before one without.

        What was noted of this very assignment comes first: a hand-in was taken under that code.
        """
        places = reversed(_places(person.id_number, person.email, quiz, person.number))
        found = [known for place in places for known in self._named_first(place) if known.is_(person, quiz)]
        return next((known for known in found if known.learner), next(iter(found), None))

    def recognise(self, person: Participant, quiz: str) -> Known | None:
        """Return the same. Who was met while Moodle hid names is written down once more, with hers. Raises OSError."""
        known = self.find(person, quiz)
        if known and known.is_nameless and not person.is_hidden and not self.others(person, known.learner):
            self.add(person, quiz, known.folder or Folder.of_person(person.name, person.number), known.learner)
            return self.find(person, quiz)
        return known

    def spoilt(self, person: Participant) -> Known | None:
        """Return the row of the same name whose ID number a spreadsheet may have made of hers, or hers of it."""
        every = (known for rows in self._owners.values() for known in rows if _same(known.name, person.name))
        return next((known for known in every if eaten(person.id_number, [known.id_number])), None)

    def others(self, person: Participant, learner: str) -> list[Known]:
        """Return the rows that give `person` another code than `learner`."""
        by = [place for place in _places(person.id_number, person.email, "", 0) if place[0]]
        return [known for place in by for known in self._people[place] if known.learner not in ("", learner)]

    def _named_first(self, place: tuple[str, ...]) -> list[Known]:
        return sorted(self._people[place], key=lambda known: known.is_nameless)

    def owners(self, code: str) -> list[Known]:
        """Return the rows of all who have `code`, however it is written."""
        return self._owners[code.lower()]

    def met_in(self, folder: Folder, quiz: str) -> Known | None:
        """Return who was met first in this `folder`, of which only the name may be left that a disk takes."""
        met = self._people[quiz, str(folder.number)]
        return next((known for known in met if not known.is_nameless and is_name(folder.name, known.name)), None)

    def answer(self, folder: Folder, quiz: str, learner: str) -> None:
        """Write down that the trainer gave to `learner` what came in this `folder`. Raises OSError."""
        known = self.met_in(folder, quiz)
        if known and not known.learner:
            row = next(row for row in self._table.rows if row.line == known.line)
            row.fields[self._places["learner"]] = learner
            write_file(self.path, self._table.data(), lasting=True)

    def add(self, person: Participant, quiz: str, folder: Folder, learner: str) -> None:
        """Write down who has the code `learner`; "" where the trainer has to say. Raises OSError."""
        values = [learner, person.name, person.email, person.id_number, quiz, f"{folder.text}{folder.end}"]
        if self.path.exists():  # another may have written into it since it was read
            self._table = Table.read(self.path)
        row = [""] * self._width
        for name, value in zip(_HEADINGS, values, strict=True):
            row[self._places[name]] = f"'{value}" if is_formula(value) else value
        self._table.append(row)
        write_file(self.path, self._table.data(), lasting=True)
        self._take(self._row(self._table.rows[-1]))

    @property
    def _width(self) -> int:
        return len(self._table.rows[0].fields)

    def _row(self, row: Row) -> Known:
        if len(row.fields) != self._width:
            advice = _say.advice("bad_width", fields=len(row.fields), wanted=self._width)
            raise self._problem(row.line, advice)
        said = {name: _typed(row[place]) for name, place in self._places.items()}
        learner = said["learner"]
        if learner and not LEARNER.fullmatch(learner):
            raise self._problem(row.line, _say.advice("bad_code", learner=learner))
        folder = folder_called(said["folder"])
        return Known(learner, said["full name"], said["email"], said["id number"], said["quiz"], folder, row.line)

    def _take(self, known: Known) -> None:
        """Note what a row says. Raises ContentError where a row before gives the same person another code."""
        for name, value in (("id number", known.id_number), ("email", known.email)):
            for before in self._people[name, value.casefold()] if value and known.learner else []:
                if before.learner not in ("", known.learner):
                    there = {"line": before.line, "learner": before.learner}
                    raise self._problem(known.line, _say.advice("two_codes", heading=name, value=value, **there))
        number = known.folder.number if known.folder else -1
        for place in _places(known.id_number, known.email, known.quiz, number):
            self._people[place].append(known)
        self._owners[known.learner.lower()].append(known)

    def _problem(self, line: int, advice: Advice) -> ContentError:
        return ContentError([Problem(self.path, line, *advice)])


def _typed(field: str) -> str:
    """Return a field without the mark that keeps a spreadsheet from taking it for a formula."""
    return field[1:] if field.startswith("'") and is_formula(field[1:]) else field.strip()


def _places(id_number: str, email: str, quiz: str, number: int) -> list[tuple[str, ...]]:
    """Return where to look for a person: by ID number, by e-mail address, by her number in the assignment."""
    by = [("id number", id_number.casefold()), ("email", email.casefold()), (quiz, str(number))]
    return [place for place in by if place[1]]


def _same(one: str, other: str) -> bool:
    return bool(one) and one.casefold() == other.casefold()
