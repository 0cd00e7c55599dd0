"""Who has which code, as far as lists say: the trainer's own, Moodle's, and what came with hand-ins."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.collecting import roster, senders
from widerwindow.grading.collecting.senders import Senders
from widerwindow.grading.keeping import moodle_list
from widerwindow.grading.storage import State, state_of


class Person(NamedTuple):
    """What lists say of one learner; "" or nothing where none says it."""

    name: str = ""
    emails: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """Her name and her addresses in one line."""
        return ", ".join(filter(None, (self.name, *self.emails)))


def people(course: Course) -> Mapping[str, Person]:
    """Return who is behind each code that a list names. A list that cannot be used says nothing here.

    The lists are read again only where one was written: who marks asks at each answer.
    """
    lists = (roster.file(course), moodle_list.file(course), senders.file(course))
    return _people(course.root, course.cohort, tuple(map(state_of, lists)))


@lru_cache(maxsize=8)
def _people(root: Path, cohort: str | None, _states: tuple[State | None, ...]) -> Mapping[str, Person]:
    course = Course(root, cohort)
    found: dict[str, Person] = {}
    for read in (_on_own_list, _of_moodle, _who_sent):
        with suppress(ContentError):  # whatever works with that list says what is wrong in it
            for code, name, emails in read(course):
                known = found.get(code, Person())
                found[code] = Person(known.name or name, tuple(dict.fromkeys([*known.emails, *filter(None, emails)])))
    return MappingProxyType(found)


_Read = Iterator[tuple[str, str, list[str]]]


def _on_own_list(course: Course) -> _Read:
    for each in roster.of(course).people:
        if each.code:
            yield each.code, each.name, [sign for sign in each.signs if "@" in sign]


def _of_moodle(course: Course) -> _Read:
    for code, rows in moodle_list.people(course).items():
        for row in rows:
            if code:
                yield code, row.get("full name", ""), [row.get("email", "")]


def _who_sent(course: Course) -> _Read:
    senders = Senders(course)
    for code in senders.codes():
        for row in senders.under(code):
            yield code, row.name, [row.person] if "@" in row.person else []
