"""A course of two pages, in which there is one of everything that an author writes and nothing to mend."""

import shutil
from pathlib import Path

from profiles import profile, variables
from widerwindow.content.course import Course

_TEA = Path(__file__).parents[1] / "widgets" / "course"
_FILES = {
    "book/course.yml": profile(
        pages={"pause": "pause", "help": "help", "kept": "none"},
        glossary={"page": "glossary", "not_on": "none", "everyday": "none"},
        themes="book/themes.yml",
        language_rules="book/language.yml",
        reviews={"file": "book/reviews.yml", "nobody": "Nobody has."},
        variables=variables("trust", "worker", "safety"),
    ),
    "book/index.md": "# Home\n",
    "book/help.md": "# Help\n\n**Call 999** in danger.\n\n(lines)=\n## Lines\n",
    "book/tea/index.md": "# Tea\n\nIn 1999 there were 12 pots {cite:p}`leaf1999`.\n\n## Milk\n",
    "book/tea/noted.md": """\
---
content_note: {themes: [spills], intensity: low, text: It names a spill., summary: In short.}
---
# A spill

## Afterwards
""",
    "book/quiet/place.md": "# A place\n\nNothing counts here.\n",
    "book/tea/module.yml": """\
id: tea
title: Tea
about: All of it
minutes: 10
quiz: tiny-quiz
pages:
  noted: {minutes: 10, about: A spill}
outcomes:
  tea: {taught: [index], practised: [tea-sheet]}
""",
    "book/tea/claims.yml": """\
claims:
  - {id: pots, on: [index], claim: There were 12 pots in 1999., source: leaf1999, locator: page 3, status: confirmed}
""",
    "book/references.bib": "@misc{leaf1999,\n  title = {Leaves},\n}\n\n@misc{hue2001,\n  title = {Hues},\n}\n",
    "book/glossary.md": "# Glossary\n\nTea {cite:p}`leaf1999`.\n",
    "book/reviews.yml": "reviews: []\n",
    "book/themes.yml": """\
themes:
  - name: overdose
    words: [overdos*]
  - name: spills
  - name: tea
  - name: cold feet
exempt:
  - {pages: help.md, why: It is read in danger.}
  - {pages: pause.md, why: It is what a note leads to.}
  - {pages: quiet/, why: Everybody reads these pages first.}
""",
    "book/language.yml": """\
reading:
  age: 18
  pages:
    - {pages: pause.md, age: 16, why: It is read in a hard moment.}
  longest_sentence: 40
  long_sentence: 30
  long_share: 1
rules:
  - {id: nice, words: [a nice cup], why: It says nothing., instead: Say what is in it.}
""",
}


def write(folder: Path) -> Course:
    """Write the course into a folder, and return it."""
    shutil.copytree(_TEA, folder, ignore=shutil.ignore_patterns("release"), dirs_exist_ok=True)
    for name, text in _FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    course = Course(folder)
    list_pages(course)
    return course


def list_pages(course: Course) -> None:
    """Write the course's contents, with every page in them."""
    pages = "".join(f"  - file: {page}\n" for page in course.page_files() if page != "index")
    (course.root / "_toc.yml").write_text(f"format: jb-book\nroot: index\nchapters:\n{pages}", encoding="utf-8")


HEAD = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---
"""
"""What a page begins with whose cells are run."""


def cell(code: str) -> str:
    """Return a code cell of a page."""
    return f"```{{code-cell}} python\n:tags: [remove-input]\nfrom widerwindow.widgets import *\n{code}\n```\n"


def edit(file: Path, old: str, new: str) -> None:
    """Write `new` for the first `old` in a file."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
