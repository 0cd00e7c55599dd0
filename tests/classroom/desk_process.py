"""A desk in a process of its own that can be killed, and a marker that asks it as a browser does."""

import http.cookiejar
import json
import os
import re
import signal
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from forks import processes
from killing import killed_at
from widerwindow.content.course import Course
from widerwindow.desk.server import set_up


def _serve(root: Path, home: Path, last: int | None, tell: Connection) -> None:
    count, _ = killed_at(last)
    os.environ |= {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home), "JUPYTER_RUNTIME_DIR": str(home / "runtime")}
    desk = set_up(Course(root), port=0, open_browser=False)
    desk.io_loop.add_callback(tell.send, desk.address)
    signal.signal(signal.SIGUSR1, lambda *_: sys.setprofile(count))
    desk.start()


@contextmanager
def opened(course: Course, home: Path, last: int | None = None) -> Iterator[tuple[str, Callable[[], None]]]:
    """Give the address of a desk, and what has it count its calls of functions: it is killed at the one `last` then."""
    home.mkdir(exist_ok=True)
    hear, tell = processes().Pipe(duplex=False)
    process = processes().Process(target=_serve, args=(course.root, home, last, tell))
    process.start()
    tell.close()
    try:
        yield hear.recv(), lambda: os.kill(process.pid or 0, signal.SIGUSR1)
    finally:
        process.kill()
        process.join()
        hear.close()


class Marker:
    """Marks answers to one question at a desk."""

    def __init__(self, address: str, quiz: str, question: str) -> None:
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)
        self._desk = f"{address[: address.index('/', len('http://'))]}/desk"
        self._at = f"{self._desk}/marking/{quiz}/{question}"
        self._ask(address)

    def read(self, place: str) -> dict[str, str]:
        """Return the form of the answer at a place, as far as no person sees it."""
        page = self._ask(f"{self._at}/{place}")
        return {name: re.findall(rf'name="{name}" value="(.*?)"', page)[-1] for name in ("_xsrf", "seen")}

    def mark(self, place: str, form: Mapping[str, str], levels: Mapping[str, int]) -> dict[str, str]:
        """Send the form with these levels, and return what the desk says of it."""
        chosen = {f"level-{row}": str(level) for row, level in levels.items()}
        said: dict[str, str] = json.loads(self._ask(f"{self._at}/{place}", {**form, **chosen, "then": "stay"}))
        return said

    def page(self, place: str) -> str:
        """Return a page of the desk, whatever came of it."""
        try:
            return self._ask(f"{self._desk}/{place}")
        except urllib.error.HTTPError as error:
            return error.read().decode()

    def _ask(self, address: str, form: Mapping[str, str] | None = None) -> str:
        data = urllib.parse.urlencode(form).encode() if form else None
        with self._browser.open(address, data, timeout=60) as answer:
            return str(answer.read().decode())
