"""What is past the time that the organisation keeps it, in all groups: shown, and deleted for good once it was seen."""

from http import HTTPStatus

from tornado import web

from widerwindow.desk.frame import DeskPage
from widerwindow.grading.keeping import expiring
from widerwindow.messages import Messages


class _Past(DeskPage):
    messages = Messages(__package__)

    @web.authenticated
    def get(self) -> None:
        self.show("past/past.html.j2", past=expiring.past(self.course))

    @web.authenticated
    def post(self) -> None:
        seen = self.get_body_arguments("seen")
        expiring.expire([each for each in expiring.past(self.course) if each.told in seen])
        self.redirect("/desk/past", status=HTTPStatus.SEE_OTHER)


PAST = [(r"/desk/past", _Past)]
"""The address of the page."""
