"""Keeps one import from making every command two seconds slower."""

import sys


def without_iri_grammars() -> None:
    """Let jsonschema, which Jupyter Book and nbgrader import, do without the optional package rfc3987_syntax.

    That package compiles some forty grammars when it is imported. They check one format, `iri`, that nothing here uses,
    and jsonschema leaves the check out where the package cannot be imported.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
