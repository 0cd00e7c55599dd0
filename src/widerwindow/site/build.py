"""Builds the site with Jupyter Book, and knows whether a build is still fresh."""

import json
import os
import re
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from widerwindow.content.course import Course

Progress = Callable[[str, float], None]
"""Told what is being done, and how much of it is done, from 0.0 to 1.0."""

_PACKAGE = Path(__file__).parent.parent
_STEP = re.compile(r"^(?P<what>[\w ]+)\.\.\. \[ ?(?P<percent>\d+)%\]")
_COLOUR = re.compile(r"\x1b\[[\d;]*m")
_KERNEL = re.compile(r"^ERROR:tornado\.[^\n]*\n(?:Traceback [^\n]*\n(?: [^\n]*\n)*[^\n]*\n)?", re.MULTILINE)


@dataclass(frozen=True)
class Ended:
    """How a run of Jupyter Book ended: its exit status, and what it said of what is wrong."""

    status: int
    said: str


Run = Callable[[list[str], Callable[[str], None]], Ended]
"""Runs the command `jupyter-book` with arguments, and tells each line of its output as it comes."""


Check = Callable[[], None]
"""Raises an error if the site cannot be shown."""


class BuildError(Exception):
    """Raised when Jupyter Book could not build the site; the message holds what it said."""


def site(course: Course) -> Path:
    """Return the folder of the built site."""
    return course.root / "_build" / "html"


def is_fresh(course: Course) -> bool:
    """Return whether the site was built from the files as they are now."""
    mark = _mark(course)
    return mark.is_file() and mark.read_text(encoding="utf-8") == _fingerprint(course)


def build(course: Course, progress: Progress, run: Run | None = None, check: Check = lambda: None) -> Path:
    """Build the site and return its folder. Raises BuildError, also where Jupyter Book only warns.

    `check` is called at the end, and what it raises leaves the site unfinished as well.
    """

    def tell(line: str) -> None:
        step = _STEP.match(_COLOUR.sub("", line))
        if step:
            progress(step["what"], int(step["percent"]) / 100)

    _mark(course).unlink(missing_ok=True)
    fingerprint = _fingerprint(course)
    with _read_again_after_failure(course):
        ended = (run or fresh)(_arguments(course), tell)
        if ended.status:
            raise BuildError(reason(ended.said))
    check()
    _mark(course).write_text(fingerprint, encoding="utf-8")
    return site(course)


def fresh(arguments: list[str], tell: Callable[[str], None]) -> Ended:
    """Run the command `jupyter-book` in a process of its own."""
    command = [sys.executable, "-m", "widerwindow.site.jupyter_book", *arguments]
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as said,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=said, text=True, encoding="utf-8", env=environment()
        ) as process,
    ):
        assert process.stdout
        for line in process.stdout:
            tell(line)
        status = process.wait()
        said.seek(0)
        return Ended(status, said.read())


def environment() -> dict[str, str]:
    """Return the environment for Jupyter Book: what it says comes at once, and in one encoding."""
    return os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}


def reason(said: str) -> str:
    """Return what Jupyter Book said of a page, without what helps nobody who writes one.

    It ends with how it got there, and a kernel that is being stopped may say how that went.
    """
    lines = [line for line in _COLOUR.sub("", said).splitlines(keepends=True) if "[IPKernelApp]" not in line]
    return _KERNEL.sub("", "".join(lines)).partition("\nTraceback")[0].strip()


def facts(files: Iterable[Path]) -> str:
    """Return what tells whether one of `files` has changed, come or gone, though some may do so meanwhile."""
    found: dict[str, tuple[int, int]] = {}
    for file in files:
        with suppress(OSError):
            about = file.stat()
            if stat.S_ISREG(about.st_mode):
                found[str(file)] = about.st_mtime_ns, about.st_size
    return json.dumps(found, sort_keys=True)


def authored(course: Course) -> Iterator[Path]:
    """Yield the files outside `exercises/` that an author may change."""
    yield from (course.root / name for name in ("_config.yml", "_toc.yml", "course.yml", "organisation.yml"))
    yield from (file for file in course.book.rglob("*") if ".ipynb_checkpoints" not in file.parts)


def _arguments(course: Course) -> list[str]:
    config, toc = course.root / "_config.yml", (course.root / "_toc.yml").resolve()
    places = ["--config", str(config), "--toc", str(toc), "--path-output", str(course.root)]
    return ["build", str(course.book), *places, "-W", "--keep-going"]


@contextmanager
def _read_again_after_failure(course: Course) -> Iterator[None]:
    """If the build fails, let the next one read the same pages again: else Sphinx would tell of a fault only once."""
    known = course.root / "_build" / ".doctrees" / "environment.pickle"
    before = known.read_bytes() if known.is_file() else None
    try:
        yield
    except BuildError:
        if before is None:
            known.unlink(missing_ok=True)
        else:
            known.write_bytes(before)
        raise


def _mark(course: Course) -> Path:
    return course.root / "_build" / "built-from.json"


def _fingerprint(course: Course) -> str:
    return facts(_sources(course))


def _sources(course: Course) -> Iterator[Path]:
    yield from authored(course)
    yield from course.exercises.glob("release/*/*.ipynb")
    yield from (file for file in _PACKAGE.rglob("*") if "__pycache__" not in file.parts)
