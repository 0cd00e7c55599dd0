"""What went wrong beneath a command, in plain words: a full disk, a closed folder, a gradebook that is spoilt."""

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from widerwindow.content.core.problems import ContentError
from widerwindow.messages import Messages

_say = Messages(__package__)

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}
_SAID = {  # by SQLite and by the system, where another program hands on no more than their words
    "full": ["database or disk is full", *map(os.strerror, _FULL)],
    "closed": ["readonly database", "unable to open database file", *map(os.strerror, _CLOSED)],
    "spoilt": ["malformed", "not a database"],
    "in_use": ["database is locked"],
    "disk": ["disk I/O error"],
}
_AT = {"full": "full_at", "closed": "closed_at", "disk": "disk_at"}
"""The messages that say where it happened."""


class Trouble(Exception):
    """Raised where a command cannot go on; its text is what a trainer is told."""


@contextmanager
def in_words() -> Iterator[None]:
    """Raise Trouble in place of what the disk or the gradebook's database cannot do."""
    try:
        yield
    except BrokenPipeError:
        raise  # whoever listened has gone: nobody is left to be told
    except Exception as error:
        kind = _kind(error)
        if kind is None:
            raise
        failed = next((each for each in _causes(error) if isinstance(each, OSError)), OSError())
        name = kind if failed.filename is None else _AT[kind]
        reason = failed.strerror or failed if failed.errno else " ".join(str(list(_causes(error))[-1]).split())
        raise Trouble(_say(name, file=_known(failed.filename), reason=reason)) from error


def _known(file: object) -> object:
    """Return the folder in place of a file of ours that nobody knows by its name."""
    path = Path(str(file))
    return path.parent if path.name.startswith(".") else path


def _kind(error: Exception) -> str | None:
    """Return which of the messages tells of `error`, or None where none does."""
    causes = list(_causes(error))
    failed = next((each for each in causes if isinstance(each, OSError)), None)
    if failed:
        return "full" if failed.errno in _FULL else "closed" if failed.errno in _CLOSED else "disk"
    if len(causes) == 1 and not isinstance(error, sqlite3.Error):
        return None
    if type(causes[-1]).__module__.startswith("psycopg") and not isinstance(error, ContentError):
        return "server"
    said = "\n".join(map(str, causes))
    return next((kind for kind, words in _SAID.items() if any(each in said for each in words)), None)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__
