"""The book's pages for trainers alone, and the written tasks with their rubrics, to be read on the desk."""

import posixpath
import re
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from widerwindow.content.core.markdown import as_text, to_html
from widerwindow.content.course import Course
from widerwindow.content.questions import Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.desk.frame.spoilt import sound
from widerwindow.grading.giving_back.page import blocks
from widerwindow.messages import Messages
from widerwindow.site.directives import taught
from widerwindow.widgets.links import with_page_links, without_page_links

_say = Messages(__package__)

_AT = "/desk/for-trainers/notes"
_DIRECTIVE = re.compile(r"^(`{3,})\{.*?^\1\n", re.DOTALL | re.MULTILINE)
"""What only a built page can show, such as a table that is made from other files."""

_TAUGHT = re.compile(r"^(`{3,})\{sources-taught\} (\w+)\n\1$", re.MULTILINE)


class Titles(NamedTuple):
    """The titles of the pages for trainers by the pages' names, in the order of the contents."""

    notes: dict[str, str]
    """The pages that belong to a module."""

    guides: dict[str, str]
    """All others."""


class Tasks(NamedTuple):
    """The written tasks that a quiz asks for, or may draw."""

    quiz: Quiz
    questions: list[Question]

    @property
    def openings(self) -> dict[str, str]:
        """How each task begins, as a plain text, by the question's id."""
        return {each.id: blocks(each.prompt).striptags() for each in self.questions}


def titles(course: Course) -> Titles:
    """Return the titles of the pages for trainers."""
    for_trainers, modules = course.for_trainers(), course.modules()
    found = Titles({}, {})
    for name in filter(for_trainers.__contains__, course.contents().order()):
        module = name.rpartition("/")[0]
        (found.notes if module in modules else found.guides)[name] = _title(course, name)
    return found


def page(course: Course, name: str) -> Markup:
    """Return a page for trainers as HTML, with links to the others, and without what only a built page can show.

    Which pages teach from each source is shown here too.
    """
    there = course.for_trainers()

    def address(path: str) -> str | None:
        found = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        return f"{_AT}/{found}" if found in there else None

    text = _TAUGHT.sub(partial(_taught, course), course.page(name).markdown)
    return Markup(with_page_links(_html(text), address))


def _taught(course: Course, directive: re.Match[str]) -> str:
    """Return as Markdown the table that a directive asks for: a built page names its pages by their titles too."""
    pages, sources = taught.pages(course), taught.sources(course, directive[2])
    rows = [
        (as_text(title), "; ".join(as_text(course.page(each).title) for each in pages.get(key, [])))
        for key, title in sources.items()
    ]
    return "\n".join(
        f"| {one} | {other} |" for one, other in [(_say("source"), _say("taught_on")), ("---", "---"), *rows]
    )


def readable(markdown: str) -> Markup:
    """Return a page's Markdown as HTML, without what only a built page can show and without links to pages."""
    return Markup(without_page_links({"text": _html(markdown)})["text"])


def _html(markdown: str) -> str:
    return to_html(_DIRECTIVE.sub("", f"{markdown}\n"))


def worked(course: Course, question: Question) -> Markup | None:
    """Return the scored answers to a practice case of a task, if there are any."""
    found = course.worked(question)
    return readable(found) if found else None


def tasks(course: Course) -> Iterator[Tasks]:
    """Yield the written tasks of each quiz that has some, and that can be read."""
    bank = course.bank().values()
    for name in sound(course):
        quiz, tags = course.quiz(name), {tag for draw in course.quiz_as_written(name).draw for tag in draw.tags}
        asked = [*quiz.questions, *(each for each in bank if tags & set(each.tags))]
        found = {each.id: each for each in asked if each.rubric_rows()}
        if found:
            yield Tasks(quiz, list(found.values()))


def _title(course: Course, name: str) -> str:
    folder = name.rpartition("/")[0]
    title = course.page(name).title
    overview = course.page_files().get(f"{folder}/index")
    return _say("notes_of", title=title, module=course.page(f"{folder}/index").title) if overview else title
