"""Builds the site with Jupyter Book, and knows whether a build is still fresh."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from widerwindow.content.about.contents import without
from widerwindow.content.course import Course
from widerwindow.content.pages.page import Audience
from widerwindow.content.quizzes.bank import Bank
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.site.building.processes import ending

Progress = Callable[[str, float], None]
"""Told what is being done, and how much of it is done, from 0.0 to 1.0."""

_PACKAGE = Path(__file__).parents[2]
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


def site(course: Course, audience: Audience = Audience.LEARNERS) -> Path:
    """Return the folder of the built site."""
    return _place(course, audience) / "_build" / "html"


def is_fresh(course: Course, audience: Audience = Audience.LEARNERS) -> bool:
    """Return whether the site was built from the files as they are now."""
    mark = _mark(course, audience)
    return mark.is_file() and mark.read_text(encoding="utf-8") == _fingerprint(course)


def build(
    course: Course,
    progress: Progress,
    run: Run | None = None,
    check: Check = lambda: None,
    audience: Audience = Audience.LEARNERS,
) -> Path:
    """Build the site and return its folder. Raises BuildError, also where Jupyter Book only warns.

    `check` is called at the end, and what it raises leaves the site unfinished as well. In the edition for learners
    are no pages for trainers. Raises ContentError where a page does not say for whom it is.
    """

    def tell(line: str) -> None:
        step = _STEP.match(_COLOUR.sub("", line))
        if step:
            progress(step["what"], int(step["percent"]) / 100)

    mark = _mark(course, audience)
    mark.unlink(missing_ok=True)
    fingerprint = _fingerprint(course)
    with _put_back_after_failure(mark.parent):
        ended = (run or fresh)(_arguments(course, _contents(course, audience), mark.parent.parent), tell)
        if ended.status:
            raise BuildError(reason(ended.said))
    check()
    mark.write_text(fingerprint, encoding="utf-8")
    return site(course, audience)


def fresh(arguments: list[str], tell: Callable[[str], None]) -> Ended:
    """Run the command `jupyter-book` in a process of its own."""
    command = [sys.executable, "-m", "widerwindow.site.building.jupyter_book", *arguments]
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as said,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            encoding="utf-8",
            env=environment(),
            start_new_session=True,
        ) as process,
        ending(process),
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
    yield from (course.root / name for name in ("_config.yml", "_toc.yml", "organisation.yml"))
    yield from (file for kind in ("svg", "png") for file in course.root.glob(f"*.{kind}"))  # the logo
    yield from (file for file in course.book.rglob("*") if ".ipynb_checkpoints" not in file.parts)


def _arguments(course: Course, toc: Path, place: Path) -> list[str]:
    places = ["--config", str(course.root / "_config.yml"), "--toc", str(toc), "--path-output", str(place)]
    return ["build", str(course.book), *places, "-W", "--keep-going"]


def _contents(course: Course, audience: Audience) -> Path:
    """Return the file with the contents of one edition; what is not named in it is not built."""
    written = (course.root / "_toc.yml").resolve()
    if audience == Audience.TRAINERS:
        return written
    file = _mark(course, audience).resolve().with_name("contents-for-learners.yml")
    file.parent.mkdir(exist_ok=True)
    file.write_text(without(written, course.book, course.for_trainers()), encoding="utf-8")
    return file


@contextmanager
def _put_back_after_failure(built: Path) -> Iterator[None]:
    """If the build fails or is stopped, put back the site and what Sphinx knows of it: it tells of a fault only once.

    It is kept in memory meanwhile: it is small, and an author waits while it is read.
    """
    before = [(file, file.stat(), file.read_bytes()) for file in built.rglob("*") if file.is_file()]
    try:
        yield
    except BaseException:
        shutil.rmtree(built, ignore_errors=True)
        for file, about, content in before:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))  # Sphinx goes by it
        raise


def _place(course: Course, audience: Audience) -> Path:
    """Return the folder in which Jupyter Book makes its folder `_build`."""
    return course.root if audience == Audience.LEARNERS else course.root / "_build" / "for-trainers"


def _mark(course: Course, audience: Audience) -> Path:
    return _place(course, audience) / "_build" / "built-from.json"


def _fingerprint(course: Course) -> str:
    return facts(_sources(course))


def _sources(course: Course) -> Iterator[Path]:
    yield from authored(course)
    yield from (*course.exercises.glob("release/*/*.ipynb"), *course.exercises.glob("draws/*.yml"))
    yield from (*course.files(Quiz), *course.files(Bank))
    yield from (file for file in _PACKAGE.rglob("*") if "__pycache__" not in file.parts)
