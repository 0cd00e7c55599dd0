"""Carries for a course and its cohorts until it is ended: python -m classroom.carrier COURSE EXCHANGE SECONDS.

With `--members` and a folder, only who learns in a course may hand in to it. With `--one-account`, all learners' files
may belong to one account, as on Kubernetes.
"""

import pwd
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from classroom.exchange import Carrier, OwnerOf
from classroom.members import Members
from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.gradebook import connection
from widerwindow.grading.keeping.trouble import Trouble, in_words
from widerwindow.grading.storage import opened_from
from widerwindow.messages import Messages

_say = Messages(__package__)


def own_account(learner: str) -> int:
    """Return the account of the learner's own name; one that nobody has where there is none."""
    try:
        return pwd.getpwnam(learner).pw_uid
    except KeyError:
        return -1


def any_account(_: str) -> None:
    """Say that anybody's files may be hers."""


def rounds(course: Course, exchange: Path, owner_of: OwnerOf, members: Members | None) -> Iterator[None]:
    """Look through all classrooms of the course once for each that is asked of it."""
    carriers: dict[str | None, Carrier] = {}
    for _ in count():
        for each in course.classrooms():
            if opened_from(each):
                continue
            if each.cohort not in carriers:  # to make one runs the course's settings
                carriers[each.cohort] = Carrier(each, exchange, owner_of, members)
            _carry(each, carriers[each.cohort])
        yield


def _carry(course: Course, carrier: Carrier) -> None:
    try:
        with in_words():
            for said in carrier.carry():
                print(said, flush=True)
    except (Trouble, ContentError) as error:  # the next round tries again
        print(_say("busy", course=connection.course_id(course), reason=error), flush=True)


def _asked() -> Namespace:
    parser = ArgumentParser()
    parser.add_argument("course", type=lambda folder: Course(Path(folder)))
    parser.add_argument("exchange", type=Path)
    parser.add_argument("seconds", type=int)
    parser.add_argument("--members", type=lambda folder: Members(Path(folder)))
    parser.add_argument("--one-account", action="store_const", dest="owner_of", const=any_account, default=own_account)
    return parser.parse_args()


if __name__ == "__main__":
    asked = _asked()
    for _ in rounds(asked.course, asked.exchange, asked.owner_of, asked.members):
        time.sleep(asked.seconds)
