"""The rules of a quiz as forms: until when, how often, what it takes to pass, and who has more time."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tornado import web

from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.rewriting import held, rewritten
from widerwindow.content.quizzes.extensions import Extension, Extensions
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.content.quizzes.rules import Late, in_words
from widerwindow.desk.quizzes.choosing import called
from widerwindow.desk.quizzes.page import MOST, QuizPage, Refused, Unsure, reasons
from widerwindow.grading.collecting import roster
from widerwindow.grading.keeping import extensions_text
from widerwindow.grading.keeping.known import codes
from widerwindow.grading.keeping.trouble import Trouble
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.marking.paper import LEARNER
from widerwindow.grading.setting.draw import anybody_has_handed_in
from widerwindow.grading.setting.saving import save, stamp, text_of
from widerwindow.grading.storage import handed_in
from widerwindow.messages import Messages

_say = Messages(__package__)

_ORDER = ("id", "title", "attempts", "pass_mark", "deadline", "late", "show_key")
"""How these keys stand in a file that is written from the beginning."""


class _Rules(QuizPage):
    @web.authenticated
    def get(self, name: str) -> None:
        self._show(name)

    @web.authenticated
    def post(self, name: str) -> None:
        self.try_to(self._save, name)

    def _save(self, name: str) -> None:
        text = text_of(self.course, self.known(name))
        wanted = self._wanted(held(text), self.course.quiz_as_written(name))
        with writing(self.shared, "desk"):
            save(self.course, name, rewritten(text, wanted), self.field("seen"))

    def try_to(self, change: Callable[[str], None], name: str) -> None:
        """Change something of the quiz `name`, and lead back to its rules; where that is refused, say why."""
        try:
            change(name)
        except (Refused, ContentError, Trouble) as error:
            self._show(name, self.typed(), reasons(error))
        except Unsure as unsure:
            self._show(name, self.typed(), unsure=unsure)
        else:
            self.lead(f"/desk/quiz/{name}/rules?saved=1")

    def _wanted(self, data: dict[str, Any], quiz: Quiz) -> dict[str, Any]:
        """Return what the file shall hold, by what was typed. Raises Refused."""
        if self.field("show_key") == "after_deadline" and not self.field("day"):
            raise Refused(_say("key_without_deadline"))
        rules: dict[str, Any] = {
            "attempts": self.whole("attempts", _say("attempts_refused", typed=self.field("attempts"))),
            "pass_mark": self.whole("pass_mark", _say("pass_mark_refused", typed=self.field("pass_mark")), most=100),
            "deadline": self.moment("day", "time"),
            "late": self._late(),
            "show_key": self.field("show_key"),
        }
        if _on_clocks(quiz.deadline, self.zone) == rules["deadline"]:
            rules["deadline"] = data.get("deadline")
        elif rules["deadline"] and self.is_over(rules["deadline"]):
            self.make_sure(_say("deadline_is_over", moment=self.said(rules["deadline"])))
        if rules["late"] is not None and _late(data) == Late.model_validate(rules["late"]):
            rules["late"] = data.get("late")
        if rules["show_key"] == "never" and "show_key" not in data:
            rules["show_key"] = None
        if any(draw.one_of for draw in quiz.draw):
            rules["draw"] = [self._draw(each, f"take-{at}") for at, each in enumerate(data["draw"])]
        return _in_order(data, rules)

    def _draw(self, data: dict[str, Any], field: str) -> dict[str, Any]:
        """Return what is to be drawn, with the set that was chosen in a field of the form, or with none."""
        if field not in self.request.body_arguments:
            return data
        rest = {name: value for name, value in data.items() if name != "take"}
        return {**rest, "take": self.field(field)} if self.field(field) else rest

    def _late(self) -> object:
        """Return the rule for what comes late; None where that costs nothing. Raises Refused."""
        rule = self.field("late")
        if rule not in ("refuse", "costs"):
            return None
        if not self.field("day"):
            raise Refused(_say("late_without_deadline"))
        if rule == "refuse":
            return rule
        measure = "points" if self.field("measure") == "points" else "percent"
        refused = _say("much_refused", typed=self.field("much"))
        much = self.number("much", refused, 100 if measure == "percent" else MOST)
        if much is None:
            raise Refused(refused)
        return {measure: much, "per": self.field("per")}

    def said(self, moment: str) -> str:
        """Return in words a moment, written as a file says it on the clocks of the course."""
        return in_words(datetime.fromisoformat(moment).replace(tzinfo=self.zone))

    def _show(
        self,
        name: str,
        typed: dict[str, str] | None = None,
        refused: list[str] | None = None,
        unsure: Unsure | None = None,
    ) -> None:
        text = text_of(self.course, self.known(name))
        quiz = self.course.quiz_as_written(name)
        sets = list(_sets(quiz))
        self.show(
            "quizzes/rules.html.j2",
            quiz=quiz,
            form=_form(quiz, self.zone) | {"seen": stamp(text)} | (typed or {}),
            refused=refused or [],
            unsure=unsure,
            saved=self.get_query_argument("saved", ""),
            place=str(self.zone).rpartition("/")[2].replace("_", " "),
            deadline=in_words(quiz.deadline) if quiz.deadline else "",
            extensions=[
                (one.learner, in_words(one.until)) for one in self.course.extensions().extensions if one.quiz == name
            ],
            learners=_known(self, name),
            sets=sets,
            is_handed_in=bool(sets) and any(anybody_has_handed_in(each, name) for each in self.shared.classrooms()),
        )


class _Extension(_Rules):
    """Gives one learner, or everybody of the cohort, more time, or takes it away again."""

    @web.authenticated
    def post(self, name: str) -> None:
        self.try_to(self._change, name)

    def _change(self, name: str) -> None:
        with writing(self.course, "desk"):
            self._give_or_take(self.quiz(name))

    def _give_or_take(self, quiz: Quiz) -> None:
        file = self.course.classroom / "extensions.yml"
        learner = None if self.field("whose") == "all" else self.field("learner")
        if self.field("what") == "take":
            extensions_text.take(file, quiz.id, learner)
            return
        until = self.moment("until_day", "until_time") if learner is not None else self.moment("all_day", "all_time")
        if not until or not (learner is None or LEARNER.fullmatch(learner)):
            raise Refused(_say("extension_refused" if learner is not None else "all_refused"))
        moment = datetime.fromisoformat(until).replace(tzinfo=self.zone)
        one = Extensions(extensions=[Extension.model_construct(quiz=quiz.id, learner=learner, until=moment)])
        known = _known(self, quiz.id)
        for fault in (*one.harm({quiz.id: quiz}), *one.misspelt(quiz.id, known)):
            raise Refused(f"{fault.message} {fault.hint}")
        self.make_sure(
            "" if learner in {None, *known, *codes(self.course, None)} else _say("nobody_has", learner=learner),
            _say("time_is_over", moment=self.said(until)) if self.is_over(until) else "",
        )
        extensions_text.give(file, quiz.id, learner, until)


def _form(quiz: Quiz, zone: ZoneInfo) -> dict[str, str]:
    """Return the form that says the rules of `quiz`, by the names of its fields."""
    late, day = quiz.late or Late(), _on_clocks(quiz.deadline, zone) or " "
    much = late.percent or late.points
    return {
        "attempts": str(quiz.attempts or ""),
        "pass_mark": str(quiz.pass_mark or ""),
        "day": day.partition(" ")[0],
        "time": day.partition(" ")[2],
        "late": "refuse" if late.refused else "costs" if much else "accept",
        "measure": "points" if late.points else "percent",
        "much": f"{much:g}" if much else "",
        "per": late.per,
        "show_key": quiz.show_key,
        "learner": "",
        "until_day": "",
        "until_time": "",
        "all_day": "",
        "all_time": "",
        **{f"take-{at}": draw.take or "" for at, draw in enumerate(quiz.draw)},
    }


def _sets(quiz: Quiz) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Yield each field in which a set is chosen, with the sets that are there and their names."""
    for at, draw in enumerate(quiz.draw):
        if draw.one_of:
            yield f"take-{at}", [(tag, called(tag)) for tag in draw.one_of]


def _on_clocks(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return None if moment is None else f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _late(data: Mapping[str, Any]) -> Late:
    return Late.model_validate(data.get("late", "accept"))


def _in_order(data: Mapping[str, Any], rules: Mapping[str, Any]) -> dict[str, Any]:
    """Return `data` with the `rules`; one that is None is left out."""
    both = {**data, **rules}
    names = [*_ORDER, *(name for name in data if name not in _ORDER)]
    return {name: both[name] for name in names if both.get(name) is not None}


def _known(page: QuizPage, quiz: str) -> list[str]:
    """Return the codes of the learners whom the trainer expects, and of those who handed in."""
    expected = roster.of(page.course).codes
    return sorted({*expected, *handed_in(page.course, quiz)})


SETTING = [(r"/desk/quiz/([\w-]+)/rules", _Rules), (r"/desk/quiz/([\w-]+)/extensions", _Extension)]
"""The addresses of the rules of a quiz, and of what gives somebody more time."""
