"""A gradebook that an older nbgrader made is brought to the version of this one, with a copy kept before."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from test_keeping_everything import grades, judged, judged_twice

from widerwindow.content.course import Course
from widerwindow.grading.gradebook import versions
from widerwindow.grading.gradebook.place import address_of

OLD = "167914646830"
"""The version of 2018, before nbgrader knew of courses."""

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
