import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from axe import COLOURS, violations
from ready import Ready
from widerwindow import widgets
from widerwindow.content.copies import copying
from widerwindow.content.copies.copying import Wishes
from widerwindow.content.copies.edition import RECORD, Edition, Installed
from widerwindow.startup import with_rare_collections
from widerwindow.widgets import bundle

with_rare_collections()

_ROOT = Path(__file__).parents[1]
_WRITTEN = ("_config.yml", "_toc.yml", "book", "exercises/quizzes", "exercises/bank", "exercises/nbgrader_config.py")
_HEAD = r"jupytext:\n.*?name: python3\n"
_RUN = re.compile(rf"\A---\n{_HEAD}---\n|^{_HEAD}|^```{{code-cell}}.*?^```\n", re.MULTILINE | re.DOTALL)
_LONGEST = (
    "test_two_commands.py",
    "test_hub.py",
    "test_spoilt_hand_ins.py",
    "test_nobody_mistaken.py",
    "test_every_page.py",
    "test_desk_quizzes.py",
)
_WITH_WINDOWS = "chromium", "chromium-browser", "google-chrome"
_WITHOUT = "chromium-headless-shell"
_PAGE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>A page</title>
<link rel="stylesheet" href="{kind}.css">
<link rel="stylesheet" href="page.css">
<script src="memory.js"></script>
<script src="{kind}.js" defer></script>
</head>
<body><main><h1>A page</h1><p>Before.</p>{widget}<h2>After</h2></main></body>
</html>
"""
_COLOURS = """body { margin: 0; background: var(--ww-paper); color: var(--ww-ink); font: 1.0625rem/1.6 sans-serif; }
main { max-width: 42rem; margin: auto; padding: 1rem; }
:root { --ww-paper: #fbf7f0; --ww-ink: #2b2a28; }
@media (prefers-color-scheme: dark) {
  :root { --ww-paper: #1d1c1a; --ww-raised: #272522; --ww-ink: #ece6da; --ww-soft: #b9b1a3; --ww-line: #4a463f;
    --ww-accent: #8cc7c9; --ww-on-accent: #12282a; --ww-focus: #f0b35e; --ww-edge: #8f8778; }
}
"""
_PHONE = {"viewport": {"width": 320, "height": 740}}
_IS_DARK = "matchMedia('(prefers-color-scheme: dark)').matches"
_MEMORY = """globalThis.kept ??= {};
globalThis.widerWindow = { memory: {
  keeps: () => globalThis.keeping ?? false, read: (key) => kept[key], write: (key, value) => { kept[key] = value; },
} };
"""

expect.set_options(timeout=60_000)  # a busy machine takes its time; what is there at once is seen at once


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that say which tests count."""
    parser.addoption("--no-skips", action="store_true", help="a test that is skipped has failed")
    parser.addoption("--all", action="store_true", help="run the thorough tests too, as naming a file does")


def _are_all_asked_for(config: pytest.Config) -> bool:
    return config.option.all or config.args != config.getini("testpaths")


def pytest_report_header(config: pytest.Config) -> str:
    """Say which tests run."""
    return "all tests" if _are_all_asked_for(config) else "the daily tests; with --all the thorough ones too"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the thorough tests out of a daily run, and put the files that take longest first.

    So the workers of scripts/test.py end together.
    """
    if not _are_all_asked_for(config):
        items[:] = [item for item in items if not item.get_closest_marker("thorough")]
    items.sort(key=lambda item: _LONGEST.index(item.path.name) if item.path.name in _LONGEST else len(_LONGEST))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what tests that passed could not see on this machine, which they record as `not_seen`."""
    for report in terminalreporter.getreports("passed"):
        for name, what in report.user_properties:
            if name == "not_seen":
                terminalreporter.write_line(f"{report.nodeid}: {what}")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """End as a run that failed where tests were skipped and none may be; pytest's own summary names them."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter and reporter.stats.get("skipped") and session.config.getoption("--no-skips"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _given(variable: str) -> Path:
    """Return the folder outside the project that an environment variable names. Skips the test where it is not set."""
    named = os.environ.get(variable)
    if not named:
        pytest.skip(f"{variable} names no folder.")
    assert Path(named).is_dir(), f"{variable} names {named}, which is no folder."
    return Path(named)


@pytest.fixture
def source_posts() -> Path:
    """The folder with the posts that the course grew from, as text files."""
    return _given("WIDERWINDOW_SOURCE_POSTS")


@pytest.fixture
def moodle_sample() -> Path:
    """A folder with a real “Download all submissions” of Moodle, and its worksheet."""
    return _given("WIDERWINDOW_MOODLE_SAMPLE")


@pytest.fixture(scope="session")
def start_browser() -> Iterator[Callable[..., Browser]]:
    """Starts Chromium with the options given. While one runs, `asyncio.run` does not work in this process."""
    whole = next(filter(None, map(shutil.which, _WITH_WINDOWS)), None)
    if not whole:
        pytest.fail("These tests need the browser Chromium. On Debian or Ubuntu: sudo apt install chromium")
    quick = shutil.which(_WITHOUT) or whole
    with sync_playwright() as playwright, ExitStack() as running:

        def start(*, is_whole: bool = False, **options: Any) -> Browser:  # noqa: ANN401 - whatever Playwright takes
            path = whole if is_whole else quick
            chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"], **options)
            running.callback(chromium.close)
            return chromium

        yield start


@pytest.fixture(scope="session")
def browser(start_browser: Callable[..., Browser]) -> Browser:
    """Chromium, once for all tests."""
    return start_browser()


@pytest.fixture
def new_visit(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Starts visits with the options given, on a phone where these say nothing else; no script may fail in them."""
    errors: list[str] = []
    with ExitStack() as visits:

        def start(**options: Any) -> BrowserContext:  # noqa: ANN401 - whatever Playwright takes
            context = browser.new_context(**_PHONE | options)
            context.on("weberror", lambda error: errors.append(str(error.error)))
            return visits.enter_context(context)

        yield start
    assert errors == []


@pytest.fixture(scope="session")
def lasting_visit(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Gives the one visit with the options given, for as long as the tests last; on a phone where these say no other.

    A tab stays open in it: to open another beside that takes less than half as long as to start a visit anew. A test
    that changes more than its own tab needs a new visit.
    """
    known: dict[str, BrowserContext] = {}
    with ExitStack() as visits:

        def visit(**options: Any) -> BrowserContext:  # noqa: ANN401 - whatever Playwright takes
            wanted = repr(sorted(options.items()))
            if wanted not in known:
                known[wanted] = visits.enter_context(browser.new_context(**_PHONE | options))
                known[wanted].new_page()
            return known[wanted]

        yield visit


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Callable[[str, Callable[[Path], object]], Path]:
    """Makes a folder that all workers share: whoever asks first makes it, and the others wait until it is there."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent

    def made(name: str, make: Callable[[Path], object]) -> Path:
        done = shared / f"{name} is there"
        with FileLock(shared / f"{name}.lock"):
            if not done.exists():
                make(shared / name)
                done.touch()
        return shared / name

    return made


@pytest.fixture(scope="session")
def copy_organisation() -> Callable[[Path], None]:
    """Copies the real organisation's file into a folder, with its helplines checked today."""

    def copy(folder: Path) -> None:
        text = (_ROOT / "organisation.yml").read_text(encoding="utf-8")
        text = re.sub(r"checked_on: .*", f"checked_on: {date.today()}", text)
        text = re.sub(r"review_by: .*", "review_by: 2999-01-01", text)
        (folder / "organisation.yml").write_text(text, encoding="utf-8")

    return copy


@pytest.fixture(scope="session")
def copy_course(copy_organisation: Callable[[Path], None]) -> Callable[[Path], Path]:
    """Copies what people wrote of the real course into a folder, and returns it; its helplines are checked today."""

    def copy(folder: Path) -> Path:
        for name in _WRITTEN:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            copy_one = shutil.copytree if (_ROOT / name).is_dir() else shutil.copy
            copy_one(_ROOT / name, folder / name)
        copy_organisation(folder)
        return folder

    return copy


@pytest.fixture(scope="session")
def shorten(copy_course: Callable[[Path], Path]) -> Callable[..., Path]:
    """Makes a copy of the real course with the modules named and those that none can do without, and returns it.

    It is made as an organisation makes its own.
    """

    def make(folder: Path, *modules: str) -> Path:
        whole = Installed(folder / "whole")
        written = copy_course(whole.folder)
        names = [file.relative_to(written).as_posix() for file in written.rglob("*") if file.is_file()]
        edition = Edition(course=written.name, version="0", files=dict.fromkeys(names, ""))
        (whole.package / RECORD).write_text(edition.model_dump_json(), encoding="utf-8")
        left_out = [name for name in copying.modules(whole) if name not in modules]
        return copying.start(whole, folder / "copy", Wishes(left_out=left_out)).course.root

    return make


@pytest.fixture(scope="session")
def short_once(once: Callable[[str, Callable[[Path], object]], Path], shorten: Callable[..., Path]) -> Path:
    """A copy of the real course with few of its modules, made once for all workers."""
    modules = "grounding", "window-of-tolerance", "dissociation"
    return once("short", lambda folder: shorten(folder, *modules)) / "copy"


@pytest.fixture
def short_course(short_once: Path, tmp_path: Path) -> Path:
    """Such a copy in a folder of its own."""
    return shutil.copytree(short_once, tmp_path, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def quicken() -> Callable[[Path], None]:
    """Takes the widgets out of a course's pages, so that it is built in little time.

    Its first module keeps them, and so does a page with a chart: what is claimed of its numbers is looked for there.
    """

    def strip(course: Path) -> None:
        for page in course.glob("book/*/*.md"):
            text = page.read_text(encoding="utf-8")
            if page.parent.name != "start-safely" and "\nChart(" not in text:
                page.write_text(_RUN.sub("", text), encoding="utf-8")

    return strip


@pytest.fixture(scope="session")
def ready() -> Iterator[Ready]:
    """What runs the real command in a fork of a process that has loaded what it loads."""
    with Ready() as ready:
        yield ready


@pytest.fixture(scope="session")
def command(ready: Ready) -> Callable[..., str]:
    """Runs the real command in a course with arguments, the status it is to end with and what a person types.

    Returns what it said.
    """

    def run(course: Path, *arguments: str | Path, status: int = 0, typed: str = "") -> str:
        ran = ready.run(course, list(map(str, arguments)), typed)
        assert ran.returncode == status, ran.stdout + ran.stderr
        assert "Traceback" not in ran.stdout + ran.stderr
        return ran.stdout

    return run


@pytest.fixture(scope="session")
def tiny_course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course of tests/widgets, in a folder of its own."""
    course = tmp_path_factory.mktemp("tiny") / "course"
    shutil.copytree(Path(__file__).parent / "widgets" / "course", course)
    return course


@pytest.fixture
def widget_page(tiny_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Writes a page with one widget of the tiny course, to be opened from disk, and returns its file."""
    monkeypatch.chdir(tiny_course / "book" / "tea")

    def write(kind: str, name: str) -> Path:
        files = {
            f"{kind}.js": bundle.script(kind),
            f"{kind}.css": bundle.style(kind),
            "page.css": _COLOURS,
            "memory.js": _MEMORY,
            "page.html": _PAGE.format(kind=kind, widget=widgets.KINDS[kind](name).page_html()),
        }
        for file, text in files.items():
            (tmp_path / file).write_text(text, encoding="utf-8")
        return tmp_path / "page.html"

    return write


@pytest.fixture
def open_widget(
    lasting_visit: Callable[..., BrowserContext], widget_page: Callable[[str, str], Path]
) -> Iterator[Callable[..., Page]]:
    """Opens such a page in a tab with the options given; no script may fail in it, nothing be said on its console."""
    said: list[str] = []
    with ExitStack() as tabs:

        def open_page(kind: str, name: str, **options: Any) -> Page:  # noqa: ANN401 - whatever Playwright takes
            page = tabs.enter_context(lasting_visit(**options).new_page())
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("console", lambda message: said.append(message.text))
            page.goto(widget_page(kind, name).as_uri())
            return page

        yield open_page
    assert said == []


@pytest.fixture(scope="session")
def assert_no_barriers() -> Callable[[Page], None]:
    """Checks a page opened from disk with axe, its colours in light and dark, and that nothing scrolls sideways."""

    def check(page: Page) -> None:
        shown, other = ("dark", "light") if page.evaluate(_IS_DARK) else ("light", "dark")
        assert violations(page, preload=False) == []  # style sheets cannot be fetched from disk
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.emulate_media(color_scheme=other)
        assert violations(page, preload=False, runOnly=COLOURS) == []
        page.emulate_media(color_scheme=shown)

    return check
