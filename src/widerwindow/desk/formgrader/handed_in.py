"""Gives the trainer a hand-in as it came, as a file to keep. No browser shows it as a page."""

from nbgrader.api import MissingEntry
from nbgrader.server_extensions.formgrader.base import BaseHandler
from tornado import web

from widerwindow.content.course import Course
from widerwindow.grading.storage import submitted_folder
from widerwindow.grading.untrusted.files import read_one
from widerwindow.messages import Messages

_say = Messages(__package__)


class _HandedIn(BaseHandler):  # type: ignore[misc] # nbgrader has no types
    @web.authenticated
    def get(self, submission: str) -> None:
        try:
            row = self.gradebook.find_submission_notebook_by_id(submission)
        except MissingEntry:
            raise web.HTTPError(404, _say("no_hand_in")) from None
        learner, quiz = row.student.id, row.assignment.assignment.name
        course: Course = self.settings["widerwindow_course"]
        arrived = read_one(submitted_folder(course, learner, quiz) / f"{quiz}.ipynb")
        if arrived.data is None:
            raise web.HTTPError(404, arrived.refused)
        self.set_attachment_header(f"{quiz}--{learner}.ipynb")
        self.set_header("Content-Type", "application/octet-stream")
        self.write(arrived.data)


HANDED_IN = [(r"/formgrader/submissions/([^/]+)/handed-in", _HandedIn)]
"""The address of a hand-in, by nbgrader's id of it."""
