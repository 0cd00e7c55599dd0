"""What formgrader's buttons do on the desk: the same as the commands, where nbgrader would run answers or show keys."""

import json

from nbgrader.server_extensions.formgrader.base import BaseApiHandler
from tornado import web

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.desk.doing import done
from widerwindow.grading.keeping.trouble import Trouble
from widerwindow.messages import Messages

_say = Messages(__package__)


class _Button(BaseApiHandler):  # type: ignore[misc] # nbgrader has no types
    """Answers a click with what formgrader shows in its window: whether it went well, and lines to read."""

    def initialize(self, what: str) -> None:
        """Take what to do (tornado calls this)."""
        self._what = what

    @web.authenticated
    def post(self, *names: str) -> None:
        """Do it for the quiz that formgrader names first."""
        course: Course = self.settings["widerwindow_course"]
        try:
            answer = {"success": True, "log": "\n".join(done(course, self._what, names[0]))}
        except Trouble as trouble:
            answer = {"success": False, "log": str(trouble)}
        except ContentError as error:
            reasons = [_say("problem", message=each.message, hint=each.hint) for each in error.problems]
            answer = {"success": False, "log": "\n".join(reasons)}
        self.write(json.dumps(answer))


BUTTONS = [
    (r"/formgrader/api/assignment/([^/]+)/assign", _Button, {"what": "release"}),
    (r"/formgrader/api/submission/([^/]+)/([^/]+)/autograde", _Button, {"what": "autograde"}),
    (r"/formgrader/api/assignment/([^/]+)/generate_feedback", _Button, {"what": "feedback"}),
    (r"/formgrader/api/assignment/([^/]+)/([^/]+)/generate_feedback", _Button, {"what": "feedback"}),
]
"""nbgrader's addresses of the buttons, and what answers them."""
