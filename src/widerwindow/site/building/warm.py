"""Keeps a process ready that has Jupyter Book loaded, so that a build need not wait for that.

Each build is a fork of that process, so none of them sees what another one left behind: it is the same as a build in a
process of its own. Where a system cannot fork, as Windows, it is one.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import NoReturn, Self

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.content.pages.page import page_at
from widerwindow.messages import Messages
from widerwindow.site.building.build import Ended, environment, fresh
from widerwindow.site.building.processes import end, ending

_LATER = (
    "myst_nb.ext.execution_tables",
    "myst_nb.ext.glue",
    "myst_nb.sphinx_ext",
    "myst_parser.sphinx_ext.main",
    "nbclient",
    "psutil",
    "sphinx.builders.html.transforms",
    "sphinx.ext.mathjax",
    "sphinx_external_toc.collectors",
    "sphinx_external_toc.events",
    "sphinx_multitoc_numbering",
    "sphinxcontrib.bibtex",
    "widerwindow.site.building.figures",
    "widerwindow.site.building.outdated",
    "widerwindow.site.extension",
    "widerwindow.site.directives.markup",
)
"""What Jupyter Book imports while it builds, besides Sphinx's own extensions."""

_say = Messages(__package__)

CAN = hasattr(os, "fork")
_END = "\0ended "


class Warm:
    """Runs Jupyter Book in a process that is ready for it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        if CAN:
            self._start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        if self._process:
            end(self._process)  # a build that goes on in it, too
            self._process.communicate()

    def __call__(self, arguments: list[str], tell: Callable[[str], None]) -> Ended:
        """Run the command `jupyter-book` with `arguments`, as `build.fresh` does."""
        if not CAN:
            return fresh(arguments, tell)
        if not self._process or self._process.poll() is not None:
            self._start()
        assert self._process and self._process.stdin and self._process.stdout
        with tempfile.TemporaryDirectory() as folder, ending(self._process):
            said = Path(folder) / "said"
            self._process.stdin.write("\0".join([str(said), *arguments]) + "\n")
            self._process.stdin.flush()
            for line in self._process.stdout:
                if line.startswith(_END):
                    return Ended(int(line.removeprefix(_END)), said.read_text(encoding="utf-8", errors="replace"))
                tell(line)
        return Ended(1, _say("builder_ended"))

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=environment(),
            start_new_session=True,
        )


def _answer() -> None:
    """Build for every line that comes, until no more can come."""
    run = load()
    for line in sys.stdin:
        said, *arguments = line.rstrip("\n").split("\0")
        pid = os.fork()
        if not pid:
            build(said, arguments, run)
        _, status = os.waitpid(pid, 0)
        sys.stdout.write(f"{_END}{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()
        _read_pages(Path(arguments[1]))


def load() -> Callable[[list[str]], None]:
    """Load all that a build needs, and return what runs the command `jupyter-book` with arguments."""
    from nbformat.v4 import new_notebook

    from widerwindow.site.building import jupyter_book, kernels

    for name in (*import_module("sphinx.application").builtin_extensions, *_LATER):
        import_module(name)
    kernels.choose()
    new_notebook()  # type: ignore[no-untyped-call] # for the first one, nbformat makes its checker
    return jupyter_book.run


def _read_pages(book: Path) -> None:
    """Read what has changed of the pages, so that the next build, a fork of this process, need not read all of them."""
    for page in Course.around(book).pages():
        with suppress(ContentError, OSError):  # a build tells of it
            page_at(page).widgets, page_at(page).front_matter()  # they are kept


def build(said: str, arguments: list[str], run: Callable[[list[str]], None]) -> NoReturn:
    """Be a build, and end as it ends; what it says of what is wrong stands in the file `said`."""
    status = 1
    try:
        with Path(said).open("w", encoding="utf-8", buffering=1) as file:
            os.dup2(file.fileno(), 2)
        run(arguments)
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else int(error.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    _answer()
