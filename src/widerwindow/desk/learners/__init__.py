"""Learners: who is known, who has handed in what, and one learner renamed, brought together with another, or erased."""

from collections.abc import Sequence
from hashlib import sha256
from http import HTTPStatus
from zoneinfo import ZoneInfo

from tornado import web

from widerwindow.content.core.problems import ContentError
from widerwindow.desk.frame import DeskPage
from widerwindow.desk.frame.spoilt import sound
from widerwindow.desk.learners.adding import ADDING
from widerwindow.desk.learners.changes import CHANGES
from widerwindow.desk.learners.lists import LISTS
from widerwindow.grading.keeping import known
from widerwindow.grading.keeping.listing import Listed, listed
from widerwindow.grading.keeping.trouble import Trouble
from widerwindow.grading.keeping.writing import writing
from widerwindow.messages import Messages


class _Learners(DeskPage):
    """What the pages on learners share."""

    messages = Messages(__package__)

    def show_learners(self, template: str, **values: object) -> None:
        """Show a template that tells who has handed in what."""
        course = self.course
        titles = dict(zip(course.quizzes(), course.quizzes(), strict=True))
        titles |= {quiz: course.quiz(quiz).title for quiz in sound(course)}
        self.show(template, titles=titles, zone=ZoneInfo(self.course.profile().zone), **values)


class _All(_Learners):
    @web.authenticated
    def get(self) -> None:
        found = listed(self.course, None, None)
        off = self.get_query_argument("off", "")
        self.show_learners("learners/all.html.j2", learners=found, missing=_missing(found), off=off)


class _One(_Learners):
    @web.authenticated
    def get(self) -> None:
        self.show_one(self.get_query_argument("code"))

    @web.authenticated
    def post(self) -> None:
        what, code, other = (self.get_body_argument(name, "") for name in ("what", "code", "other"))
        if what not in CHANGES:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        try:
            self._change(what, code, other.strip())
        except (ContentError, Trouble) as error:
            reasons = [each.message for each in error.problems] if isinstance(error, ContentError) else [str(error)]
            self.show_one(code, refused=" ".join(reasons), what=what, other=other)

    def _change(self, what: str, code: str, other: str) -> None:
        """Do it where the page before has told all that it does; else tell that."""
        change, told = CHANGES[what], self.get_body_argument("told", "")
        about = {"what": what, "code": code, "other": other}
        if not told:
            lines = change.would(self.course, code, other)
            self.show("learners/would.html.j2", lines=lines, told=_sum(lines), changed=False, **about)
            return
        with writing(self.course, what, change.keep):
            lines = change.would(self.course, code, other)
            done = change.do(self.course, code, other) if _sum(lines) == told else None
        if done is None:
            self.show("learners/would.html.j2", lines=lines, told=_sum(lines), changed=True, **about)
        else:
            self.show("learners/done.html.j2", lines=done, **about)

    def show_one(self, code: str, **form: object) -> None:
        """Show one learner, with what was typed where it was refused."""
        found = next((each for each in listed(self.course, None, None) if code and each.code == code), None)
        if found is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        codes = known.codes(self.course, known.gradebook(self.course))
        others = sorted(codes.keys() - {code})
        typed = {"refused": "", "what": "", "other": ""} | form
        self.show_learners("learners/one.html.j2", learner=found, is_met=code in codes, others=others, **typed)


def _missing(found: Sequence[Listed]) -> dict[str, list[str]]:
    """Return who is expected and has not handed in, for each quiz, by code or by name."""
    quizzes = found[0].handed_in if found else ()
    return {
        quiz: [each.code or each.name for each in found if each.expected and not each.handed_in[quiz]]
        for quiz in quizzes
    }


def _sum(lines: Sequence[str]) -> str:
    """Return a sum over what was told, so that only that is done."""
    return sha256("\n".join(lines).encode()).hexdigest()[:16]


LEARNERS = [(r"/desk/learners", _All), (r"/desk/learners/one", _One), *ADDING, *LISTS]
"""The addresses of all learners, of one, of one more, of the trainer's own list and of what is made of that."""
