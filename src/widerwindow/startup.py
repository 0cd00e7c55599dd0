"""Keeps what nobody needs from making every command slower."""

import atexit
import gc
import sys


def without_iri_grammars() -> None:
    """Let jsonschema, which Jupyter Book and nbgrader import, do without the optional package rfc3987_syntax.

    That package compiles some forty grammars when it is imported. They check one format, `iri`, that nothing here uses,
    and jsonschema leaves the check out where the package cannot be imported.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def with_rare_collections() -> None:
    """Let Python look a hundred times more rarely for objects that only hold each other.

    What was imported stays anyway, and at the end all of it goes. In a process that reads many files, looking through
    them takes a tenth of the time, and in a build a quarter; at the end of one that has loaded nbgrader, half a second.
    """
    gc.freeze()
    atexit.register(gc.freeze)
    gc.set_threshold(70_000)
