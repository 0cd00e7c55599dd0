"""Runs the tests: python3 scripts/test.py [pytest arguments].

The first run installs what the tests need into .venv, and Chromium from the system's packages where it is missing.
With `--cov`, a run of all tests also says which lines of the engine no test has run.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import setup_venv

ROOM = 4 * 2**30
"""Bytes of temporary files that fit in twice over: a new virtual environment is the largest of them."""

_NAMES = "chromium", "chromium-browser", "google-chrome"


def chromium() -> str:
    """Return the path of a Chromium, installing one where that can be done. Stops with a plain message where not."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found:
        return found
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium from the system's packages", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], **quiet)
        if shutil.which("chromium"):
            return "chromium"
    sys.exit("The tests need the browser Chromium. On Debian or Ubuntu: sudo apt install chromium")


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
    python = setup_venv.install("requirements-test.lock")
    # A browser waits for a page half of the time, and a page for its browser: three at once use two cores well.
    workers = ["--numprocesses", "3", "--dist", "worksteal"]
    command = [python, "-m", "pytest", *workers, *sys.argv[1:]]
    environment = in_memory() | setup_venv.environment()
    sys.exit(subprocess.run(command, cwd=setup_venv.ROOT, env=environment).returncode)
