"""Lets a command write in the course by itself: no other at the same time, and a copy of what it may change kept."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec

from widerwindow.cli.output import course_here, line
from widerwindow.content.course import Course
from widerwindow.grading.keeping import backups
from widerwindow.messages import Messages

_say = Messages(__package__)

_Given = ParamSpec("_Given")


@contextmanager
def alone(course: Course, command: str, keep: Sequence[str] = backups.SMALL) -> Iterator[None]:
    """Let `command` write alone, and tell what was finished for that. Raises Trouble where somebody else writes."""
    from widerwindow.grading.keeping import writing

    with writing.writing(course, command, keep) as finished:
        if finished:
            line(_say("finished", command=finished))
        yield


def writes(command: Callable[_Given, None]) -> Callable[_Given, None]:
    """Return `command` so that it writes alone; a dry run writes nothing."""

    @wraps(command)
    def alone_here(*given: _Given.args, **named: _Given.kwargs) -> None:
        if named.get("dry_run"):
            command(*given, **named)
        else:
            with alone(course_here(), command.__name__):
                command(*given, **named)

    return alone_here
