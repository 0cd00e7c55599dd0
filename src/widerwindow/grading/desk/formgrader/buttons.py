"""What formgrader's buttons do on the desk: the same as the commands, where nbgrader would run answers or show keys."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from nbgrader.server_extensions.formgrader.base import BaseApiHandler
from tornado import web

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.collecting.returning import pack
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.keeping.trouble import Trouble
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.setting.release import release
from widerwindow.messages import Messages

_say = Messages(__package__)

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
            with writing(course, "desk"):
                answer = {"success": True, "log": "\n".join(self._lines(course, names[0]))}
        except Trouble as trouble:
            answer = {"success": False, "log": str(trouble)}
        except ContentError as error:
            reasons = [_say("problem", message=each.message, hint=each.hint) for each in error.problems]
            answer = {"success": False, "log": "\n".join(reasons)}
        self.write(json.dumps(answer))


def _release(course: Course, quiz: str) -> Iterator[str]:
    release(course, quiz)
    yield _say("released")


def _autograde(course: Course, quiz: str) -> Iterator[str]:
    return (_say("marked", learner=marked.learner, what=marked.said) for marked in autograde(course, quiz))


def _feedback(course: Course, quiz: str) -> Iterator[str]:
    given = feedback(course, quiz)
    for each in given:
        if each.reason:
            yield _say("no_page", learner=each.learner, reason=each.reason)
        else:
            yield _say("page_made", learner=each.learner)
    yield from pack(course, quiz, given).said(given)


BUTTONS = [
    (r"/formgrader/api/assignment/([^/]+)/assign", _Button, {"lines": _release}),
    (r"/formgrader/api/submission/([^/]+)/([^/]+)/autograde", _Button, {"lines": _autograde}),
    (r"/formgrader/api/assignment/([^/]+)/generate_feedback", _Button, {"lines": _feedback}),
    (r"/formgrader/api/assignment/([^/]+)/([^/]+)/generate_feedback", _Button, {"lines": _feedback}),
]
"""nbgrader's addresses of the buttons, and what answers them."""
