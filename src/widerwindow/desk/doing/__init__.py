"""Does for one quiz what a command does, and shows what came of it."""

from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus

from tornado import web

from widerwindow.content.course import Course
from widerwindow.desk.frame import DeskPage
from widerwindow.grading.collecting.returning import pack
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.setting.release import release
from widerwindow.messages import Messages

_say = Messages(__package__)

Lines = Callable[[Course, str], Iterable[str]]
"""Does something for one quiz, and yields lines to read."""


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


DOES: dict[str, Lines] = {"release": _release, "autograde": _autograde, "feedback": _feedback}
"""What a button does, by the name of the command that does the same."""


def done(course: Course, what: str, quiz: str) -> list[str]:
    """Do it alone, and return the lines to read. Raises ContentError and Trouble, with nothing half done."""
    with writing(course, "desk"):
        return list(DOES[what](course, quiz))


class _Doing(DeskPage):
    messages = _say

    @web.authenticated
    def post(self, quiz: str) -> None:
        what = self.get_body_argument("what")
        if what not in DOES or quiz not in self.course.quizzes():
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.show(
            "doing/done.html.j2", what=what, title=self.course.quiz(quiz).title, lines=done(self.course, what, quiz)
        )


DOING = [(r"/desk/doing/([\w-]+)", _Doing)]
"""The address that the buttons of a quiz lead to."""
