"""Serves the built site on this machine alone."""

import errno
import threading
import webbrowser
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HOST = "127.0.0.1"


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request: what a learner reads is not written down."""


def bind(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server for `folder` on `port`, or on the next free port after it."""
    while True:
        try:
            return ThreadingHTTPServer((HOST, port), partial(_Handler, directory=str(folder)))
        except OSError as error:
            if error.errno != errno.EADDRINUSE or port >= 65535:
                raise
            port += 1


def run(server: ThreadingHTTPServer, open_browser: bool) -> None:
    """Answer requests until the process is interrupted."""
    if open_browser:
        threading.Thread(target=webbrowser.open, args=(address(server),), daemon=True).start()
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return


def address(server: ThreadingHTTPServer) -> str:
    """Return the address of the site's first page."""
    return f"http://{HOST}:{server.server_port}/"
