"""Serves a built site on this machine alone; where its author is at work, each page comes anew when it has changed.

What is served is a copy in memory, all of one build: nobody gets a page that is just being written, and after a build
that failed, the pages before it stay. What a page needs to learn of the next build is put into that copy, and is never
in a file.
"""

import errno
import json
import mimetypes
import os
import secrets
import threading
import time
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from typing_extensions import override

HOST = "127.0.0.1"

_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
"""The kinds of files that pages need; Windows lets any program say something else of them."""

_SCRIPT = Path(__file__).with_name("live.js")
_SCRIPT_AT, _NEWS_AT = "/-/live.js", "/-/news"
_POLICY, _LIVE_POLICY = b"default-src 'none'", b"default-src 'none'; connect-src 'self'"
_SIGN_OF_LIFE = 10  # seconds after which a page that is gone is noticed
_TAKEN = {errno.EADDRINUSE, *([errno.EACCES] if os.name == "nt" else [])}


class State(NamedTuple):
    """Which build is shown, and what is wrong with the files since; nothing, if that is empty."""

    build: str
    fault: str


class Site:
    """The files of one build, until those of the next take their place."""

    def __init__(self, folder: Path) -> None:
        self._news = threading.Condition()
        self.show(folder)

    def show(self, folder: Path) -> None:
        """Take the files of a new build from `folder`."""
        files = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
        with self._news:
            self.files, self.state = files, State(str(time.time_ns()), "")
            self._news.notify_all()

    def tell(self, fault: str) -> None:
        """Tell the pages that there is no new build, and why."""
        with self._news:
            self.state = State(self.state.build, fault)
            self._news.notify_all()

    def wait(self, known: State, seconds: float) -> State:
        """Return the state as soon as it is not the one that is `known`, or after so many seconds."""
        with self._news:
            self._news.wait_for(lambda: self.state != known, seconds)
            return self.state


class Server(ThreadingHTTPServer):
    """Answers with the files of a site; if it is `live`, its pages come anew with each build.

    With a `token`, it answers only to whoever has the address with the token in it, and no browser keeps what it sends.
    """

    allow_reuse_address = os.name != "nt"  # on Windows, two programs would have one port
    live = False

    def __init__(self, site: Site, port: int, token: str = "") -> None:
        self.site = site
        self.top = f"/{token}/" if token else "/"
        super().__init__((HOST, port), _Handler)

    @override
    def handle_error(self, *_: object) -> None:
        """Say nothing of a browser that went away before its answer was there."""


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        if self.headers.get("Host") not in {f"{name}:{self.server.server_port}" for name in (HOST, "localhost")}:
            self.send_error(HTTPStatus.FORBIDDEN)  # another site, whose name leads to this machine
        elif not secrets.compare_digest(address.path[: len(self.server.top)].encode(), self.server.top.encode()):
            self.send_error(HTTPStatus.FORBIDDEN)  # somebody else on this machine
        elif self.server.live and address.path == _NEWS_AT:
            self._tell_news(parse_qs(address.query).get("build", [""])[0])
        elif self.server.live and address.path == _SCRIPT_AT:
            self._send(_SCRIPT.name, _SCRIPT.read_bytes())
        else:
            self._send_file(unquote(address.path.removeprefix(self.server.top)))

    do_HEAD = do_GET

    @override
    def log_message(self, *_: object) -> None:
        """Say nothing of each request: what a learner reads is not written down."""

    def _send_file(self, name: str) -> None:
        site = self.server.site
        files, build = site.files, site.state.build
        name = f"{name}index.html" if name.endswith("/") or not name else name
        if name in files:
            in_page = self.server.live and name.endswith(".html") and not name.startswith("_static/")
            self._send(name, _with_news(files[name], build) if in_page else files[name])
        elif f"{name}/index.html" in files:
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{name.rpartition('/')[2]}/")
            self.end_headers()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send(self, name: str, content: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        kind = _TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-cache" if self.server.top == "/" else "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _tell_news(self, build: str) -> None:
        """Tell the page of `build` whenever there is news, until it goes away."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        known = State(build, "")
        with suppress(OSError):
            while True:
                now = self.server.site.wait(known, _SIGN_OF_LIFE)
                self.wfile.write(b":\n\n" if now == known else f"data: {json.dumps(now._asdict())}\n\n".encode())
                known = now


def _with_news(page: bytes, build: str) -> bytes:
    """Return a page with the script that waits for the build after `build`, and with leave to ask for it."""
    script = f'<script src="{_SCRIPT_AT}" data-news="{_NEWS_AT}?build={build}" data-build="{build}" defer></script>'
    return page.replace(_POLICY, _LIVE_POLICY, 1).replace(b"</head>", script.encode() + b"</head>", 1)


def bind(folder: Path, port: int, token: str = "") -> Server:
    """Return a server for `folder` on `port`, or on the next free port after it."""
    site = Site(folder)
    while True:
        try:
            return Server(site, port, token)
        except OSError as error:
            if error.errno not in _TAKEN or port >= 65535:
                raise
            port += 1


def run(server: Server, open_browser: bool) -> None:
    """Answer requests until the process is interrupted."""
    _open(server, open_browser)
    with server, suppress(KeyboardInterrupt):
        server.serve_forever()


@contextmanager
def running(server: Server, open_browser: bool) -> Iterator[None]:
    """Answer requests meanwhile."""
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        _open(server, open_browser)
        try:
            yield
        finally:
            server.shutdown()


def _open(server: Server, open_browser: bool) -> None:
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(address(server),), daemon=True).start()


def address(server: Server) -> str:
    """Return the address of the site's first page."""
    return f"http://{HOST}:{server.server_port}{server.top}"
