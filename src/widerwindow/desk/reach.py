"""Whether learners can reach what was released: read from the pages that were built, as nothing else says it."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

from widerwindow.content.course import Course
from widerwindow.grading.storage import handed_in, release_file
from widerwindow.site import build as builder

Reach = Literal["", "missing", "older"]
"""Why learners cannot reach a release on their pages; "" where they can."""

_QUIZ = re.compile(r'data-kind="quiz" data-id="([\w-]+)"')


def reach(course: Course, quiz: str) -> Reach:
    """Return why learners cannot reach the release of a quiz: the pages are the same for all cohorts."""
    release, built = release_file(course.of_cohort(None), quiz), _built(course).get(quiz)
    if built is None or not release.is_file():
        return "" if handed_in(course, quiz) else "missing"  # who handed it in has reached it in another way
    return "older" if built < release.stat().st_mtime_ns else ""


def _built(course: Course) -> dict[str, int]:
    """Return when the pages were built that show a quiz, by its name."""
    pages = sorted((file.stat().st_mtime_ns, file) for file in builder.site(course).rglob("*.html"))
    return {quiz: when for when, page in pages for quiz in _quizzes_on(page, when)}


@lru_cache(maxsize=1024)
def _quizzes_on(page: Path, _when: int) -> list[str]:
    return _QUIZ.findall(page.read_text(encoding="utf-8"))
