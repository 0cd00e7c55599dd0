"""A quiz's notebook as learners will get it, made without nbgrader and before any release, for looking at."""

import json
import re
from typing import Any

from widerwindow.content.course import Course
from widerwindow.grading.notebook.source import notebook

_NOT_FOR_LEARNERS = re.compile(r"\n### BEGIN (SOLUTION|HIDDEN TESTS)\n.*?### END \1", re.DOTALL)


def sample(course: Course, name: str) -> dict[str, Any]:
    """Return the notebook of the quiz `name` with no key in it. Raises ContentError."""
    made: dict[str, Any] = json.loads(notebook(course, name))
    for cell in made["cells"]:
        cell["source"] = _NOT_FOR_LEARNERS.sub("", cell["source"])
    return made
