"""Fair marking: second marks that are blind to the first, and answers side by side."""

import re
from abc import abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus

from tornado import web
from typing_extensions import override

from widerwindow.content.questions import Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.desk.for_trainers.reading import worked
from widerwindow.desk.marking import Marking
from widerwindow.desk.marking.given import Refused, given
from widerwindow.desk.marking.shown import shown, text_of
from widerwindow.grading.giving_back.answers import Marked
from widerwindow.grading.gradebook.judgements import Judgement, Place
from widerwindow.grading.gradebook.markers import Markers, markers, name_markers
from widerwindow.grading.gradebook.second_marks import Compared, SecondMarks, agreement
from widerwindow.grading.keeping.lock import alone
from widerwindow.grading.keeping.trouble import Trouble
from widerwindow.grading.marking.same_words import same_words
from widerwindow.grading.setting.saving import stamp
from widerwindow.messages import Messages

_say = Messages(__package__)
_marking = Messages("widerwindow.desk.marking")

_COUNT = re.compile(r"0*[1-9]\d{0,5}", re.ASCII)
_KEYS = ("0 1 2 3 …", "Enter", "w", "?")
"""The keys of marking that a second marker has too, as they are named there."""


class _Fair(Marking):
    """What all its addresses share."""

    messages = _say

    @contextmanager
    def seconds(self, quiz: Quiz, question: Question) -> Iterator[SecondMarks]:
        """Open the gradebook at the second marks of a question."""
        with self.book() as book:
            yield SecondMarks(book, quiz, question)

    def places(self, quiz: Quiz, question: Question) -> list[Place]:
        """Return the answers in the order in which they are numbered."""
        with self.judging(quiz, question) as answers:
            return answers.places()

    def compared(self, seconds: SecondMarks, place: str) -> Compared:
        """Return both marks of an answer that was drawn, which an address names."""
        for each in seconds.drawn():
            if each.place.id == place:
                return each
        raise web.HTTPError(HTTPStatus.NOT_FOUND)

    def markers(self, quiz: Quiz, question: Question) -> Markers:
        """Return how the two who mark are called on a page."""
        with self.book() as book:
            named = markers(book, quiz.id, question.id)
        return Markers(named.first or _say("first"), named.second or _say("second_one"))

    def text(self, quiz: Quiz, question: Question, learner: str) -> str:
        """Return what a learner wrote."""
        found = Marked(self.course, quiz).said(learner)
        return text_of(question, found.answers.get(question.id) if found else None)


class _Changing(_Fair):
    """A page on which second marks are changed; it is about one answer where its address names a `place`."""

    @web.authenticated
    def get(self, quiz: str, question: str, place: str = "") -> None:
        self.answer(*self.asked(quiz, question), place)

    @web.authenticated
    def post(self, name: str, asked: str, place: str = "") -> None:
        quiz, question = self.asked(name, asked)
        try:
            with alone(self.course, "desk"), self.seconds(quiz, question) as seconds:
                if place and self.seen(seconds, place) != self.get_body_argument("seen"):
                    raise Refused(_marking("changed"))
                following = self.do(quiz, question, seconds, place)
        except (Refused, Trouble) as error:
            self.answer(quiz, question, place, str(error))
        else:
            self.redirect(f"/desk/fair/{name}/{asked}{following}", status=HTTPStatus.SEE_OTHER)

    def seen(self, seconds: SecondMarks, place: str) -> str:
        """Return a sum over what the page shows of an answer: two forms with the same sum have seen the same."""
        return stamp(repr((self.compared(seconds, place), seconds.comment(place))))

    @abstractmethod
    def do(self, quiz: Quiz, question: Question, seconds: SecondMarks, place: str) -> str:
        """Change them as the form says. Return where that leads below the question's address. Raises Refused."""

    @abstractmethod
    def answer(self, quiz: Quiz, question: Question, place: str, refused: str = "") -> None:
        """Show the page, and why nothing was changed if that was refused."""


class _Overview(_Changing):
    """How the two marks compare, and what is to be settled."""

    @override
    def do(self, quiz: Quiz, question: Question, seconds: SecondMarks, place: str) -> str:
        named = self._typed_names()
        if named.first and named.first.casefold() == named.second.casefold():
            raise Refused(_say("same_name"))
        with self.book() as book:
            name_markers(book, quiz.id, question.id, named)
        count = self.get_body_argument("all", "") or self.get_body_argument("count", "")
        if not _COUNT.fullmatch(count):
            raise Refused(_say("no_count"))
        seconds.draw(int(count))
        return ""

    def _typed_names(self) -> Markers:
        return Markers(*(self.get_body_argument(each) for each in Markers._fields))

    @override
    def answer(self, quiz: Quiz, question: Question, place: str, refused: str = "") -> None:
        with self.judging(quiz, question) as answers:
            held = answers.all_held()
        with self.seconds(quiz, question) as seconds:
            drawn = seconds.drawn()
        with self.book() as book:
            named = markers(book, quiz.id, question.id)
        number = {place.id: position for position, (place, _) in enumerate(held, 1)}
        counts = Counter(each.judgement.points for _, each in held if each.judgement.points is not None)
        self.show(
            "fair/overview.html.j2",
            quiz=quiz,
            question=question,
            refused=refused,
            all=len(held),
            named=self._typed_names() if refused else named,
            by=self.markers(quiz, question),
            drawn=drawn,
            waiting=_waiting(drawn),
            share=agreement(drawn),
            differing=[(number[each.place.id], each) for each in drawn if each.differs],
            settled=[(number[each.place.id], each) for each in drawn if each.is_settled],
            marks=sorted(counts.items()),
        )


class _Second(_Changing):
    """One answer, with nothing of its first mark."""

    @override
    def seen(self, seconds: SecondMarks, place: str) -> str:
        mine = self.compared(seconds, place)
        return stamp(repr((mine.second, mine.levels, mine.settled)))  # and nothing of the first mark

    @override
    def do(self, quiz: Quiz, question: Question, seconds: SecondMarks, place: str) -> str:
        judgement = given(question, lambda field: self.get_body_argument(field, ""))
        if judgement.points is None:
            raise Refused(_say("not_whole"))
        self.compared(seconds, place)
        seconds.mark(place, judgement)
        waiting = _waiting(seconds.drawn())
        following = next((each for each in waiting if each > place), waiting[0] if waiting else None)
        return f"/{following}" if following else ""

    @override
    def answer(self, quiz: Quiz, question: Question, place: str, refused: str = "") -> None:
        with self.seconds(quiz, question) as seconds:
            compared, waiting = self.compared(seconds, place), _waiting(seconds.drawn())
            seen = self.seen(seconds, place)
        levels = {f"level-{row}": str(level) for row, level in compared.levels.items()}
        form = {"points": "" if compared.second is None else f"{compared.second:g}", **levels}
        self.show(
            "fair/second.html.j2",
            quiz=quiz,
            waiting=len(waiting),
            seen=seen,
            form=form | (self.typed() if refused else {}),
            refused=refused,
            marking=_marking.html,
            by=self.markers(quiz, question),
            keys=_keys(),
            **shown(self.course, quiz, question, compared.place.learner),
        )


class _Settle(_Changing):
    """One answer with two marks that differ: what each marker chose, row by row, and what both agree on."""

    @override
    def do(self, quiz: Quiz, question: Question, seconds: SecondMarks, place: str) -> str:
        self._both(seconds, place)
        if self.get_body_argument("what", "") == "unsettle":
            seconds.unsettle(place)
            return ""
        seconds.settle(place, self._agreed(question))
        return next((f"/{each.place.id}/settle" for each in seconds.drawn() if each.differs), "")

    def _agreed(self, question: Question) -> Judgement:
        """Return what was chosen. Another mark that was typed goes before those two. Raises Refused."""
        other = self.get_body_argument("other", "").strip()
        found = given(question, lambda name: (name == "points" and other) or self.get_body_argument(name, ""))
        if found.points is None:
            raise Refused(_say("no_mark"))
        return found

    def _both(self, seconds: SecondMarks, place: str) -> Compared:
        found = self.compared(seconds, place)
        if not (found.differs or found.is_settled):
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        return found

    @override
    def answer(self, quiz: Quiz, question: Question, place: str, refused: str = "") -> None:
        with self.seconds(quiz, question) as seconds:
            both, comment, seen = self._both(seconds, place), seconds.comment(place), self.seen(seconds, place)
        number = [each.id for each in self.places(quiz, question)].index(place) + 1
        by = self.markers(quiz, question)
        self.show(
            "fair/settle.html.j2",
            quiz=quiz,
            number=number,
            both=both,
            seen=seen,
            by=by,
            chosen_by=_chosen_by(both, by),
            form=_proposed(both) | {"comment": comment, "other": ""} | (self.typed() if refused else {}),
            refused=refused,
            marking=_marking.html,
            **shown(self.course, quiz, question, both.place.learner),
        )


class _SameMark(_Fair):
    """All answers with one mark, side by side, with what the rubric says of it."""

    @web.authenticated
    def get(self, name: str, asked: str, points: str) -> None:
        quiz, question = self.asked(name, asked)
        with self.judging(quiz, question) as answers:
            held = list(enumerate(answers.all_held(), 1))
        same = [each for each in held if each[1][1].judgement.points == float(points)]
        found = [
            {
                "number": number,
                "place": place.id,
                "text": self.text(quiz, question, place.learner),
                "levels": [
                    (row.title, row.levels[level])
                    for row in question.rubric_rows()
                    if (level := judged.judgement.levels.get(row.id, -1)) in range(len(row.levels))
                ],
                "comment": judged.judgement.comment,
            }
            for number, (place, judged) in same
        ]
        self.show(
            "fair/same_mark.html.j2",
            quiz=quiz,
            question=question,
            points=float(points),
            found=found,
            worked=worked(self.course, question),
            marking=_marking.html,
        )


class _SameWords(_Fair):
    """Answers in the same words."""

    @web.authenticated
    def get(self, name: str, asked: str) -> None:
        quiz, question = self.asked(name, asked)
        places = self.places(quiz, question)
        texts = {place.id: self.text(quiz, question, place.learner) for place in places}
        number = {place.id: position for position, place in enumerate(places, 1)}
        groups = [(texts[group[0]], [(number[place], place) for place in group]) for group in same_words(texts)]
        self.show("fair/same_words.html.j2", quiz=quiz, question=question, groups=groups)


def _waiting(drawn: list[Compared]) -> list[str]:
    """Return the places that have no second mark yet."""
    return [each.place.id for each in drawn if each.second is None]


def _keys() -> dict[str, object]:
    """Return what the keys of a second marker do."""
    known = _marking.all()["key"]
    assert isinstance(known, Mapping)
    return {key: known[key] for key in _KEYS}


def _chosen_by(both: Compared, by: Markers) -> dict[str, list[str]]:
    """Return who chose a level, by the row's name in the form and the level."""
    found: dict[str, list[str]] = {}
    for who, levels in ((by.first, both.first_levels), (by.second, both.levels)):
        for row, level in levels.items():
            found.setdefault(f"level-{row}-{level}", []).append(who)
    return found


def _proposed(both: Compared) -> dict[str, str]:
    """Return the form as it opens: with what was settled, else with the rows in which both markers agree."""
    if both.settled:
        points = "" if both.settled.points is None else f"{both.settled.points:g}"
        return {"points": points} | {f"level-{row}": str(level) for row, level in both.settled.levels.items()}
    same = both.first_levels.items() & both.levels.items()
    return {"points": ""} | {f"level-{row}": str(level) for row, level in same}


_AT = r"/desk/fair/([\w-]+)/([\w-]+)"
FAIR = [
    (_AT, _Overview),
    (rf"{_AT}/same-words", _SameWords),
    (rf"{_AT}/with/(\d+(?:\.\d+)?)", _SameMark),
    (rf"{_AT}/([0-9a-f]{{32}})", _Second),
    (rf"{_AT}/([0-9a-f]{{32}})/settle", _Settle),
]
"""The addresses of fair marking: a question of a quiz, and what is read side by side."""
