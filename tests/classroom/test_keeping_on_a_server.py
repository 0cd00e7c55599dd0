"""A gradebook on a PostgreSQL server is kept, brought back, and forgets a learner as one in a file does."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from postgres import empty, programs
from room import QUIZ, blank, copied, hand_in, put
from test_keeping_everything import grades, judged, judged_twice
from test_on_a_server import HONEST, served_by, server, shown

from widerwindow.content.course import Course
from widerwindow.grading.keeping import backups, forgetting, known, restoring
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.setting.release import release

pytestmark = pytest.mark.thorough

__all__ = ["server"]

GUIDE = Path(__file__).parents[2] / "book" / "organisations-keeping.md"


def test_a_server_s_gradebook_is_kept_brought_back_and_forgets(course: Course, server: str, tmp_path: Path) -> None:
    served = served_by(copied(course, tmp_path / "served"), server)
    with writing(served, "release"):
        release(served, QUIZ)
    for learner in ("k7f3", "zz1"):
        put(served, learner, hand_in(blank(served), HONEST))
    autograde(served, QUIZ)
    before = shown(served)
    backups.write(served, backups.WHOLE, tmp_path / "b.zip")
    forgetting.forget(served, "zz1")
    book = known.gradebook(served)
    assert book
    assert book.learners() == {"k7f3"}
    (served.exercises / "forgotten.json").unlink()
    restoring.restore(served, backups.read(tmp_path / "b.zip"))
    assert shown(served) == before
    in_a_file = copied(course, tmp_path / "in a file")
    restoring.restore(in_a_file, backups.read(tmp_path / "b.zip"))
    assert shown(in_a_file) == before


def settings(course: Course) -> Path:
    return course.exercises / "nbgrader_config.py"


def test_a_copy_of_everything_fills_an_empty_server_and_so_does_the_server_s_own(
    course: Course, server: str, command: Callable[..., str], tmp_path: Path
) -> None:
    served = served_by(course, empty(server, "full"))
    release(served, QUIZ)
    judged_twice(served)
    before = grades(command, served), judged(served)
    command(served.root, "backup", "--to", tmp_path / "away")
    [made] = (tmp_path / "away").iterdir()
    other = Course(tmp_path / "another computer")
    shutil.unpack_archive(made / "course.zip", other.root)
    settings(other).write_text(settings(served).read_text().replace("/full?", "/anew?"))
    empty(server, "anew")
    command(other.root, "restore", "--yes", made)
    assert (grades(command, other), judged(other)) == before
    empty(server, "gradebook_again")
    by_its_own(server, tmp_path)
    settings(other).write_text(settings(other).read_text().replace("/anew?", "/gradebook_again?"))
    assert (grades(command, other), judged(other)) == before


def by_its_own(server: str, folder: Path) -> None:
    """Run the lines of the guide that copy the database `full` into an empty one, with PostgreSQL's own programs."""
    lines = re.findall(r"^pg_.*$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    at = {"PGHOST": server.partition("host=")[2], "PGUSER": "trainer"}
    at |= {"PATH": f"{programs(folder)}{os.pathsep}{os.environ['PATH']}"}
    assert len(lines) == 2
    for line in lines:
        subprocess.run(re.sub(r" gradebook$", " full", line), shell=True, cwd=folder, env=os.environ | at, check=True)


def test_the_gradebook_moves_to_a_server_and_back_with_all_marks(
    course: Course, server: str, command: Callable[..., str]
) -> None:
    judged_twice(course)
    before, own = (grades(command, course), judged(course)), settings(course).read_text()
    move = partial(command, course.root, "gradebook", "move")
    assert "The settings still say" in move("exercises/gradebook.db", status=1)
    address = empty(server, "moved")
    served_by(course, address)
    assert "There is no gradebook" in move("nothing.db", status=1)
    assert "gradebook.db.moved-" in move("exercises/gradebook.db")
    [old] = course.exercises.glob("gradebook.db*")
    assert (grades(command, course), judged(course)) == before
    assert "There is something in the gradebook" in move(old, status=1)
    settings(course).write_text(own)
    assert "still on its server" in move(address)
    assert (grades(command, course), judged(course)) == before
    assert old.is_file()
