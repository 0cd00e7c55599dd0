"""Remembers whom a course has forgotten, so that no backup brings her back; nobody can read from it who that was.

Codes are short, so a plain sum would soon be guessed. scrypt makes each guess cost time and memory.
"""

import json
import secrets
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from hashlib import scrypt
from pathlib import Path

from widerwindow.content.course import Course
from widerwindow.grading.storage import write_file

_COST = 2**12  # some milliseconds for each code that a backup holds


def remember(course: Course, learner: str) -> None:
    """Note that `learner` is forgotten from now on."""
    salt, sums = _kept(course)
    sums[_sum(salt, learner)] = datetime.now(UTC).isoformat()
    write_file(_file(course), json.dumps({"salt": salt, "forgotten": sums}, indent=1).encode(), lasting=True)


def since(course: Course, made: datetime, learners: Iterable[str]) -> list[str]:
    """Return which of the `learners` were forgotten after `made`."""
    salt, sums = _kept(course)
    late = {one for one, when in sums.items() if datetime.fromisoformat(when) >= made}
    asked = sorted(learners) if late else []
    with ThreadPoolExecutor() as threads:  # scrypt lets others work meanwhile
        sums_of = threads.map(partial(_sum, salt), asked)
        return [learner for learner, one in zip(asked, sums_of, strict=True) if one in late]


def ever(course: Course, learners: Iterable[str]) -> list[str]:
    """Return which of the `learners` were forgotten at any time."""
    return since(course, datetime.min.replace(tzinfo=UTC), learners)


def _file(course: Course) -> Path:
    return course.classroom / "forgotten.json"


def _kept(course: Course) -> tuple[str, dict[str, str]]:
    """Return the salt, and when each one was forgotten, by her code's sum."""
    file = _file(course)
    if not file.is_file():
        return secrets.token_hex(16), {}
    kept = json.loads(file.read_bytes())
    return str(kept["salt"]), dict(kept["forgotten"])


def _sum(salt: str, learner: str) -> str:
    return scrypt(learner.encode(), salt=bytes.fromhex(salt), n=_COST, r=8, p=1).hex()
