"""Ends the desk when nobody has asked it for anything for hours. Nothing is lost: all is saved as it is given."""

import time

from jupyter_server.log import log_request
from jupyter_server.serverapp import ServerApp
from tornado import web
from tornado.ioloop import PeriodicCallback

from widerwindow.desk.frame import HERE

HOURS = 4.0
LOOK_EVERY = 60.0  # seconds


class _Use:
    """When somebody used the desk last."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def note(self, handler: web.RequestHandler) -> None:
        """Note that a request was answered, and write it down as Jupyter's server does."""
        if handler.request.path != HERE:
            self._last = time.monotonic()
        log_request(handler)  # type: ignore[no-untyped-call]

    @property
    def is_over(self) -> bool:
        return time.monotonic() - self._last > HOURS * 3600


def close_when_idle(server: ServerApp) -> None:
    """Have `server` end by itself."""
    use = _Use()
    server.web_app.settings["log_function"] = use.note
    PeriodicCallback(lambda: server.stop() if use.is_over else None, LOOK_EVERY * 1000).start()
