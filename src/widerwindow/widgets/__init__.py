"""What a learner touches: a folder for each kind of widget, each made from one file of the course by its id.

A folder holds the widget's class, its script and style, its readable version and its words. A new kind is a folder
beside the others, an import and a name in `KINDS`: this file is the only one that names every kind. `content` may not
look up here, so it has the names of those that show a file of the course once more, in `pages/cells.py`.
"""

from widerwindow.widgets.base import CourseWidget
from widerwindow.widgets.chart import Chart
from widerwindow.widgets.comparison import Comparison
from widerwindow.widgets.figure import Figure
from widerwindow.widgets.practice import Practice
from widerwindow.widgets.quiz import Quiz
from widerwindow.widgets.record import Record
from widerwindow.widgets.scenario import Scenario
from widerwindow.widgets.selfcheck import SelfCheck
from widerwindow.widgets.worksheet import Worksheet

__all__ = ["KINDS", "Chart", "Comparison", "Figure", "Practice", "Quiz", "Record", "Scenario", "SelfCheck", "Worksheet"]

KINDS: dict[str, type[CourseWidget | Chart]] = {
    widget.kind: widget
    for widget in (Scenario, SelfCheck, Worksheet, Comparison, Figure, Practice, Quiz, Record, Chart)
}
"""Each kind by its name, which is that of its folder too."""
