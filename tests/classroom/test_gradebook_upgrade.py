"""A gradebook that an older nbgrader made is brought to the version of this one, with a copy kept before."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from room import QUIZ
from test_keeping_everything import grades, judged, judged_twice
from test_on_a_server import served_by, server

from widerwindow.content.course import Course
from widerwindow.grading.gradebook import versions
from widerwindow.grading.gradebook.place import address_of
from widerwindow.grading.setting.release import release

pytestmark = pytest.mark.thorough

OLD = "167914646830"
"""The version of 2018, before nbgrader knew of courses."""

__all__ = ["server"]

BACK_ON_A_SERVER = f"""
alter table assignment drop column course_id;
drop table course;
alter table student drop column lms_user_id;
update alembic_version set version_num = '{OLD}';
"""

BACK = f"""
create table older (id varchar(32) not null primary key, name varchar(128) not null unique, duedate datetime);
insert into older select id, name, duedate from assignment;
drop table assignment;
alter table older rename to assignment;
drop table course;
alter table student drop column lms_user_id;
update alembic_version set version_num = '{OLD}';
"""


def made_old(file: Path) -> None:
    """Take out of a gradebook what newer versions of nbgrader have brought."""
    with closing(sqlite3.connect(file)) as book:
        book.executescript(BACK)


def test_an_older_gradebook_is_upgraded_with_all_its_marks(course: Course, command: Callable[..., str]) -> None:
    judged_twice(course)
    before, file = (grades(command, course), judged(course)), course.exercises / "gradebook.db"
    made_old(file)
    assert "run `widerwindow gradebook upgrade`" in command(course.root, "export", status=1)
    assert "version of nbgrader that is installed" in command(course.root, "gradebook", "upgrade")
    assert versions.present(address_of(file)) == versions.newest() != OLD
    assert (grades(command, course), judged(course)) == before
    assert "has that version already" in command(course.root, "gradebook", "upgrade")
    [kept] = course.exercises.glob("backups/*-before-gradebook upgrade.zip")
    command(course.root, "restore", "--yes", kept)
    assert versions.present(address_of(file)) == OLD


def test_what_nbgrader_cannot_upgrade_on_a_server_stays_as_it_was_and_is_said(
    course: Course, server: str, command: Callable[..., str]
) -> None:
    """nbgrader gives each assignment a course, and forgets that PostgreSQL wants one for those that are there."""
    served_by(course, server)
    release(course, QUIZ)
    with psycopg.connect(server.replace("+psycopg", "")) as book:
        book.execute(BACK_ON_A_SERVER)
    said = command(course.root, "gradebook", "upgrade", status=1)
    assert 'could not bring the gradebook on the server to its new version: column "course_id"' in said
    assert "Nothing has changed there." in said
    assert versions.present(server) == OLD
