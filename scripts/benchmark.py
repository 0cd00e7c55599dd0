"""Measures the course beside the stock tools: python3 scripts/benchmark.py [page] [build] [marking].

Every figure is taken in the same run as its alternative and printed as a ratio, as machines differ and are noisy.
Needs Chromium, and npm for the stock widgets' front end: stock pages fetch it from other hosts, and here it is served
from this machine.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import setup_venv

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Request, Route

ROOT = setup_venv.ROOT
QUIZ = "window-of-tolerance"
SCENARIO_PAGE = "window-of-tolerance/scenario-office-phone.html"
WARM_UP = 3
SETTLE = 1000  # milliseconds in which what a page still asks for arrives
RUNS = 7
THROTTLE = 4
WATCH = """
const look = () => {{
  const found = document.querySelector({selector});
  if (found && found.getBoundingClientRect().width) window.usableAt = performance.now();
  else requestAnimationFrame(look);
}};
look();
"""

STOCK_PAGE = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---

# A stock page

```{code-cell} python
import ipywidgets
ipywidgets.RadioButtons(options=["Ask her", "Wait", "Fetch someone"], description="What next?")
```
"""
STOCK_CONFIG = "title: Stock\nexecute:\n  execute_notebooks: force\nonly_build_toc_files: true\n"


def main() -> None:
    """Run the measurements named on the command line, or all."""
    python = setup_venv.install("requirements-test.lock")
    if Path(sys.executable).resolve() != python.resolve() and "WIDERWINDOW_BENCHMARK" not in os.environ:
        again = [python, __file__, *sys.argv[1:]]
        sys.exit(subprocess.run(again, env=setup_venv.environment() | {"WIDERWINDOW_BENCHMARK": "1"}).returncode)
    measures: dict[str, Callable[[Path], None]] = {"page": page, "build": build, "marking": marking}
    for name in sys.argv[1:] or measures:
        with tempfile.TemporaryDirectory() as folder:
            print(f"\n{name}")
            measures[name](Path(folder))


def course_in(folder: Path) -> Path:
    """Return a copy of the course's words in `folder`."""
    for name in ("_config.yml", "_toc.yml", "organisation.yml"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "book", folder / "book")
    shutil.copytree(ROOT / "exercises" / "quizzes", folder / "exercises" / "quizzes")
    shutil.copy(ROOT / "exercises" / "nbgrader_config.py", folder / "exercises")
    return folder


def run(folder: Path, *command: str | Path) -> float:
    """Run a command of .venv in `folder`; return its seconds. Raises CalledProcessError with what it said."""
    started = time.perf_counter()
    subprocess.run([setup_venv.PYTHON.parent / command[0], *command[1:]], cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - started


def show(what: str, ours: float, stock: float, unit: str) -> None:
    """Print a figure beside the stock tool's, and how many times less ours is."""
    print(f"  {what:<46} {ours:9.1f} {unit:<3} stock {stock:9.1f} {unit:<3} {stock / ours:6.1f} times less")


# --- a first visit to a page with a widget


def page(folder: Path) -> None:
    """Measure a first visit to a scenario page beside a stock Jupyter Book page with a stock ipywidgets widget."""
    from playwright.sync_api import sync_playwright

    (folder / "ours").mkdir()
    (folder / "stock").mkdir()
    course = course_in(folder / "ours")
    run(course, "widerwindow", "build")
    stock = stock_book(folder / "stock")
    elsewhere = widgets_front_end(folder)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        ours = first_visits(browser, course / "_build" / "html", SCENARIO_PAGE, "ww-widget .ww-main", {})
        theirs = first_visits(browser, stock, "index.html", ".widget-radio-box input", elsewhere)
        browser.close()
    show("first visit, bytes gzipped", ours["bytes"] / 1000, theirs["bytes"] / 1000, "KB")
    show("requests", ours["requests"], theirs["requests"], "")
    show(f"first choice usable, {THROTTLE}x slower CPU, median", ours["usable"], theirs["usable"], "ms")


def stock_book(folder: Path) -> Path:
    """Build the stock page and return its site's folder."""
    (folder / "index.md").write_text(STOCK_PAGE)
    (folder / "_config.yml").write_text(STOCK_CONFIG)
    (folder / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    run(folder, "jupyter-book", "build", folder)
    index = folder / "_build" / "html" / "index.html"
    # The digests are those of the other hosts' minified files; what is served here comes from the packages themselves.
    index.write_text(re.sub(r' integrity="[^"]*"', "", index.read_text()))
    return index.parent


def widgets_front_end(folder: Path) -> dict[str, Path]:
    """Fetch what stock pages load from other hosts, by package name; return file by a part of its address."""
    packages = ["@jupyter-widgets/html-manager@1", "requirejs@2", "mathjax@3"]
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", *packages], cwd=folder, check=True)
    modules = folder / "node_modules"
    return {
        "embed-amd": modules / "@jupyter-widgets" / "html-manager" / "dist" / "embed-amd.js",
        "require": modules / "requirejs" / "require.js",
        "tex-mml-chtml": modules / "mathjax" / "es5" / "tex-mml-chtml.js",
    }


def first_visits(browser: Browser, site: Path, name: str, usable: str, elsewhere: dict[str, Path]) -> dict[str, float]:
    """Visit a page several times as if for the first time; return bytes, requests and median milliseconds until usable.

    Bytes are those of every answer's body, compressed as a web server would. Every visit has an empty cache of its own;
    the first ones only warm the browser itself, and are not counted.
    """
    from widerwindow.site import serve

    with serve.bind(site, 8000) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        visits = [first_visit(browser, serve.address(server), name, usable, elsewhere) for _ in range(WARM_UP + RUNS)]
        server.shutdown()
    return visits[-1] | {"usable": statistics.median(visit["usable"] for visit in visits[WARM_UP:])}


def first_visit(browser: Browser, address: str, name: str, usable: str, elsewhere: dict[str, Path]) -> dict[str, float]:
    """Return bytes, requests and milliseconds of one visit with an empty cache."""
    context = browser.new_context()
    requests: list[Request] = []

    def note(request: Request) -> None:
        requests.append(request)

    def answer(route: Route) -> None:
        file = next((path for part, path in elsewhere.items() if part in route.request.url), None)
        if file:
            route.fulfill(path=file)
        else:
            route.abort()

    context.route(lambda url: not url.startswith((address, "data:")), answer)
    context.add_init_script(WATCH.format(selector=json.dumps(usable)))
    tab = context.new_page()
    tab.on("requestfinished", note)
    context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    tab.goto(address + name)
    tab.wait_for_function("window.usableAt")
    tab.wait_for_timeout(SETTLE)
    size = sum(len(gzip.compress(answered.body())) for request in requests if (answered := request.response()))
    usable_at = tab.evaluate("window.usableAt")
    context.close()
    return {"bytes": size, "requests": len(requests), "usable": usable_at}


def chromium() -> str:
    """Return the path of Chromium."""
    return shutil.which("chromium") or sys.exit("This needs Chromium on PATH.")


# --- building the book


def build(folder: Path) -> None:
    """Measure a clean build, and a build after one edit, beside Jupyter Book's own settings on the same words."""
    course = course_in(folder)
    clean = run(course, "widerwindow", "build")
    edited = course / "book" / "window-of-tolerance" / "signs.md"
    again = []
    for number in range(3):
        edited.write_text(edited.read_text() + f"\nA line more, {number}.\n")
        again.append(run(course, "widerwindow", "build"))
    print(f"  clean build of {len(list((course / '_build' / 'html').rglob('*.html')))} pages {clean:27.1f} s")
    edit = statistics.median(again)
    print(f"  build after one edit, median {edit:26.1f} s  ({clean / edit:.1f} times less)")


# --- marking


def marking(folder: Path) -> None:
    """Measure 200 hand-ins marked as data beside 20 marked by stock nbgrader, whole commands, per hand-in."""
    seconds = {}
    for who, count, command in (
        ("ours", 200, ["widerwindow", "autograde", QUIZ]),
        ("stock", 20, ["nbgrader", "autograde", QUIZ]),
    ):
        (folder / who).mkdir()
        course = course_in(folder / who)
        run(course, "widerwindow", "release", QUIZ)
        hand_in(course, count)
        run(course, "widerwindow", "collect", "handed-in")
        seconds[who] = run(course if who == "ours" else course / "exercises", *command) / count
    show("marking one hand-in, start of the command included", seconds["ours"] * 1000, seconds["stock"] * 1000, "ms")


def hand_in(course: Path, count: int) -> None:
    """Write `count` hand-ins with random answers into `handed-in`, as the quiz's page would make them."""
    release = json.loads((course / "exercises" / "release" / QUIZ / f"{QUIZ}.ipynb").read_text())
    chance = random.Random(1)
    (course / "handed-in").mkdir()
    for number in range(count):
        notebook = json.loads(json.dumps(release))
        notebook["metadata"]["widerwindow"] |= {"learner": f"l{number}", "saved": "2026-01-01T00:00:00Z"}
        cells = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in notebook["cells"]}
        for question in notebook["metadata"]["widerwindow"]["quiz"]["questions"]:
            cells[question["id"]]["source"] = answer_to(question, chance)
        (course / "handed-in" / f"{QUIZ}--l{number}.ipynb").write_text(json.dumps(notebook))


def answer_to(question: dict, chance: random.Random) -> str:  # type: ignore[type-arg]
    """Return a random answer as it stands in its cell."""
    if question["type"] == "written":
        return "She paced. I do not know why."
    name = re.sub("-", "_", question["id"])
    if question["type"] == "sorting":
        groups = [group["id"] for group in question["groups"]]
        return f"{name} = { ({item['id']: chance.choice(groups) for item in question['items']})!r}"
    options = [option["id"] for option in question["options"]]
    if question["type"] == "multiple":
        return f"{name} = {chance.sample(options, chance.randint(1, len(options)))!r}"
    return f"{name} = {chance.choice(options)!r}"


if __name__ == "__main__":
    main()
