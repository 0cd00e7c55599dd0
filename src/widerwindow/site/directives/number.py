"""The role `{number}`: a number out of a data file, so that what a page says and what its charts show are the same."""

from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxRole
from typing_extensions import override

from widerwindow.content.activities.data_table import Data
from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course


class NumberRole(SphinxRole):
    """Prints the number called `data:row`, as a percent, or `data:row:of`, as in "25 of 27"."""

    @override
    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        course = Course.around(Path(self.env.srcdir))
        try:
            number = course.number(self.text)
        except ContentError as error:
            self.env.note_reread()  # the page may be right as soon as another file is
            said = " ".join(f"{problem.message} {problem.hint}" for problem in error.problems)
            return [], [self.inliner.reporter.error(said, line=self.lineno)]
        self.env.note_dependency(str(course.path(Data, self.text.partition(":")[0])))
        return [nodes.Text(number)], []
