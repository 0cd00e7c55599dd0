"""Giving back: each learner's page of feedback as she will see it, and all of them in one zip."""

import io
import zipfile
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple

from tornado import web

from widerwindow.content.course import Course
from widerwindow.desk.frame import DeskPage
from widerwindow.grading.gradebook.marks import Marks, marks
from widerwindow.grading.storage import autograded_folder, feedback_file
from widerwindow.messages import Messages


class Given(NamedTuple):
    """What one learner has been given, or not."""

    marks: Marks
    at: datetime | None
    is_old: bool
    """Whether her hand-in was marked again since."""


def given(course: Course, quiz: str) -> list[Given]:
    """Return how each marked hand-in of `quiz` stands."""
    return [_given(course, quiz, each) for each in marks(course, course.quiz(quiz))]


def _given(course: Course, quiz: str, marked: Marks) -> Given:
    page = feedback_file(course, marked.learner, quiz)
    if not page.is_file():
        return Given(marked, None, is_old=False)
    changed, notebook = page.stat().st_mtime, autograded_folder(course, marked.learner, quiz) / f"{quiz}.ipynb"
    return Given(
        marked,
        datetime.fromtimestamp(changed).astimezone(),
        is_old=notebook.is_file() and notebook.stat().st_mtime > changed,
    )


class _GivingBack(DeskPage):
    messages = Messages(__package__)

    def known(self, quiz: str) -> str:
        """Return the title of a quiz, which an address names."""
        if quiz not in self.course.quizzes():
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        return self.course.quiz(quiz).title


class _All(_GivingBack):
    @web.authenticated
    def get(self, quiz: str) -> None:
        title = self.known(quiz)
        self.show("giving_back/all.html.j2", quiz=quiz, title=title, given=given(self.course, quiz))


class _Page(_GivingBack):
    @web.authenticated
    def get(self, quiz: str, learner: str) -> None:
        self.known(quiz)
        page = self._page(quiz, learner)
        # The page holds its style in itself, and asks for nothing and runs nothing.
        self.set_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
        self.finish(page.read_bytes())

    def _page(self, quiz: str, learner: str) -> Path:
        for each in given(self.course, quiz):
            if each.marks.learner == learner and each.at:
                return feedback_file(self.course, learner, quiz)
        raise web.HTTPError(HTTPStatus.NOT_FOUND)


class _Zip(_GivingBack):
    @web.authenticated
    def get(self, quiz: str) -> None:
        self.known(quiz)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for each in given(self.course, quiz):
                if each.at:
                    page = feedback_file(self.course, each.marks.learner, quiz)
                    archive.write(page, f"{quiz}--{each.marks.learner}.html")
        self.set_header("Content-Type", "application/zip")
        self.set_header("Content-Disposition", f'attachment; filename="{quiz}-feedback.zip"')
        self.finish(packed.getvalue())


_AT = r"/desk/giving-back/([\w-]+)"
GIVING_BACK = [(_AT, _All), (rf"{_AT}/feedback.zip", _Zip), (rf"{_AT}/of/([\w-]+)", _Page)]
"""The addresses of a quiz's feedback: the list, all pages in a zip, one learner's page."""
