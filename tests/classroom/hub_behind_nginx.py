"""A hub behind nginx, with the files that the guide has people copy, and what somebody may have changed in them."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil
from hubs import HUB, Hub, until
from web_servers import certificate, program, wait_for, without_var

from classroom.hub import CULLER

_NAME = "classroom.example.org"


class Classroom:
    """A hub that people come to by the port of an nginx."""

    def __init__(self, hub: Hub, folder: Path, port: int) -> None:
        self.hub, self._folder, self._port = hub, folder, port
        self.place = f"localhost:{port}"
        self.certificate = certificate(folder)[0]

    @contextmanager
    def behind_nginx(self, old: str = "#", new: str = "#", *, tls: bool = True) -> Iterator[None]:
        """Put nginx before it, with settings in which something `old` is `new`."""
        inside = (HUB / "nginx.conf").read_text(encoding="utf-8")
        assert old in inside
        inside = inside.replace(old, new).replace("127.0.0.1:8000", f"127.0.0.1:{self.hub.port}")
        (self._folder / "inside.conf").write_text(inside)
        (self._folder / "nginx.conf").write_text(self._whole(tls))
        command = [program("nginx"), "-c", self._folder / "nginx.conf", "-p", self._folder, "-e", self._folder / "log"]
        with subprocess.Popen([*command, "-g", "daemon off;"]) as server:
            try:
                wait_for(self._port, server, self._folder / "log")
                yield
            finally:
                server.terminate()

    def wait_for_desk(self, desk: str) -> None:
        """Wait until a desk is there that sends strangers to the hub."""
        until(lambda: "oauth" in httpx.get(f"{self.hub.address}{desk}", trust_env=False).headers.get("Location", ""))

    def key(self) -> str:
        """Return a key of the hub's own, for a program that asks it who its people are."""
        return until(lambda: next(self._keys(), ""))

    def _keys(self) -> Iterator[str]:
        for each in psutil.process_iter(["environ"]):
            told = each.info["environ"] or {}
            of_hub = f":{self.hub.port + 1}/" in told.get("JUPYTERHUB_API_URL", "")
            if of_hub and told.get("JUPYTERHUB_SERVICE_NAME") == CULLER:
                yield told["JUPYTERHUB_API_TOKEN"]

    def _whole(self, tls: bool) -> str:
        server = (HUB / "own-name.conf").read_text(encoding="utf-8").partition("\n\n")[2]
        changes = {
            "    listen [::]:443 ssl http2;\n": "",
            "listen 443 ssl http2": f"listen 127.0.0.1:{self._port}{' ssl' if tls else ''}",
            f"server_name {_NAME}": "server_name localhost",
            f"/etc/letsencrypt/live/{_NAME}": str(self._folder),
            "snippets/widerwindow-classroom.conf": str(self._folder / "inside.conf"),
        }
        for old, new in changes.items():
            assert old in server, old
            server = server.replace(old, new)
        return f"pid {self._folder}/pid;\nuser root;\nevents {{}}\nhttp {{\n{without_var(self._folder)}{server}}}\n"
