"""Runs Jupyter Book as this course needs it: `python -m widerwindow.site.building.jupyter_book build ...`."""

import importlib.metadata
import os
from functools import partial
from importlib.metadata import distributions

import importlib_metadata
import yaml

from widerwindow.startup import with_rare_collections, without_iri_grammars


def _know_what_packages_offer() -> None:
    """Look once through all installed packages for what they offer each other: a build asks for it time and again."""
    for library in (importlib.metadata, importlib_metadata):
        library.entry_points = library.entry_points().select  # type: ignore[attr-defined]


def _read_yaml_with_libyaml() -> None:
    """Let everyone in this process read and write YAML ten times as fast, where PyYAML has libyaml."""
    if yaml.__with_libyaml__:
        yaml.SafeLoader = yaml.CSafeLoader  # type: ignore[misc, assignment]
        yaml.dump = partial(yaml.dump, Dumper=yaml.CDumper)  # type: ignore[assignment]


without_iri_grammars()
_know_what_packages_offer()
_read_yaml_with_libyaml()
from jupyter_book import sphinx  # noqa: E402 - what it imports has to find all this
from jupyter_book.cli.main import main  # noqa: E402
from jupyter_cache.executors import utils  # noqa: E402
from pybtex.plugin import register_plugin  # noqa: E402

from widerwindow.site.building import kernels, sources  # noqa: E402


def run(arguments: list[str]) -> None:
    """Run the command `jupyter-book` with `arguments`. Raises SystemExit with its status.

    Sphinx can read and write pages at the same time, and Jupyter Book has no option to let it. Most of the time a page
    waits for a kernel to start or to end: three for each core keep them all busy.
    """
    with_rare_collections()
    kernels.choose()
    utils.executenb = partial(utils.executenb, **kernels.EXECUTION)
    sphinx.build_sphinx = partial(sphinx.build_sphinx, jobs=3 * (os.cpu_count() or 1))
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
