"""A learner's hand-ins for one quiz, with their times: one lies in `submitted/`, the others in `earlier/`."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from widerwindow.content.course import Course
from widerwindow.grading.collecting.times import Moment, stamp, stamped
from widerwindow.grading.storage import earlier_folder, submitted_folder, write_file

_NAME = "%Y-%m-%dT%H-%M-%SZ"
_NAME_LENGTH = len("2026-12-04T17-00-00Z")
_NOT_KNOWN = "-unknown"


class Version(NamedTuple):
    """One hand-in: when it was handed in, and its file."""

    when: Moment
    file: Path


def put(course: Course, learner: str, quiz: str, data: bytes, when: Moment) -> None:
    """Write time and notebook into `submitted/`. The time comes first: cut short, the same file is taken again.

    nbgrader's way to say that a time is not known is to have no `timestamp.txt`.
    """
    folder = submitted_folder(course, learner, quiz)
    if when.known:
        write_file(folder / "timestamp.txt", stamp(when.at), lasting=True)
    else:
        (folder / "timestamp.txt").unlink(missing_ok=True)
    write_file(folder / f"{quiz}.ipynb", data, lasting=True)
    os.utime(folder / f"{quiz}.ipynb", times=(when.at.timestamp(), when.at.timestamp()))


def keep(course: Course, learner: str, quiz: str, data: bytes, when: Moment) -> None:
    """Write a notebook into `earlier/`, once however often it comes."""
    name, number = when.at.strftime(_NAME) + ("" if when.known else _NOT_KNOWN), 1
    folder = earlier_folder(course, learner, quiz)
    while (path := folder / (f"{name}.ipynb" if number == 1 else f"{name}-{number}.ipynb")).exists():
        if path.read_bytes() == data:
            return
        number += 1
    write_file(path, data, lasting=True)


def present(course: Course, learner: str, quiz: str) -> Version | None:
    """Return the hand-in in `submitted/`, if there is one."""
    folder = submitted_folder(course, learner, quiz)
    file = folder / f"{quiz}.ipynb"
    if not file.is_file():
        return None
    try:
        time = stamped((folder / "timestamp.txt").read_bytes())
    except OSError:
        time = None
    return Version(Moment(time) if time else _by_the_disk(file), file)


def earlier(course: Course, learner: str, quiz: str) -> list[Version]:
    """Return the hand-ins in `earlier/`, the oldest first."""
    found = []
    for file in earlier_folder(course, learner, quiz).glob("*.ipynb"):
        try:
            at = datetime.strptime(file.name[:_NAME_LENGTH], _NAME).replace(tzinfo=UTC)
            when = Moment(at, known=not file.name[_NAME_LENGTH:].startswith(_NOT_KNOWN))
        except ValueError:
            when = _by_the_disk(file)
        found.append(Version(when, file))
    return sorted(found)


def _by_the_disk(file: Path) -> Moment:
    return Moment(datetime.fromtimestamp(file.stat().st_mtime, UTC), known=False)
