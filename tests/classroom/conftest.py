import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "grading"))  # the same small course serves both folders
sys.path.insert(0, str(Path(__file__).parents[1] / "site"))  # and the same web servers
sys.path.insert(0, str(Path(__file__).parents[2] / "deploy" / "hub"))

from ledger import Stock
from room import QUIZ, copied, make_course

from ready import Ready
from widerwindow.content.course import Course
from widerwindow.grading.setting.release import release

pytest.register_assert_rewrite("desks")  # what fails in it is shown as in a test


@pytest.fixture(scope="session")
def released_once(once: Callable[[str, Callable[[Path], object]], Path]) -> Course:
    """Make one released course, for all workers: each test copies it."""
    return Course(once("released", lambda folder: release(make_course(folder), QUIZ)))


@pytest.fixture
def course(released_once: Course, tmp_path: Path) -> Course:
    """Return a released course of one's own."""
    return copied(released_once, tmp_path / "a course")


@pytest.fixture
def stock(ready: Ready, tmp_path: Path) -> Stock:
    """Return what runs a command of nbgrader in a course's folder, as a trainer would type it."""
    home = dict.fromkeys(("HOME", "JUPYTER_CONFIG_DIR", "IPYTHONDIR"), str(tmp_path))

    def run(course: Course, *command: str) -> None:
        ran = ready.run(course.exercises, list(command), program="stock", environment=os.environ | home)
        assert ran.returncode == 0, ran.stderr

    return run
