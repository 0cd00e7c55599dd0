"""Makes processes as forks of one that has loaded what they load, as to load it takes seconds.

Python has one such server for all that a process of the tests forks, so what it loads is said here alone.
"""

import multiprocessing
import os
import sys
from functools import cache
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext

import pytest

_LOADED = [
    "__main__",
    "widerwindow.cli",
    "widerwindow.desk.extension",
    "widerwindow.grading.marking.autograde",
    "dateutil.tz",
    "warm_desk",
]


@cache
def processes() -> ForkServerContext:
    """Return what makes such processes, with the server running."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload(_LOADED)
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("PYTHONPATH", os.pathsep.join(sys.path))  # else it finds, in silence, nothing of the tests' own
        forkserver.ensure_running()
    return made
