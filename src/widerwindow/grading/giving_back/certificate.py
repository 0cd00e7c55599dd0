"""Makes the certificate of someone who has completed: a tagged PDF (PDF/UA-1) for a person to sign off.

Typst sets it, from `certificate.typ`. What comes from people reaches it as data and is never read as markup.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.frontend.palette import colours
from widerwindow.grading.giving_back.completion import completions
from widerwindow.grading.giving_back.marked import marks_of
from widerwindow.grading.notebook.released import released_quiz
from widerwindow.grading.storage import certificate_file, write_file
from widerwindow.messages import LOCALE, Advice, Messages

_say = Messages(__package__)

_TEMPLATE = Path(__file__).parent / "certificate.typ"
_LONGEST = 200
_TITLE = "\0"
_WORDS = ("certificate", "part", "planned_time", "records", "signature", "signed_on", "signed_name", "signed_role")
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))  # invisible, and a part of names in Persian and in Indian scripts


@dataclass(frozen=True)
class Certified:
    """What came of making one certificate: its file, or the reason why there is none."""

    learner: str
    file: Path | None
    reason: str | None = None


def certificate(course: Course, learner: str, name: str, quizzes: Sequence[str], today: date) -> Path:
    """Write the certificate that `learner`, whose `name` the trainer typed, has completed `quizzes`. Return its file.

    The name is written nowhere else. Raises ContentError where something is missing, or the name cannot be set.
    """
    _refuse_unfinished(course, learner, quizzes)
    return _written(course, learner, name, quizzes, today)


def certificates(course: Course, names: Mapping[str, str], quizzes: Sequence[str], today: date) -> list[Certified]:
    """Write the certificate of everyone in `names`, by code, who has completed `quizzes`, also where another cannot be.

    Raises ContentError where a quiz or the gradebook is missing.
    """
    done = [each.learner for each in completions(marks_of(course, quizzes)) if not each.missing]
    return [_certified(course, learner, names[learner], quizzes, today) for learner in done if learner in names]


def _certified(course: Course, learner: str, name: str, quizzes: Sequence[str], today: date) -> Certified:
    try:
        return Certified(learner, _written(course, learner, name, quizzes, today))
    except ContentError as error:
        return Certified(learner, None, " ".join(f"{each.message} {each.hint}" for each in error.problems))


def _written(course: Course, learner: str, name: str, quizzes: Sequence[str], today: date) -> Path:
    shown = " ".join(name.split())
    if not shown or len(shown) > _LONGEST or not shown.translate(_JOINERS).isprintable():
        raise _no_certificate(course, _say.advice("bad_name", most=_LONGEST))
    data = _data(course, shown, quizzes, today)
    file = certificate_file(course, learner)
    write_file(file, _pdf(course, data))
    return file


def _refuse_unfinished(course: Course, learner: str, quizzes: Sequence[str]) -> None:
    found = {each.learner: each.missing for each in completions(marks_of(course, quizzes))}
    if learner not in found:
        raise _no_certificate(course, _say.advice("unknown_learner", learner=learner, quizzes=quizzes))
    if found[learner]:
        missing = " ".join(found[learner])
        raise _no_certificate(course, _say.advice("not_completed", learner=learner, missing=missing))


def _no_certificate(course: Course, advice: Advice) -> ContentError:
    return ContentError([Problem(course.classroom, 1, *advice)])


def _data(course: Course, name: str, quizzes: Sequence[str], today: date) -> dict[str, Any]:
    modules = {module.quiz: module for module in map(course.module, course.modules()) if module.quiz}
    done = [modules[quiz] for quiz in modules if quiz in quizzes]
    others = [course.quiz(quiz).title for quiz in quizzes if quiz not in modules]
    title, hours = course.title, _hours(sum(module.minutes for module in done))
    return {
        "language": [LOCALE.language, LOCALE.territory],
        "soft": colours("light")["--ww-soft"],
        "organisation": course.organisation().name,
        "course": title,
        "name": name,
        "parts": [[module.title, _hours(module.minutes)] for module in done] + [[title, ""] for title in others],
        "completed": list(_completed(title, _how([released_quiz(course, quiz) for quiz in quizzes]))),
        "planned": _say("planned_in_all", time=hours) if hours else "",
        "made": _say("made_on", date=today),
        "words": {name: _say(name) for name in _WORDS},
    }


def _completed(title: str, how: str) -> Iterator[str]:
    """Yield what stands before and after the course's title, which is set in italics."""
    before, after = _say("completed_course", course=_TITLE).split(_TITLE) if title else (_say("completed"), "")
    yield from (before, f"{after} {how}")


def _how(quizzes: Sequence[Quiz]) -> str:
    """Return the sentence on what it took: just what `completion.py` asks for."""
    to_pass = [quiz.pass_mark is not None for quiz in quizzes]
    return _say("each_passed" if all(to_pass) else "some_passed" if any(to_pass) else "each_marked")


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = _say("hours", count=hours) if hours else "", _say("minutes", count=rest) if rest else ""
    return " ".join(filter(None, parts))


def _pdf(course: Course, data: dict[str, Any]) -> bytes:
    import typst  # it takes a while, and only this needs it

    try:
        made: bytes = typst.compile(_TEMPLATE, sys_inputs={"certificate": json.dumps(data)}, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        raise _no_certificate(course, _say.advice("no_typeface", name=data["name"])) from error
    return made
