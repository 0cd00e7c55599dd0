"""The real course, built once by the real command, and served."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from widerwindow.site import serve

ROOT = Path(__file__).parents[2]
PARTS = ("_config.yml", "_toc.yml", "organisation.yml", "book", "exercises/quizzes", "exercises/nbgrader_config.py")


def copy_of_the_course(folder: Path) -> Path:
    """Copy what people wrote, and nothing that a command makes, into `folder`."""
    for name in PARTS:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    return folder


def widerwindow(course: Path, *arguments: str | Path) -> str:
    """Run the real command in the folder of a course, and return what it said."""
    command = [Path(sys.executable).with_name("widerwindow"), *arguments]
    ran = subprocess.run(command, cwd=course, capture_output=True, text=True, encoding="utf-8")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="session")
def command() -> Callable[..., str]:
    """The real command: called with the folder of a course and arguments, it returns what it said."""
    return widerwindow


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a copy of the real course that the real command has built."""
    course = copy_of_the_course(tmp_path_factory.mktemp("course"))
    widerwindow(course, "build")
    return course


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """The address at which the built course is served."""
    with serve.bind(built / "_build" / "html", 8000) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield serve.address(server)
        server.shutdown()
