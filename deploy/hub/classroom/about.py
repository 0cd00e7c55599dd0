"""Says what a course's own settings tell nbgrader, as JSON: python -m classroom.about COURSE.

These settings are a program that the course's account can change. The hub has the rights of root, so it never reads
them itself: it asks this of the course's account.
"""

import os
import pwd
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, StringConstraints, ValidationError, model_validator

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.gradebook import connection
from widerwindow.messages import Advice, Messages

_say = Messages(__package__)

_PATIENCE = 60
"""Seconds that a course's settings may take to answer."""

_Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")]
"""A name that is also that of a folder, which root makes."""


class About(BaseModel):
    """What nbgrader calls a course, and its cohorts with it, and where its exchange and its gradebook are."""

    name: _Name
    names: list[_Name]
    exchange: Path
    gradebook: str

    @model_validator(mode="after")
    def _names_are_its_own(self) -> Self:
        if not all(f"{each}-".startswith(f"{self.name}-") for each in self.names):
            raise ValueError(self.names)
        return self


def about(course: Course, account: str | None) -> About:
    """Ask the account for it, or this one where none is named. Raises ContentError where it cannot be told."""
    try:
        asked = _asked(course, account)
        told = None if asked.returncode else About.model_validate_json(asked.stdout)
    except subprocess.TimeoutExpired as error:
        raise _refused(course, _say.advice("late", seconds=_PATIENCE)) from error
    except ValidationError as error:
        raise _refused(course, _say.advice("bad_name")) from error
    if told is None:
        raise _refused(course, _say.advice("unread", reason=" ".join(asked.stderr.split())[-500:]))
    return told


def _asked(course: Course, account: str | None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "classroom.about", str(course.root)]
    return subprocess.run(
        command,
        cwd=Path(__file__).resolve().parents[1],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=_PATIENCE,
        check=False,
        **_as(account),
    )


def _refused(course: Course, advice: Advice) -> ContentError:
    return ContentError([Problem(course.exercises / "nbgrader_config.py", 1, *advice)])


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
