"""Says what a course's own settings tell nbgrader, as JSON: python -m classroom.about COURSE.

These settings are a program that the course's account can change. The hub has the rights of root, so it never reads
them itself: it asks this of the course's account.
"""

import os
import pwd
import subprocess
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.gradebook import connection
from widerwindow.messages import Messages

_say = Messages(__package__)


class About(BaseModel):
    """What nbgrader calls a course, and its cohorts with it, and where its exchange and its gradebook are."""

    name: str
    names: list[str]
    exchange: Path
    gradebook: str


def about(course: Course, account: str | None) -> About:
    """Ask the account for it, or this one where none is named. Raises ContentError where it cannot be told."""
    command = [sys.executable, "-m", "classroom.about", str(course.root)]
    here = Path(__file__).resolve().parents[1]
    asked = subprocess.run(command, cwd=here, capture_output=True, text=True, **_as(account))
    if asked.returncode:
        file = course.exercises / "nbgrader_config.py"
        raise ContentError([Problem(file, 1, *_say.advice("unread", reason=" ".join(asked.stderr.split())[-500:]))])
    return About.model_validate_json(asked.stdout)


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
