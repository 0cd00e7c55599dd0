"""The first page: what waits for the trainer, and where each thing is done."""

from tornado import web

from widerwindow.desk.frame import DeskPage
from widerwindow.desk.frame.addresses import NO_COHORT, top
from widerwindow.desk.today.waiting import stale_helplines, today
from widerwindow.messages import Messages

_taking_in = Messages("widerwindow.desk.taking_in")


class _Today(DeskPage):
    messages = Messages(__package__)

    @web.authenticated
    def get(self) -> None:
        waiting = today(self.course, self.gradebook_of)
        places = [(each, top(each.name) if each.name else NO_COHORT) for each in waiting.cohorts]
        self.show("today/today.html.j2", today=waiting, cohorts=places, taking_in=_taking_in.html)


class _Helplines(DeskPage):
    """The helplines that are to be checked, and what to do about each."""

    messages = Messages(__package__)

    @web.authenticated
    def get(self) -> None:
        self.show("today/helplines.html.j2", lines=stale_helplines(self.course))


TODAY = [(r"/desk/?", _Today), (r"/desk/helplines", _Helplines)]
"""The addresses of the page, and of what to do about helplines."""
