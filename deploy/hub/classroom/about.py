"""Says what a course's own settings tell nbgrader, as JSON: python -m classroom.about COURSE.

These settings are a program that the course's account can change. The hub has the rights of root, so it never reads
them itself: it asks this of the course's account.
"""

import os
import pwd
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, StringConstraints, ValidationError

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.gradebook import connection
from widerwindow.messages import Messages

_say = Messages(__package__)


_Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=200)]
"""What may be a folder's name: the hub makes one for each course, with the rights of root."""

PATIENCE = 60
"""Seconds that a course's settings may take, so that one course cannot hold up the hub."""


class About(BaseModel):
    """What nbgrader calls a course, and its cohorts with it, and where its exchange and its gradebook are."""

    name: _Name
    names: list[_Name]
    exchange: Path
    gradebook: str


def about(course: Course, account: str | None) -> About:
    """Ask the account for it, or this one where none is named. Raises ContentError where it cannot be told."""
    command = [sys.executable, "-m", "classroom.about", str(course.root)]
    here = Path(__file__).resolve().parents[1]
    quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True, "timeout": PATIENCE}
    try:
        asked = subprocess.run(command, cwd=here, **quiet, **_as(account))
    except subprocess.TimeoutExpired as error:
        raise _unread(course, str(error)) from None
    if asked.returncode:
        raise _unread(course, asked.stderr)
    try:
        found = About.model_validate_json(asked.stdout)
    except ValidationError as error:
        raise _unread(course, str(error)) from None
    if not all(each == found.name or each.startswith(f"{found.name}-") for each in found.names):
        raise _unread(course, ", ".join(found.names))
    return found


def _unread(course: Course, reason: str) -> ContentError:
    file = course.exercises / "nbgrader_config.py"
    return ContentError([Problem(file, 1, *_say.advice("unread", reason=" ".join(reason.split())[-500:]))])


def has_account(name: str) -> bool:
    """Return whether this machine has an account of that name."""
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _as(account: str | None) -> dict[str, Any]:
    """Return what makes a command that account's own, with nothing of this one's rights and settings."""
    if not account:
        return {}
    known = pwd.getpwnam(account)
    rights = {"user": known.pw_uid, "group": known.pw_gid, "extra_groups": os.getgrouplist(account, known.pw_gid)}
    return rights | {"env": {"PATH": os.defpath, "HOME": known.pw_dir}}


if __name__ == "__main__":
    told = Course(Path(sys.argv[1]))
    names = [connection.course_id(each) for each in told.classrooms()]
    found = About(name=names[0], names=names, exchange=connection.exchange(told), gradebook=connection.address(told))
    print(found.model_dump_json())
