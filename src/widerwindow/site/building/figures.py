"""Lets Sphinx number the figures of a book without loading all of its pages, as it does for one that has changed.

What it goes by is kept of each page: its sections, its contents, and what has a number, each with its title.
"""

from collections.abc import Callable, Iterator
from typing import Any, cast

from docutils import nodes
from sphinx.addnodes import toctree
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment

_BEFORE_OTHERS, _AFTER_OTHERS = 100, 900
"""Sphinx calls what waits for an event in the order of such numbers; what adds contents, and what numbers, has 500."""

_OF_A_NUMBERED = nodes.caption, nodes.title, nodes.literal_block
"""What Sphinx looks for in a node before it gives it a number."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Let Sphinx keep outlines with the rest that it knows of the pages (Sphinx calls this)."""
    app.connect("doctree-read", _keep, _AFTER_OTHERS)
    app.connect("env-purge-doc", _forget)
    app.connect("env-merge-info", _merge)
    app.connect("env-get-updated", _show_outlines, _BEFORE_OTHERS)
    app.connect("env-get-updated", _show_pages, _AFTER_OTHERS)
    return {"parallel_read_safe": True, "parallel_write_safe": True, "env_version": 1}


def _keep(app: Sphinx, page: nodes.document) -> None:
    standard = cast(StandardDomain, app.env.get_domain("std"))
    others = [domain for domain in app.env.domains.values() if domain is not standard]

    def has_number(node: nodes.Element) -> bool:
        return bool(standard.get_numfig_title(node)) or any(each.get_enumerable_node_type(node) for each in others)

    _outlines(app.env)[app.env.docname] = nodes.container("", *_outline(page, has_number))


def _forget(_app: Sphinx, env: BuildEnvironment, page: str) -> None:
    _outlines(env).pop(page, None)


def _merge(_app: Sphinx, env: BuildEnvironment, pages: set[str], other: BuildEnvironment) -> None:
    _outlines(env).update({page: _outlines(other)[page] for page in pages})


def _show_outlines(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    env.get_doctree = _outlines(env).__getitem__  # type: ignore[assignment, method-assign]
    return []


def _show_pages(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    del env.get_doctree
    return []


def _outlines(env: BuildEnvironment) -> dict[str, nodes.Element]:
    found: dict[str, nodes.Element] = env.__dict__.setdefault("widerwindow_outlines", {})
    return found


def _outline(node: nodes.Element, has_number: Callable[[nodes.Element], bool]) -> Iterator[nodes.Element]:
    """Yield what Sphinx goes by in `node`, as new nodes: with one of the page, the whole page would be kept."""
    for child in node.children:
        if not isinstance(child, nodes.Element):
            continue
        inside, numbered = list(_outline(child, has_number)), has_number(child)
        if numbered:
            inside += [type(part)("", part.astext()) for part in child.children if isinstance(part, _OF_A_NUMBERED)]
        if numbered or inside or isinstance(child, toctree):
            yield type(child)("", *inside, **child.attributes)
