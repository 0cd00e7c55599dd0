"""The book's pages for trainers alone, and the written tasks with their rubrics, to be read on the desk."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from widerwindow.content.core.markdown import to_html
from widerwindow.content.course import Course
from widerwindow.content.questions import Question
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.desk.frame.spoilt import sound
from widerwindow.grading.giving_back.page import blocks
from widerwindow.messages import Messages
from widerwindow.widgets.links import without_page_links

_say = Messages(__package__)

_DIRECTIVE = re.compile(r"^(`{3,})\{.*?^\1\n", re.DOTALL | re.MULTILINE)
"""What only a built page can show, such as a table that is made from other files."""


class Tasks(NamedTuple):
    """The written tasks that a quiz asks for, or may draw."""

    quiz: Quiz
    questions: list[Question]

    @property
    def openings(self) -> dict[str, str]:
        """How each task begins, as a plain text, by the question's id."""
        return {each.id: blocks(each.prompt).striptags() for each in self.questions}


def titles(course: Course) -> dict[str, str]:
    """Return the titles of the pages for trainers by their names, in the order of the contents."""
    for_trainers = course.for_trainers()
    return {name: _title(course, name) for name in course.contents().order() if name in for_trainers}


def readable(markdown: str) -> Markup:
    """Return a page's Markdown as HTML, without what only a built page can show and without links to pages."""
    return Markup(without_page_links({"text": to_html(_DIRECTIVE.sub("", f"{markdown}\n"))})["text"])


def worked(course: Course, question: Question) -> Markup | None:
    """Return the scored answers to a practice case of a task, if there are any."""
    found = course.worked(question)
    return readable(found) if found else None


def tasks(course: Course) -> Iterator[Tasks]:
    """Yield the written tasks of each quiz that has some, and that can be read."""
    bank = course.bank().values()
    for name in sound(course):
        quiz, tags = course.quiz(name), {draw.tag for draw in course.quiz_as_written(name).draw}
        asked = [*quiz.questions, *(each for each in bank if tags & set(each.tags))]
        found = {each.id: each for each in asked if each.rubric_rows()}
        if found:
            yield Tasks(quiz, list(found.values()))


def _title(course: Course, name: str) -> str:
    folder = name.rpartition("/")[0]
    title = course.page(name).title
    overview = course.page_files().get(f"{folder}/index")
    return _say("notes_of", title=title, module=course.page(f"{folder}/index").title) if overview else title
