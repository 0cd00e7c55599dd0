"""The real course, built once by the real command, and served."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

SHEET = "window-of-tolerance/worksheet.html"


@pytest.fixture(scope="session")
def built(
    once: Callable[[str, Callable[[Path], object]], Path],
    copy_course: Callable[[Path], Path],
    command: Callable[..., str],
) -> Path:
    """The folder of a copy of the real course that the real command has built, once for all workers."""
    return once("built", lambda folder: command(copy_course(folder), "build"))


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
def page(visit: BrowserContext, address: str) -> Page:
    """The worksheet on a first visit, in which the browser itself may ask nothing."""
    page = visit.new_page()
    page.on("dialog", lambda dialog: pytest.fail(f"The browser asks: {dialog.message}"))
    page.goto(f"{address}{SHEET}")
    return page


@pytest.fixture
def in_a_frame(visit: BrowserContext, address: str, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Opens a page, or else a worksheet, in a frame of a page of another site; the frame gets the attributes given."""
    options = ["0", "--bind", "127.0.0.1", "--directory", tmp_path]
    command = [sys.executable, "-u", "-m", "http.server", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as elsewhere:
        assert elsewhere.stdout
        port = re.search(r"port (\d+)", elsewhere.stdout.readline())
        assert port

        def frame(attributes: str, name: str = SHEET) -> Page:
            framed = f"<iframe {attributes} width=300 height=200 src='{address}{name}'></iframe>"
            (tmp_path / "index.html").write_text(f"<h1>Learning site</h1>{framed}", encoding="utf-8")
            page = visit.new_page()
            page.goto(f"http://localhost:{port[1]}/")
            expect(page.frame_locator("iframe").locator("h1")).to_have_count(1)
            return page

        yield frame
        elsewhere.terminate()
