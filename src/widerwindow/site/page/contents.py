"""The contents that stand beside every page, as many of them as fit, and the one page that lists every page.

All pages carry them, so what an author adds at one end must not weigh on a page at the other. Of a list that has grown
too long, a page carries what lies around it, and a link to the list of all.
"""

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment.adapters.toctree import global_toctree_for_doc

from widerwindow.messages import Messages
from widerwindow.site.page.budget import CONTENTS, weight

ALL_PAGES = "all-pages"
"""The name of the page that lists every page."""

_AROUND = 64, 32, 16, 8, 4, 2
"""How many entries of one list a page may carry: the first of these with which its contents are light enough."""

_say = Messages(__package__)


def beside(app: Sphinx, page: str) -> str:
    """Return the contents beside `page` as HTML, no heavier than the budget gives them where that can be done."""
    for most in _AROUND:
        tree = _tree(app, page, collapse=True, maxdepth=3)
        left_out = [_shorten(entries, most) for entries in list(tree.findall(nodes.bullet_list))] if tree else []
        html = _html(app, tree) + (_to_all(app, page) if any(left_out) else "")
        if weight(html) <= CONTENTS:
            break
    return html


def list_all(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page that lists every page, as Sphinx takes one that no file is written for."""
    html = _html(app, _tree(app, ALL_PAGES, collapse=False, maxdepth=-1))
    yield ALL_PAGES, {"ww_all_pages": html}, "all-pages.html"


def _tree(app: Sphinx, page: str, **options: Any) -> nodes.Element | None:  # noqa: ANN401 - whatever Sphinx takes
    return global_toctree_for_doc(app.env, page, app.builder, includehidden=True, titles_only=True, **options)


def _html(app: Sphinx, tree: nodes.Element | None) -> str:
    html: str = app.builder.render_partial(tree)["fragment"]  # type: ignore[attr-defined] # an HTML builder has it
    return html.replace(' role="heading"', "")  # Sphinx gives the captions a heading's role without its level


def _to_all(app: Sphinx, page: str) -> str:
    return f'<p><a href="{app.builder.get_relative_uri(page, ALL_PAGES)}">{_say.html("all_pages")}</a></p>\n'


def _shorten(entries: nodes.bullet_list, most: int) -> bool:
    """Leave the `most` entries that lie around the page's own, or the first ones; return whether any had to go."""
    own = next((place for place, entry in enumerate(entries.children) if _is_own(entry)), 0)
    first = max(0, min(own - most // 2, len(entries.children) - most))
    gone = [*entries.children[:first], *entries.children[first + most :]]
    for entry in gone:
        entries.remove(entry)
    return bool(gone)


def _is_own(entry: nodes.Node) -> bool:
    return isinstance(entry, nodes.Element) and "current" in entry.get("classes", [])
