"""Runs Jupyter Book as this course needs it: `python -m widerwindow.site.jupyter_book build ...`."""

import os
from functools import partial
from importlib.metadata import distributions

from widerwindow.site import kernels, sources
from widerwindow.startup import without_iri_grammars

without_iri_grammars()
from jupyter_book import sphinx  # noqa: E402 - what it imports has to be kept from the grammars first
from jupyter_book.cli.main import main  # noqa: E402
from pybtex.plugin import register_plugin  # noqa: E402


def run(arguments: list[str]) -> None:
    """Run the command `jupyter-book` with `arguments`. Raises SystemExit with its status.

    Sphinx can read and write pages at the same time, and Jupyter Book has no option to let it.
    """
    kernels.choose()
    sphinx.build_sphinx = partial(sphinx.build_sphinx, jobs=os.cpu_count())
    main(arguments, prog_name="jupyter-book")


def _know_pybtex_plugins() -> None:
    """Look up the parts of pybtex once: it would look through all installed packages for every source of a page."""
    for found in (each for package in distributions() for each in package.entry_points):
        if found.group.startswith("pybtex."):
            plugin = found.load()
            is_style = found.group == "pybtex.style.formatting"
            register_plugin(found.group, found.name, sources.remembering(plugin) if is_style else plugin, force=True)


_know_pybtex_plugins()

if __name__ == "__main__":
    import sys

    run(sys.argv[1:])
