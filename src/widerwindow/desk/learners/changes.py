"""Changes to one learner: what each would do, told before it is done, and what it did. The commands do the same."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from widerwindow.content.course import Course
from widerwindow.grading.keeping import backups, cohorts, forgetting, known, moving
from widerwindow.grading.keeping.forgetting import Erased
from widerwindow.grading.keeping.moving import Merged
from widerwindow.messages import Messages

_say = Messages(__package__)

Told = Callable[[Course, str, str], list[str]]
"""Is given a learner's code, and the other code that the change is about; returns lines to read."""


class Change(NamedTuple):
    """A change to a learner. Both of its parts raise ContentError where it cannot be made."""

    would: Told
    do: Told
    keep: Sequence[str] = backups.SMALL
    """What is kept before it is done."""


def _would_rename(course: Course, old: str, new: str) -> list[str]:
    moving.refuse_rename(course, old, new)
    places = sorted(known.codes(course, known.gradebook(course))[old])
    return [_say("moves", old=old, new=new, places=[_say(f"place_{place}") for place in places]), _say("old_pages")]


def _rename(course: Course, old: str, new: str) -> list[str]:
    moving.rename(course, old, new)
    return [_say("is_now", old=old, new=new), _say("old_pages")]


def _would_merge(course: Course, old: str, new: str) -> list[str]:
    counting = moving.would_count(course, old, new)
    return [*_counts(course, counting), _say("rest_moves", old=old, new=new), *_mark_again(course, counting)]


def _merge(course: Course, old: str, new: str) -> list[str]:
    counting = moving.merge(course, old, new)
    return [_say("is_now", old=old, new=new), *_counts(course, counting), *_mark_again(course, counting)]


def _counts(course: Course, merged: Iterable[Merged]) -> list[str]:
    """Return which hand-in counts, for each quiz that both have handed in."""
    zone = ZoneInfo(course.profile().zone)
    return [
        _say("counts", quiz=course.quiz(each.quiz).title, code=each.learner, time=each.when.astimezone(zone))
        if each.when
        else _say("counts_once", quiz=course.quiz(each.quiz).title, code=each.learner)
        for each in merged
    ]


def _mark_again(course: Course, merged: Sequence[Merged]) -> list[str]:
    titles = [course.quiz(each.quiz).title for each in merged]
    return [_say("mark_again", quizzes=titles)] if titles else []


def _would_forget(course: Course, code: str, _: str) -> list[str]:
    copies = len(list(backups.folder(course).glob("*.zip")))
    return [*_erased(forgetting.held(course, code)), _say("and_copies", count=copies)]


def _forget(course: Course, code: str, _: str) -> list[str]:
    erased, left = forgetting.forget(course, code)
    named = [_say("still_named", file=file.name, folder=file.parent.name) for file in left]
    others = [_say("code_elsewhere", code=code, name=name) for name in cohorts.with_code(course, code)]
    return [*(_erased(erased) or [_say("nobody_forgotten", code=code)]), *named, *others, _say("elsewhere")]


def _erased(found: Iterable[Erased]) -> list[str]:
    return [_say(f"erased_{each.place}", count=each.count) for each in found]


CHANGES = {
    "rename": Change(_would_rename, _rename),
    "merge": Change(_would_merge, _merge),
    "forget": Change(_would_forget, _forget, keep=()),
}
"""The changes, by the names of the commands that do the same."""
