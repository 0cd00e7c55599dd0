"""Does for one quiz what a command does, and shows what came of it."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from http import HTTPStatus

from tornado import web

from widerwindow.content.course import Course
from widerwindow.content.questions import Question
from widerwindow.desk.doing.closing import Close
from widerwindow.desk.doing.running import Beside, Step, Tell, tell_nobody
from widerwindow.grading.collecting.returning import pack
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.gradebook.judgements import waiting
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.setting.release import release
from widerwindow.grading.storage import Progress, handed_in
from widerwindow.messages import Messages

_say = Messages(__package__)

Lines = Callable[[Course, str, Progress], Iterable[str]]
"""Does something for one quiz, says how far it is, and yields lines to read."""


def _release(course: Course, quiz: str, _: Progress) -> Iterator[str]:
    release(course, quiz)
    yield _say("released")


def _autograde(course: Course, quiz: str, progress: Progress) -> Iterator[str]:
    marked = autograde(course, quiz, progress)
    waiting = course.extensions().waiting(quiz, [each.learner for each in marked])
    if waiting:
        yield _say("extended_and_waiting", learners=waiting)
    yield from (_say("marked", learner=each.learner, what=each.said) for each in marked)


def _feedback(course: Course, quiz: str, progress: Progress, only: Collection[str] | None = None) -> Iterator[str]:
    given = feedback(course, quiz, progress, only=only)
    made = [each.learner for each in given if not each.reason]
    if made:
        yield _say("pages_made", count=len(made), learners=made)
    yield from (_say("no_page", learner=each.learner, reason=each.reason) for each in given if each.reason)
    returned = pack(course, quiz, given)
    for upload in returned.uploads:
        yield _say("packed", system=upload.system, count=len(upload.learners))
    yield from returned.left_out(given)


DOES: dict[str, Lines] = {"release": _release, "autograde": _autograde, "feedback": _feedback}
"""What a button does, by the name of the command that does the same."""


def done(course: Course, what: str, quiz: str, tell: Tell = tell_nobody) -> list[str]:
    """Do it alone, and return the lines to read. Raises ContentError and Trouble, with nothing half done."""
    return _alone(course, what, partial(DOES[what], course, quiz), tell)


def fed_back(course: Course, quiz: str, only: Collection[str] | None, tell: Tell) -> list[str]:
    """Make the pages of all, or of those among `only`, and pack them, likewise."""
    return _alone(course, "feedback", partial(_feedback, course, quiz, only=only), tell)


def _alone(course: Course, what: str, does: Callable[[Progress], Iterable[str]], tell: Tell) -> list[str]:
    def progress(number: int, total: int, _: str) -> None:
        tell(_say(f"step_{what}", number=min(number + 1, total), total=total))

    tell(_say("step_backup"))
    with writing(course, "desk"):
        return list(does(progress))


class _Doing(Beside):
    messages = _say

    @web.authenticated
    async def post(self, quiz: str) -> None:
        """Begin it, and lead to what came of it."""
        what = self._known(self.get_body_argument("what"), quiz)
        await self.running.start(self.own(f"{what} {quiz}"), partial(done, self.course, what, quiz))
        self.redirect(f"/desk/doing/{quiz}?what={what}", status=HTTPStatus.SEE_OTHER)

    @web.authenticated
    def get(self, quiz: str) -> None:
        """Tell what came of it, or how far it is."""
        what = self._known(self.get_query_argument("what"), quiz)
        of, title = self.own(f"{what} {quiz}"), self.course.quiz(quiz).title
        if self.running.is_running(of):
            self.show_running(of, _say("running", quiz=title))
            return
        to_mark = self._waiting(quiz) if what == "autograde" else []
        lines = self.running.came(of)  # this can be asked once
        if lines is None:  # it was told before
            self.redirect("/desk", status=HTTPStatus.SEE_OTHER)
        else:
            self.show("doing/done.html.j2", what=what, quiz=quiz, title=title, lines=lines, waiting=to_mark)

    def _waiting(self, quiz: str) -> list[tuple[Question, int]]:
        """Return the questions with answers that a person has to mark."""
        if not handed_in(self.course, quiz):
            return []
        with self.gradebook.open() as book:
            return waiting(book, self.course.quiz(quiz))

    def _known(self, what: str, quiz: str) -> str:
        if what not in DOES or quiz not in self.course.quizzes():
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        return what


DOING = [(r"/desk/doing/([\w-]+)", _Doing), (r"/desk/step", Step), (r"/desk/close", Close)]
"""The addresses that the buttons of a quiz lead to, of how far it is, and of the button that ends the desk."""
