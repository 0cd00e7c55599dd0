"""Makes .venv and keeps it as a lock file says. Runs on a bare Python: it imports the standard library alone."""

import hashlib
import os
import signal
import subprocess
import sys
import threading
import time
import venv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
PACKAGES = VENV / ("Lib" if os.name == "nt" else "lib/python{}.{}".format(*sys.version_info)) / "site-packages"
OLDEST = (3, 11)
SECONDS = 3
"""How long nothing is said, at most."""


def install(lock: str) -> Path:
    """Make .venv hold what the file `lock` names, and return its Python.

    Stops the program with a plain message where it cannot. A run that was interrupted is taken up again: the mark of a
    finished installation is written last.
    """
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))  # as a shell says it
    try:
        return _installed(lock)
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGINT)


def _installed(lock: str) -> Path:
    if sys.version_info < OLDEST:
        sys.exit(f"Wider Window needs Python {'.'.join(map(str, OLDEST))} or newer; this is {sys.version.split()[0]}.")
    wanted = _fingerprint(lock)
    mark = VENV / f"{lock}.installed"
    if mark.is_file() and mark.read_text() == wanted and _works():
        return PYTHON
    mark.unlink(missing_ok=True)
    with _showing("Making a place of its own for the course's programs: .venv"):
        _make()
    _pip(lock, "--require-hashes", "-r", str(ROOT / lock))
    _pip("widerwindow", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    with _showing("Starting them for the first time"):
        subprocess.run([PYTHON, "-c", "import widerwindow.cli.pages, nbgrader"], env=environment())
    mark.write_text(wanted)
    return PYTHON


def start(command: str) -> NoReturn:
    """Install what the course needs, and become `widerwindow COMMAND`, with the arguments that this program got."""
    whole = [install("requirements.lock"), "-m", "widerwindow.cli", command, *sys.argv[1:]]
    os.chdir(ROOT)
    if os.name == "posix":
        os.execve(whole[0], whole, environment())  # one process: what ends this one ends the command
    try:
        sys.exit(subprocess.run(whole, env=environment()).returncode)
    except KeyboardInterrupt:
        sys.exit(0)


def environment() -> dict[str, str]:
    """Return the environment for programs of .venv: its own come first on PATH, and what they compile is kept."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PATH": f"{PYTHON.parent}{os.pathsep}{os.environ.get('PATH', '')}", "VIRTUAL_ENV": str(VENV)}


def _fingerprint(lock: str) -> str:
    parts = [(ROOT / name).read_bytes() for name in (lock, "pyproject.toml")]
    return hashlib.sha256(b"".join([*parts, str(ROOT).encode(), sys.version.encode()])).hexdigest()


def _works() -> bool:
    return PYTHON.is_file() and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0


def _make() -> None:
    if _works():
        return
    try:
        venv.EnvBuilder(clear=True, with_pip=True).create(VENV)
    except (subprocess.CalledProcessError, ImportError):
        sys.exit("This Python cannot make virtual environments. On Debian or Ubuntu: sudo apt install python3-venv")


def _pip(what: str, *arguments: str) -> None:
    """Run pip install, showing how far it is; what pip says itself is shown only where it fails.

    Python compiles each module when it is first used: to compile all of them at once takes a quarter of the time.
    """
    options = ["--disable-pip-version-check", "--no-input", "--no-compile"]
    command = [PYTHON, "-m", "pip", "install", *options, *arguments]
    said: list[str] = []
    with (
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        ) as process,
        _ending(process),
    ):
        hearing = threading.Thread(target=_hear, args=(process.stdout, said))
        hearing.start()
        _show_until_done(hearing, said, _count(what))
    if process.returncode:
        reasons = [line for line in said if line.startswith("ERROR")] or said[-5:]
        sys.exit(f"The installation stopped.\n{''.join(reasons)}Check the network, then run the same command again.")


@contextmanager
def _ending(process: "subprocess.Popen[str]") -> Iterator[None]:
    """End `process` and what it has started where this program is stopped meanwhile."""
    try:
        yield
    except BaseException:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM) if os.name == "posix" else process.terminate()
        raise


@contextmanager
def _showing(what: str) -> Iterator[None]:
    """Say what is done, and every few seconds that it is still being done."""
    print(what, flush=True)
    done, began = threading.Event(), time.monotonic()

    def go_on() -> None:
        while not done.wait(SECONDS):
            print(f"  {_since(began)}", flush=True)

    saying = threading.Thread(target=go_on, daemon=True)
    saying.start()
    try:
        yield
    finally:
        done.set()
        saying.join()


def _since(began: float) -> str:
    return f"{time.monotonic() - began:.0f} seconds"


def _hear(output: Iterable[str], said: list[str]) -> None:
    for line in output:
        said.append(line)


def _show_until_done(hearing: threading.Thread, said: list[str], total: int) -> None:
    """Show a bar where somebody looks, and else a line every few seconds and whenever pip does something else."""
    before, shown_at, began = "", 0.0, time.monotonic()
    while hearing.is_alive():
        what, done = _how_far(said, total)
        if sys.stdout.isatty() or what != before or time.monotonic() - shown_at > SECONDS:
            print(f"{_bar(what, done, total)}, {_since(began)}", end="" if sys.stdout.isatty() else "\n", flush=True)
            before, shown_at = what, time.monotonic()
        hearing.join(0.2)
    print(f"{_bar('Installed', total, total)}, {_since(began)}", flush=True)


def _how_far(said: list[str], total: int) -> tuple[str, int]:
    """Return what pip does, and with how many packages it is done."""
    if any(line.startswith("Installing collected") for line in said):
        return "Installing", min(sum(found.suffix == ".dist-info" for found in PACKAGES.iterdir()), total)
    if any(line.startswith(("Building wheel", "Preparing metadata")) for line in said[-1:]):
        return "Preparing", 0
    found = ("Collecting", "Requirement already", "Obtaining")
    return "Fetching", min(sum(line.startswith(found) for line in said), total)


def _bar(what: str, done: int, total: int) -> str:
    filled = 30 * done // total
    start = "\r" if sys.stdout.isatty() else ""
    return f"{start}{what:<10} [{'=' * filled}{' ' * (30 - filled)}] {done} of {total}"


def _count(what: str) -> int:
    lock = ROOT / what
    return sum("==" in line for line in lock.read_text(encoding="utf-8").splitlines()) if lock.is_file() else 1
