"""Runs a site that was put up as the guide says on real web servers of this machine, on free ports.

Each gets settings around those of the guide, much as Debian's, and a certificate that is made here.
"""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

import ports

NAME = "course.example.org"
"""The name that the files for web servers have for everybody's own."""

_PACKAGES = {"nginx": "nginx-light", "apache2": "apache2", "caddy": "caddy"}
_SECONDS = 60
_MODULES = (
    *("mpm_event", "authz_core", "mime", "dir", "alias", "autoindex", "setenvif", "filter"),
    *("headers", "deflate", "ssl", "socache_shmcb"),
)


@dataclass(frozen=True)
class Up:
    """A site that is up: its address, the one without TLS, that of its copy in a folder, and where the logs are."""

    address: str
    plain: str
    in_a_folder: str
    logs: Path


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for this machine, and return it and its key."""
    made = folder / "fullchain.pem", folder / "privkey.pem"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "90"]
    files = ["-out", made[0], "-keyout", made[1]]
    subprocess.run(["openssl", "req", *kind, *names, *files], check=True, capture_output=True)
    return made


@contextmanager
def serving(kind: str, to: Path) -> Iterator[Up]:
    """Run the server that was set up in the folder `to` until it is no longer needed."""
    certificate(_made(to / "etc" / "letsencrypt" / "live" / NAME))
    logs, first = _made(to / "var" / "log" / kind), ports.free(3)
    plain, tls, other = range(first, first + 3)
    command = {"nginx": _nginx, "apache": _apache, "caddy": _caddy}[kind](to, plain, tls, other)
    environment = {"HOME": str(to / "home"), "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    with (
        (logs / "said").open("w") as said,
        subprocess.Popen(command, stdout=said, stderr=said, env=environment) as server,
    ):
        try:
            for port in (plain, tls, other):
                wait_for(port, server, logs / "said")
            at = f"https://localhost:{tls}/"
            yield Up(at, f"http://localhost:{plain}/", f"https://127.0.0.1:{other}/course/", logs)
        finally:
            server.terminate()
            server.wait(_SECONDS)


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def wait_for(port: int, server: "subprocess.Popen[bytes]", said: Path) -> None:
    """Wait until a server answers on a port."""
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        with socket.socket() as probe:
            if not probe.connect_ex(("127.0.0.1", port)):
                return
        assert server.poll() is None, said.read_text()
        time.sleep(0.05)
    raise AssertionError(said.read_text())


def program(name: str) -> str:
    """Return where a web server's program is."""
    found = shutil.which(name, path="/usr/sbin:/usr/bin")
    if not found:
        pytest.fail(f"These tests need `{name}`. On Debian or Ubuntu: sudo apt install {_PACKAGES[name]}")
    return found


def _change(file: Path, to: Path, **changes: str) -> None:
    """Let a file that the guide put in its place name this machine and its folders."""
    text = file.read_text(encoding="utf-8")
    for folder in ("/etc/letsencrypt/", "/var/www/", "/var/log/"):
        text = text.replace(folder, f"{to}{folder}")
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def _nginx(to: Path, plain: int, tls: int, other: int) -> list[str | Path]:
    etc = to / "etc" / "nginx"
    own = etc / "sites-enabled" / "widerwindow.conf"
    changes = {
        "    listen [::]:80;\n": "",
        "    listen [::]:443 ssl http2;\n": "",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{tls} ssl http2;",
        f"server_name {NAME}": "server_name localhost",
        "https://$host": f"https://localhost:{tls}",
    }
    _change(own, to, **changes)
    for name in ("files", "in-a-folder"):
        _change(etc / "snippets" / f"widerwindow-{name}.conf", to)
    keys = "".join(line for line in own.read_text().splitlines(keepends=True) if "ssl_certificate" in line)
    inside = f"listen 127.0.0.1:{other} ssl;\n{keys}\ninclude snippets/widerwindow-in-a-folder.conf;\n"
    (etc / "sites-enabled" / "other.conf").write_text(f"server {{\n{inside}}}\n")
    http = f"include /etc/nginx/mime.types;\naccess_log {to}/var/log/nginx/access.log;\n{without_var(to)}"
    base = f"pid {to}/nginx.pid;\nerror_log {to}/var/log/nginx/error.log;\nuser root;\nevents {{}}\n"
    (etc / "nginx.conf").write_text(f"{base}http {{\n{http}include sites-enabled/*.conf;\n}}\n")
    log = to / "var" / "log" / "nginx" / "error.log"
    return [program("nginx"), "-c", etc / "nginx.conf", "-p", to, "-e", log, "-g", "daemon off;"]


def without_var(to: Path) -> str:
    """Return the lines by which nginx keeps what it has in hand in a folder of the tests."""
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    return "".join(f"{each}_temp_path {to}/tmp-{each};\n" for each in kinds)


def _apache(to: Path, plain: int, tls: int, other: int) -> list[str | Path]:
    etc, logs = to / "etc" / "apache2", to / "var" / "log" / "apache"
    own = etc / "sites-available" / "widerwindow.conf"
    changes = {
        "*:80": f"*:{plain}",
        "*:443": f"*:{tls}",
        f"ServerName {NAME}": "ServerName localhost",
        f"https://{NAME}/": f"https://localhost:{tls}/",
    }
    _change(own, to, **changes)
    _change(etc / "widerwindow-in-a-folder.conf", to)
    keys = "".join(line for line in own.read_text().splitlines(keepends=True) if "SSLCertificate" in line)
    lines = [
        *(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in _MODULES),
        *(f"Listen 127.0.0.1:{port}" for port in (plain, tls, other)),
        "User www-data\nGroup www-data\nServerName localhost\nTypesConfig /etc/mime.types",
        f"PidFile {to}/apache.pid\nDefaultRuntimeDir {to}\nErrorLog {logs}/error.log",
        f'LogFormat "%v %h %r" vhost_combined\nCustomLog {logs}/other_vhosts_access.log vhost_combined',
        "<Directory />\nRequire all denied\nOptions Indexes\n</Directory>",
        f"Include {own}",
        f"<VirtualHost *:{other}>\nSSLEngine on\n{keys}Include widerwindow-in-a-folder.conf",
        f"CustomLog {logs}/access.log vhost_combined env=!widerwindow\n</VirtualHost>",
    ]
    (etc / "apache2.conf").write_text("\n".join(lines))
    return [program("apache2"), "-d", etc, "-f", etc / "apache2.conf", "-DFOREGROUND"]


def _caddy(to: Path, plain: int, tls: int, other: int) -> list[str | Path]:
    file = to / "etc" / "caddy" / "Caddyfile"
    pair = to / "etc" / "letsencrypt" / "live" / NAME
    keys = f"tls {pair / 'fullchain.pem'} {pair / 'privkey.pem'}"
    changes = {
        f"\n{NAME} {{": f"\nlocalhost:{tls} {{\n\t{keys}",
        "\n{\n": f"\n{{\n\tadmin off\n\tdefault_bind 127.0.0.1\n\thttp_port {plain}\n",
    }
    _change(file, to, **changes)
    _change(file.with_name("widerwindow-in-a-folder.caddy"), to)
    with file.open("a") as more:
        more.write(f"\n127.0.0.1:{other} {{\n\t{keys}\n\timport widerwindow-in-a-folder.caddy\n}}\n")
    return [program("caddy"), "run", "--config", file, "--adapter", "caddyfile"]
