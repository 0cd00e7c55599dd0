"""Every page is light, and holds still."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from widerwindow.site import budget

WATCH = """
globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const nodes = entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 90) ?? String(node?.textContent));
    globalThis.shifts.push([entry.value, ...nodes]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


def test_every_page_is_within_its_budget(built: Path) -> None:
    assert budget.check(built / "_build" / "html") == []


def test_a_page_that_outgrows_its_budget_is_named(built: Path, tmp_path: Path) -> None:
    site = built / "_build" / "html"
    shutil.copytree(site / "_static", tmp_path / "_static")
    page = (site / "help.html").read_text(encoding="utf-8")
    noise = random.Random(1).randbytes(40 * budget.KB).hex()
    (tmp_path / "help.html").write_text(page.replace("</article>", f"<p>{noise}</p></article>"), encoding="utf-8")
    message = budget.check(tmp_path)[0]
    assert message.startswith("help.html: ")
    assert message.endswith("KB where styles and scripts are there already; the most is 15 KB. Shorten or split it.")
    with (tmp_path / "_static" / "ww-shell.css").open("a", encoding="utf-8") as style:
        style.write("/*" + noise + noise[::-1] + "*/")
    assert "on a first visit; the most is 60 KB." in "".join(budget.check(tmp_path))


@pytest.mark.parametrize("width", [1280, 320])
def test_no_page_moves_under_the_reader(
    new_visit: Callable[..., BrowserContext], built: Path, address: str, width: int
) -> None:
    page = new_visit(viewport={"width": width, "height": 740}).new_page()
    page.add_init_script(WATCH)
    site = built / "_build" / "html"
    moved = {}
    for file in sorted(site.rglob("*.html")):
        page.goto(address + file.relative_to(site).as_posix())
        page.wait_for_timeout(100)
        if shifts := page.evaluate("shifts"):
            moved[file.name] = shifts
    assert moved == {}
