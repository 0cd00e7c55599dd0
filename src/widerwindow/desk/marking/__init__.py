"""Marking by hand: one question across all learners, one answer a screen, in an order that names nobody."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from tornado import web

from widerwindow.content.core.problems import ContentError
from widerwindow.content.questions import Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.desk.frame import DeskPage, told
from widerwindow.desk.marking.given import Refused, given
from widerwindow.desk.marking.shown import shown
from widerwindow.desk.marking.undo import Click, add, in_words
from widerwindow.grading.formatting import plain
from widerwindow.grading.giving_back.outcome_text import late_text
from widerwindow.grading.gradebook.judgements import Held, Judgement, Judging, Place, Unknown, waiting
from widerwindow.grading.gradebook.marks import marks_in
from widerwindow.grading.keeping.lock import alone
from widerwindow.grading.keeping.trouble import Trouble
from widerwindow.grading.notebook.released import with_released_rules
from widerwindow.messages import Messages

_say = Messages(__package__)


class Marking(DeskPage):
    """What all addresses below a question share."""

    messages = _say

    def asked(self, quiz: str, question: str) -> tuple[Quiz, Question]:
        """Return the quiz and the question that an address names."""
        for each in self._read(quiz).questions:
            if each.id == question:
                return self._read(quiz), each
        raise web.HTTPError(HTTPStatus.NOT_FOUND)

    def _read(self, quiz: str) -> Quiz:
        """Return a quiz that an address names; it is read once for a request, as are all files that it draws from."""
        if quiz not in self._quizzes:
            if quiz not in self.course.quizzes():
                raise web.HTTPError(HTTPStatus.NOT_FOUND)
            self._quizzes[quiz] = self.course.quiz(quiz)
        return self._quizzes[quiz]

    @cached_property
    def _quizzes(self) -> dict[str, Quiz]:
        return {}

    @contextmanager
    def book(self) -> Iterator[Any]:
        """Open the gradebook; an address that names nothing in it leads nowhere."""
        try:
            with self.gradebook.open() as book:
                yield book
        except Unknown:
            raise web.HTTPError(HTTPStatus.NOT_FOUND) from None

    @contextmanager
    def judging(self, quiz: Quiz, question: Question) -> Iterator[Judging]:
        """Open the gradebook at the answers to a question."""
        with self.book() as book:
            yield Judging(book, quiz, question)

    def typed(self) -> dict[str, str]:
        """Return what stands in the form that was sent, by the names of its fields."""
        return {name: self.get_body_argument(name) for name in self.request.body_arguments}

    @property
    def clicks(self) -> list[Click]:
        """What was judged since the desk was opened, the last at its end."""
        stack: list[Click] = self.settings.setdefault(f"widerwindow_judged {self.course.cohort}", [])
        return stack

    def undo(self, place: str = "") -> str:
        """Return what the button says that takes back the last click, to who is at a `place`; "" where there is none.

        What is on questions and answers that are gone by now is forgotten.
        """
        while self.clicks:
            last = self.clicks[-1]
            try:
                quiz, question = self.asked(last.quiz, last.question)
                with self.judging(quiz, question) as answers:
                    answers.held(last.place)
            except web.HTTPError:
                self.clicks.pop()
                continue
            return _say("undo" if last.place == place else "undo_elsewhere", what=in_words(question, last))
        return ""

    def lead_on(self, quiz: str, question: str, place: str | None) -> None:
        """Lead to the answer at a place, or, where there is none, to the page that says that all is marked."""
        self.redirect(f"/desk/marking/{quiz}/{question}/{place or 'done'}", status=HTTPStatus.SEE_OTHER)


class _Question(Marking):
    @web.authenticated
    def get(self, quiz: str, question: str) -> None:
        with self.judging(*self.asked(quiz, question)) as answers:
            place = _next(answers.places())
        self.lead_on(quiz, question, place)


class _Done(Marking):
    @web.authenticated
    def get(self, name: str, question: str) -> None:
        quiz, this = self.asked(name, question)
        with self.book() as book:
            others = waiting(book, quiz)
        self.show("marking/done.html.j2", quiz=quiz, question=this, waiting=others, undo=self.undo())


class _OnAnswer(Marking):
    """Shows an answer."""

    @property
    def by_learner(self) -> bool:
        """Whether one learner's answers are marked after each other, and not one question's."""
        return self.get_query_argument("by", "") == "learner"

    def address(self, quiz: Quiz, question: Question, place: str, **more: str) -> str:
        """Return the address of an answer, for who marks in the way that this page does."""
        query = urlencode(({"by": "learner"} if self.by_learner else {}) | more)
        return f"/desk/marking/{quiz.id}/{question.id}/{place}{'?' if query else ''}{query}"

    def show_answer(self, quiz: Quiz, question: Question, at: str, known: Sequence[Place] = (), **told: object) -> None:
        """Show the answer at a place; all places are read where they are not `known`.

        She is `told` why something is refused, or which rows of the rubric, by their titles, are open.
        """
        with self.judging(quiz, question) as answers:
            places, held, comments = known or answers.places(), answers.held(at), answers.comments()
        ids = [place.id for place in places]
        position = ids.index(at)
        learner = places[position].learner
        self.show(
            "marking/answer.html.j2",
            quiz=quiz,
            place=at,
            position=position + 1,
            count=len(ids),
            waiting=sum(place.waits for place in places),
            by_learner=self.by_learner,
            before=ids[position - 1] if position else None,
            after=ids[position + 1] if position + 1 < len(ids) else None,
            held=held,
            form=_form(held.judgement) | (self.typed() if told.get("refused") else {}),
            seen=_stamp(held),
            comments=comments,
            late=self._late(quiz, learner),
            undo=self.undo(at),
            **shown(self.course, quiz, question, learner),
            **{"refused": "", "open_rows": (), **told},
        )

    def _late(self, quiz: Quiz, learner: str) -> str:
        """Return what being late costs the learner so far; "" where it was not late, or nothing can be told."""
        released = with_released_rules(self.course, quiz)
        if released.deadline is None:
            return ""
        try:
            with self.book() as book:
                [hers] = marks_in(book, self.course, released, learner)
        except ContentError:  # nobody can tell who has more time; to mark her answer is possible all the same
            return ""
        return late_text(released, hers)


class _Answer(_OnAnswer):
    @web.authenticated
    def get(self, quiz: str, question: str, place: str) -> None:
        refused = _say("undo_refused") if self.get_query_argument("undone", "") else ""
        self.show_answer(*self.asked(quiz, question), place, refused=refused)

    @web.authenticated
    def post(self, name: str, asked: str, place: str) -> None:
        quiz, question = self.asked(name, asked)
        then = self.get_body_argument("then", "")
        try:
            places, held = self._judge(quiz, question, place)
        except (Refused, Trouble) as error:
            self._refuse(quiz, question, place, then, str(error))
            return
        except ContentError as error:
            self._refuse(quiz, question, place, then, _say("not_saved", reasons=" ".join(told(error))))
            return
        if then == "stay":
            still = _say("waiting", count=sum(each.waits for each in places))
            self.finish({"seen": _stamp(held), "undo": self.undo(place), "waiting": still})
            return
        left_open = _left_open(question, held.judgement, waits=any(each.waits for each in places if each.id == place))
        if left_open and not self.get_body_argument("told", ""):
            self.set_header("Content-Location", self.led(self.address(quiz, question, place)))
            self.show_answer(quiz, question, place, places, open_rows=left_open)
            return
        self._go_on(quiz, question, places, place)

    def _go_on(self, quiz: Quiz, question: Question, places: Sequence[Place], place: str) -> None:
        """Show what comes after the answer at a place, or lead there."""
        now, following = self._following(quiz, question, places, place)
        if self.get_body_argument("then", "") == "show" and following:
            self.set_header("Content-Location", self.led(self.address(quiz, now, following)))
            self.show_answer(quiz, now, following, places if now == question else ())
        elif following:
            self.redirect(self.address(quiz, now, following), status=HTTPStatus.SEE_OTHER)
        else:
            self.lead_on(quiz.id, question.id, None)

    def _following(
        self, quiz: Quiz, question: Question, places: Sequence[Place], place: str
    ) -> tuple[Question, str | None]:
        """Return the question and the place of the next answer that waits."""
        if not self.by_learner:
            return question, _next(places, after=place)
        with self.judging(quiz, question) as answers:
            found = answers.next_of_hand_in(quiz, place)
        if found is None:
            return question, None
        return self.asked(quiz.id, found[0])[1], found[1]

    def _refuse(self, quiz: Quiz, question: Question, place: str, then: str, reason: str) -> None:
        if then == "stay":
            self.finish({"refused": reason})
        else:
            self.set_status(HTTPStatus.CONFLICT)
            self.set_header("Content-Location", self.led(self.address(quiz, question, place)))
            self.show_answer(quiz, question, place, refused=reason)

    def _judge(self, quiz: Quiz, question: Question, place: str) -> tuple[list[Place], Held]:
        judgement = given(question, lambda name: self.get_body_argument(name, ""))
        with alone(self.course, "desk"), self.judging(quiz, question) as answers:
            held = answers.held_to_judge(place)
            if _stamp(held) != self.get_body_argument("seen"):
                raise Refused(_say("changed"))
            if question.rubric_rows() and not (judgement.levels or held.judgement.levels):
                judgement = replace(judgement, points=held.judgement.points)  # given without the rubric
            if judgement != held.judgement:
                answers.judge(place, judgement)
                add(self.clicks, Click(quiz.id, question.id, place, held.judgement, judgement))
            return answers.places(), answers.held(place)


class _Undo(_OnAnswer):
    """Takes back the last click, and leads to its answer."""

    @web.authenticated
    def post(self) -> None:
        if not self.undo():
            self.redirect("/desk", status=HTTPStatus.SEE_OTHER)
            return
        last = self.clicks[-1]
        quiz, question = self.asked(last.quiz, last.question)
        try:
            with alone(self.course, "desk"), self.judging(quiz, question) as answers:
                is_as_left = answers.held_to_judge(last.place).judgement == last.after
                if is_as_left:
                    answers.judge(last.place, last.before)
        except web.HTTPError:  # the hand-in was erased since
            self.clicks.pop()
            self.redirect("/desk", status=HTTPStatus.SEE_OTHER)
            return
        self.clicks.pop()
        more = {} if is_as_left else {"undone": "no"}
        self.redirect(self.address(quiz, question, last.place, **more), status=HTTPStatus.SEE_OTHER)


def _next(places: Sequence[Place], after: str = "") -> str | None:
    """Return the next answer that waits, from the place `after` on; those to come back to are last."""
    turned = [place for place in places if place.id > after] + [place for place in places if place.id <= after]
    waiting = [place for place in turned if place.waits and place.id != after]
    fresh = [place for place in waiting if not place.comes_back]
    return (fresh or waiting)[0].id if waiting else None


def _left_open(question: Question, judgement: Judgement, *, waits: bool) -> list[str]:
    """Return the titles of the rubric's rows without a level, where she has neither decided nor put it off."""
    if judgement.points is not None or judgement.comes_back or not (waits or judgement.levels):
        return []
    return [row.title for row in question.rubric_rows() if row.id not in judgement.levels]


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
