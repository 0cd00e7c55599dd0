"""A learner's hand-ins for one quiz, with their times: one lies in `submitted/`, the others in `earlier/`."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from widerwindow.content.course import Course
from widerwindow.grading.storage import earlier_folder, submitted_folder, write_file

_STAMP = "%Y-%m-%d %H:%M:%S.%f %Z"  # nbgrader's own way to write a time
_NAME = "%Y-%m-%dT%H-%M-%SZ"
_NAME_LENGTH = len("2026-12-04T17-00-00Z")


class Version(NamedTuple):
    """One hand-in: when it was handed in, and its file."""

    when: datetime
    file: Path


def put(course: Course, learner: str, quiz: str, data: bytes, when: datetime) -> None:
    """Write time and notebook into `submitted/`. The time comes first: cut short, the same file is taken again."""
    folder = submitted_folder(course, learner, quiz)
    write_file(folder / "timestamp.txt", when.strftime(_STAMP).encode(), lasting=True)
    write_file(folder / f"{quiz}.ipynb", data, lasting=True)


def keep(course: Course, learner: str, quiz: str, data: bytes, when: datetime) -> None:
    """Write a notebook into `earlier/`, once however often it comes."""
    name, number = when.strftime(_NAME), 1
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
        stamp = (folder / "timestamp.txt").read_text(encoding="utf-8").strip()
        return Version(datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC), file)
    except (OSError, ValueError):
        return Version(datetime.fromtimestamp(file.stat().st_mtime, UTC), file)


def earlier(course: Course, learner: str, quiz: str) -> list[Version]:
    """Return the hand-ins in `earlier/`, the oldest first."""
    found = []
    for file in sorted(earlier_folder(course, learner, quiz).glob("*.ipynb")):
        try:
            when = datetime.strptime(file.name[:_NAME_LENGTH], _NAME).replace(tzinfo=UTC)
        except ValueError:
            when = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        found.append(Version(when, file))
    return sorted(found)
