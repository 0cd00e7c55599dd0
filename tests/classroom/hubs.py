"""A classroom for many as it is deployed, and people in it, who come from a small learning platform by LTI 1.3.

Each start of it is on a machine that knows no account but the trainers', as one whose container was replaced. Where
such a machine cannot be had, all work under the one account that the tests run under: one_account.py.
"""

import html
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import httpx
import lti_platform
import machine
import psutil
import yaml
from lti_platform import Platform
from machine import Rights

import node_tools
import ports
from widerwindow.content.course import Course
from widerwindow.grading.codes import of_person

ROOT = Path(__file__).parents[2]
SALT = "of the tests"
SECRET = "WIDERWINDOW_PROXY_TOKEN"
PATIENCE = 240.0  # seconds; three servers start at once

Found = TypeVar("Found")

HUB = ROOT / "deploy" / "hub"
FIRST_ACCOUNT = 60_600
"""The number of the first course's account, among those that Linux leaves free."""


def code(person: str) -> str:
    """Return the code of somebody whom the platform calls `person`."""
    return of_person(SALT.encode(), lti_platform.ISSUER, person)


def until(look: Callable[[], Found]) -> Found:
    """Look again and again until something is there, and return it."""
    end = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < end, "It never came."
        time.sleep(0.1)
    return found


class Hub:
    """The hub of some courses, each with its trainers, with all that belongs to it in a folder."""

    def __init__(
        self, folder: Path, courses: dict[Course, list[str]], platform: Platform, database: str, *, servers: int = 10
    ) -> None:
        """Start it, with room for so many servers of learners at once."""
        self.folder, self.courses, self.has_accounts = folder, courses, machine.can_be_had()
        self._servers = servers
        self._platform, self._database, self._port = platform, database, ports.free(10)
        self.address = f"http://127.0.0.1:{self._port}"
        self._log = folder / "log"
        node_tools.install()
        folder.chmod(0o755)
        (folder / "trainers").mkdir()
        (folder / "kept" / "hub").mkdir(parents=True)
        (folder / "kept" / "hub" / "salt").write_text(SALT)
        for course in courses:
            self._make_ready(course)
        self.start()

    def account(self, course: Course) -> int:
        """Return the number of the account that a course belongs to."""
        return FIRST_ACCOUNT + [*self.courses].index(course) if self.has_accounts else os.geteuid()

    def give(self, course: Course) -> None:
        """Give a course to its account, with what the tests have written there."""
        subprocess.run(["chown", "--recursive", str(self.account(course)), course.root], check=True)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        (self.folder / "hub.yml").write_text(yaml.safe_dump(self._settings()))
        own = {"WIDERWINDOW_HUB": str(self.folder / "hub.yml"), "NO_PROXY": "127.0.0.1", SECRET: "of-the-tests"}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command(), cwd=self.folder, env=os.environ | own, stdout=log, stderr=subprocess.STDOUT
            )
        until(self._is_there)

    def kill(self) -> None:
        """Kill the hub and its proxy, as a machine that runs out of memory does."""
        proxy = int((self.folder / "kept" / "hub" / "proxy.pid").read_text())
        for each in (self._process.pid, proxy):
            os.kill(each, signal.SIGKILL)
        self._process.wait()

    def end(self) -> None:
        """End it as systemd does before it starts it again: learners' servers are left to themselves."""
        self._process.terminate()
        self._process.wait()

    def stop(self) -> None:
        """End it, and whatever it left behind."""
        if self._process.poll() is None:
            self.kill()
        for process in self._processes():
            process.kill()

    def said(self) -> str:
        """Return what it and all that it started wrote down."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def home(self, person: str) -> Path:
        """Return the folder of somebody's own files."""
        return self.folder / ("kept/learners" if self.has_accounts else "homes") / code(person)

    def server(self, person: str) -> Rights:
        """Return what somebody's own server may do."""
        return self._rights("JUPYTERHUB_USER", code(person))

    def desk(self, course: Course) -> Rights:
        """Return what the desk of a course may do."""
        return self._rights("WIDERWINDOW_COURSE", str(course.root))

    def has_server(self, person: str) -> bool:
        """Return whether somebody's own server runs."""
        return bool(self._told("JUPYTERHUB_USER", code(person)))

    def carriers(self) -> int:
        """Return how many programs carry between its courses and the exchange."""
        return sum("classroom.carrier" in (each.info["cmdline"] or []) for each in self._processes())

    def doors(self) -> set[str]:
        """Return the addresses of this machine at which it and all that it started wait for somebody."""
        own = {each.pid for each in self._processes()}
        open_ = [each for each in psutil.net_connections("tcp") if each.status == psutil.CONN_LISTEN]
        return {each.laddr.ip for each in open_ if each.pid in own}

    def _rights(self, name: str, value: str) -> Rights:
        return Rights(self._told(name, value)[0].pid)

    def _told(self, name: str, value: str) -> list[psutil.Process]:
        return [each for each in self._processes() if (each.info["environ"] or {}).get(name) == value]

    def _processes(self) -> Iterator[psutil.Process]:
        running = psutil.process_iter(["cmdline", "cwd", "environ"])
        return (each for each in running if str(self.folder) in str(each.info))

    def _make_ready(self, course: Course) -> None:
        """Do with a course what the guide says of it.

        A file in it shows with whose rights its settings are read, and which of the hub's secrets they then know.
        """
        settings = course.exercises / "nbgrader_config.py"
        exchange, ran = str(self.folder / "kept" / "exchange"), str(course.exercises / "ran")
        own = f"c.Exchange.root = {exchange!r}\nimport os\nwith open({ran!r}, 'a') as ran:\n"
        knows = f"    ran.write(os.environ.get({SECRET!r}, ''))\n"
        settings.write_text(f"{settings.read_text(encoding='utf-8')}\n{own}{knows}")
        course.root.chmod(0o750)
        self.give(course)

    def _settings(self) -> dict[str, object]:
        told = {"issuer": lti_platform.ISSUER, "client_id": lti_platform.CLIENT}
        return {
            "address": self.address,
            "folder": str(self.folder / "kept"),
            "listen": "127.0.0.1",
            "port": self._port,
            "database": self._database,
            "idle_minutes": 60,
            "servers_at_once": self._servers,
            "look_every": 1,
            "platform": told | {"login": f"{self._platform.address}/login", "keys": f"{self._platform.address}/keys"},
            "courses": [
                {
                    "folder": str(course.root),
                    "account": course.root.name if self.has_accounts else "none",
                    "trainers": [*map(code, trainers)],
                }
                for course, trainers in self.courses.items()
            ],
        }

    def _command(self) -> list[str | Path]:
        hub = [sys.executable, "-m", "jupyterhub", "-f"]
        if not self.has_accounts:
            return [*hub, Path(__file__).with_name("one_account.py")]
        make = f"useradd --create-home --base-dir '{self.folder}/trainers' --uid"
        accounts = [f"{make} {self.account(course)} {course.root.name}" for course in self.courses]
        made = ["sh", "-ec", "\n".join([*accounts, 'exec "$@"']), "sh"]
        return machine.on_its_own(*made, *hub, HUB / "jupyterhub_config.py", folder=self.folder)

    def _is_there(self) -> bool:
        assert self._process.poll() is None, self.said()
        try:
            return httpx.get(f"{self.address}/hub/health", timeout=5).is_success
        except httpx.TransportError:
            return False


class Visitor:
    """Somebody with a browser: she keeps cookies, goes where she is sent, and fills in what a page asks for.

    The platform's link that she takes leads `to` a place of the hub.
    """

    def __init__(self, hub: Hub, person: str, to: str) -> None:
        self._hub, self._code = hub, code(person)
        self.browser = httpx.Client(base_url=hub.address, follow_redirects=True, timeout=PATIENCE, trust_env=False)
        where, form = form_of(self.browser.get(way_in(hub, person, to)).text)
        self.arrived = self.browser.post(where, data=form)

    def close(self) -> None:
        """Close her browser."""
        self.browser.close()

    def start_server(self) -> None:
        """Start her server, and wait until it is there."""
        self.browser.get("/hub/spawn")
        proof = {"_xsrf": self._proof("/hub/")}
        told = self.browser.get(f"/hub/api/users/{self._code}/server/progress", params=proof).text
        assert '"ready": true' in told, told + self._hub.said()
        assert self.browser.get(f"/user/{self._code}/lab").status_code == 200

    def asks(self, what: str) -> httpx.Response:
        """Ask her own server for something."""
        return self.browser.get(f"/user/{self._code}/{what}")

    def does(self, method: str, what: str, said: object) -> httpx.Response:
        """Have her own server do something, with the proof that it is her own page that asks."""
        headers = {"X-XSRFToken": self._proof(f"/user/{self._code}/")}
        return self.browser.request(method, f"/user/{self._code}/{what}", headers=headers, json=said)

    def _proof(self, below: str) -> str:
        return next(str(each.value) for each in self.browser.cookies.jar if (each.name, each.path) == ("_xsrf", below))


def way_in(hub: Hub, person: str, to: str, altered: str = "") -> str:
    """Return the address that the platform's link leads to, for a place of the hub; it may be `altered` on the way."""
    asked = {
        "iss": lti_platform.ISSUER,
        "login_hint": person,
        "client_id": lti_platform.CLIENT,
        "lti_message_hint": f"{hub.address}{to}",
        "target_link_uri": f"{hub.address}{altered or to}",
    }
    return f"{hub.address}/hub/lti13/oauth_login?{urllib.parse.urlencode(asked)}"


def form_of(page: str) -> tuple[str, dict[str, str]]:
    """Return where the form of a page leads to, and what it says."""
    action = re.search(r'<form method="post" action="([^"]+)"', page)
    assert action, page
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return html.unescape(action[1]), {name: html.unescape(value) for name, value in fields}
