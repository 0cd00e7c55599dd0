"""Makes the certificate of someone who has completed: a tagged PDF (PDF/UA-1) for a person to sign off.

Typst sets it, from `certificate.typ`. What comes from people reaches it as data and is never read as markup.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.giving_back.completion import completions
from widerwindow.grading.storage import certificate_file, write_file
from widerwindow.messages import LOCALE, Advice, Messages

_say = Messages(__package__)

_TEMPLATE = Path(__file__).parent / "certificate.typ"
_LONGEST = 200
_TITLE = "\0"
_WORDS = ("certificate", "part", "planned_time", "records", "signature", "signed_on", "signed_name", "signed_role")
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))  # invisible, and a part of names in Persian and in Indian scripts


def certificate(course: Course, learner: str, name: str, quizzes: Sequence[str], today: date) -> Path:
    """Write the certificate that `learner`, whose `name` the trainer typed, has completed `quizzes`. Return its file.

    The name is written nowhere else. Raises ContentError where something is missing, or the name cannot be set.
    """
    _refuse_unfinished(course, learner, quizzes)
    shown = " ".join(name.split())
    if not shown or len(shown) > _LONGEST or not shown.translate(_JOINERS).isprintable():
        raise _no_certificate(course, _say.advice("bad_name", most=_LONGEST))
    data = _data(course, shown, quizzes, today)
    file = certificate_file(course, learner)
    write_file(file, _pdf(course, data))
    return file


def _refuse_unfinished(course: Course, learner: str, quizzes: Sequence[str]) -> None:
    found = {each.learner: each.missing for each in completions(course, quizzes)}
    if learner not in found:
        raise _no_certificate(course, _say.advice("unknown_learner", learner=learner, quizzes=quizzes))
    if found[learner]:
        missing = " ".join(found[learner])
        raise _no_certificate(course, _say.advice("not_completed", learner=learner, missing=missing))


def _no_certificate(course: Course, advice: Advice) -> ContentError:
    return ContentError([Problem(course.exercises, 1, *advice)])


def _data(course: Course, name: str, quizzes: Sequence[str], today: date) -> dict[str, Any]:
    modules = {module.quiz: module for module in map(course.module, course.modules()) if module.quiz}
    done = [modules[quiz] for quiz in modules if quiz in quizzes]
    others = [course.quiz(quiz).title for quiz in quizzes if quiz not in modules]
    title, hours = _title(course), _hours(sum(module.minutes for module in done))
    return {
        "language": [LOCALE.language, LOCALE.territory],
        "organisation": course.organisation().name,
        "course": title,
        "name": name,
        "parts": [[module.title, _hours(module.minutes)] for module in done] + [[title, ""] for title in others],
        "completed": list(_completed(title)),
        "planned": _say("planned_in_all", time=hours) if hours else "",
        "made": _say("made_on", date=today),
        "words": {name: _say(name) for name in _WORDS},
    }


def _completed(title: str) -> Iterator[str]:
    """Yield what stands before and after the course's title, which is set in italics."""
    if not title:
        yield from (_say("completed"), "")
    else:
        yield from _say("completed_course", course=_TITLE).split(_TITLE)


def _title(course: Course) -> str:
    settings = yaml.safe_load((course.root / "_config.yml").read_text(encoding="utf-8")) or {}
    return str(settings.get("title") or "")


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
