"""Who comes from a learning platform: her code in place of her name, her courses, and an account of her own."""

import grp
import os
import pwd
import secrets
import subprocess
from collections.abc import Awaitable, Callable
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any

from tornado.web import HTTPError

from classroom.about import has_account
from classroom.exchange import is_strange
from classroom.members import Members, course_of_link
from classroom.settings import Settings, Taught
from widerwindow.grading.codes import of_person
from widerwindow.messages import Messages

_say = Messages(__package__)

Known = dict[str, Any]
"""What JupyterHub knows of somebody who signs in."""


def with_code(salt: str, settings: Settings) -> Callable[[object, Any, Known], Awaitable[Known]]:
    """Return what puts her code in place of the platform's name for her, and notes to which course she came.

    Nothing else of her is kept. Raises HTTPError where there is no such course.
    """
    members, first = Members(settings.members), settings.courses[0].name

    async def put(_authenticator: object, handler: Any, known: Known) -> Known:  # noqa: ANN401 - JupyterHub's handler
        told = known["auth_state"]
        code, course = of_person(salt.encode(), told["iss"], told["sub"]), course_of_link(told, first)
        if course and not settings.taught(course):
            raise HTTPError(HTTPStatus.BAD_REQUEST, "%s", _say("no_such_course", course=course))
        if course and members.add(code, course):
            await _end_server(handler, code)
        return {"name": code, "auth_state": None}

    return put


async def _end_server(handler: Any, code: str) -> None:  # noqa: ANN401 - JupyterHub's handler
    """End her server, where one runs: it is in none but the groups that she had when it started."""
    user = handler.find_user(code)
    if user and user.running:
        await handler.stop_single_user(user)


def with_account(settings: Settings) -> Callable[[Any], None]:
    """Return what makes an account for her before her server starts: nobody else can open what is hers.

    It is in a group for each of her courses, and so sees what they hand out, and nothing of other courses.
    """
    members = Members(settings.members)

    def make(spawner: Any) -> None:  # noqa: ANN401 - JupyterHub's Spawner
        name = spawner.user.name
        _make_account(settings.homes / name)
        known = [(course, settings.taught(course)) for course in members.courses(name)]
        groups = [_group(settings.exchange / course, taught) for course, taught in known if taught]
        subprocess.run(["usermod", "--groups", ",".join(groups), name], check=True)

    return make


def _group(handed_out: Path, taught: Taught) -> str:
    """Let a group see what a course hands out, and nobody else. Return the group."""
    group = f"ww-{sha256(handed_out.name.encode()).hexdigest()[:16]}"
    subprocess.run(["groupadd", "--force", group], check=True)
    give_folder(handed_out, pwd.getpwnam(taught.account).pw_uid if taught.account else -1, grp.getgrnam(group).gr_gid)
    return group


def give_folder(handed_out: Path, owner: int, group: int) -> None:
    """Give a course's folder in the exchange to its account and its group, and make it where it is not there.

    Anybody may make something there first: that is put aside, with all that is in it.
    """
    if is_strange(handed_out, {0, owner}):
        handed_out.rename(handed_out.with_name(f".strange-{secrets.token_hex(8)}"))
    handed_out.mkdir(mode=0o700, exist_ok=True)
    folder = os.open(handed_out, os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if os.fstat(folder).st_uid not in {os.geteuid(), 0, owner}:
            raise PermissionError(handed_out)
        os.fchown(folder, owner, group)
        os.fchmod(folder, 0o750)
    finally:
        os.close(folder)


def restore_accounts(homes: Path) -> None:
    """Make the accounts of all `homes` anew where the machine has forgotten them, as a container that is replaced does.

    It is done for all at once: else a new learner may be given the number of one who was there before.
    """
    for home in sorted(homes.iterdir()):
        _make_account(home)


def _make_account(home: Path) -> None:
    """Make the account whose folder is `home`, with the number that the folder belongs to where it is there."""
    if has_account(home.name):
        return
    same = ["--uid", str(home.stat().st_uid), "--no-create-home"] if home.is_dir() else ["--create-home"]
    subprocess.run(["useradd", *same, "--home-dir", home, "--shell", "/usr/sbin/nologin", home.name], check=True)
    home.chmod(0o700)
