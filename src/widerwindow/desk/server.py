"""The trainer's desk, with nbgrader's formgrader beside it, on this machine alone.

It is Jupyter's own server with our pages and formgrader and nothing else in it: no kernel, no terminal and no
JupyterLab, so nothing on it can run what a learner sent, and nothing asks another host for anything.
"""

import logging
import os
import signal
from pathlib import Path

from jupyter_server.serverapp import ServerApp
from traitlets.config import Config
from typing_extensions import override

from widerwindow import __version__
from widerwindow.content.course import Course
from widerwindow.desk.frame.addresses import top
from widerwindow.desk.log import to_file
from widerwindow.grading.gradebook import connection
from widerwindow.grading.storage import write_file

_POLICY = "; ".join(
    [
        "default-src 'self'",
        # formgrader's own pages hold their scripts and styles in themselves; its answers are cleaned of both.
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)

HEADERS = {"Content-Security-Policy": _POLICY, "Referrer-Policy": "no-referrer"}
"""What each answer of a desk says to a browser, unless a page says it otherwise."""


class Desk(ServerApp):
    """Jupyter's server with formgrader in it. It takes no settings but ours: a desk is the same on every machine."""

    default_services = ("auth", "security")  # type: ignore[assignment] # ServerApp names all that it has

    @override
    def load_config_file(self, *_: object, **__: object) -> None:
        """Leave out what this machine's Jupyter is set to: it may be open to others, or have more in it."""

    @override
    def init_signal(self) -> None:
        """Let Ctrl+C end it without a question: every mark is saved the moment it is given."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._signal_stop)

    @override
    def write_browser_open_files(self) -> None:
        """Write the page that leads a browser in. It holds the token, so nobody else may read it."""
        before = os.umask(0o077)
        try:
            super().write_browser_open_files()
        finally:
            os.umask(before)

    @property
    def address(self) -> str:
        """The address that lets the trainer in, with the token for this one time."""
        return self.local_url


def set_up(course: Course, *, port: int, open_browser: bool) -> Desk:
    """Return the desk of `course`, listening; `start` answers until the process is interrupted.

    Raises ContentError where its gradebook cannot be used.
    """
    if connection.has_gradebook(course):
        with connection.open_gradebook(course):
            pass  # one that is spoilt is told here, before a browser opens
    desk = Desk.instance(config=_settings(course, port, open_browser))
    desk.initialize([], find_extensions=False)
    return desk


def _settings(course: Course, port: int, open_browser: bool) -> Config:
    folder = course.exercises.resolve()
    return Config(
        {
            "ServerApp": {
                "ip": "127.0.0.1",
                "port": port,
                "open_browser": open_browser,
                "default_url": top(course.cohort),
                "root_dir": str(folder),
                "jpserver_extensions": {"widerwindow.desk.extension": True},
                "reraise_server_extension_failures": True,
                "tornado_settings": {
                    "headers": HEADERS,
                    "widerwindow_course": course,
                },
                "allow_root": _is_root(),
                "logging_config": _new_log(folder / "desk.log"),
            },
            "IdentityProvider": {"login_handler_class": "widerwindow.desk.frame.stranger.Stranger"},
            "CourseDirectory": {"root": str(folder), "db_url": connection.address(course)},
        }
    )


def _new_log(path: Path) -> dict[str, object]:
    """Return settings that write what the server says to a new file; the trainer reads the command's own words."""
    write_file(path, f"{__version__}\n".encode())  # the desk does not open where nothing can be written
    logging.raiseExceptions = False  # on a full disk the desk can still be read
    return to_file(str(path), Desk.__name__)


def _is_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0
