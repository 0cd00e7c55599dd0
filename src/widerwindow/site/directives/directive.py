"""What directives share: the course around the page, links, tables, and mistakes told as Sphinx tells its own."""

from abc import abstractmethod
from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective
from typing_extensions import override

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course


class CourseDirective(SphinxDirective):
    """A directive that shows something of the course's own files."""

    @override
    def run(self) -> list[nodes.Node]:
        try:
            return self.show()
        except ContentError as error:
            raise self.error(str(error)) from None

    @abstractmethod
    def show(self) -> list[nodes.Node]:
        """Return what stands in the directive's place. May raise ContentError."""

    @property
    def course(self) -> Course:
        """The course that the page belongs to."""
        return Course.around(Path(self.env.srcdir))

    def note(self, *files: Path) -> None:
        """Let Sphinx read the page again when one of `files` changes."""
        for file in files:
            self.env.note_dependency(str(file))

    def link(self, page: str, title: str = "", *classes: str) -> nodes.paragraph:
        """Return a paragraph with a link to a page, its path inside the book; Sphinx knows its title."""
        name = nodes.inline(title or page, title or page)
        target = {"refdomain": "std", "reftype": "doc", "reftarget": f"/{page}", "refexplicit": bool(title)}
        to_page = addnodes.pending_xref("", name, refdoc=self.env.docname, refwarn=True, **target)
        return nodes.paragraph("", "", to_page, classes=list(classes))


def line(text: str) -> nodes.paragraph:
    """Return a paragraph of plain text."""
    return nodes.paragraph(text, text)


def table(heads: list[str], rows: Iterable[Iterable[list[nodes.paragraph]]]) -> nodes.table:
    """Return a table that says where things are taught: its headings, then its cells row by row."""
    columns = [nodes.colspec(colwidth=1) for _ in heads]
    head = nodes.thead("", nodes.row("", *(nodes.entry("", line(text)) for text in heads)))
    body = nodes.tbody("", *(nodes.row("", *(nodes.entry("", *cell) for cell in row)) for row in rows))
    return nodes.table("", nodes.tgroup("", *columns, head, body, cols=len(heads)), classes=["ww-taught"])
