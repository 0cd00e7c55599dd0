"""A small book in a folder of its own, which Sphinx alone builds as often as a test asks."""

from io import StringIO
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

_PLAIN = {"extensions": ["myst_parser", "widerwindow.site.markup"], "html_theme": "basic"}


def write(folder: Path, files: dict[str, str]) -> None:
    """Write the texts of files, by their paths in the folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


class Book:
    """The book in a folder; it is built with what authors can write besides Markdown, if nothing else is set."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings: dict[str, Any] = _PLAIN

    def build(self) -> str:
        """Build the pages, and return what was told."""
        told, source, out = StringIO(), self.folder / "book", self.folder / "out"
        with patch_docutils(), docutils_namespace():
            Sphinx(source, None, out, out, "html", self.settings, status=None, warning=told).build()
        return told.getvalue()

    def page(self, name: str) -> str:
        return (self.folder / "out" / f"{name}.html").read_text(encoding="utf-8")

    def built(self, page: str, name: str = "", text: str = "") -> str:
        """Build, with a new text for one file if given; return a page's own part and what was told."""
        write(self.folder, {name: text} if name else {})
        told = self.build()
        return self.page(page).partition('<div class="body"')[2] + told
