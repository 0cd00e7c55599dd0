"""Gives each cell of a table the name of its column, which is shown where a narrow screen stacks the rows."""

from docutils import nodes


def name_columns(doctree: nodes.document) -> None:
    """Put the heading of its column in front of each cell's text, in every table of `doctree` that has headings."""
    for group in doctree.findall(nodes.tgroup):
        heads = [entry.astext() for entry in group.findall(nodes.entry) if _is_head(entry)]
        for row in group.findall(nodes.row):
            if heads and not _is_head(row):
                for head, entry in zip(heads, row.findall(nodes.entry), strict=False):
                    entry.insert(0, nodes.inline(head, head, classes=["ww-label"]))


def _is_head(node: nodes.Element) -> bool:
    while node.parent is not None and not isinstance(node, nodes.tgroup):
        node = node.parent
        if isinstance(node, nodes.thead):
            return True
    return False
