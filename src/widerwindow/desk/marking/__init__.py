"""Marking by hand: one question across all learners, one answer a screen, in an order that names nobody."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from http import HTTPStatus
from typing import NamedTuple

from nbgrader.api import MissingEntry
from sqlalchemy.exc import NoResultFound
from tornado import web

from widerwindow.content.core.problems import ContentError
from widerwindow.content.questions import Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.desk.frame import DeskPage
from widerwindow.desk.marking.given import Refused, given
from widerwindow.desk.marking.shown import shown
from widerwindow.grading.formatting import plain
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.judgements import Held, Judgement, Judging, Place
from widerwindow.grading.keeping.lock import alone
from widerwindow.grading.keeping.trouble import Trouble
from widerwindow.messages import Messages

_say = Messages(__package__)


class Before(NamedTuple):
    """What an answer had before it was judged, so that it can have it again."""

    quiz: str
    question: str
    place: str
    judgement: Judgement


class _Marking(DeskPage):
    """What all addresses below a question share."""

    messages = _say

    def asked(self, quiz: str, question: str) -> tuple[Quiz, Question]:
        """Return the quiz and the question that an address names."""
        if quiz in self.course.quizzes():
            found = self.course.quiz(quiz)
            for each in found.questions:
                if each.id == question:
                    return found, each
        raise web.HTTPError(HTTPStatus.NOT_FOUND)

    @contextmanager
    def judging(self, quiz: Quiz, question: Question) -> Iterator[Judging]:
        """Open the gradebook at the answers to a question."""
        try:
            with connection.open_gradebook(self.course) as book:
                yield Judging(book, quiz, question)
        except (MissingEntry, NoResultFound):
            raise web.HTTPError(HTTPStatus.NOT_FOUND) from None

    def undoable(self) -> list[Before]:
        """Return what was judged since the desk was opened, the last at its end."""
        stack: list[Before] = self.settings.setdefault("widerwindow_judged", [])
        return stack

    def lead_on(self, quiz: str, question: str, places: Sequence[Place], after: str = "") -> None:
        """Lead to the next answer that waits, from the place `after` on; those to come back to are last."""
        turned = [place for place in places if place.id > after] + [place for place in places if place.id <= after]
        waiting = [place for place in turned if place.waits and place.id != after]
        fresh = [place for place in waiting if not place.comes_back]
        at = f"/{(fresh or waiting)[0].id}" if waiting else "/done"
        self.redirect(f"/desk/marking/{quiz}/{question}{at}", status=HTTPStatus.SEE_OTHER)


class _Question(_Marking):
    @web.authenticated
    def get(self, quiz: str, question: str) -> None:
        with self.judging(*self.asked(quiz, question)) as answers:
            self.lead_on(quiz, question, answers.places())


class _Done(_Marking):
    @web.authenticated
    def get(self, name: str, question: str) -> None:
        quiz, _ = self.asked(name, question)
        waiting = []
        for each in quiz.questions:
            with self.judging(quiz, each) as answers:
                count = sum(place.waits for place in answers.places())
            if count:
                waiting.append((each, count))
        self.show("marking/done.html.j2", quiz=quiz, waiting=waiting, undoable=self.undoable())


class _Answer(_Marking):
    @web.authenticated
    def get(self, quiz: str, question: str, place: str) -> None:
        self._show(*self.asked(quiz, question), place)

    @web.authenticated
    def post(self, name: str, asked: str, place: str) -> None:
        quiz, question = self.asked(name, asked)
        try:
            places, seen = self._judge(quiz, question, place)
        except (Refused, Trouble, ContentError) as error:
            reasons = [each.message for each in error.problems] if isinstance(error, ContentError) else [str(error)]
            if self.stays:
                self.finish({"refused": " ".join(reasons)})
            else:
                self.set_status(HTTPStatus.CONFLICT)
                self._show(quiz, question, place, refused=" ".join(reasons))
            return
        if self.stays:
            self.finish({"seen": seen})
        else:
            self.lead_on(name, asked, places, after=place)

    @property
    def stays(self) -> bool:
        """Whether the page stays where it is, and only wants to know that all is saved."""
        return self.get_body_argument("then", "") == "stay"

    def _judge(self, quiz: Quiz, question: Question, place: str) -> tuple[list[Place], str]:
        judgement = given(question, lambda name: self.get_body_argument(name, ""))
        with alone(self.course, "desk"), self.judging(quiz, question) as answers:
            held = answers.held(place)
            if _stamp(held) != self.get_body_argument("seen"):
                raise Refused(_say("changed"))
            if judgement != held.judgement:
                answers.judge(place, judgement)
                self.undoable().append(Before(quiz.id, question.id, place, held.judgement))
            now, places = _stamp(answers.held(place)), answers.places()
        return places, now

    def _show(self, quiz: Quiz, question: Question, at: str, refused: str = "") -> None:
        with self.judging(quiz, question) as answers:
            places, held, comments = answers.places(), answers.held(at), answers.comments()
        ids = [place.id for place in places]
        position = ids.index(at)
        self.show(
            "marking/answer.html.j2",
            quiz=quiz,
            place=at,
            learner=places[position].learner,
            position=position + 1,
            count=len(ids),
            waiting=sum(place.waits for place in places),
            before=ids[position - 1] if position else None,
            after=ids[position + 1] if position + 1 < len(ids) else None,
            held=held,
            form=_form(held.judgement) | (self._typed() if refused else {}),
            seen=_stamp(held),
            comments=comments,
            refused=refused,
            contacts=self.course.organisation().contacts,
            undoable=self.undoable(),
            **shown(self.course, quiz, question, places[position].learner),
        )

    def _typed(self) -> dict[str, str]:
        """Return what stands in the form that was sent, by the names of its fields."""
        return {name: self.get_body_argument(name) for name in self.request.body_arguments}


class _Undo(_Marking):
    @web.authenticated
    def post(self) -> None:
        stack = self.undoable()
        if not stack:
            self.redirect("/desk", status=HTTPStatus.SEE_OTHER)
            return
        last = stack[-1]
        with alone(self.course, "desk"), self.judging(*self.asked(last.quiz, last.question)) as answers:
            answers.judge(last.place, last.judgement)
        stack.pop()
        self.redirect(f"/desk/marking/{last.quiz}/{last.question}/{last.place}", status=HTTPStatus.SEE_OTHER)


def _form(judgement: Judgement) -> dict[str, str]:
    """Return the form that would give this judgement, by the names of its fields."""
    points = "" if judgement.points is None else plain(judgement.points)
    levels = {f"level-{row}": str(level) for row, level in judgement.levels.items()}
    return {"points": points, "comment": judgement.comment, "comes_back": "1" * judgement.comes_back, **levels}


def _stamp(held: Held) -> str:
    """Return a sum over what is held of an answer: two pages with the same sum have seen the same."""
    judgement = held.judgement
    parts = [judgement.points, judgement.comment, sorted(judgement.levels.items()), judgement.comes_back, held.score]
    return sha256(json.dumps(parts).encode()).hexdigest()[:16]


_AT = r"/desk/marking/([\w-]+)/([\w-]+)"
MARKING = [
    (r"/desk/marking/undo", _Undo),
    (_AT, _Question),
    (rf"{_AT}/done", _Done),
    (rf"{_AT}/([0-9a-f]{{32}})", _Answer),
]
"""The addresses of marking: a question of a quiz, and the answers to it."""
