"""Builds the site with Jupyter Book, and knows whether a build is still fresh."""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from widerwindow.content.course import Course

Progress = Callable[[str, float], None]
"""Told what is being done, and how much of it is done, from 0.0 to 1.0."""

_PACKAGE = Path(__file__).parent.parent
_STEP = re.compile(r"^(?P<what>[\w ]+)\.\.\. \[ ?(?P<percent>\d+)%\]")
_COLOUR = re.compile(r"\x1b\[[\d;]*m")
_KERNEL = re.compile(r"^ERROR:tornado\.[^\n]*\n(?:Traceback [^\n]*\n(?: [^\n]*\n)*[^\n]*\n)?", re.MULTILINE)
# Sphinx can read and write pages at the same time, and Jupyter Book has no option to let it.
_JUPYTER_BOOK = """
import os
from functools import partial

from widerwindow.startup import without_iri_grammars

without_iri_grammars()
from jupyter_book import sphinx
from jupyter_book.cli.main import main

sphinx.build_sphinx = partial(sphinx.build_sphinx, jobs=os.cpu_count())
main()
"""


class BuildError(Exception):
    """Raised when Jupyter Book could not build the site; the message holds what it said."""


def site(course: Course) -> Path:
    """Return the folder of the built site."""
    return course.root / "_build" / "html"


def is_fresh(course: Course) -> bool:
    """Return whether the site was built from the files as they are now."""
    mark = _mark(course)
    return mark.is_file() and mark.read_text(encoding="utf-8") == _fingerprint(course)


def build(course: Course, progress: Progress) -> Path:
    """Build the site and return its folder. Raises BuildError, also where Jupyter Book only warns."""
    _mark(course).unlink(missing_ok=True)
    fingerprint = _fingerprint(course)
    config, toc = course.root / "_config.yml", (course.root / "_toc.yml").resolve()
    options: list[str | Path] = ["--config", config, "--toc", toc, "--path-output", course.root, "-W", "--keep-going"]
    command = [sys.executable, "-c", _JUPYTER_BOOK, "build", course.book, *options]
    at_once = os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as said,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=said, text=True, encoding="utf-8", env=at_once
        ) as process,
    ):
        assert process.stdout
        for line in process.stdout:
            step = _STEP.match(_COLOUR.sub("", line))
            if step:
                progress(step["what"], int(step["percent"]) / 100)
        if process.wait():
            said.seek(0)
            raise BuildError(reason(said.read()))
    _mark(course).write_text(fingerprint, encoding="utf-8")
    return site(course)


def reason(said: str) -> str:
    """Return what Jupyter Book said of a page, without what helps nobody who writes one.

    It ends with how it got there, and a kernel that is being stopped may say how that went.
    """
    lines = [line for line in _COLOUR.sub("", said).splitlines(keepends=True) if "[IPKernelApp]" not in line]
    return _KERNEL.sub("", "".join(lines)).partition("\nTraceback")[0].strip()


def _mark(course: Course) -> Path:
    return course.root / "_build" / "built-from.json"


def _fingerprint(course: Course) -> str:
    facts = {str(file): (file.stat().st_mtime_ns, file.stat().st_size) for file in _sources(course)}
    return json.dumps(facts, sort_keys=True)


def _sources(course: Course) -> Iterator[Path]:
    yield from (course.root / name for name in ("_config.yml", "_toc.yml", "course.yml", "organisation.yml"))
    yield from (file for file in course.book.rglob("*") if file.is_file() and ".ipynb_checkpoints" not in file.parts)
    yield from course.exercises.glob("release/*/*.ipynb")
    yield from (file for file in _PACKAGE.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
