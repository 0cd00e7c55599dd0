"""Starts the kernels that execute pages by forking the process that builds them.

A kernel with a Python of its own takes a second to start, as it imports Jupyter and the widgets; a fork has them.
Jupyter's interface for this is a provisioner. It is named in pyproject.toml, and a build chooses it.
"""

import asyncio
import os
import signal
from importlib import import_module
from pathlib import Path
from queue import Empty
from tempfile import TemporaryDirectory, gettempdir
from typing import Any, NoReturn

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets.config import Config
from typing_extensions import override

from widerwindow.widgets import templates

NAME = "widerwindow-fork"
_IN_A_KERNEL = (
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "psutil",
    "sqlite3",
    "tornado.platform.asyncio",
    "widerwindow.widgets",
)
"""What every kernel imports: what is imported before the fork is there."""

EXECUTION = {
    "store_widget_state": False,  # of each page some 40 KB, of which no page shows anything
    "shutdown_kernel": "immediate",  # nothing that a cell does is to be there in the end
    "config": Config({"AsyncKernelManager": {"client_factory": f"{__name__}.Client"}}),
}
"""How nbclient executes a page."""

_SOON = 1
"""Seconds within which a kernel answers, where nothing is wrong."""

_LONG = 70
"""Characters of a folder's path, with which a socket's in it is longer than systems take."""


def choose() -> None:
    """Let this process and those it starts fork their kernels, where the system can do that."""
    if hasattr(os, "fork"):
        os.environ["JUPYTER_DEFAULT_PROVISIONER_NAME"] = NAME
        os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # else the debugger warns of a Python that nobody debugs
        for name in _IN_A_KERNEL:
            import_module(name)
        templates.read_all()


class Client(AsyncKernelClient):
    """Takes a kernel to be ready once it has answered and is heard.

    Jupyter's own then waits until nothing was said for a fifth of a second; nbclient passes over what others asked for.
    """

    @override
    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Wait until the kernel is ready; where it does not answer soon, as Jupyter does. Raises RuntimeError."""
        self.kernel_info()
        try:
            await self.get_shell_msg(timeout=_SOON)
            await self.get_iopub_msg(timeout=_SOON)
        except Empty:
            await super().wait_for_ready(timeout)


class ForkProvisioner(LocalProvisioner):
    """Starts a kernel as a fork of this process; all the rest is as Jupyter does it."""

    @override
    async def pre_launch(self, **options: Any) -> dict[str, Any]:
        """Have the kernel listen in a folder of its own, and prepare all else as Jupyter does.

        A port that is free when it is chosen can be another kernel's by the time this one listens.
        """
        place = None if len(gettempdir()) < _LONG else "/tmp"
        self._sockets = TemporaryDirectory(prefix="kernel-", dir=place)
        for name, value in {"transport": "ipc", "ip": f"{self._sockets.name}/socket"}.items():
            setattr(self.parent, name, value)
        return await super().pre_launch(**options)

    @override
    async def kill(self, restart: bool = False) -> None:
        """End the kernel, and wait until it has ended: Jupyter looks for that once in a tenth of a second."""
        await super().kill(restart)
        if self.process:
            self.process.wait()

    @override
    async def cleanup(self, restart: bool = False) -> None:
        """Remove what the kernel listened at."""
        await super().cleanup(restart)
        self._sockets.cleanup()

    @override
    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:
        """Start the kernel that `cmd` would start."""
        pid = os.fork()
        if not pid:
            _be_kernel(cmd, options["cwd"], options["env"])
        self.process = _Fork(pid)  # type: ignore[assignment] # all that is used of it is there
        self.pid = self.pgid = pid
        self.cwd = options["cwd"]
        return self.connection_info


class _Fork:
    """What Jupyter uses of `subprocess.Popen`, for a fork."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._status: int | None = None

    def poll(self) -> int | None:
        return self._wait(os.WNOHANG)

    def wait(self) -> int | None:
        return self._wait(0)

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def _wait(self, how: int) -> int | None:
        if self._status is None:
            pid, status = os.waitpid(self.pid, how)
            self._status = os.waitstatus_to_exitcode(status) if pid else None
        return self._status


def _be_kernel(cmd: list[str], folder: str | Path, environment: dict[str, str]) -> NoReturn:
    """Be the kernel until it is shut down. The event loop is a new one, as the builder's goes on in the builder."""
    try:
        os.setsid()
        os.chdir(folder)
        os.environ |= environment | {"JPY_PARENT_PID": str(os.getppid())}
        asyncio._set_running_loop(None)
        asyncio.set_event_loop(asyncio.new_event_loop())
        from ipykernel.kernelapp import IPKernelApp

        IPKernelApp.launch_instance(cmd[cmd.index("-f") :])
    finally:
        os._exit(0)
