"""How long a package for learning platforms takes to make, what it weighs, and when a story in it can be used."""

import statistics
import zipfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from benchmarks.pages import RUNS, SETTLE, THROTTLE, WATCH
from benchmarks.sites import serving
from benchmarks.tools import chromium, course_in, run, show

FORMAT = "scorm-1.2"
MODULE = "grounding"
STORY = "grounding/scenario-five-things.html"


def packages(folder: Path) -> None:
    """Measure the packages of a built course, and a story in the player beside the same story as a plain page."""
    course = course_in(folder / "course")
    run(course, "widerwindow", "build")
    print(f"  publish one module {run(course, 'widerwindow', 'publish', FORMAT, MODULE):46.1f} s")
    print(f"  publish every module {run(course, 'widerwindow', 'publish', FORMAT, '--all'):44.1f} s")
    made = sorted((course / "_build" / "packages" / FORMAT).glob("*.zip"), key=lambda package: package.stat().st_size)
    for package in made[0], made[-1]:
        print(f"  {package.name:<57} {package.stat().st_size / 1024:6.0f} KB")
    with zipfile.ZipFile(course / "_build" / "packages" / FORMAT / f"{MODULE}-{FORMAT}.zip") as package:
        package.extractall(folder / "package")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        times = [
            statistics.median(_usable(browser, *where) for _ in range(RUNS))
            for where in ((folder / "package", _in_player), (course / "_build" / "html", _as_page))
        ]
        browser.close()
    show(f"a story can be used, {THROTTLE}x slower: package", times[0], times[1], "ms", "page")


def _usable(browser: Browser, site: Path, begin: Callable[[Page, str], Frame]) -> float:
    """Return the milliseconds from the link to a story until it can be used, where the page before it was read."""
    with serving(site) as (address, _):
        context = browser.new_context()
        context.add_init_script(WATCH)
        tab = context.new_page()
        context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
        frame = begin(tab, address)
        tab.wait_for_timeout(SETTLE)
        frame.goto(frame.url.replace(f"{MODULE}/index.html", STORY))
        usable = float(frame.evaluate("window.usable"))
        context.close()
    return usable


def _in_player(tab: Page, address: str) -> Frame:
    tab.goto(f"{address}player.html")
    tab.locator("[data-ww-begin]:visible").first.click()
    tab.frame_locator("iframe").locator("h1").first.wait_for()
    return tab.frames[-1]


def _as_page(tab: Page, address: str) -> Frame:
    tab.goto(f"{address}{MODULE}/index.html")
    return tab.main_frame
