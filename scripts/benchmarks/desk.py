"""How long the trainer waits at her desk with 1,000 hand-ins, beside nbgrader's formgrader on the same desk."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, expect, sync_playwright

import setup_venv
from benchmarks.marking import QUIZ, hand_in
from benchmarks.tools import chromium, course_in, run, show

HAND_INS = 1_000
STEPS = 20
PATIENCE = 600_000  # milliseconds
LOADED = "globalThis.formgrader?.grades?.loaded"
"""Whether formgrader has fetched the marks that it shows."""

OTHER = "before => document.querySelector('h1').innerText !== before"
"""Whether another answer is shown; asked at each frame, as `expect` would pause longer than the answer takes."""


def desk(folder: Path) -> None:
    """Measure in a browser, from the click to what is seen: opening, today, the list, the next answer, marks."""
    course = course_in(folder / "course")
    run(course, "widerwindow", "release", QUIZ)
    hand_in(course, HAND_INS)
    run(course, "widerwindow", "autograde", QUIZ)
    with _opened(course, folder) as (address, seconds), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        page = browser.new_page(bypass_csp=True)  # formgrader's own policy keeps a measuring script out
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        page.goto(address)
        top = address[: address.index("/", len("http://"))]
        print(f"  {'opening the desk, until it answers':<46} {seconds:9.1f} s")
        print(f"  {'today':<46} {1000 * _seconds(lambda: page.goto(f'{top}/desk')):9.0f} ms")
        ours = _seconds(lambda: page.goto(f"{top}/desk/giving-back/{QUIZ}"))
        stock = _seconds(lambda: _list(page, top))
        show(f"the list of {HAND_INS:,} hand-ins", 1000 * ours, 1000 * stock, "ms")
        report = _seconds(lambda: page.goto(f"{top}/desk/results/of/{QUIZ}"))
        print(f"  {f'the report on {HAND_INS:,}':<46} {1000 * report:9.0f} ms")
        ours_each, ours_minute = _ours(page, top)
        stock_each, stock_minute = _stock(page, top)
        show("the next answer", 1000 * ours_each, 1000 * stock_each, "ms")
        print(
            f"  {'marks a minute, by a script that never thinks':<46} {ours_minute:9.0f}     stock {stock_minute:9.0f}"
        )
        browser.close()


@contextmanager
def _opened(course: Path, home: Path) -> Iterator[tuple[str, float]]:
    """Give the address of the course's desk, and how many seconds it took to open."""
    begun = time.perf_counter()
    command = [setup_venv.PYTHON.parent / "widerwindow", "desk", "--no-open"]
    kept = os.environ | {"JUPYTER_RUNTIME_DIR": str(home / "runtime")}
    with subprocess.Popen(command, cwd=course, env=kept, stdout=subprocess.PIPE, text=True) as process:
        found = re.search(r"http://\S+", process.stdout.readline() if process.stdout else "")
        try:
            yield (found[0] if found else ""), time.perf_counter() - begun
        finally:
            process.send_signal(signal.SIGINT)


def _seconds(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


def _list(page: Page, top: str) -> None:
    page.goto(f"{top}/formgrader/gradebook/{QUIZ}/{QUIZ}")
    expect(page.locator("tbody tr a").first).to_be_visible()


def _ours(page: Page, top: str) -> tuple[float, float]:
    """Return the median seconds to the next answer, and the marks a minute, with keys alone."""
    page.goto(f"{top}/desk")
    page.get_by_role("link", name="answers to mark").first.click()
    heading = page.get_by_role("heading", level=1)
    waits, begun = [], time.perf_counter()
    for _ in range(STEPS):
        for _ in page.locator("fieldset").all():
            page.keyboard.press("1")
        expect(page.locator("form.mark [role=status]")).to_have_text("Saved")
        before = heading.inner_text()
        waits.append(_seconds(lambda: (page.keyboard.press("Enter"), page.wait_for_function(OTHER, arg=before))))  # noqa: B023 - it is called at once
    return median(waits), 60 * STEPS / (time.perf_counter() - begun)


def _stock(page: Page, top: str) -> tuple[float, float]:
    """Return the same of formgrader, which shows a whole hand-in: each of its answers to mark counts."""
    _list(page, top)
    page.locator("tbody tr a").first.click()
    waits, marks, begun = [], 0, time.perf_counter()
    for _ in range(STEPS):
        page.wait_for_function(LOADED)
        for field in page.locator("input.score.needs_manual_grade").all():
            field.fill("1")
            marks += 1
        before = page.url
        waits.append(_seconds(lambda: _next(page, before)))  # noqa: B023 - it is called at once
    return median(waits), 60 * marks / (time.perf_counter() - begun)


def _next(page: Page, before: str) -> None:
    page.evaluate("formgrader.nextAssignment()")
    page.wait_for_url(lambda url: url.split("?")[0] != before.split("?", maxsplit=1)[0])
    page.wait_for_function(LOADED)
