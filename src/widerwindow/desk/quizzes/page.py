"""What all pages of a quiz share: which quiz an address names, and what is told where its file has mistakes."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from zoneinfo import ZoneInfo

from tornado import web

from widerwindow.content.about.module import Module
from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.desk.frame import DeskPage
from widerwindow.grading.setting.saving import stamp
from widerwindow.messages import Messages

_say = Messages(__package__)


MOST = 1_000_000  # more than anybody means
_YEARS = range(2000, 3000)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)


class Refused(Exception):
    """Raised where what was typed cannot be used; its text is what the trainer is told."""


class Unsure(Exception):
    """Raised where what was typed may be a slip: it is saved if the same is sent once more, with `sure` in it."""

    def __init__(self, doubts: Sequence[str]) -> None:
        super().__init__(*doubts)
        self.doubts = doubts
        self.sure = stamp("\n".join(doubts))


class QuizPage(DeskPage):
    """A page of one quiz."""

    messages = _say

    def known(self, name: str) -> str:
        """Return the name of a quiz, which an address has. Raises HTTPError where there is none."""
        if name not in self.course.quizzes():
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        return name

    def quiz(self, name: str) -> Quiz:
        """Return the quiz that an address names. Raises ContentError."""
        return self.course.quiz(self.known(name))

    @property
    def shared(self) -> Course:
        """The course without a cohort: quizzes are those of all, and so are the lock and the copies of them."""
        return self.course.of_cohort(None)

    def module_of(self, name: str) -> Module | None:
        """Return the module whose quiz that is; None where it belongs to none. Raises ContentError."""
        modules = (self.course.module(each) for each in self.course.modules())
        return next((module for module in modules if module.quiz == name), None)

    @property
    def zone(self) -> ZoneInfo:
        """Whose clocks the course goes by."""
        return ZoneInfo(self.course.profile().zone)

    def field(self, name: str) -> str:
        """Return what stands in a field of the form that was sent, "" where nothing does."""
        return self.get_body_argument(name, "")

    def typed(self) -> dict[str, str]:
        """Return all that stands in the form that was sent, by the names of its fields."""
        return {name: self.field(name) for name in self.request.body_arguments}

    def number(self, name: str, refused: str, most: float = MOST) -> float | int | None:
        """Return the number in a field, above 0 and at most `most`; None where nothing stands there.

        Raises Refused with the sentence `refused`.
        """
        typed = self.field(name)
        if not typed:
            return None
        number = float(typed.replace(",", ".")) if _NUMBER.fullmatch(typed) else 0.0
        if not 0 < number <= most:
            raise Refused(refused)
        return int(number) if number.is_integer() else number

    def whole(self, name: str, refused: str, most: float = MOST) -> int | None:
        """Return the same of a field for a whole number. Raises Refused."""
        number = self.number(name, refused, most)
        if isinstance(number, float):
            raise Refused(refused)
        return number

    def moment(self, day: str, time: str) -> str | None:
        """Return the day and the time in two fields as a file says it; None where there is none. Raises Refused."""
        typed = f"{self.field(day)} {self.field(time)[:5]}".strip()
        if not typed:
            return None
        try:
            moment = datetime.strptime(typed, "%Y-%m-%d %H:%M")
        except ValueError:
            raise Refused(_say("moment_refused")) from None
        if moment.year not in _YEARS:
            raise Refused(_say("moment_refused"))
        return f"{moment:%Y-%m-%d %H:%M}"

    def is_over(self, moment: str) -> bool:
        """Return whether a moment, written as a file says it, lies in the past on the clocks of the course."""
        return datetime.fromisoformat(moment).replace(tzinfo=self.zone) < datetime.now(UTC)

    def make_sure(self, *doubts: str) -> None:
        """Raise Unsure where there are `doubts`, and the form does not say that she is sure of the same."""
        unsure = Unsure(list(filter(None, doubts)))
        if unsure.doubts and self.field("sure") != unsure.sure:
            raise unsure

    def lead(self, address: str) -> None:
        """Lead to another page, after something was done."""
        self.redirect(address, status=HTTPStatus.SEE_OTHER)


def told(problems: Sequence[Problem]) -> list[str]:
    """Return `problems` as sentences."""
    return [f"{problem.message} {problem.hint}" for problem in problems]


def reasons(error: Exception) -> list[str]:
    """Return why something was refused."""
    return told(error.problems) if isinstance(error, ContentError) else [str(error)]
