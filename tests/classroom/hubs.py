"""A classroom for many as it is deployed, and people in it, who come from a small learning platform by LTI 1.3.

One thing differs from what an organisation has: learners work under one account, and the tests make no groups.
"""

import html
import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import httpx
import lti_platform
import psutil
import yaml
from lti_platform import Platform

import node_tools
import ports
from widerwindow.content.course import Course
from widerwindow.grading.codes import of_person

ROOT = Path(__file__).parents[2]
SALT = "of the tests"
PATIENCE = 240.0  # seconds; three servers start at once

Found = TypeVar("Found")

_ONE_ACCOUNT = """\
import os, sys
sys.path.insert(0, {hub!r})
from classroom import people
people.number_of = lambda group: os.getegid()
load_subconfig({config!r})
c.JupyterHub.spawner_class = "simple"
c.JupyterHub.cleanup_servers = True
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r}
c.Spawner.pre_spawn_hook = None
c.Spawner.args = ["--allow-root"]
for service in c.JupyterHub.services:
    service["environment"] = {{"HOME": {home!r}, **service.get("environment", {{}})}}
    if "classroom.carrier" in service["command"]:
        service["command"].append("--one-account")
"""


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
    """The hub of some courses, each with its trainer, with all that belongs to it in a folder."""

    def __init__(self, folder: Path, courses: dict[Course, str], platform: Platform, database: str) -> None:
        self.folder, self.courses, self._port = folder, list(courses), ports.free(10)
        self.address = f"http://127.0.0.1:{self._port}"
        self._log = folder / "log"
        node_tools.install()
        for course in courses:
            _hand_in_to(course, folder / "kept" / "exchange")
        told = {"issuer": lti_platform.ISSUER, "client_id": lti_platform.CLIENT}
        (folder / "hub.yml").write_text(
            yaml.safe_dump(
                {
                    "address": self.address,
                    "folder": str(folder / "kept"),
                    "listen": "127.0.0.1",
                    "port": self._port,
                    "database": database,
                    "idle_minutes": 60,
                    "servers_at_once": 10,
                    "look_every": 1,
                    "platform": told | {"login": f"{platform.address}/login", "keys": f"{platform.address}/keys"},
                    "courses": [
                        {"folder": str(course.root), "account": "none", "trainers": [code(trainer)]}
                        for course, trainer in courses.items()
                    ],
                }
            )
        )
        hub = ROOT / "deploy" / "hub"
        about = {"hub": str(hub), "config": str(hub / "jupyterhub_config.py"), "home": str(folder / "trainer")}
        (folder / "trainer").mkdir()
        (folder / "hub_config.py").write_text(_ONE_ACCOUNT.format(homes=str(folder / "homes" / "{username}"), **about))
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        own = {"WIDERWINDOW_HUB": str(self.folder / "hub.yml"), "WIDERWINDOW_SALT": SALT, "NO_PROXY": "127.0.0.1"}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "jupyterhub", "-f", self.folder / "hub_config.py"],
                cwd=self.folder,
                env=os.environ | own,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until(self._is_there)

    def kill(self) -> None:
        """Kill the hub and its proxy, as a machine that runs out of memory does."""
        proxy = int((self.folder / "kept" / "hub" / "proxy.pid").read_text())
        for each in (self._process.pid, proxy):
            os.kill(each, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> None:
        """End it, and whatever it left behind."""
        self.kill()
        for process in psutil.process_iter(["cmdline", "cwd", "environ"]):
            if str(self.folder) in str(process.info):
                process.kill()

    def said(self) -> str:
        """Return what it and all that it started wrote down."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def home(self, person: str) -> Path:
        """Return the folder of somebody's own files."""
        return self.folder / "homes" / code(person)

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


def _hand_in_to(course: Course, exchange: Path) -> None:
    settings = course.exercises / "nbgrader_config.py"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\nc.Exchange.root = {str(exchange)!r}\n")
    course.root.chmod(0o750)
