"""Runs Jupyter Book in forks of one process that has it loaded: to load it takes as long as to build a small book.

Each build is a process of its own, with the folder and the environment of the command that asks for it. A command that
a test runs by itself has Jupyter Book load anew.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from widerwindow.site.building.build import Ended, environment

_END = "\0ended "


class Builds:
    """The process. It loads nothing before the first build, and ends with the last who can ask it for one."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __call__(self, arguments: list[str], tell: Callable[[str], None]) -> Ended:
        """Run the command `jupyter-book` with `arguments`, as `build.fresh` does."""
        assert self._process.stdin and self._process.stdout
        with tempfile.TemporaryDirectory() as folder:
            said = Path(folder) / "said"
            asked = {"said": str(said), "folder": str(Path.cwd()), "arguments": arguments, "environment": environment()}
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
            mine = f"{_END}{said} "
            for line in iter(self._process.stdout.readline, ""):
                if line.startswith(mine):
                    return Ended(int(line.removeprefix(mine)), said.read_text(encoding="utf-8", errors="replace"))
                tell(line)
        raise ChildProcessError(said)


def _answer() -> None:
    """Build for every line that comes, until no more can come."""
    from widerwindow.site.building import warm

    run = None
    for line in sys.stdin:
        run = run or warm.load()
        asked = json.loads(line)
        pid = os.fork()
        if not pid:
            os.setsid()
            os.chdir(asked["folder"])
            os.environ.clear()
            os.environ.update(asked["environment"])
            warm.build(asked["said"], asked["arguments"], run)
        _, status = os.waitpid(pid, 0)
        sys.stdout.write(f"{_END}{asked['said']} {os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _answer()
