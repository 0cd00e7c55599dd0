"""A trainer's desk, opened with the real command on a machine whose Jupyter is set to other things."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple, TextIO, cast

from coverage import Coverage
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

import axe
from forks import processes
from widerwindow.content.course import Course

ROOT = Path(__file__).parents[2]
PATIENCE = 120_000  # milliseconds; nbgrader takes its time on a busy machine
MACHINERY = re.compile(
    r"Traceback|sqlite|\bwiderwindow [a-z]|`widerwindow|\.(?:py|ya?ml)\b|\b(?:exercises|book)/"
    r"|(?<![\w:/])/(?:dev|home|root|tmp|usr)/"
)
"""What no page of the desk shows a trainer: commands, paths, names of files in YAML, and what Python says."""

_SHOWS_MACHINERY = re.compile(r"/quiz/[\w-]+/text|/for-trainers/notes/trainers-[\w-]+")
"""The editor of a quiz's file, and the guides for trainers, some of which are for who likes commands."""

_WINDOW: ViewportSize = {"width": 1280, "height": 720}
_visits: dict[str, BrowserContext] = {}
"""The browser's memory of each desk that is open and was visited, by its address."""

CLOSED = "The desk is closed. Every mark is kept.\n"


def environment(home: Path) -> dict[str, str]:
    """Return the environment of somebody whose home is `home`."""
    return os.environ | {
        "HOME": str(home),
        "JUPYTER_CONFIG_DIR": str(home),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
    }


@contextmanager
def opened(folder: Path, home: Path, *, closes: bool = False, command: Sequence[str] = ()) -> Iterator[str]:
    """Open the desk from a folder in a course, and give its address. It ends as a trainer ends it.

    If it `closes`, she has used its own button, or it ends by itself. The `command` runs in a program of its own; where
    there is none, the desk's own does in a fork of one that has loaded what a desk loads: to load that takes seconds.
    """
    (home / "jupyter_server_config.py").write_text("c.ServerApp.ip = '0.0.0.0'\nc.ServerApp.allow_root = False\n")
    (home / "nbgrader_config.py").write_text(f"c.CourseDirectory.root = {str(home)!r}\n")
    (home / "errors").write_text("")
    with _started(command, folder, home) if command else _forked(folder, home) as desk:
        first = desk.said.readline()
        try:
            found = re.search(r"http://127\.0\.0\.1:\d+/\S+", first)
            assert found, first + (home / "errors").read_text()
            yield found[0]
        except BaseException:
            closes = False  # whoever did not get to the end closed nothing
            raise
        finally:
            if found and found[0] in _visits:
                _visits.pop(found[0]).close()
            if not closes:
                os.kill(desk.pid, signal.SIGINT)
            assert desk.said.read() == CLOSED
            assert desk.ended() == 0
    assert (home / "errors").read_text() == ""


@contextmanager
def kept(course: Course, where: str = ".") -> Iterator[str]:
    """Open the desk from somewhere in a course that lies in a folder of its own, and give its address.

    `as_before` brings the course back.
    """
    folder = course.root.parent
    shutil.copytree(course.exercises, folder / "before")
    (folder / "home").mkdir()
    with opened(course.root / where, folder / "home") as address:
        yield address


def as_before(course: Course, then: str = "before") -> Course:
    """Bring a course back to what it was when its desk was opened, or to what else was copied beside it."""
    shutil.rmtree(course.exercises)
    shutil.copytree(course.root.parent / then, course.exercises)
    return course


@contextmanager
def spoilt_quiz(course: Course, text: str) -> Iterator[None]:
    """Put a quiz `snow`, made of the `text` of another, with a mistake beside the others for a while."""
    file = course.exercises / "quizzes" / "snow.yml"
    file.write_text(text.replace("id: weather", "id: snow").replace("key: rain", "key: reign"), encoding="utf-8")
    yield
    file.unlink()


class _Running(NamedTuple):
    """A desk that runs: its process, what it says, and what waits for its end and gives its status."""

    pid: int
    said: TextIO
    ended: Callable[[], int | None]


@contextmanager
def _started(command: Sequence[str], folder: Path, home: Path) -> Iterator[_Running]:
    with (home / "errors").open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=folder,
            env=environment(home),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )
    with process:
        assert process.stdout
        yield _Running(process.pid, cast(TextIO, process.stdout), lambda: process.wait(30))


@contextmanager
def _forked(folder: Path, home: Path) -> Iterator[_Running]:
    hears, says = processes().Pipe(duplex=False)
    process = processes().Process(target=be_the_desk, args=(folder, home, environment(home), says, measured()))
    process.start()
    says.close()

    def ended() -> int | None:
        process.join(30)
        return process.exitcode

    with hears, open(hears.fileno(), encoding="utf-8", closefd=False) as said:
        yield _Running(process.pid or 0, said, ended)


def measured() -> str | None:
    """Return the file of what the tests measure, where they do: the desk's pages run in no other program.

    What a desk's process has loaded before it is a desk is not measured in it, so it is loaded here too.
    """
    current = Coverage.current()
    if current:
        import_module("widerwindow.desk.extension")
    return str(Path(current.config.data_file).resolve()) if current else None


def be_the_desk(folder: Path, home: Path, environment: dict[str, str], says: Connection, data: str | None) -> None:
    """Be the command that opens the desk, in this process; it is measured beside `data`, where that is given."""
    os.dup2(says.fileno(), 1)
    os.dup2(os.open(home / "errors", os.O_WRONLY), 2)
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
    says.close()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["widerwindow", "desk", "--no-open"]
    coverage = Coverage(data, data_suffix=True, config_file=str(ROOT / "pyproject.toml")) if data else None
    if coverage:
        coverage.start()
    try:
        import_module("widerwindow.cli").main()
    finally:
        if coverage:
            coverage.stop()
            coverage.save()
        sys.stdout.flush()


@contextmanager
def visiting(browser: Browser, desk: str) -> Iterator[Page]:
    """Give a page of the desk. It may ask no other host for anything, and no error may come up on it.

    While the desk is open it is the same page each time, as to start one takes longer than to go from one to the next.
    """
    page, wrong = _page(browser, desk), list[str]()
    heard: list[tuple[Any, Callable[[Any], None]]] = [
        ("request", lambda request: None if request.url.startswith(root(desk)) else wrong.append(request.url)),
        ("weberror", lambda error: wrong.append(str(error.error))),
        ("console", lambda message: wrong.append(message.text) if message.type == "error" else None),
    ]
    for event, hear in heard:
        page.context.on(event, hear)
    page.goto(desk)
    page.evaluate("localStorage.clear()")
    try:
        yield page
    finally:
        for event, hear in heard:
            page.context.remove_listener(event, hear)
        _leave(page)
    assert wrong == []


def _page(browser: Browser, desk: str) -> Page:
    if desk not in _visits:
        _visits[desk] = browser.new_context(accept_downloads=True)
    pages = _visits[desk].pages
    page = pages[0] if pages else _visits[desk].new_page()
    page.set_default_timeout(PATIENCE)
    page.set_viewport_size(_WINDOW)
    page.emulate_media(color_scheme="light")
    return page


def _leave(page: Page) -> None:
    """Leave nothing of a visit but an empty page."""
    for other in page.context.pages[1:]:
        other.close()
    if not page.is_closed():
        page.goto("about:blank")


def root(desk: str) -> str:
    """Return the address of the whole server."""
    return desk[: desk.index("/", len("http://"))]


def sound(page: Page, *places: str) -> None:
    """Look through a page, or those at `places`: for readers of all kinds, small and dark, and large and light.

    It is in words, too: nothing of how the desk works shows on it.
    """
    for place in places or ("",):
        if place:
            page.goto(f"{root(page.url)}{place}")
        page.wait_for_load_state()
        for details in page.locator("details").all():
            details.evaluate("(each) => { each.open = true; }")
        if not _SHOWS_MACHINERY.search(page.url):
            shown = page.locator("body").inner_text()
            assert not MACHINERY.search(shown), (page.url, MACHINERY.findall(shown))
        for width, scheme in ((320, "dark"), (1280, "light")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            assert axe.violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (page.url, width)
