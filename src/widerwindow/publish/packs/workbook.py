"""A workbook: a module, a route or the whole course on paper, with stories as numbered scenes and sheets to fill in.

Practice and the quiz, which are drawn anew or handed in, are not in it.
"""

from collections.abc import Iterator
from pathlib import Path

from widerwindow.content.about.module import OVERVIEW
from widerwindow.content.course import Course
from widerwindow.messages import Messages
from widerwindow.publish.made import Made
from widerwindow.publish.paper.chapters import Book, Chapter, read
from widerwindow.publish.paper.reading import Node, node
from widerwindow.publish.paper.setting import Front, pdf
from widerwindow.publish.parts import Part, is_several

_say = Messages(__package__)


def make(course: Course, site: Path, part: Part) -> Made:
    """Return the workbook of a `part`. Raises ContentError."""
    return _made(course, site, part, large=False)


def make_large(course: Course, site: Path, part: Part) -> Made:
    """Return the same in large print."""
    return _made(course, site, part, large=True)


def _made(course: Course, site: Path, part: Part, large: bool) -> Made:
    own = [page for page in part.pages if page not in part.extra]
    profile = course.profile()
    beside = [page for page in (profile.pages.help, profile.pages.pause) if page]
    book = read(site, [*own, *beside])
    said = [_say("workbook_yours"), _say("workbook_paper"), _say("workbook_minutes", count=part.minutes)]
    front = Front(part.title, part.about, said, depth=2 if is_several(part) else 1)
    found = _in_order(course, part, book, len(own))
    made = pdf(course, front, found, book.sources, large=large)
    ending = "-large-print" if large else ""
    return Made(f"{part.id}-workbook{ending}.pdf", made)


def _in_order(course: Course, part: Part, book: Book, own: int) -> Iterator[Node]:
    """Yield the chapters of each module, then the answers, the pages that every page leads to, and the sources."""
    titles = {name: course.module(name).title for name in part.modules}
    for chapter in book.chapters[:own]:
        module, _, page = chapter.page.partition("/")
        if is_several(part) and page == OVERVIEW:
            yield node("h", titles[module], level=1)
        yield from _chapter(chapter, 2 if is_several(part) else 1)
    answers = [piece for chapter in book.chapters for piece in chapter.answers]
    if answers:
        yield node("h", _say("workbook_answers"), level=1)
        yield from answers
    for chapter in book.chapters[own:]:
        yield from _chapter(chapter, 1)
    if book.sources:
        yield node("h", _say("workbook_sources"), level=1)
        yield from book.sources


def _chapter(chapter: Chapter, level: int) -> Iterator[Node]:
    yield node("h", chapter.title, level=level, place=chapter.page)
    yield node("section", *chapter.pieces)
