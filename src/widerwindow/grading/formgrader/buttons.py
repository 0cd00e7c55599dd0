"""What formgrader's buttons do on the desk: the same as the commands, where nbgrader would run answers or show keys."""

import json
from collections.abc import Iterable
from pathlib import Path

from nbgrader.server_extensions.formgrader.base import BaseApiHandler
from tornado import web

from widerwindow.content.course import Course
from widerwindow.content.problems import ContentError
from widerwindow.grading.assignment import release
from widerwindow.grading.autograde import autograde
from widerwindow.grading.feedback import feedback


class _Button(BaseApiHandler):  # type: ignore[misc] # nbgrader has no types
    """Answers a click with what formgrader shows in its window: whether it went well, and lines to read."""

    @web.authenticated
    def post(self, *names: str) -> None:
        """Do it for the quiz that formgrader names first."""
        course = Course(Path(self.coursedir.root).parent)
        try:
            answer = {"success": True, "log": "\n".join(self.lines(course, names[0]))}
        except ContentError as error:
            reasons = [f"{problem.wrong} {problem.instead}" for problem in error.problems]
            answer = {"success": False, "log": "\n".join(reasons)}
        self.write(json.dumps(answer))

    def lines(self, course: Course, quiz: str) -> Iterable[str]:
        raise NotImplementedError


class _Release(_Button):
    def lines(self, course: Course, quiz: str) -> Iterable[str]:
        release(course, quiz)
        yield "The notebook for learners is made. The quiz's page shows it after the next build."


class _Autograde(_Button):
    def lines(self, course: Course, quiz: str) -> Iterable[str]:
        for marked in autograde(course, quiz):
            yield f"{marked.learner}: {marked.points:g} of {marked.out_of:g} so far. {marked.unreadable or ''}".rstrip()


class _Feedback(_Button):
    def lines(self, course: Course, quiz: str) -> Iterable[str]:
        for given in feedback(course, quiz):
            yield f"{given.learner}: {given.reason or 'the page is made.'}"


BUTTONS = [
    (r"/formgrader/api/assignment/([^/]+)/assign", _Release),
    (r"/formgrader/api/submission/([^/]+)/([^/]+)/autograde", _Autograde),
    (r"/formgrader/api/assignment/([^/]+)/generate_feedback", _Feedback),
    (r"/formgrader/api/assignment/([^/]+)/([^/]+)/generate_feedback", _Feedback),
]
"""nbgrader's addresses of the buttons, and what answers them."""
