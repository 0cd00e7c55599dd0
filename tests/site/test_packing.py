"""What goes into the zip for a USB stick, and what the search page looks through."""

import zipfile
from pathlib import Path

import pytest

from widerwindow.content.course import Course
from widerwindow.site.alone import offline
from widerwindow.site.page import search

ROOT = Path(__file__).parents[2]
PAGE = """<html><head><script src="_static/used.js"></script></head><body><nav>Menu</nav><main>
<section class="ww-note"><p>Before you read</p><ul><li>Note</li></ul></section>
<section id="tea"><h1>Tea &amp; cake</h1><p>One<br>two <em>thr</em>ee.</p><img src="_images/a%20cup.png" alt="">
<section id="milk"><h2>Milk</h2><table><tr><td><span class="ww-label">Kind</span>Oat</td></tr></table>
<ww-widget><h3>Hidden</h3><p>Later scene</p></ww-widget></section>
<dl><dt id="term-Pot">Pot</dt><dd><p>Holds tea.</p></dd></dl></section></main><footer>Foot</footer></body></html>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "html"
    files = {
        "index.html": PAGE,
        "_static/used.js": "load('by-script.css')",
        "_static/by-script.css": "",
        "_static/unused.js": "",
        "_static/script.css": "",
        "_images/a cup.png": "",
        "objects.inv": "",
        ".buildinfo": "",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_the_zip_holds_what_a_page_uses_and_one_file_at_its_top(site: Path) -> None:
    with zipfile.ZipFile(offline.pack(Course(ROOT), site)) as packed:
        assert packed.namelist() == [
            "open-me.html",
            "pages/_images/a cup.png",
            "pages/_static/by-script.css",
            "pages/_static/used.js",
            "pages/index.html",
        ]


def test_the_same_site_is_the_same_zip_under_a_name_that_gives_nothing_away(site: Path) -> None:
    file = offline.pack(Course(ROOT), site)
    before = file.read_bytes()
    (site / "index.html").touch()
    assert offline.pack(Course(ROOT), site).read_bytes() == before
    assert file.name == "notes.zip"


def test_the_search_looks_through_the_text_of_a_page_by_heading_and_term() -> None:
    assert search.parts(PAGE) == [
        ("", "Tea & cake", "One two three."),
        ("milk", "Milk", "Oat"),
        ("term-Pot", "Pot", "Holds tea."),
    ]
