"""The directive `{record}`: a sheet of all modules on which a learner notes what she has completed."""

from pathlib import Path

from docutils import nodes
from typing_extensions import override

from widerwindow.content.activities.scenario import Scenario
from widerwindow.site.directives.directive import CourseDirective
from widerwindow.widgets import record


class RecordDirective(CourseDirective):
    """Shows the sheet, which works as a worksheet does."""

    @override
    def show(self) -> list[nodes.Node]:
        course = self.course
        engine = Path(record.__file__).parent
        modules = (*course.book.glob("*/module.yml"), *course.exercises.glob("quizzes/*.yml"))
        self.note(*(course.root / name for name in ("_toc.yml", "_config.yml")), *modules)
        self.note(*course.files(Scenario), *engine.parent.glob("*/*.py"), *engine.glob("*.yml"))
        return [nodes.raw("", record.Record().page_html(), format="html")]
