"""Takes a quiz out of a course: its file, its releases, and what names it in the book, so that `check` passes after."""

import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from widerwindow.content import quiz_page
from widerwindow.content.checker import problems
from widerwindow.content.core.problems import ContentError, Problem, mistakes
from widerwindow.content.core.reading import read_text
from widerwindow.content.core.rewriting import held, rewritten
from widerwindow.content.course import Course
from widerwindow.content.pages.blocks import Block
from widerwindow.content.pages.page import Page
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.grading.gradebook import connection
from widerwindow.grading.keeping import extensions_text, practising
from widerwindow.grading.setting.draw import anybody_has_handed_in
from widerwindow.grading.storage import handed_in, release_file, source_folder, write_file
from widerwindow.messages import Messages

_say = Messages(__package__)


def remove(course: Course, name: str, today: date) -> None:
    """Take the quiz `name` out of `course`. On a page that showed it, a sentence stands in its place.

    Raises ContentError, with nothing changed, where somebody has handed it in, or where something else needs it.
    """
    if any(anybody_has_handed_in(each, name) for each in course.classrooms()):
        raise ContentError([Problem(course.path(Quiz, name), 1, *_say.advice("answered_stays"))])
    try:
        _take_out(course, name, today)
    except ContentError:  # looking through a course takes seconds, and few have mistakes of their own
        there = {(each.file, each.message) for each in mistakes(problems(course, today))}
        _take_out(course, name, today, there)
    for each in course.classrooms():
        _take_back(each, name)


def can_be_taken_back(course: Course, name: str) -> bool:
    """Return whether the classroom has a release of the quiz `name`, and nobody but the practice class its answers."""
    others = set(handed_in(course, name)) - set(practising.loaded(course))
    return release_file(course, name).is_file() and not others


def take_back(course: Course, name: str) -> None:
    """Take away the release of the quiz `name`, as if it had never been. Raises ContentError where it is answered."""
    if anybody_has_handed_in(course, name):
        raise ContentError([Problem(course.path(Quiz, name), 1, *_say.advice("answered_stays"))])
    _take_back(course, name)


def _take_out(course: Course, name: str, today: date, before: Collection[tuple[Path, str]] = ()) -> None:
    """Take away the files of the quiz and what names it. Raises ContentError where that makes other mistakes."""
    with _put_back_after_failure(course, name):
        for other, text in _book_without(course, name).items():
            if text is None:
                other.unlink()
            else:
                write_file(other, text.encode(), lasting=True)
        for each in course.classrooms():
            _end_extensions(each, name)
        course.draw_file(name).unlink(missing_ok=True)
        file = course.path(Quiz, name)
        file.unlink()
        left = [each for each in mistakes(problems(course, today)) if (each.file, each.message) not in before]
        if left:
            raise ContentError([Problem(file, 1, *_say.advice("needed_elsewhere")), *left])


def _book_without(course: Course, name: str) -> dict[Path, str | None]:
    """Return the texts of the pages and modules that name the quiz, without it; None for a page that goes with it."""
    texts: dict[Path, str | None] = {}
    for page in map(Page, quiz_page.pages_of(course, name)):
        if quiz_page.is_of_that_alone(page, name):
            texts[course.root / "_toc.yml"] = quiz_page.contents_without(course, page.path)
            texts[page.path] = None
        else:
            texts[page.path] = _without_cells(page, name)
    for module in map(course.module, course.modules()):
        if module.quiz == name:
            file = course.book / module.id / "module.yml"
            texts[file] = _without_quiz(read_text(file), course.quiz_as_written(name))
    return texts


def _without_quiz(text: str, quiz: Quiz) -> str:
    """Return the text of a module that has no quiz any more: what learners will be able to do now stands in it."""
    data = held(text)
    del data["quiz"]
    data["outcomes"] = {
        name: {"text": quiz.outcomes[name], **outcome} if name in quiz.outcomes else outcome
        for name, outcome in data["outcomes"].items()
    }
    return rewritten(text, data)


def _without_cells(page: Page, name: str) -> str:
    """Return the text of a page with a sentence in place of each cell that shows the quiz."""
    lines = page.text.split("\n")
    for cell in reversed([block for block in page.blocks if block.directive == "code-cell"]):
        first, last = _lines(cell)
        if any(quiz_page.shows(each, name) and first <= each.line <= last for each in page.cells):
            lines[first - 1 : last] = [_say("quiz_gone")]
    return "\n".join(lines)


def _lines(cell: Block) -> tuple[int, int]:
    """Return the first and the last line of a cell on its page, with its fences."""
    start, end = cell.token.map or (0, 1)
    return cell.line, cell.line + end - start - 1


def _end_extensions(course: Course, name: str) -> None:
    for one in course.extensions().extensions:
        if one.quiz == name:
            extensions_text.take(course.classroom / "extensions.yml", name, one.learner)


@contextmanager
def _put_back_after_failure(course: Course, name: str) -> Iterator[None]:
    """Put each file back as it was where not all can be done."""
    own = [course.path(Quiz, name), course.draw_file(name), *_book_without(course, name)]
    files = [*own, *(each.classroom / "extensions.yml" for each in course.classrooms())]
    before: Mapping[Path, bytes] = {file: file.read_bytes() for file in files if file.is_file()}
    try:
        yield
    except BaseException:
        for file, data in before.items():
            if not file.is_file() or file.read_bytes() != data:
                write_file(file, data, lasting=True)
        raise


def _take_back(course: Course, name: str) -> None:
    """Take away the release of a quiz that nobody has handed in, and what the gradebook says of it."""
    from nbgrader.api import MissingEntry

    for folder in (source_folder(course, name), release_file(course, name).parent):
        shutil.rmtree(folder, ignore_errors=True)
    (course.classroom / "source" / f".{name}.made-from").unlink(missing_ok=True)
    if connection.has_gradebook(course):
        with connection.open_gradebook(course) as book, suppress(MissingEntry):  # it may never have been released
            book.remove_assignment(name)
