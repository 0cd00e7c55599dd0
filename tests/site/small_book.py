"""A small book in a folder of its own, which Sphinx alone builds as often as a test asks."""

from io import StringIO
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

_PLAIN = {"extensions": ["myst_parser", "widerwindow.site.directives.markup"], "html_theme": "basic"}

_FRONT = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---
"""
_CELL = """
```{{code-cell}} python
:tags: [remove-input]
from widerwindow.widgets import {kind}
{kind}("{name}")
```
"""
_QUESTIONS = """\
questions:
  - id: sky
    type: single
    prompt: Which colour has the sky?
    options:
      - {id: blue, text: Blue on many days, feedback: On many days.}
      - {id: green, text: Green on all days, feedback: Hardly ever.}
    key: blue
"""
HUES = {
    "index.md": "# Home\n",
    "pause.md": "# A pause\n\nLook around.\n",
    "help.md": "# Help\n",
    "start-safely/what-is-kept.md": "# What is kept\n",
    "art/colours.md": f"{_FRONT}\n# Colours\n{_CELL.format(kind='SelfCheck', name='colours')}",
    "art/quiz.md": f"{_FRONT}\n# Quiz\n{_CELL.format(kind='Quiz', name='hues')}",
    "art/checks/colours.yml": f"id: colours\ntitle: Colours\n{_QUESTIONS}",
    "references.bib": "@misc{hue1999, title = {Hues}}\n",
}
HUES_QUIZ = (
    f"id: hues\ntitle: Hues\nintro: One question.\noutcomes: {{see: Name what you see}}\n{_QUESTIONS}    outcome: see\n"
)
"""A book with a self-check and the page of a quiz, and the quiz."""


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
