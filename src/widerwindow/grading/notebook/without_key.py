"""A quiz's notebook as learners will get it, made without nbgrader and before any release, for looking at."""

import json
import re
from typing import Any

from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.notebook.source import notebook_of

_NOT_FOR_LEARNERS = re.compile(r"\n### BEGIN (SOLUTION|HIDDEN TESTS)\n.*?### END \1", re.DOTALL)


def sample(course: Course, name: str) -> dict[str, Any]:
    """Return the notebook of the quiz `name` with no key in it. Raises ContentError."""
    return sample_of(course, course.quiz(name))


def sample_of(course: Course, quiz: Quiz) -> dict[str, Any]:
    """Return the same of a quiz that may stand in no file yet."""
    made: dict[str, Any] = json.loads(notebook_of(course, quiz))
    for cell in made["cells"]:
        cell["source"] = _NOT_FOR_LEARNERS.sub("", cell["source"])
    return made
