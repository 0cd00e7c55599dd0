"""What each page weighs and when it can be used, beside Jupyter Book's own page of the same words and widgets."""

import statistics
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.sites import KINDS, Asked, ours, serving, stock
from benchmarks.tools import chromium, show

RUNS = 7
THROTTLE = 4  # times slower than this machine
SETTLE = 500  # milliseconds in which a new tab is ready, and in which what a page still asks for arrives
# A page can be used when its scripts have run and its widget's first control, or else its title, is laid out; one with
# a content note in front of it, when that can be answered.
WATCH = """
window.usable = new Promise((usable, never) => {
  setTimeout(() => never(new Error("The page could not be used within two minutes.")), 120_000);
  addEventListener("DOMContentLoaded", () => {
    const ours = "ww-widget:not([data-kind=chart])", theirs = "script[type*=widget-view]";
    const widget = document.querySelector(window.widerWindow ? ours : theirs);
    const controls = widget ? ".ww:not(.ww-fallback) :is(button, input, textarea, a[href])" : "h1";
    const wanted = document.querySelector("[data-ww-continue]") ? "[data-ww-continue]" : controls;
    const look = () => {
      const found = [...document.querySelectorAll(wanted)];
      if (found.some((one) => one.getBoundingClientRect().width)) usable(performance.now());
      else requestAnimationFrame(look);
    };
    look();
  });
});
"""
COLUMNS = {"first visit, KB": 17, "requests": 10, "next page, KB": 15, "requests again": 16}


class Visit(NamedTuple):
    """One visit: requests, kilobytes (of 1,024 bytes) compressed as web servers do, milliseconds until usable."""

    requests: float
    size: float
    usable: float


def pages(folder: Path) -> None:
    """Measure every page beside the stock one, first and next visit, and for each kind the time until it is usable."""
    site = ours(folder / "ours")
    other = stock(folder / "stock", site)
    names = [page.relative_to(site).as_posix() for page in sorted(site.rglob("*.html"))]
    names = [name for name in names if (other / name).is_file() and name != "search.html"]
    with sync_playwright() as playwright:
        # Chromium would else stand in for a graphics card, and take the processor's time for it.
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=chromium(), args=arguments)
        _weigh(browser, site, other, names)
        _time(browser, site, other, [name for name in KINDS if name in names])
        browser.close()


def _weigh(browser: Browser, site: Path, other: Path, names: list[str]) -> None:
    print(f"  {'ours / stock':<50}" + "".join(f"{name:>{width}}" for name, width in COLUMNS.items()))
    first, after = [], []
    for name in names:
        our, their = _visits(browser, site, name, 1), _visits(browser, other, name, 1)
        print(_row(name, our, their), flush=True)
        first.append((our[0].size, their[0].size))
        after.append((our[1].size, their[1].size))
    show("first visit, heaviest page", *max(first), "KB")
    show("next page, heaviest page", *max(after), "KB")


def _time(browser: Browser, site: Path, other: Path, names: list[str]) -> None:
    for name in names:
        times = [
            statistics.median(_visits(browser, each, name, THROTTLE)[0].usable for _ in range(RUNS))
            for each in (site, other)
        ]
        show(f"usable, {THROTTLE}x slower CPU: {name}", times[0], times[1], "ms")


def _row(name: str, our: tuple[Visit, Visit], their: tuple[Visit, Visit]) -> str:
    pairs = []
    for mine, beside in zip(our, their, strict=True):
        pairs += [(mine.size, beside.size), (mine.requests, beside.requests)]
    figures = (f"{mine:.0f} / {beside:.0f}" for mine, beside in pairs)
    widths = COLUMNS.values()
    return f"  {name:<50}" + "".join(f"{figure:>{width}}" for figure, width in zip(figures, widths, strict=True))


def _visits(browser: Browser, site: Path, name: str, slower: int) -> tuple[Visit, Visit]:
    """Visit a page with an empty cache, and then one that shares its scripts and styles with it."""
    with serving(site) as (address, asked):
        context = browser.new_context()
        context.add_init_script(WATCH)
        tab = context.new_page()
        context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        tab.wait_for_timeout(SETTLE)
        visits = [_visit(tab, address + name + query, asked) for query in ("", "?another")]
        context.close()
    return visits[0], visits[1]


def _visit(tab: Page, address: str, asked: Asked) -> Visit:
    asked.forget()
    tab.goto(address)
    usable = tab.evaluate("window.usable")  # a promise; to wait for a function, Playwright needs what our pages forbid
    tab.wait_for_timeout(SETTLE)
    return Visit(len(asked.paths), sum(asked.sizes) / 1024, usable)
