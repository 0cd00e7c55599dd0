"""A trainer's desk, opened with the real command on a machine whose Jupyter is set to other things."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, Route

PATIENCE = 120_000  # milliseconds; nbgrader takes its time on a busy machine
CLOSED = "The desk is closed. Every mark is in the gradebook.\n"


@contextmanager
def opened(folder: Path, home: Path, *, closes: bool = False) -> Iterator[str]:
    """Open the desk from a folder in a course, and give its address. It ends as a trainer ends it.

    If it `closes`, she has used its own button.
    """
    (home / "jupyter_server_config.py").write_text("c.ServerApp.ip = '0.0.0.0'\nc.ServerApp.allow_root = False\n")
    (home / "nbgrader_config.py").write_text(f"c.CourseDirectory.root = {str(home)!r}\n")
    settings = {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home), "JUPYTER_RUNTIME_DIR": str(home / "runtime")}
    with (home / "errors").open("w") as errors:
        server = subprocess.Popen(
            [sys.executable, "-m", "widerwindow.cli", "desk", "--no-open"],
            cwd=folder,
            env=os.environ | settings,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
        assert server.stdout
        said = server.stdout.readline()
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+/\S+", said)
            assert found, said + (home / "errors").read_text()
            yield found[0]
        finally:
            if not closes:
                server.send_signal(signal.SIGINT)
            last, _ = server.communicate(timeout=30)
            assert last == CLOSED
            assert server.returncode == 0
    assert (home / "errors").read_text() == ""


@contextmanager
def visiting(browser: Browser, desk: str) -> Iterator[Page]:
    """Give a page of the desk. It may ask no other host for anything, and no error may come up on it."""
    wrong: list[str] = []

    def only_here(route: Route) -> None:
        if route.request.url.startswith(root(desk)):
            route.continue_()
        else:
            wrong.append(route.request.url)
            route.abort()

    context = browser.new_context(accept_downloads=True)
    context.route("**/*", only_here)
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.set_default_timeout(PATIENCE)
    page.goto(desk)
    yield page
    context.close()
    assert wrong == []


def root(desk: str) -> str:
    """Return the address of the whole server."""
    return desk[: desk.index("/", len("http://"))]
