"""The image of a classroom for many, with PostgreSQL beside it: a quiz goes from its desk to a learner's JupyterLab.

People sign in with accounts of the image. The database is a container too, of Debian's PostgreSQL: compose.yml names
PostgreSQL's own image, which has to be fetched from elsewhere.
"""

import json
import re
import secrets
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, ProxyHandler, build_opener

from containers.images import ROOT, base_of, container, fresh, run, within

FILE = Path("deploy") / "hub" / "Containerfile"
_PORT, _DATABASE = 18000, 18010
_ADDRESS = f"http://127.0.0.1:{_PORT}"
_COURSE, _QUIZ = "course", "making-tea"
_DESK = f"/services/desk-{_COURSE}/desk"
_TRAINERS = 990
_PATIENCE = 300.0
_ALL_OF_IT = ["unshare", "--pid", "--fork", "--kill-child", "--mount-proc"]
"""Before a command: whatever it has started ends with it, JupyterLab too."""


def look(folder: Path) -> None:
    """Build the image, run it as compose.yml does, with its volumes in a folder, and ask it."""
    run("widerwindow", "new", folder / "srv" / "course")
    _make_ready(folder / "srv" / "course")
    _write_settings(folder)
    hub = container(FILE, ROOT)
    for name in ("tom", "zoe"):
        run(*within(hub), "sh", "-c", f"useradd --create-home {name} && echo {name}:{name} | chpasswd")
    with _database(folder / "pgpass"), _running(hub, folder):
        _ask(folder / "srv" / "course")


def _make_ready(course: Path) -> None:
    """Do with a course what the guide says of it."""
    with (course / "exercises" / "nbgrader_config.py").open("a", encoding="utf-8") as settings:
        settings.write('\nc.Exchange.root = "/var/lib/widerwindow/exchange"\n')
    run("chown", "--recursive", f"{_TRAINERS}:{_TRAINERS}", course)
    run("chmod", "o=", course)


def _write_settings(folder: Path) -> None:
    text = (ROOT / "deploy" / "hub" / "settings.example.yml").read_text(encoding="utf-8")
    own = {
        "address": _ADDRESS,
        "port": _PORT,
        "database": f"postgresql+psycopg://hub@127.0.0.1:{_DATABASE}/hub",
        "platform": "none",
    }
    for name, value in own.items():
        text = re.sub(rf"^{name}:.*\n(  .*\n)*", f"{name}: {value}\n", text, flags=re.MULTILINE)
    text = text.replace("/srv/wider-window", "/srv/course").replace("[kq7wd3xz9vbc]", "[tom]")
    (folder / "hub.yml").write_text(text, encoding="utf-8")
    (folder / "kept").mkdir()


@contextmanager
def _database(passwords: Path) -> Iterator[None]:
    """Run PostgreSQL, whose only way in over the network is a password, and write that where the hub finds it."""
    password = secrets.token_hex()
    passwords.write_text(f"127.0.0.1:{_DATABASE}:*:hub:{password}\n", encoding="utf-8")
    passwords.chmod(0o600)
    database = fresh(base_of(FILE))
    install = "apt-get update -qq && apt-get install -qq --yes --no-install-recommends postgresql"
    run(*within(database, "--env", "LC_ALL=C.UTF-8", "--env", "DEBIAN_FRONTEND=noninteractive"), "sh", "-c", install)
    run(*within(database), "pg_conftool", "15", "main", "set", "port", str(_DATABASE))
    run(*within(database), "pg_ctlcluster", "15", "main", "start")
    try:
        make = f"CREATE USER hub PASSWORD '{password}'", "CREATE DATABASE hub OWNER hub"
        commands = [part for each in make for part in ("--command", each)]
        run(*within(database, "--user", "postgres"), "psql", "--port", str(_DATABASE), *commands)
        yield
    finally:
        run(*within(database), "pg_ctlcluster", "15", "main", "stop")


@contextmanager
def _running(hub: str, folder: Path) -> Iterator[None]:
    """Run what the image runs, until it has been asked."""
    volumes = {"hub.yml": "/etc/wider-window/hub.yml:ro", "pgpass": "/run/secrets/pgpass:ro"}
    volumes |= {"kept": "/var/lib/widerwindow", "srv": "/srv"}
    options = [part for name, place in volumes.items() for part in ("--volume", f"{folder / name}:{place}")]
    command = json.loads(run("buildah", "inspect", hub))["OCIv1"]["config"]["Cmd"]
    whole = [*within(hub, *options, "--env", "PGPASSFILE=/run/secrets/pgpass"), *command]
    with subprocess.Popen([*_ALL_OF_IT, *whole]) as process:
        try:
            yield
        finally:
            process.kill()


class _Person:
    """Somebody with a browser, who signs in with an account whose password is its name."""

    def __init__(self, name: str, password: str) -> None:
        self._cookies = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self._cookies), ProxyHandler({}))
        self.sees("/hub/login")
        self.signed_in = self.sees("/hub/login", _xsrf=self._proof(), username=name, password=password)

    def sees(self, place: str, **form: str) -> tuple[int, str]:
        """Go somewhere, with what a form says where there is one; return the status of the page, and its text."""
        try:
            with self._opener.open(_ADDRESS + place, urlencode(form).encode() if form else None) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()

    def _proof(self) -> str:
        return next(str(each.value) for each in self._cookies if (each.name, each.path) == ("_xsrf", "/hub/"))


def _ask(course: Path) -> None:
    _until(_healthy)
    _see(_Person("tom", "another").signed_in[0], 403)
    tom, zoe = _Person("tom", "tom"), _Person("zoe", "zoe")
    _see(tom.sees(_DESK)[0], 200)
    _see(zoe.sees(_DESK)[0], 403)
    [proof] = set(re.findall(r'name="_xsrf" value="([^"]+)"', tom.sees(f"{_DESK}/cohorts")[1]))
    _see(tom.sees(f"{_DESK}/doing/{_QUIZ}", _xsrf=proof, what="release")[0], 200)
    zoe.sees("/hub/spawn")
    _until(lambda: zoe.sees("/user/zoe/lab")[0] == 200)
    _until(lambda: '"released"' in zoe.sees(f"/user/zoe/assignments?course_id={_COURSE}")[1])
    _see({each.stat().st_uid for each in (course / "exercises").rglob("*")}, {_TRAINERS})


def _healthy() -> bool:
    try:
        with build_opener(ProxyHandler({})).open(f"{_ADDRESS}/hub/health") as answer:
            return bool(answer.status == 200)
    except URLError:
        return False


def _until(look: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not look():
        if time.monotonic() > end:
            raise SystemExit("It never came.")
        time.sleep(1)


def _see(what: object, asked: object) -> None:
    if what != asked:
        raise SystemExit(f"It is {what}, where it should be {asked}.")
