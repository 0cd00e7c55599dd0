"""The directive `{exit}`: what a page says about leaving fast, true for this copy of the course."""

from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from typing_extensions import override

from widerwindow.content.course import Course


class ExitDirective(SphinxDirective):
    """Shows its text only where the exit is `shown`, or only where it is `off`, as `organisation.yml` has it."""

    required_arguments = 1
    has_content = True

    @override
    def run(self) -> list[nodes.Node]:
        course = Course.around(Path(self.env.srcdir))
        self.env.note_dependency(str(course.root / "organisation.yml"))
        wanted = directives.choice(self.arguments[0], ("shown", "off"))
        return self.parse_content_to_nodes() if (wanted == "shown") == course.organisation().exit.shown else []
