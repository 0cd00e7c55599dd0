"""Builds the pages that readers get, as the command and the desk do: releases first, then Jupyter Book."""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from widerwindow.content import checker
from widerwindow.content.core.problems import ContentError, mistakes
from widerwindow.content.core.reading import locate
from widerwindow.content.course import Course
from widerwindow.content.pages.page import Audience
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.setting import release
from widerwindow.messages import Messages
from widerwindow.site.building import build as builder

_say = Messages(__package__)

Alone = Callable[[Course, str], AbstractContextManager[object]]
"""Lets a command write in a course by itself."""


def built(
    course: Course,
    releasing: Collection[str],
    tell: builder.Progress,
    audience: Audience = Audience.LEARNERS,
    alone: Alone = writing,
) -> Path:
    """Release the quizzes `releasing`, build what has changed, and return the site's folder.

    All other quizzes stay as learners have them.
    Raises ContentError where something has to be mended first, Trouble where somebody else writes, and BuildError.
    """
    if not releasing and builder.is_fresh(course, audience):
        return builder.site(course, audience)
    tell(_say("looking_for_mistakes"), 0.0)
    check(course)
    if releasing:
        with alone(course, "build"):
            for quiz in releasing:
                tell(_say("releasing", quiz=course.quiz_as_written(quiz).title), 0.0)
                release.release(course, quiz)
    tell(_say("looking"), 0.0)
    return builder.build(course, tell, audience=audience)


def site_for(course: Course, needs_pages: bool, build: Callable[[Course], Path]) -> Path:
    """Return the folder of the pages for what is made of a course; `build` builds them, where they are needed.

    Raises ContentError where something has to be mended first, and what `build` raises.
    """
    if needs_pages:
        refuse_unchecked_helplines(course)
        return build(course)
    check(course)
    return builder.site(course)


def check(course: Course) -> None:
    """Raise ContentError where something has to be mended before the pages are built."""
    found = mistakes(
        checker.problems(course, date.min)
    )  # no helpline is due on that day: a build tells of those, and goes on
    if found:
        raise ContentError(found)


def refuse_unchecked_helplines(course: Course) -> None:
    """Raise ContentError where a helpline was checked too long ago to be given to anybody today."""
    found = locate(course.organisation().unchecked(date.today()), course.organisation_file)
    if found:
        raise ContentError(found)
