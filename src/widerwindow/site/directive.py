"""What this package's directives share: the course around the page, and mistakes told as Sphinx tells its own."""

from abc import abstractmethod
from pathlib import Path

from docutils import nodes
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
