"""What a learner touches: one class a kind of widget, each made from one file of the course by its id."""

from widerwindow.widgets.chart import Chart
from widerwindow.widgets.comparison import Comparison
from widerwindow.widgets.quiz import Quiz
from widerwindow.widgets.scenario import Scenario
from widerwindow.widgets.selfcheck import SelfCheck
from widerwindow.widgets.worksheet import Worksheet

__all__ = ["Chart", "Comparison", "Quiz", "Scenario", "SelfCheck", "Worksheet"]
