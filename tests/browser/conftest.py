"""The real course, built once by the real command, and served."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from widerwindow.site import serve


@pytest.fixture(scope="session")
def built(
    copy_course: Callable[[Path], Path], command: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder of a copy of the real course that the real command has built."""
    course = copy_course(tmp_path_factory.mktemp("course"))
    command(course, "build")
    return course


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """The address at which the built course is served."""
    with serve.bind(built / "_build" / "html", 8000) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield serve.address(server)
        server.shutdown()
