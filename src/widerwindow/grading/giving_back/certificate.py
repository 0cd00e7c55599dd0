"""Makes the certificate of someone who has completed: a tagged PDF (PDF/UA-1) for a person to sign off.

Typst sets it, from `certificate.typ`. What comes from people reaches it as data and is never read as markup.
"""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from widerwindow.content.core.problems import ContentError, Problem
from widerwindow.content.course import Course
from widerwindow.grading.giving_back.completion import completions
from widerwindow.grading.storage import certificate_file, write_file

_TEMPLATE = Path(__file__).parent / "certificate.typ"
_LONGEST = 200
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))  # invisible, and a part of names in Persian and in Indian scripts


def certificate(course: Course, learner: str, name: str, quizzes: Sequence[str], today: date) -> Path:
    """Write the certificate that `learner`, whose `name` the trainer typed, has completed `quizzes`. Return its file.

    The name is written nowhere else. Raises ContentError where something is missing, or the name cannot be set.
    """
    _refuse_unfinished(course, learner, quizzes)
    shown = " ".join(name.split())
    if not shown or len(shown) > _LONGEST or not shown.translate(_JOINERS).isprintable():
        raise _no_certificate(course, f"A name has letters, at most {_LONGEST}.", "Type the name again.")
    data = _words(course, shown, quizzes, today)
    file = certificate_file(course, learner)
    write_file(file, _pdf(course, data))
    return file


def _refuse_unfinished(course: Course, learner: str, quizzes: Sequence[str]) -> None:
    found = {each.learner: each.missing for each in completions(course, quizzes)}
    if learner not in found:
        wrong = f"There is nothing of “{learner}” in the gradebook for: {', '.join(quizzes)}."
        raise _no_certificate(course, wrong, "Check the code. Codes stand in exercises/submitted.")
    if found[learner]:
        wrong = f"{learner} has not completed yet. {' '.join(found[learner])}"
        raise _no_certificate(course, wrong, "Mark what waits, or name the quizzes that count with `--quiz`.")


def _no_certificate(course: Course, wrong: str, instead: str) -> ContentError:
    return ContentError([Problem(course.exercises, 1, wrong, instead)])


def _words(course: Course, name: str, quizzes: Sequence[str], today: date) -> dict[str, Any]:
    modules = {module.quiz: module for module in map(course.module, course.modules()) if module.quiz}
    done = [modules[quiz] for quiz in modules if quiz in quizzes]
    others = [course.quiz(quiz).title for quiz in quizzes if quiz not in modules]
    return {
        "organisation": course.organisation().name,
        "course": _title(course),
        "name": name,
        "parts": [[module.title, _hours(module.minutes)] for module in done] + [[title, ""] for title in others],
        "hours": _hours(sum(module.minutes for module in done)),
        "date": f"{today.day} {today:%B %Y}",
    }


def _title(course: Course) -> str:
    settings = yaml.safe_load((course.root / "_config.yml").read_text(encoding="utf-8")) or {}
    return str(settings.get("title") or "")


def _hours(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    parts = [(hours, "hour"), (rest, "minute")]
    return " ".join(f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in parts if count)


def _pdf(course: Course, data: dict[str, Any]) -> bytes:
    import typst  # it takes a while, and only this needs it

    try:
        made: bytes = typst.compile(_TEMPLATE, sys_inputs={"certificate": json.dumps(data)}, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        wrong = f"No typeface on this computer has all the letters for “{data['name']}”."
        instead = "Install one that has them, such as Noto Sans for that script. Then try again."
        raise _no_certificate(course, wrong, instead) from error
    return made
