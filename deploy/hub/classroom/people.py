"""Who comes from a learning platform: her code in place of her name, her courses, and an account of her own."""

import asyncio
import grp
import os
import pwd
import stat
import subprocess
from collections.abc import Awaitable, Callable
from contextlib import suppress
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tornado.web import HTTPError

from classroom.about import has_account
from classroom.folders import is_folder_of
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
        if course and not await asyncio.to_thread(settings.taught, course):  # the hub answers others meanwhile
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
        known = [(course, settings.known(course)) for course in members.courses(name)]
        groups = [_group(settings.exchange / course, taught) for course, taught in known if taught]
        subprocess.run(["usermod", "--groups", ",".join(groups), name], check=True)

    return make


def _group(handed_out: Path, taught: Taught) -> str:
    """Let a group see what a course hands out, and nobody else. Return the group."""
    group = f"ww-{sha256(handed_out.name.encode()).hexdigest()[:16]}"
    owner = pwd.getpwnam(taught.account).pw_uid if taught.account else os.geteuid()
    _make_own(handed_out, owner)
    _give(handed_out, owner, number_of(group), 0o750)
    return group


def number_of(group: str) -> int:
    """Return the number of a group, which is made where it is not there."""
    subprocess.run(["groupadd", "--force", group], check=True)
    return grp.getgrnam(group).gr_gid


def _make_own(handed_out: Path, owner: int) -> None:
    """Make the folder where it is not there. What anybody else has put in its place goes where nobody reaches it."""
    if is_folder_of({os.geteuid(), owner}, handed_out):
        return
    if os.path.lexists(handed_out):
        handed_out.rename(Path(mkdtemp(prefix=".", dir=handed_out.parent)) / handed_out.name)
    handed_out.mkdir(mode=0o700)


def _give(folder: Path, owner: int, group: int, mode: int) -> None:
    """Give a folder to an account and a group. Raises NotADirectoryError where a link is in its place."""
    opened = os.open(folder, os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        os.fchown(opened, owner, group)
        os.fchmod(opened, mode)
    finally:
        os.close(opened)


def restore(settings: Settings) -> None:
    """Make groups and accounts anew where the machine has forgotten them, as a container that is replaced does.

    They may get other numbers than before. So what is handed out is closed first: else it would be open to a stranger.
    """
    for each in settings.exchange.iterdir():
        with suppress(NotADirectoryError):
            _give(each, -1, os.getegid(), stat.S_IRWXU)
    for taught in settings.courses:
        for name in taught.about.names:
            _group(settings.exchange / name, taught)
    _restore_accounts(settings.homes)


def _restore_accounts(homes: Path) -> None:
    """Make the accounts of all `homes` at once: else a new learner may get the number of one who was there before."""
    for home in sorted(homes.iterdir()):
        _make_account(home)


def _make_account(home: Path) -> None:
    """Make the account whose folder is `home`, with the number that the folder belongs to where it is there."""
    if has_account(home.name):
        return
    same = ["--uid", str(home.stat().st_uid), "--no-create-home"] if home.is_dir() else ["--create-home"]
    subprocess.run(["useradd", *same, "--home-dir", home, "--shell", "/usr/sbin/nologin", home.name], check=True)
    home.chmod(0o700)
