"""Ends a process that builds, and all that it has started, where whoever waits for it is stopped."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def ending(process: "subprocess.Popen[str]") -> Iterator[None]:
    """End `process` where what is done meanwhile is interrupted. It leads a session of its own."""
    try:
        yield
    except BaseException:
        end(process)
        raise


def end(process: "subprocess.Popen[str]") -> None:
    """End `process` and those below it, and wait until it is gone."""
    with suppress(ProcessLookupError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGTERM)
        else:
            process.terminate()
    process.wait()
