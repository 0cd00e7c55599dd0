"""Makes .venv and keeps it as a lock file says. Runs on a bare Python: it imports the standard library alone."""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)


def install(lock: str) -> Path:
    """Make .venv hold what the file `lock` names, and return its Python.

    Stops the program with a plain message where it cannot. A run that was interrupted is taken up again: the mark of a
    finished installation is written last.
    """
    if sys.version_info < OLDEST:
        sys.exit(f"Wider Window needs Python {'.'.join(map(str, OLDEST))} or newer; this is {sys.version.split()[0]}.")
    wanted = _fingerprint(lock)
    mark = VENV / f"{lock}.installed"
    if _works() and mark.is_file() and mark.read_text() == wanted:
        return PYTHON
    mark.unlink(missing_ok=True)
    _make()
    _pip(lock, "--require-hashes", "-r", str(ROOT / lock))
    _pip("widerwindow", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    mark.write_text(wanted)
    return PYTHON


def environment() -> dict[str, str]:
    """Return the environment for programs of .venv: its own programs come first on PATH."""
    return os.environ | {"PATH": f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}", "VIRTUAL_ENV": str(VENV)}


def _fingerprint(lock: str) -> str:
    parts = [(ROOT / name).read_bytes() for name in (lock, "pyproject.toml")]
    return hashlib.sha256(b"".join([*parts, str(ROOT).encode(), sys.version.encode()])).hexdigest()


def _works() -> bool:
    return PYTHON.is_file() and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0


def _make() -> None:
    if _works():
        return
    print("Making a place of its own for the course's programs: .venv", flush=True)
    try:
        venv.EnvBuilder(clear=True, with_pip=True).create(VENV)
    except (subprocess.CalledProcessError, ImportError):
        sys.exit("This Python cannot make virtual environments. On Debian or Ubuntu: sudo apt install python3-venv")


def _pip(what: str, *arguments: str) -> None:
    """Run pip install, showing how far it is; what pip says itself is shown only where it fails.

    Python compiles each module when it is first used: to compile all of them at once takes a quarter of the time.
    """
    total = _count(what)
    options = ["--disable-pip-version-check", "--no-input", "--no-compile"]
    command = [PYTHON, "-m", "pip", "install", *options, *arguments]
    said: list[str] = []
    done = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            said.append(line)
            if line.startswith(("Collecting", "Requirement already", "Obtaining")):
                done = min(done + 1, total)
                _show("Fetching", done, total)
            elif line.startswith("Installing collected"):
                _show("Installing", total, total)
    print(flush=True)
    if process.returncode:
        reasons = [line for line in said if line.startswith("ERROR")] or said[-5:]
        sys.exit(f"The installation stopped.\n{''.join(reasons)}Check the network, then run the same command again.")


def _count(what: str) -> int:
    lock = ROOT / what
    return sum("==" in line for line in lock.read_text().splitlines()) if lock.is_file() else 1


def _show(what: str, done: int, total: int) -> None:
    filled = 30 * done // total
    line = f"{what:<10} [{'=' * filled}{' ' * (30 - filled)}] {done} of {total}"
    if sys.stdout.isatty():
        print(f"\r{line}", end="", flush=True)
    elif done % 40 == 0 or what == "Installing":
        print(line, flush=True)
