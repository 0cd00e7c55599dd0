"""Whether learners can reach what was released: read from the pages that were built, as nothing else says it."""

import re
from collections.abc import Mapping
from contextlib import suppress
from filecmp import cmp
from functools import lru_cache
from pathlib import Path
from typing import Literal

from widerwindow.content.course import Course
from widerwindow.grading.storage import handed_in, release_file
from widerwindow.site.building import build as builder

Reach = Literal["", "missing", "older"]
"""Why learners cannot reach a release on their pages; "" where they can."""

_QUIZ = re.compile(r'data-kind="quiz" data-id="([\w-]+)"')


def reach(course: Course, quiz: str, pages: Mapping[str, int]) -> Reach:
    """Return why learners cannot reach the release of a quiz, by the `pages` as they are built."""
    release, built_at = release_file(course.of_cohort(None), quiz), pages.get(quiz)  # pages are those of all cohorts
    if built_at is None or not release.is_file():
        return "" if handed_in(course, quiz) else "missing"  # who handed it in has reached it in another way
    return "older" if built_at < release.stat().st_mtime_ns or _is_another(release_file(course, quiz), release) else ""


def _is_another(own: Path, shown: Path) -> bool:
    """Return whether a cohort released something else than its pages show."""
    return own != shown and own.is_file() and not cmp(own, shown, shallow=False)


def built_pages(course: Course) -> dict[str, int]:
    """Return when the newest page was built that shows a quiz, by the quiz's name."""
    found: dict[str, int] = {}
    for page in builder.site(course).rglob("*.html"):
        with suppress(OSError):  # they may just be built anew
            when = page.stat().st_mtime_ns
            shown = _quizzes_on(page, when, page.stat().st_size)
            found |= {quiz: max(when, found.get(quiz, 0)) for quiz in shown}
    return found


@lru_cache(maxsize=1024)
def _quizzes_on(page: Path, _when: int, _size: int) -> list[str]:
    return _QUIZ.findall(page.read_text(encoding="utf-8", errors="replace"))  # it may be half written
