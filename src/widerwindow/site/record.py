"""The directive `{record}`: a sheet of all modules on which a learner notes what she has completed."""

from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from typing_extensions import override

from widerwindow.content.course import Course
from widerwindow.content.problems import ContentError
from widerwindow.widgets import record


class RecordDirective(SphinxDirective):
    """Shows the sheet, which works as a worksheet does."""

    @override
    def run(self) -> list[nodes.Node]:
        course = Course.around(Path(self.env.srcdir))
        engine = Path(record.__file__).parent
        modules = (*course.book.glob("*/module.yml"), *course.exercises.glob("quizzes/*.yml"))
        for file in (course.root / "_toc.yml", *modules, *engine.glob("*.py"), engine / "words.yml"):
            self.env.note_dependency(str(file))
        try:
            return [nodes.raw("", record.Record().page_html(), format="html")]
        except ContentError as error:
            raise self.error(str(error)) from None
