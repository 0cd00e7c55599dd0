"""The role that quotes a number out of a data file, and when a page quotes it anew."""

import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from widerwindow.site.number import NumberRole

ROOT = Path(__file__).parents[2]
DATA = """\
id: cups
title: Cups
source: leaf1999
about: Counted once.
rows:
  - {id: tea, label: Tea, count: 1, of: 8}
"""
PAGE = """\
# Home

| Tea | As counted |
| --- | --- |
| {number}`cups:tea` | {number}`cups:tea:of` |
"""
Built = Callable[[], tuple[str, str]]


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """Builds a book of one page; returns the page and what was told."""
    (tmp_path / "book" / "tea" / "data").mkdir(parents=True)
    (tmp_path / "_config.yml").touch()
    (tmp_path / "book" / "index.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "book" / "tea" / "data" / "cups.yml").write_text(DATA, encoding="utf-8")
    shutil.copy(ROOT / "organisation.yml", tmp_path)

    def build() -> tuple[str, str]:
        told, out = StringIO(), tmp_path / "out"
        settings = {"extensions": ["myst_parser"], "html_theme": "basic"}
        with patch_docutils(), docutils_namespace():
            app = Sphinx(tmp_path / "book", None, out, out, "html", settings, status=None, warning=told)
            app.add_role("number", NumberRole())
            app.build()
        return (out / "index.html").read_text(encoding="utf-8"), told.getvalue()

    return build


def test_a_number_is_quoted_and_follows_its_file(built: Built, tmp_path: Path) -> None:
    page, told = built()
    assert "<p>13%</p>" in page
    assert "<p>1 of 8</p>" in page
    assert told == ""
    (tmp_path / "book" / "tea" / "data" / "cups.yml").write_text(DATA.replace("count: 1", "count: 2"), encoding="utf-8")
    page, _ = built()
    assert "<p>25%</p>" in page


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("cups:tea:of", "cups:coffee", "There is no number `cups:coffee`. Write one of: cups:tea, cups:tea:of."),
        ("cups:tea:of", "mugs:tea", "There is no file `book/*/data/mugs.yml`. Check the name. Known ones: cups."),
    ],
)
def test_an_unknown_number_is_told_with_its_line_until_it_is_there(
    built: Built, tmp_path: Path, old: str, new: str, expected: str
) -> None:
    file = tmp_path / "book" / "index.md"
    file.write_text(PAGE.replace(old, new), encoding="utf-8")
    for _ in range(2):  # told again, as the page is read again
        _, told = built()
        assert told.count(f"{file}:5: ERROR: {expected}") == 1
