"""Our pages as an extension of Jupyter's server, which alone imports this: it loads what takes seconds."""

import gc

from jupyter_server.serverapp import ServerApp
from tornado.ioloop import IOLoop

from widerwindow.desk.backups import BACKUPS
from widerwindow.desk.building import BUILDING
from widerwindow.desk.cohorts import COHORTS
from widerwindow.desk.doing import DOING
from widerwindow.desk.fair import FAIR
from widerwindow.desk.for_trainers import FOR_TRAINERS
from widerwindow.desk.frame import FRAME
from widerwindow.desk.frame.addresses import Address
from widerwindow.desk.giving_back import GIVING_BACK
from widerwindow.desk.idle import close_when_idle
from widerwindow.desk.large_forms import take_large_forms
from widerwindow.desk.later import formgrader_later
from widerwindow.desk.learners import LEARNERS
from widerwindow.desk.marking import MARKING
from widerwindow.desk.past import PAST
from widerwindow.desk.platforms import PLATFORMS
from widerwindow.desk.quizzes import QUIZZES
from widerwindow.desk.results import RESULTS
from widerwindow.desk.taking_in import TAKING_IN
from widerwindow.desk.today import TODAY
from widerwindow.grading.giving_back.page import load
from widerwindow.grading.giving_back.report import BODY


def add_pages(server: ServerApp) -> None:
    """Add the pages of the desk to `server`, below its base."""
    take_large_forms()
    pages = [
        *TODAY,
        *TAKING_IN,
        *DOING,
        *MARKING,
        *FAIR,
        *GIVING_BACK,
        *QUIZZES,
        *BUILDING,
        *PLATFORMS,
        *RESULTS,
        *FOR_TRAINERS,
        *LEARNERS,
        *COHORTS,
        *BACKUPS,
        *PAST,
        *FRAME,
    ]
    base = server.base_url.rstrip("/")
    server.web_app.add_handlers(".*$", [(Address(place, base), page) for place, page in pages])  # type: ignore[no-untyped-call]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    server.web_app.settings["widerwindow_close"] = server.stop
    add_pages(server)
    server.web_app.add_handlers(".*$", formgrader_later(server))  # type: ignore[no-untyped-call]
    close_when_idle(server)
    IOLoop.current().add_callback(load, BODY)  # while the browser starts
    gc.freeze()  # all that is loaded stays, and to look it through for garbage would hold up a page for 0.3 s at times
