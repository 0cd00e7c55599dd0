"""Runs the command `widerwindow`, or nbgrader's, in forks of one process that has loaded what they load.

To load nbgrader takes seconds, and the tests run the command hundreds of times. Each run is a process of its own, with
its own folder, environment, input and output, and it ends with the command's status. Nothing that was loaded is given
back in the end: that would take ten times as long as a short command does.
"""

import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Self

from builds import Builds
from widerwindow.site.building import build

_PUBLISHED = ("widerwindow.publish.packs.facilitator", "widerwindow.publish.notebooks")
_NBGRADER = ("nbgrader.api", "nbgrader.converters", "nbgrader.coursedir")
_LOADED = ("widerwindow.cli", "widerwindow.grading.keeping.writing", *_PUBLISHED, *_NBGRADER, "jinja2", "warm")
_forking = multiprocessing.get_context("fork")
_STREAMS = (("in", os.O_RDONLY), ("out", os.O_WRONLY), ("err", os.O_WRONLY))


class Ready:
    """The process, while it is needed.

    It is started `by` another program where one is given, with an environment of its own.
    """

    def __init__(self, *by: str, environment: Mapping[str, str] | None = None) -> None:
        self._by, self._environment = by, environment

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [*self._by, sys.executable, __file__],
            env=self._environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self._process.kill()  # all that it ran has ended
        self._process.communicate()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def run(
        self,
        folder: Path,
        arguments: list[str],
        typed: str = "",
        *,
        program: str = "widerwindow.cli",
        environment: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run the command with `arguments` in `folder` while a person types, and return how it ended.

        It is the `main` of the module `program`, in this process's environment where no other is given.
        """
        assert self._process.stdin and self._process.stdout
        with tempfile.TemporaryDirectory() as between:
            streams = [Path(between) / name for name, _ in _STREAMS]
            for stream in streams:
                stream.write_text(typed if stream.name == "in" else "", encoding="utf-8")
            asked = {"program": program, "folder": str(folder), "arguments": arguments, "at": between}
            asked |= {"environment": dict(environment or self._environment or os.environ), "umask": _umask()}
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            status = int(self._process.stdout.readline())
            said = [stream.read_text(encoding="utf-8") for stream in streams[1:]]
        return subprocess.CompletedProcess(arguments, status, *said)


def _answer() -> None:
    """Run the command for every line that comes, until no more can come."""
    build.fresh = Builds()
    for name in _LOADED:
        import_module(name)
    for line in sys.stdin:
        process = _forking.Process(target=_be_the_command, kwargs=json.loads(line))
        process.start()
        process.join()
        sys.stdout.write(f"{process.exitcode}\n")
        sys.stdout.flush()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _be_the_command(
    *, program: str, folder: str, arguments: list[str], at: str, environment: dict[str, str], umask: int
) -> None:
    for number, (name, flags) in enumerate(_STREAMS):
        os.dup2(os.open(Path(at) / name, flags), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as Python opens it
    os.chdir(folder)
    os.umask(umask)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["widerwindow", *arguments]
    import_module(program).main()


if __name__ == "__main__":
    _answer()
