"""The first page: what waits for the trainer, and where each thing is done."""

from tornado import web

from widerwindow.desk.frame import DeskPage
from widerwindow.desk.today.waiting import today
from widerwindow.messages import Messages


class _Today(DeskPage):
    messages = Messages(__package__)

    @web.authenticated
    def get(self) -> None:
        self.show("today/today.html.j2", today=today(self.course, self.gradebook))


TODAY = [(r"/desk/?", _Today)]
"""The address of the page."""
