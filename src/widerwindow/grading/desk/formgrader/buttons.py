"""What formgrader's buttons do on the desk: the same as the commands, where nbgrader would run answers or show keys."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from nbgrader.server_extensions.formgrader.base import BaseApiHandler
from tornado import web

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.setting.release import release

Lines = Callable[[Course, str], Iterable[str]]
"""Does what a button says for one quiz, and yields lines to read."""


class _Button(BaseApiHandler):  # type: ignore[misc] # nbgrader has no types
    """Answers a click with what formgrader shows in its window: whether it went well, and lines to read."""

    def initialize(self, lines: Lines) -> None:
        """Take what to do (tornado calls this)."""
        self._lines = lines

    @web.authenticated
    def post(self, *names: str) -> None:
        """Do it for the quiz that formgrader names first."""
        course = Course(Path(self.coursedir.root).parent)
        try:
            answer = {"success": True, "log": "\n".join(self._lines(course, names[0]))}
        except ContentError as error:
            reasons = [f"{problem.message} {problem.hint}" for problem in error.problems]
            answer = {"success": False, "log": "\n".join(reasons)}
        self.write(json.dumps(answer))


def _release(course: Course, quiz: str) -> Iterator[str]:
    release(course, quiz)
    yield "The notebook for learners is made. The quiz's page shows it after the next build."


def _autograde(course: Course, quiz: str) -> Iterator[str]:
    return (f"{marked.learner}: {marked.said}" for marked in autograde(course, quiz))


def _feedback(course: Course, quiz: str) -> Iterator[str]:
    return (f"{given.learner}: {given.reason or 'the page is made.'}" for given in feedback(course, quiz))


BUTTONS = [
    (r"/formgrader/api/assignment/([^/]+)/assign", _Button, {"lines": _release}),
    (r"/formgrader/api/submission/([^/]+)/([^/]+)/autograde", _Button, {"lines": _autograde}),
    (r"/formgrader/api/assignment/([^/]+)/generate_feedback", _Button, {"lines": _feedback}),
    (r"/formgrader/api/assignment/([^/]+)/([^/]+)/generate_feedback", _Button, {"lines": _feedback}),
]
"""nbgrader's addresses of the buttons, and what answers them."""
