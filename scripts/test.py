"""Runs the tests: python3 scripts/test.py [pytest arguments].

The first run installs what the tests need into .venv, and from the system's packages Chromium, three web servers and
Java, where these are missing.
With `--cov`, a run of all tests also says which lines of the engine no test has run.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import setup_venv

ROOM = 4 * 2**30
"""Bytes of temporary files that fit in twice over: a new virtual environment is the largest of them."""

_NAMES = "chromium", "chromium-browser", "google-chrome"
_WITHOUT_WINDOWS = "chromium-headless-shell"
"""What Debian calls the one that draws none: most tests use it where it is there, and take half the time."""

_PROGRAMS = {
    "nginx": "nginx-light",
    "apache2": "apache2",
    "caddy": "caddy",
    "rsync": "rsync",
    "openssl": "openssl",
    "javac": "default-jdk-headless",
}
"""What the tests of a copy that is put up and of PDFs run, and the packages that have it."""

_SYSTEM = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])
_STARTING = Path("/usr/sbin/policy-rc.d")
"""Debian asks this program whether a service may be started that was just installed."""


def chromium() -> str:
    """Return the path of a Chromium, installing one where that can be done. Stops with a plain message where not."""
    if not any(map(shutil.which, _NAMES)):
        install("chromium")
    if not shutil.which(_WITHOUT_WINDOWS):
        install(_WITHOUT_WINDOWS)
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or sys.exit("The tests need the browser Chromium. On Debian or Ubuntu: sudo apt install chromium")


def programs() -> None:
    """Install the programs that are missing, where that can be done. A test that misses one says so."""
    missing = [package for program, package in _PROGRAMS.items() if not shutil.which(program, path=_SYSTEM)]
    if missing:
        install(*missing)


def install(*packages: str) -> None:
    """Install packages of the system where that can be done, and let none of their services start."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    print(f"Installing from the system's packages: {', '.join(packages)}", flush=True)
    quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
    with nothing_started():
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", *packages], **quiet)


@contextmanager
def nothing_started() -> Iterator[None]:
    """Have Debian start no service meanwhile; a machine that has its own answer to that keeps it."""
    if _STARTING.exists():
        yield
        return
    _STARTING.write_text("#!/bin/sh\nexit 101\n")
    _STARTING.chmod(0o755)
    try:
        yield
    finally:
        _STARTING.unlink()


def in_memory() -> dict[str, str]:
    """Return the setting that keeps temporary files in memory, where there is room for them.

    Whoever keeps marks has the disk say each time that they are safe, and a disk takes its time over that.
    """
    place = Path("/dev/shm")
    if not place.is_dir() or shutil.disk_usage(place).free < ROOM or os.statvfs(place).f_flag & os.ST_NOEXEC:
        return {}
    return {"TMPDIR": str(place)}


if __name__ == "__main__":
    chromium()
    programs()
    python = setup_venv.install("requirements-test.lock")
    # A browser waits for a page half of the time, and a page for its browser: three at once use two cores well.
    workers = ["--numprocesses", "3", "--dist", "worksteal"]
    command = [python, "-m", "pytest", *workers, *sys.argv[1:]]
    environment = in_memory() | setup_venv.environment()
    sys.exit(subprocess.run(command, cwd=setup_venv.ROOT, env=environment).returncode)
