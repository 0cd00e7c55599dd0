"""What each page weighs and when it can be used, beside Jupyter Book's own page of the same words and widgets."""

import statistics
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from benchmarks.sites import Asked, ours, serving, stock
from benchmarks.tools import chromium, show

WARM_UP = 1
RUNS = 3
THROTTLE = 4  # times slower than this machine
SETTLE = 500  # milliseconds in which what a page still asks for arrives
# A page can be used when its scripts have run and its widget's first control, or else its title, is laid out.
WATCH = """
addEventListener("DOMContentLoaded", () => {
  const widget = document.querySelector("ww-widget, script[type*=widget-view]");
  const wanted = widget ? ".ww:not(.ww-fallback) :is(button, input, textarea, a[href])" : "h1";
  const look = () => {
    const found = [...document.querySelectorAll(wanted)];
    if (found.some((one) => one.getBoundingClientRect().width)) window.usableAt = performance.now();
    else requestAnimationFrame(look);
  };
  look();
});
"""
COLUMNS = {"first visit, KB": 17, "requests": 10, "next page, KB": 15, "requests again": 16, "usable, ms": 16}


class Visit(NamedTuple):
    """One visit: requests, kilobytes (of 1,024 bytes) compressed as web servers do, milliseconds until usable."""

    requests: float
    size: float
    usable: float


class Page(NamedTuple):
    """A page visited first of all, and visited when what it shares with others of its kind is there already."""

    first: Visit
    after: Visit


def pages(folder: Path) -> None:
    """Measure every page beside the stock one: a first visit, the next page, and the time until it can be used."""
    site = ours(folder / "ours")
    other = stock(folder / "stock", site)
    names = [page.relative_to(site).as_posix() for page in sorted(site.rglob("*.html"))]
    measured: list[tuple[Page, Page]] = []
    print(f"  {'ours / stock':<50}" + "".join(f"{name:>{width}}" for name, width in COLUMNS.items()))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for name in names:
            if (other / name).is_file() and name != "search.html":
                pair = _page(browser, site, name), _page(browser, other, name)
                print(_row(name, *pair), flush=True)
                measured.append(pair)
        browser.close()
    _show_worst("first visit, heaviest page", [(our.first.size, their.first.size) for our, their in measured], "KB")
    _show_worst("next page, heaviest page", [(our.after.size, their.after.size) for our, their in measured], "KB")
    usable = [(our.first.usable, their.first.usable) for our, their in measured]
    _show_worst(f"usable on a {THROTTLE}x slower CPU, slowest page", usable, "ms")


def _show_worst(what: str, pairs: list[tuple[float, float]], unit: str) -> None:
    """Print the page that is worst of ours, beside the same page of the stock site."""
    show(what, *max(pairs), unit)


def _row(name: str, our: Page, their: Page) -> str:
    pairs = (
        (our.first.size, their.first.size),
        (our.first.requests, their.first.requests),
        (our.after.size, their.after.size),
        (our.after.requests, their.after.requests),
        (our.first.usable, their.first.usable),
    )
    figures = (f"{ours:.0f} / {stock:.0f}" for ours, stock in pairs)
    return f"  {name:<50}" + "".join(
        f"{figure:>{width}}" for figure, width in zip(figures, COLUMNS.values(), strict=True)
    )


def _page(browser: Browser, site: Path, name: str) -> Page:
    """Visit a page of `site` several times, each time with an empty cache at first; times are medians."""
    with serving(site) as (address, asked):
        visits = [_visits(browser, address + name, asked) for _ in range(WARM_UP + RUNS)]
    usable = statistics.median(first.usable for first, _ in visits[WARM_UP:])
    first, after = visits[-1]
    return Page(first._replace(usable=usable), after)


def _visits(browser: Browser, address: str, asked: Asked) -> tuple[Visit, Visit]:
    context = browser.new_context()
    context.add_init_script(WATCH)
    tab = context.new_page()
    context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
    visits = []
    for query in ("", "?another"):  # to the browser another page, which shares its scripts and styles with the first
        asked.forget()
        tab.goto(address + query)
        tab.wait_for_function("window.usableAt")
        tab.wait_for_timeout(SETTLE)
        visits.append(Visit(len(asked.paths), sum(asked.sizes) / 1024, tab.evaluate("window.usableAt")))
    context.close()
    return visits[0], visits[1]
