"""Copies the gradebook into a file of SQLite's, and back: always in one form, wherever the gradebook itself is.

A file is copied by SQLite's own backup, which waits for whoever writes and leaves what has it open at work. What a
server keeps is copied row by row, so no program of the server's is needed, and no one's commands are run.
"""

import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from widerwindow.content.course import Course
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.place import address_of, file_of
from widerwindow.grading.keeping.rows import Rows

_WAIT = 5.0  # seconds for another program to finish writing
_VERSION = "alembic_version"


class Spoilt(sqlite3.DatabaseError):
    """Raised where a file is no gradebook that can be used."""


def copy_out(course: Course, to: Path, *, even_spoilt: bool = False) -> bool:
    """Write what the gradebook holds to the new file `to`. Return whether there is a gradebook.

    One that is spoilt is copied as it is if `even_spoilt` is true. Raises sqlite3.Error or SQLAlchemy's DatabaseError
    where it cannot be read.
    """
    if not connection.has_gradebook(course):
        return False
    address = connection.address(course)
    if file := file_of(address):
        try:
            _refuse_emptied(course, file)
            copy_from(address, to)
        except sqlite3.DatabaseError as error:
            if not (even_spoilt and is_spoilt(error)):
                raise
            shutil.copyfile(file, to)
        return True
    if not Rows(address).are_there():
        return False
    copy_from(address, to)
    return True


def copy_from(address: str, to: Path) -> None:
    """Write what the gradebook at `address` holds to the new file `to`. Raises sqlite3.Error, or SQLAlchemy's."""
    if file := file_of(address):
        _copy(file, to)
        check(to)
    else:
        _copy_rows(address, address_of(to))


def _refuse_emptied(course: Course, file: Path) -> None:
    """Raise Spoilt where a file that held marks is empty, as one is left by a disk that was full: SQLite accepts it."""
    if file.stat().st_size == 0 and any((course.classroom / "autograded").glob("*/*")):
        raise Spoilt("database disk image is malformed")


def copy_in(course: Course, copy: Path) -> None:
    """Let the gradebook hold what the file `copy` holds, all of it or, where that fails, nothing."""
    address = connection.address(course)
    if place := file_of(address):
        try:
            _copy(copy, place)
        except sqlite3.DatabaseError as error:
            if not is_spoilt(error):
                raise
            place.unlink()
            _copy(copy, place)
    else:
        _copy_rows(address_of(copy), address)


def check(file: Path) -> None:
    """Raise Spoilt where `file` is damaged, or does something by itself as no gradebook does."""
    with closing(sqlite3.connect(file)) as book:
        book.execute("pragma trusted_schema = off")
        found = book.execute("pragma quick_check(1)").fetchone()
        acts = book.execute("select name from sqlite_master where type in ('trigger', 'view')").fetchone()
    if found != ("ok",) or acts:
        raise Spoilt("database disk image is malformed")


def is_spoilt(error: sqlite3.DatabaseError) -> bool:
    """Return whether `error` says that the file itself is damaged."""
    return "malformed" in str(error) or "not a database" in str(error)


def _copy(source: Path, to: Path) -> None:
    with closing(sqlite3.connect(source, timeout=0.1)) as whole, closing(sqlite3.connect(to, timeout=0.1)) as copy:
        whole.backup(copy, progress=_not_for_ever(), sleep=0.05)


def _not_for_ever() -> Callable[[int, int, int], None]:
    """Return what ends a copy that waits for another program: by itself it would wait for as long as that takes."""
    end = time.monotonic() + _WAIT

    def look(status: int, *_: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > end:
            raise sqlite3.OperationalError("database is locked")

    return look


def _version_table() -> Any:  # noqa: ANN401 - SQLAlchemy's Table
    """Return the table that says which version of nbgrader's tables there are."""
    from sqlalchemy import Column, MetaData, String, Table

    return Table(_VERSION, MetaData(), Column("version_num", String(32), nullable=False))


def _copy_rows(source: str, to: str) -> None:
    """Replace the rows at the address `to` by those at `source`, as they are at one moment, in one transaction."""
    from sqlalchemy import create_engine, insert, inspect

    tables = [*connection.tables(), _version_table()]
    engines = create_engine(source, isolation_level="SERIALIZABLE"), create_engine(to)
    try:
        with engines[0].connect() as whole, engines[1].begin() as copy:
            there = inspect(whole).get_table_names()
            for table in tables:
                table.create(copy, checkfirst=True)
            for table in reversed(tables):
                copy.execute(table.delete())
            for table in tables:
                rows = [*map(dict, whole.execute(table.select()).mappings())] if table.name in there else []
                if rows:
                    copy.execute(insert(table), rows)
    finally:
        for engine in engines:
            engine.dispose()
