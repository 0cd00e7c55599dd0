"""Giving back: each learner's page of feedback as she will see it, to some or to all, and what goes with it."""

import io
import zipfile
from collections.abc import Sequence
from functools import partial
from http import HTTPStatus

from tornado import web

from widerwindow.content.course import Course
from widerwindow.content.questions import Question
from widerwindow.desk.doing import fed_back
from widerwindow.desk.doing.running import Beside
from widerwindow.desk.giving_back.messages_to_copy import page_name, to_all, to_each
from widerwindow.desk.giving_back.moodle import MOODLE
from widerwindow.desk.giving_back.noting import note_saved
from widerwindow.grading.collecting.returning import SYSTEMS
from widerwindow.grading.giving_back.sent import Sent, pages_in, sent
from widerwindow.grading.giving_back.standing import Standing, has_changed, standings, unmarked
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.judgements import waiting
from widerwindow.grading.keeping.people import people
from widerwindow.grading.storage import feedback_file, upload_file
from widerwindow.messages import Messages

_say = Messages(__package__)


class _GivingBack(Beside):
    messages = _say

    def known(self, quiz: str) -> str:
        """Return the title of a quiz, which an address names."""
        if quiz not in self.course.quizzes():
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        return self.course.quiz(quiz).title

    def of(self, quiz: str, learner: str) -> Standing:
        """Return how the page of one learner stands, whom an address names."""
        self.known(quiz)
        for each in self.standings(quiz, learner):
            return each
        raise web.HTTPError(HTTPStatus.NOT_FOUND)

    def standings(self, quiz: str, learner: str | None = None) -> list[Standing]:
        """Return how all pages stand, or one learner's; nothing where there is no gradebook yet."""
        if not connection.has_gradebook(self.course):
            return []
        with self.gradebook.open() as book:
            return standings(book, self.course, quiz, learner)

    def waiting(self, quiz: str) -> list[tuple[Question, int]]:
        """Return the questions with answers that a person has to mark, and how many."""
        with self.gradebook.open() as book:
            return waiting(book, self.course.quiz(quiz))

    def sent(self, quiz: str, found: Sequence[Standing]) -> dict[str, Sent]:
        """Return when each page that was found, or one before it, was saved to be sent."""
        with self.gradebook.open() as book:
            return sent(book, self.course, quiz, {each.marks.learner for each in found})

    def has_changed(self, quiz: str) -> bool:
        """Return whether pages would be of questions or keys that are others by now."""
        with self.gradebook.open() as book:
            return has_changed(book, self.course, quiz)


class _All(_GivingBack):
    @web.authenticated
    def get(self, quiz: str) -> None:
        title = self.known(quiz)
        of = self.own(f"pages:{quiz}")
        if self.running.is_running(of):
            self.show_running(of, _say("making", quiz=title))
            return
        came = self.running.came(of)
        found = self.standings(quiz)
        self.show(
            "giving_back/all.html.j2",
            quiz=quiz,
            title=title,
            found=found,
            due=sum(each.is_due for each in found),
            unmarked=unmarked(self.course, quiz, found),
            waiting=self.waiting(quiz) if found else (),
            has_changed=bool(found) and self.has_changed(quiz),
            came=came,
            names=self.names,
            people=people(self.course) if self.names else {},
            letters=to_each(self.course, quiz, [each.marks for each in found if each.at]),
            systems=_packed(self.course, quiz),
            sent=self.sent(quiz, found) if found else {},
            letter=to_all(self.course, quiz),
        )

    @web.authenticated
    async def post(self, quiz: str) -> None:
        """Make the pages of some, or of all."""
        self.known(quiz)
        chosen = None if self.get_body_argument("whose") == "all" else self.get_body_arguments("learner")
        await self.running.start(self.own(f"pages:{quiz}"), partial(fed_back, self.course, quiz, chosen))
        self.redirect(f"/desk/giving-back/{quiz}{'?names=1' if self.names else ''}", status=HTTPStatus.SEE_OTHER)

    @property
    def names(self) -> bool:
        """Whether she wants to see names."""
        return self.get_query_argument("names", "") == "1"


def _packed(course: Course, quiz: str) -> list[str]:
    """Return the systems for which there is a zip."""
    return [system for system in SYSTEMS if upload_file(course, quiz, system).is_file()]


class _Page(_GivingBack):
    @web.authenticated
    def get(self, quiz: str, learner: str) -> None:
        if self.of(quiz, learner).at is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        # The page holds its style in itself, and asks for nothing and runs nothing.
        self.set_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        self.finish_with_way_back(feedback_file(self.course, learner, quiz).read_bytes())


class _Letter(_GivingBack):
    @web.authenticated
    def get(self, quiz: str, learner: str) -> None:
        found, title = self.of(quiz, learner), self.known(quiz)
        letter = to_each(self.course, quiz, [found.marks])[learner]
        person = people(self.course).get(learner)
        self.show("giving_back/letter.html.j2", quiz=quiz, title=title, found=found, letter=letter, person=person)


class _File(_GivingBack):
    """One page, as a file to send."""

    @web.authenticated
    def get(self, quiz: str, learner: str) -> None:
        if self.of(quiz, learner).at is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_attachment_header(page_name(quiz, learner))
        page = feedback_file(self.course, learner, quiz).read_bytes()
        note_saved(self, quiz, [page])
        self.finish(page)


class _Zip(_GivingBack):
    @web.authenticated
    def get(self, quiz: str) -> None:
        self.known(quiz)
        learners = [each.marks.learner for each in self.standings(quiz) if each.at]
        pages = {each: feedback_file(self.course, each, quiz).read_bytes() for each in learners}
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for learner, page in pages.items():
                archive.writestr(page_name(quiz, learner), page)
        note_saved(self, quiz, pages.values())
        self.set_header("Content-Type", "application/zip")
        self.set_attachment_header(f"{quiz}-feedback.zip")
        self.finish(packed.getvalue())


class _Upload(_GivingBack):
    """The zip for a system that takes feedback back."""

    @web.authenticated
    def get(self, quiz: str, system: str) -> None:
        self.known(quiz)
        if system not in _packed(self.course, quiz):
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", "application/zip")
        self.set_attachment_header(f"{quiz}-{system}.zip")
        packed = upload_file(self.course, quiz, system).read_bytes()
        note_saved(self, quiz, pages_in(packed))
        self.finish(packed)


_AT = r"/desk/giving-back/([\w-]+)"
GIVING_BACK = [
    (_AT, _All),
    (rf"{_AT}/feedback.zip", _Zip),
    (rf"{_AT}/of/([\w-]+)", _Page),
    (rf"{_AT}/of/([\w-]+)/page.html", _File),
    (rf"{_AT}/of/([\w-]+)/message", _Letter),
    (rf"{_AT}/for/(\w+).zip", _Upload),
    *MOODLE,
]
"""The addresses of a quiz's feedback: the list, all pages in a zip, one learner's page, what goes to other systems."""
