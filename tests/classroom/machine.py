"""A machine of its own for a hub that makes accounts: this one, with a copy of /etc that goes when its programs end.

It is a namespace of mounts. Where a folder on the way to what everybody needs is closed to others, as that of root may
be, nothing else of it is to be seen in there: python machine.py NEEDED... -- COMMAND...
"""

import os
import stat
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
_SOMEBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]


def on_its_own(*command: str | Path, folder: Path) -> list[str | Path]:
    """Return the command that runs another on such a machine, where everybody can reach `folder` and the project."""
    needed = sorted({Path(sys.base_prefix), ROOT, folder})
    return ["unshare", "--mount", sys.executable, __file__, *needed, "--", *command]


@cache
def can_be_had() -> bool:
    """Whether this account may make such a machine, and others can run the project there."""
    asked = [*_SOMEBODY, sys.executable, "-c", "import widerwindow"]
    return os.geteuid() == 0 and subprocess.run(on_its_own(*asked, folder=ROOT), capture_output=True).returncode == 0


class Rights:
    """What a program that runs may do."""

    def __init__(self, pid: int) -> None:
        said = Path("/proc", str(pid), "status").read_text(encoding="utf-8").splitlines()
        told = {name: each.split() for name, _, each in (line.partition(":") for line in said)}
        self.account = int(told["Uid"][0])
        groups = ",".join(told["Groups"])
        same = [f"--reuid={self.account}", f"--regid={told['Gid'][0]}", f"--groups={groups}"]
        self._with_them = ["nsenter", f"--target={pid}", "--mount", "setpriv", *same]

    def does(self, *command: str | Path) -> bool:
        """Run a command with them, and return whether it could."""
        return subprocess.run([*self._with_them, *command], capture_output=True).returncode == 0

    def reads(self, place: Path) -> bool:
        """Return whether they are enough to read a file, or to see what is in a folder."""
        assert place.exists(), place
        return self.does("test", "-r", place)


def _enter(needed: list[Path]) -> None:
    _mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", "/mnt")
    subprocess.run(["cp", "--archive", "/etc/.", "/mnt"], check=True)
    _mount("--move", "/mnt", "/etc")
    opened = {each: os.open(each, os.O_PATH) for each in needed}
    for closed in {*filter(None, map(_closed, needed))}:
        _mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", closed)
    for each, handle in opened.items():
        each.mkdir(parents=True, exist_ok=True)
        _mount("--no-canonicalize", "--bind", f"/proc/{os.getpid()}/fd/{handle}", each)


def _closed(place: Path) -> Path | None:
    """Return the first folder on the way to a place that others may not pass."""
    return next((each for each in reversed(place.parents) if not each.stat().st_mode & stat.S_IXOTH), None)


def _mount(*what: str | Path) -> None:
    subprocess.run(["mount", *what], check=True)


if __name__ == "__main__":
    end = sys.argv.index("--")
    _enter([Path(each) for each in sys.argv[1:end]])
    os.execvp(sys.argv[end + 1], sys.argv[end + 1 :])
