"""The directive `{exit}`: what a page says about leaving fast, true for this copy of the course."""

from docutils import nodes
from docutils.parsers.rst import directives
from typing_extensions import override

from widerwindow.site.directives.directive import CourseDirective


class ExitDirective(CourseDirective):
    """Shows its text only where the exit is `shown`, or only where it is `off`, as `organisation.yml` has it."""

    required_arguments = 1
    has_content = True

    @override
    def show(self) -> list[nodes.Node]:
        self.note(self.course.organisation_file)
        wanted = directives.choice(self.arguments[0], ("shown", "off"))
        shown = self.course.organisation().exit_shown is not None
        return self.parse_content_to_nodes() if (wanted == "shown") == shown else []
