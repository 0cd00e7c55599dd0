"""How long a build takes, whole and after one edit, and how long an author waits until she sees what she saved."""

import re
import statistics
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

import package
import setup_venv
from benchmarks.tools import ROOT, chromium, course_in, run, show
from widerwindow.content.copies import copying
from widerwindow.content.copies.edition import Installed

RUNS = 5
PAGE = "capstone/three-papers"  # it has a cell to execute, and no note before it
PATIENCE = 120_000  # milliseconds


def build(folder: Path) -> None:
    """Measure a clean build, one after an edit, and what an author sees of an edit, beside stock builds of the same."""
    course, other = course_in(folder / "course"), course_in(folder / "stock")
    clean = run(course, "widerwindow", "build")
    print(f"  clean build of {len(list((course / '_build' / 'html').rglob('*.html')))} pages {clean:27.1f} s")
    (other / "exercises" / "release").symlink_to(course / "exercises" / "release")
    stock_build = "jupyter-book", "build", "book", "--config", "_config.yml", "--toc", other / "_toc.yml"
    options = "--path-output", other
    show("clean build", clean, run(other, *stock_build, *options), "s")
    stock = _median(other, lambda _: run(other, *stock_build, *options))
    show("build after one edit, median", _median(course, lambda _: run(course, "widerwindow", "build")), stock, "s")
    with _watching(course) as seen:
        show("from save to seen, median", _median(course, seen), stock, "s")
    _growth(folder)


def _growth(folder: Path) -> None:
    """Print how long a copy takes to build that does without half of the modules, and one that has them all."""
    with zipfile.ZipFile(package.course(ROOT, folder)) as wheel:
        wheel.extractall(folder / "edition")
    whole = Installed(folder / "edition" / package.PACKAGE)
    modules = copying.modules(whole)
    for left_out in modules[len(modules) // 2 :], []:
        copy = folder / f"without {len(left_out)}"
        copying.start(whole, copy, copying.Wishes(left_out=left_out))
        seconds = run(copy, "widerwindow", "build")
        pages = len(list((copy / "_build" / "html").rglob("*.html")))
        print(f"  a copy's first build, {pages:3} pages {seconds:34.1f} s   {1000 * seconds / pages:5.0f} ms a page")


def _median(course: Path, measure: Callable[[str], float]) -> float:
    """Return the median of what is measured after one edit, given what was written."""
    page = course / "book" / f"{PAGE}.md"
    times = []
    for _ in range(RUNS):
        line = f"A line more, of {time.time_ns()}."
        page.write_text(f"{page.read_text()}\n{line}\n")
        times.append(measure(line))
    return statistics.median(times)


@contextmanager
def _watching(course: Path) -> Iterator[Callable[[str], float]]:
    """Serve the course, open the page, and yield what waits until a line is on it, and returns the seconds."""
    command = [setup_venv.PYTHON.parent / "widerwindow", "serve", "--no-open"]
    with (
        subprocess.Popen(command, cwd=course, stdout=subprocess.PIPE, text=True) as process,
        sync_playwright() as tools,
    ):
        assert process.stdout
        address = next(filter(None, (re.search(r"http://\S+", line) for line in process.stdout)))[0]
        tab = tools.chromium.launch(executable_path=chromium(), args=["--no-sandbox"]).new_page()
        tab.goto(f"{address}{PAGE}.html")

        def seen(line: str) -> float:
            started = time.perf_counter()
            tab.get_by_text(line).wait_for(timeout=PATIENCE)
            return time.perf_counter() - started

        try:
            time.sleep(5)  # an author has read the page before she saves
            yield seen
        finally:
            process.terminate()
