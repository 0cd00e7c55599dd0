"""Wider Window: a course engine for pages, scenarios, self-checks, worksheets and nbgrader quizzes."""

__version__ = "0.1.0"
