"""Is nbgrader's own command. Its kernels are forks of it, as to start one takes longer than to mark a notebook.

`ready` runs `main`.
"""

import os
import sys

from nbgrader.apps import nbgraderapp
from traitlets.config import Application

from widerwindow.site.building import kernels


def main() -> None:
    """Run the command."""
    kernels.choose()
    os.register_at_fork(after_in_child=Application.clear_instance)  # a kernel is a program beside nbgrader, not in it
    sys.argv[0] = "nbgrader"
    nbgraderapp.main()
