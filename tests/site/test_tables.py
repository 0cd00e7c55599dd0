"""Cells that carry the name of their column."""

from docutils import nodes
from docutils.core import publish_doctree

from widerwindow.site.page.tables import name_columns

TABLE = """
===== ======
Where Name
===== ======
Top   Above
Low   Below
===== ======
"""


def labels(doctree: nodes.document) -> list[str]:
    return [node.astext() for node in doctree.findall(nodes.inline) if "ww-label" in node["classes"]]


def test_each_cell_of_the_body_carries_its_columns_name() -> None:
    doctree = publish_doctree(TABLE)
    name_columns(doctree)
    assert labels(doctree) == ["Where", "Name", "Where", "Name"]


def test_a_table_without_headings_stays_as_it_is() -> None:
    doctree = publish_doctree(TABLE.replace("Where Name\n===== ======\n", ""))
    name_columns(doctree)
    assert labels(doctree) == []
