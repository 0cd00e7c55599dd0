"""One desk a course: whoever opens a second one is led to the first.

A lock that the system drops with its process says that there is one. Jupyter's server writes where it answers, and what
lets somebody in, into a file that only this user can read; a file that was left behind is asked in vain.
"""

import json
import re
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from widerwindow.content.course import Course
from widerwindow.desk.frame.addresses import top
from widerwindow.grading.keeping.trouble import Trouble
from widerwindow.messages import Messages

_say = Messages(__package__)

_PATIENCE = 60.0  # seconds for another desk to open, or to close, on a slow machine


class Open(NamedTuple):
    """A desk that is open: its address with the token, for the cohort that was asked for, and a page that leads there.

    By that page a browser gets there without anybody seeing the token.
    """

    address: str
    way_in: str


@contextmanager
def only_one(course: Course) -> Iterator[Open | None]:
    """Give the desk that is open, or None where this may be the one.

    Raises Trouble where another is neither there nor gone for too long.
    """
    from filelock import FileLock, Timeout

    lock, end = FileLock(_folder() / f"widerwindow-{_sum(course)}.lock"), time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            lock.acquire(timeout=0.2)
        except Timeout:
            if there := _answering(course):
                yield there
                return
        else:
            try:
                yield None
            finally:
                lock.release()
            return
    raise Trouble(_say("just_opening"))


def _answering(course: Course) -> Open | None:
    """Return the desk of `course` that answers."""
    for file in _folder().glob("jpserver-*.json"):
        try:
            told = json.loads(file.read_bytes())
            if told["root_dir"] == str(course.exercises.resolve()) and _is_desk(told["url"], told["token"]):
                return _leading(course, told["url"], told["token"], file.with_name(f"{file.stem}-open.html"))
        except (OSError, ValueError, KeyError, TypeError):  # it is just being written, or was spoilt or left behind
            continue
    return None


def _leading(course: Course, url: str, token: str, page: Path) -> Open:
    """Let the `page` that Jupyter wrote lead to the cohort of `course`. Raises OSError where it is not there yet."""
    address = f"{url.rstrip('/')}{top(course.cohort)}?token={token}"
    to_any = re.compile(rf'{re.escape(url)}[^"]*token={re.escape(token)}')
    page.write_text(to_any.sub(address, page.read_text(encoding="utf-8")), encoding="utf-8")
    return Open(address, page.as_uri())


def _is_desk(url: str, token: str) -> bool:
    """Return whether a desk answers there. Raises OSError where nothing does."""
    asked = urllib.request.Request(f"{url}desk/here", headers={"Authorization": " ".join(("token", token))})
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with straight.open(asked, timeout=5) as answer:
        return bool(answer.read() == b"desk")


def _folder() -> Path:
    from jupyter_core.paths import jupyter_runtime_dir

    folder = Path(jupyter_runtime_dir())
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _sum(course: Course) -> str:
    return sha256(str(course.exercises.resolve()).encode()).hexdigest()[:16]
