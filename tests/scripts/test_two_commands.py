"""The README's two commands, in a copy of the project as a newcomer may have it: no .venv, in a folder `main (1)`."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest

import ports

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[2]
LONG = 900


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory, quicken: Callable[[Path], None]) -> Path:
    folder = tmp_path_factory.mktemp("new comer") / "main (1)"
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    quicken(folder)
    return folder


def bare_environment() -> dict[str, str]:
    """The environment without the virtual environment that these tests run in, and without what they are told."""
    own = str(Path(sys.executable).parent)
    path = os.pathsep.join(part for part in os.environ["PATH"].split(os.pathsep) if part != own)
    ours = ("VIRTUAL_ENV", "PYTEST_", "COV")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)} | {"PATH": path}


def command(clone: Path, script: str, *arguments: str) -> list[str]:
    return [sys._base_executable, str(clone / "scripts" / script), *arguments]  # type: ignore[attr-defined]


@contextmanager
def serving(clone: Path, log: Path, port: int) -> Iterator[str]:
    """Run serve.py from another folder until its first page answers; yield what it said by then."""
    with log.open("w") as out:
        process = subprocess.Popen(
            command(clone, "serve.py", "--no-open", "--port", str(port)),
            cwd=clone.parent, env=bare_environment(), stdout=out, stderr=out, start_new_session=True,
        )  # fmt: skip
        try:
            yield wait_for_page(process, log)
        finally:
            end(process, 0)
            assert_free(log)


def end(process: "subprocess.Popen[bytes]", status: int = 128 + signal.SIGTERM) -> None:
    """End `process` as a service manager does: this one, and not those below it, of which none may be left."""
    below = psutil.Process(process.pid).children(recursive=True)
    process.terminate()
    assert process.wait(90) == status  # as long as systemd waits
    assert psutil.wait_procs(below, 30)[1] == []


def wait_for_page(process: "subprocess.Popen[bytes]", log: Path) -> str:
    until = time.monotonic() + LONG
    while time.monotonic() < until:
        said = log.read_text()
        address = re.search(r"http://127\.0\.0\.1:\d+/", said)
        if address:
            with urlopen(address[0]) as answer:
                assert b"Wider Window" in answer.read()
            return said
        assert process.poll() is None, said
        time.sleep(0.2)
    raise AssertionError(f"no answer: {log.read_text()}")


def assert_free(log: Path) -> None:
    """Nothing that was started is left on the port that it said."""
    port = re.search(r"http://127\.0\.0\.1:(\d+)/", log.read_text())
    assert port
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", int(port[1])))


def kill(process: "subprocess.Popen[bytes]") -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(30)


def test_serve_after_an_interrupted_first_try_then_again_and_on_a_busy_port(clone: Path, tmp_path: Path) -> None:
    for stop in (end, kill):
        interrupted = subprocess.Popen(
            command(clone, "serve.py", "--no-open"),
            env=bare_environment(),
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + LONG
        while not list((clone / ".venv").glob("lib/python*/site-packages/pip/__main__.py")):
            assert time.monotonic() < until
            time.sleep(0.1)
        time.sleep(2)
        stop(interrupted)

    port = ports.free(2)
    with serving(clone, tmp_path / "first", port) as said:
        assert f":{port}/" in said
        assert all(word in said for word in ("Fetching", "Installing", "Starting", "Building"))
        repeated = [line for line, times in Counter(said.splitlines()).items() if times > 1 and "seconds" not in line]
        assert repeated == []  # each line says something new, such as how long it has taken
        with serving(clone, tmp_path / "second", port) as again:
            assert f"Port {port} is in use by another program, so this is port {port + 1}." in again
            assert "Fetching" not in again and "Building" not in again


def test_test_runs_with_pytest_arguments_from_any_folder(clone: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        command(clone, "test.py", "-q", "tests/content/test_question.py"),
        cwd=tmp_path,
        env=bare_environment(),
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert " passed" in ran.stdout
