"""The real `widerwindow serve`, told to end while it builds for the first time, builds again, and serves."""

import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

import ports

pytestmark = pytest.mark.thorough

LONG, SOON = 240, 60  # seconds, on a busy machine
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")


class Running:
    """The command in a course, what it has said, and what it has started."""

    def __init__(self, course: Path) -> None:
        self._log = course.parent / f"{time.monotonic_ns()}.log"
        with self._log.open("w") as out:
            options = ["--no-open", "--port", str(ports.free())]
            command = [sys.executable, "-m", "widerwindow.cli", "serve", *options]
            self.process = subprocess.Popen(command, cwd=course, stdout=out, stderr=out, start_new_session=True)

    @property
    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def wait_for(self, there: Callable[[], object]) -> None:
        until = time.monotonic() + LONG
        while not there():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < until, self.said
            time.sleep(0.02)

    def stop(self, number: int) -> int:
        """Send a signal to the command alone, and return its status; nothing that it started may be left."""
        started = psutil.Process(self.process.pid).children(recursive=True)
        self.process.send_signal(number)
        status = self.process.wait(SOON)
        _, left = psutil.wait_procs(started, SOON)
        assert left == []
        assert "Traceback" not in self.said
        return status


@pytest.fixture
def course(write_with_quiz: Callable[[Path], None], tmp_path: Path) -> Path:
    course = tmp_path / "course"
    write_with_quiz(course)
    return course


@contextmanager
def running(course: Path) -> Iterator[Running]:
    """Run the command; whatever fails, nothing of it is left running."""
    run = Running(course)
    try:
        yield run
    finally:
        if run.process.poll() is None:
            run.process.kill()
            run.process.wait(SOON)


def files(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_stopped_while_it_builds_it_leaves_nothing_and_is_taken_up_again(
    course: Path, number: int, status: int
) -> None:
    site = course / "_build" / "html"
    with running(course) as first:
        first.wait_for(site.exists)
        assert first.stop(number) == status
    assert not list(site.rglob("*.html"))
    with running(course) as second:
        second.wait_for(lambda: ADDRESS.search(second.said))
        page, built = course / "book" / "art" / "colours.md", files(site)
        page.write_text(page.read_text() + "\nA new sentence.\n", encoding="utf-8")
        second.wait_for(lambda: not (site.parent / "built-from.json").exists())  # it builds again
        time.sleep(0.5)
        assert second.stop(number) == 0  # it has served, and was asked to end
    found = ADDRESS.search(second.said)
    assert found
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", int(found[1])))
    assert files(site) == built or "Built again" in second.said
