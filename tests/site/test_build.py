"""Builds a small book by the real command: what is built again after which change, and what is refused."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from widerwindow.site.building.build import reason

Build = Callable[..., str]
CHECK = """\
id: colours
title: Colours
questions:
  - id: sky
    type: single
    prompt: Which colour?
    options:
      - {id: blue, text: Blue, feedback: On many days.}
      - {id: green, text: Green, feedback: Hardly ever.}
    key: blue
"""
CELL = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---

# Colours

```{code-cell} python
:tags: [remove-input]
from widerwindow.widgets import SelfCheck
SelfCheck("colours")
```
"""

COUNTS = CELL.replace("SelfCheck", "Chart").replace("colours", "counts").replace("# Colours", "# {number}`counts:blue`")
DATA = """\
id: counts
title: Counts
source: hue1999
about: Counted once.
rows:
  - {id: blue, label: Blue, count: 1, of: 3}
"""
PRACTICE = CELL.replace("SelfCheck", "Practice").replace('"colours"', '"art"').replace("# Colours", "# Practice")
MODULE = """\
id: art
title: Art
about: Of colours
minutes: 10
pages:
  practice: {minutes: 4, about: To practise}
  colours: {minutes: 3, about: Colours}
  counts: {minutes: 3, about: Counts}
outcomes: {see: {text: See colours., taught: [colours], practised: [colours]}}
"""
BANK = """\
id: art
title: Art
use: practice
module: art
questions:
  - id: grass
    type: single
    outcome: see
    prompt: Which colour is grass?
    options:
      - {id: green, text: Green, feedback: "Yes, green."}
      - {id: red, text: Red, feedback: "No, red is another colour."}
    key: green
"""
FIGURE = """
```{figure} square.svg
:alt: A square

A square.
```
"""
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7H1z"/></svg>\n'
FILES = {
    "index.md": "# Home\n",
    "pause.md": "# A pause\n\nLook around.\n",
    "help.md": "# Help\n",
    "art/index.md": "# Art\n",
    "art/square.svg": SQUARE,
    "art/practice.md": PRACTICE,
    "art/module.yml": MODULE,
    "art/colours.md": CELL,
    "art/counts.md": f"{COUNTS}{FIGURE}\n{{numref}}`one`\n".replace(":alt", ":name: one\n:alt"),
    "art/checks/colours.yml": CHECK,
    "art/data/counts.yml": DATA,
    "references.bib": "@misc{hue1999, title = {Hues}}\n",
}


@pytest.fixture(scope="module")
def course(build: Build, write_course: Callable[..., None], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "a course"
    write_course(folder, FILES)
    bank = folder / "exercises" / "bank" / "art.yml"
    bank.parent.mkdir(parents=True)
    bank.write_text(BANK)
    build(folder)
    return folder


@pytest.fixture(scope="module")
def build(command: Callable[..., str]) -> Build:
    """Builds the course, and returns what the command said."""
    return lambda course, status=0: command(course, "build", status=status)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


@contextmanager
def fault(file: Path, old: str, new: str) -> Iterator[None]:
    """Plant a fault in a file, and take it out again."""
    before = file.read_text()
    edit(file, old, new)
    yield
    file.write_text(before)


def page(course: Path, name: str) -> str:
    return (course / "_build" / "html" / f"{name}.html").read_text()


def main(course: Path, name: str) -> str:
    """What stands on a page itself."""
    return page(course, name).partition("<main")[2].partition("</main>")[0]


def test_nothing_is_built_when_nothing_has_changed(course: Path, build: Build) -> None:
    build(course)
    assert "Building" not in build(course)


def test_a_page_is_made_again_when_what_it_shows_has_changed(course: Path, build: Build) -> None:
    assert '<div class="ww-chart"' in page(course, "art/counts")
    assert "<h1>33%</h1>" in page(course, "art/counts")
    edit(course / "book" / "art" / "checks" / "colours.yml", "On many days.", "When there are no clouds.")
    edit(course / "book" / "art" / "data" / "counts.yml", "count: 1", "count: 2")
    edit(course / "book" / "art" / "colours.md", "# Colours", "# Hues")
    assert "Building" in build(course)
    assert "When there are no clouds." in page(course, "art/colours")
    assert "<h1>67%</h1>" in page(course, "art/counts")
    assert "67%, 2 of 3" in page(course, "art/counts")
    assert r"colours.html\">Hues\u003c" in page(course, "art/practice")


def test_a_practice_stays_as_it_is_when_a_page_it_leads_to_keeps_its_title(course: Path, build: Build) -> None:
    practice = course / "_build" / "html" / "art" / "practice.html"
    before = practice.stat().st_mtime_ns
    page = course / "book" / "art" / "colours.md"
    page.write_text(f"{page.read_text()}\nA line more.\n")
    build(course)
    assert "A line more." in main(course, "art/colours")
    assert practice.stat().st_mtime_ns == before


def test_a_figure_more_gives_those_after_it_other_numbers(course: Path, build: Build) -> None:
    assert main(course, "art/counts").count("Fig. 1") == 2
    page = course / "book" / "art" / "colours.md"
    page.write_text(f"{page.read_text()}{FIGURE}")
    build(course)
    assert main(course, "art/colours").count("Fig. 1") == 1
    assert main(course, "art/counts").count("Fig. 2") == 2


def test_what_all_pages_share_is_made_again_when_the_exit_or_the_pause_has_changed(course: Path, build: Build) -> None:
    edit(course / "organisation.yml", "label: Leave this page", "label: Go away from here")
    edit(course / "book" / "pause.md", "Look around.", "Look out of the window.")
    build(course)
    for name in ("index", "help", "art/colours"):
        assert "Go away from here" in page(course, name)
    script = (course / "_build" / "html" / "_static" / "ww-shell.js").read_text()
    assert "Look out of the window." in script


def test_a_page_loads_only_what_its_widgets_need(course: Path) -> None:
    assert "ww-selfcheck.js" in page(course, "art/colours")
    assert "ww-scenario" not in page(course, "art/colours")
    assert "ww-selfcheck" not in page(course, "help")
    assert "ww-chart.css" in page(course, "art/counts")
    assert "ww-chart.js" not in page(course, "art/counts")
    static = course / "_build" / "html" / "_static"
    assert sorted(file.name for file in static.glob("ww-chart.*")) == ["ww-chart.css"]


def test_a_link_that_leads_nowhere_stops_the_build_with_its_line(course: Path, build: Build) -> None:
    with fault(course / "book" / "help.md", "# Help\n", "# Help\n\n[There](nowhere.md)\n"):
        assert "book/help.md, line 3\n  This link leads to `nowhere.md`" in build(course, status=1)
    with fault(course / "book" / "help.md", "# Help\n", "# Help\n\n[There](#nowhere)\n"):
        assert "book/help.md, line 3\n  There is no place called `nowhere`." in build(course, status=1)


def test_a_widget_that_would_stay_blank_stops_the_build(course: Path, build: Build) -> None:
    file = course / "book" / "art" / "colours.md"
    with fault(file, 'SelfCheck("colours")', "import ipywidgets; ipywidgets.VBox()"):
        assert "stays blank" in build(course, status=1)


def test_a_kernel_that_stops_with_noise_does_not_hide_what_is_wrong() -> None:
    noise = "ERROR:tornado.general:Uncaught exception in ZMQStream callback\n"
    noise += 'Traceback (most recent call last):\n  File "zmqstream.py", line 1\n    callback()\nzmq.error: closed\n'
    assert reason(f"{noise}art/colours.html: stays blank.\nTraceback (most recent call last):\n  how\n") == (
        "art/colours.html: stays blank."
    )
    assert reason(f"One.\n{noise}Two.\n[IPKernelApp] late\n") == "One.\nTwo."


def test_a_page_that_would_ask_another_host_stops_the_build(course: Path, build: Build) -> None:
    (course / "book" / "pixel.html").write_text('<img src="https://www.example.org/pixel.gif" alt="">')
    with fault(course / "book" / "help.md", "# Help\n", "# Help\n\n```{raw} html\n:file: pixel.html\n```\n"):
        assert "would ask another host" in build(course, status=1)
