"""Which of a learner's hand-ins counts: the newest of those that the quiz's rules allow. All of them are kept.

It is found anew from all hand-ins whenever one comes and whenever the quiz is marked, so neither the order in which
they arrive nor a rule or an extension that came later leaves the wrong one in its place.
"""

from collections.abc import Sequence
from datetime import datetime

from widerwindow.content.course import Course
from widerwindow.content.quizzes.extensions import Extensions
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.collecting import versions
from widerwindow.grading.collecting.times import Moment
from widerwindow.grading.collecting.versions import Version
from widerwindow.messages import Messages

_say = Messages(__package__)


def settle_all(course: Course, quiz: Quiz) -> None:
    """Put the hand-in that counts into `submitted/`, for every learner with more than one. Raises ContentError."""
    if _limited(quiz):
        extensions = course.extensions()
        for folder in sorted((course.classroom / "earlier").glob(f"*/{quiz.id}")):
            settle(course, quiz, extensions, folder.parent.name)


def settle(course: Course, quiz: Quiz, extensions: Extensions, learner: str, data: bytes | None = None) -> str | None:
    """Put the hand-in that counts into `submitted/`. Return why `data`, one of them, does not count; None if it may.

    An older hand-in that only gave way to a newer one has no such reason.
    """
    present = versions.present(course, learner, quiz.id)
    if not present or not _limited(quiz):
        return None
    now = present.file.read_bytes()
    # One that was put back into `submitted/` lies with the earlier ones as well.
    others = [one for one in versions.earlier(course, learner, quiz.id) if one.file.read_bytes() != now]
    found = sorted([present, *others])
    due = extensions.due(quiz, learner)
    counts = found[_counting([one.when for one in found], quiz, due)]
    reason = next((_reason(quiz, number, one, due) for number, one in enumerate(found, 1) if _holds(one, data)), None)
    if counts is not present:
        versions.keep(course, learner, quiz.id, now, present.when)
        versions.put(course, learner, quiz.id, counts.file.read_bytes(), counts.when)
    return reason


def _limited(quiz: Quiz) -> bool:
    return quiz.attempts is not None or _refuses(quiz)


def _refuses(quiz: Quiz) -> bool:
    return quiz.late is not None and quiz.late.refused


def _counting(times: Sequence[Moment], quiz: Quiz, due: datetime | None) -> int:
    """Return the place of the one that counts among `times`, the oldest first.

    Where late ones are refused and all are late, the newest stays: marking takes all its points, and says so.
    """
    allowed = times[: quiz.attempts]
    in_time = [place for place, when in enumerate(allowed) if not _is_late(when, due)]
    return in_time[-1] if in_time and _refuses(quiz) else len(allowed) - 1


def _is_late(when: Moment, due: datetime | None) -> bool:
    return due is not None and when.known and when.at > due


def _holds(version: Version, data: bytes | None) -> bool:
    return data is not None and version.file.read_bytes() == data


def _reason(quiz: Quiz, number: int, version: Version, due: datetime | None) -> str | None:
    if quiz.attempts and number > quiz.attempts:
        return _say("too_many", allowed=quiz.attempts, number=number)
    if _refuses(quiz) and _is_late(version.when, due):
        return _say("too_late")
    return None
