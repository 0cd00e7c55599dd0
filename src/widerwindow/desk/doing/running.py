"""What takes a while is done beside the pages, so that they can say how far it is. It is always done to its end."""

from asyncio import Future, get_running_loop, wait
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple, Protocol

from tornado import web

from widerwindow.desk.frame import DeskPage
from widerwindow.messages import Messages

_say = Messages(__package__)


class Tell(Protocol):
    """Is told, in a sentence, which step begins, and where that is known, how much is done, from 0 to 1."""

    def __call__(self, step: str, done: float | None = None, /) -> None:
        """Take it."""


def tell_nobody(step: str, done: float | None = None, /) -> None:
    """Leave it untold."""


class _Told(NamedTuple):
    step: str = ""
    done: float | None = None


_SOON = 1.0  # seconds; what is done by then needs no page that says how far it is


class Running:
    """What runs, and what is done and not told yet, each by a name."""

    def __init__(self) -> None:
        self._futures: dict[str, Future[Sequence[Any]]] = {}
        self._told: dict[str, _Told] = {}

    async def start(self, name: str, work: Callable[[Tell], Sequence[Any]]) -> None:
        """Begin `work`, which returns what is to be told, and wait a moment. If it runs already, leave it."""
        if not self.is_running(name):
            self._told[name] = _Told()
            tell = partial(self._tell, name)
            self._futures[name] = get_running_loop().run_in_executor(None, work, tell)
        await wait([self._futures[name]], timeout=_SOON)

    def is_running(self, name: str) -> bool:
        """Return whether it is not done yet."""
        return name in self._futures and not self._futures[name].done()

    def is_known(self, name: str) -> bool:
        """Return whether it runs, or is done and not told yet."""
        return name in self._futures

    def step(self, name: str) -> str:
        """Return which step was told last."""
        return self._told.get(name, _Told()).step

    def steps(self) -> list[str]:
        """Return which step was told last of each thing that runs."""
        return [self.step(name) for name in self._futures if self.is_running(name)]

    async def all_done(self) -> None:
        """Wait until nothing runs."""
        while going := [future for future in self._futures.values() if not future.done()]:
            await wait(going)

    def done(self, name: str) -> float | None:
        """Return how much was told to be done."""
        return self._told.get(name, _Told()).done

    def came(self, name: str) -> Sequence[Any] | None:
        """Return what came of it, once; None where nothing is to be told. Raises what it failed with."""
        future = self._futures.pop(name, None)
        return None if future is None else future.result()

    def _tell(self, name: str, step: str, done: float | None = None, /) -> None:
        self._told[name] = _Told(step, done)


class Beside(DeskPage):
    """A page that begins what takes a while, or says how far it is."""

    @property
    def running(self) -> Running:
        """What runs on the desk."""
        kept: Running = self.settings.setdefault("widerwindow_running", Running())
        return kept

    def own(self, of: str) -> str:
        """Return the name of what is done for the cohort alone."""
        return f"{of} {self.course.cohort or ''}"

    def show_running(self, of: str, title: str) -> None:
        """Say how far what is called `of` is."""
        step, done = self.running.step(of), self.running.done(of)
        self.show("doing/running.html.j2", of=of, title=title, step=step, done=done)


class Step(Beside):
    """Answers how far something is."""

    messages = _say

    @web.authenticated
    def get(self) -> None:
        """Answer for what the address names."""
        of = self.get_query_argument("of")
        running = self.running
        self.finish({"step": running.step(of), "done": running.done(of), "running": running.is_running(of)})
