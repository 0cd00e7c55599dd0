"""The real course, built once by the real command, and served."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

PATIENCE = 400  # seconds
SHEET = "window-of-tolerance/worksheet.html"


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
    """The address at which the built course is served: by a process of its own, as a learner's site is.

    In a thread beside Playwright, one request in thousands was never answered while coverage was measured.
    """
    site = built / "_build" / "html"
    command = [sys.executable, Path(__file__).with_name("served.py"), site]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout
        yield served.stdout.readline().strip()
        served.terminate()


@pytest.fixture
def visit(new_visit: Callable[..., BrowserContext]) -> BrowserContext:
    """A first visit on a phone, in which the page that the exit leads to is answered here."""
    context = new_visit()
    context.route("https://**/*", lambda route: route.fulfill(body="<h1>Weather</h1>", content_type="text/html"))
    return context


@pytest.fixture
def open_page(new_visit: Callable[..., BrowserContext], address: str) -> Callable[..., Page]:
    """Opens a page of the course in a visit of its own with the options given."""

    def go(name: str, **options: Any) -> Page:  # noqa: ANN401 - whatever Playwright takes
        page = new_visit(**options).new_page()
        page.goto(address + name)
        return page

    return go


@pytest.fixture
def in_a_frame(visit: BrowserContext, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page, or else a worksheet, in a frame of a page of another site; the frame gets the attributes given."""
    shown = {"html": ""}

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(shown["html"].encode())

        def log_message(self, *_: object) -> None:  # type: ignore[override]
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def frame(attributes: str, name: str = SHEET) -> Page:
        shown["html"] = (
            f"<h1>Learning site</h1><iframe {attributes} width=300 height=200 src='{address}{name}'></iframe>"
        )
        page = visit.new_page()
        page.goto(f"http://localhost:{server.server_port}/")
        expect(page.frame_locator("iframe").locator("h1")).to_have_count(1)
        return page

    yield frame
    server.shutdown()
    server.server_close()
