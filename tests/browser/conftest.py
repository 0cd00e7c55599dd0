"""The real course, built once by the real command, and served."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from widerwindow.site import serve

PATIENCE = 400  # seconds


@pytest.fixture(scope="session")
def built(
    copy_course: Callable[[Path], Path],
    command: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
    worker_id: str,
) -> Path:
    """The folder of a copy of the real course that the real command has built, once for all workers."""
    shared = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    course = shared / "built" / "course"
    try:
        course.parent.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + PATIENCE
        while not (course.parent / "done").exists():
            assert time.monotonic() < deadline, "The course that another worker builds does not come."
            time.sleep(0.2)
    else:
        try:
            command(copy_course(course), "build")
        finally:
            (course.parent / "done").touch()
    return course


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """The address at which the built course is served."""
    with serve.bind(built / "_build" / "html", 8000) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield serve.address(server)
        server.shutdown()
