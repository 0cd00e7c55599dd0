"""Results: the report on each quiz, shown in place, and for the whole course who has reached and completed what."""

from datetime import date
from http import HTTPStatus

from tornado import web

from widerwindow.desk.frame import DeskPage
from widerwindow.desk.frame.spoilt import sound
from widerwindow.desk.results.certified import CERTIFIED
from widerwindow.desk.results.of_course import OfCourse
from widerwindow.grading.giving_back import item_figures
from widerwindow.grading.giving_back.export import FILES, exported
from widerwindow.grading.giving_back.page import style_of
from widerwindow.grading.giving_back.quiz_statistics import FEW
from widerwindow.grading.giving_back.report import STYLES, of_quiz, of_quiz_in, report_body, report_page
from widerwindow.grading.gradebook import connection
from widerwindow.grading.keeping.writing import writing
from widerwindow.messages import Messages

_say = Messages(__package__)


class _OfQuiz(DeskPage):
    """What the addresses of one quiz share."""

    messages = _say

    def known(self, quiz: str) -> str:
        """Return the title of a quiz that an address names, and that may have results."""
        if quiz not in self.course.quizzes() or not connection.has_gradebook(self.course):
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        return self.course.quiz(quiz).title


class _Report(_OfQuiz):
    @web.authenticated
    def get(self, name: str) -> None:
        self.show_report(name, self.known(name))

    @web.authenticated
    def post(self, name: str) -> None:
        """Keep the figures beside the bank."""
        title = self.known(name)
        with writing(self.course, "desk"):
            kept = item_figures.write_back(self.course, name, date.today())
        self.show_report(name, title, said=_say("kept") if kept else _say("too_few", few=FEW))

    def show_report(self, name: str, title: str, said: str = "") -> None:
        """Show the report, and what came of what was asked for."""
        with self.gradebook.open() as book:
            quiz, found = of_quiz_in(book, self.course, name)
        body = report_body(quiz, found, self.course.ways_to_guess()) if found.rows or found.unmarked else None
        enough = len(found.rows) >= FEW
        judged = [question for question in quiz.questions if question.rubric_rows()]
        self.show(
            "results/report.html.j2", quiz=name, title=title, report=body, judged=judged, enough=enough, said=said
        )


class _ReportFile(_OfQuiz):
    @web.authenticated
    def get(self, name: str) -> None:
        self.known(name)
        page = report_page(*of_quiz(self.course, name), self.course.ways_to_guess(), date.today())
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_attachment_header(f"{name}-report.html")
        self.finish(page)


class _Style(DeskPage):
    """The report's own styles, for the report alone."""

    messages = _say

    @web.authenticated
    def get(self) -> None:
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.finish(f".report {{\n{style_of(STYLES)}}}\n")


class _Export(DeskPage):
    """A table of all grades or answers, as `export` makes it now."""

    messages = _say

    @web.authenticated
    def get(self, name: str) -> None:
        if name not in FILES or not connection.has_gradebook(self.course):
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", "application/octet-stream")
        self.set_attachment_header(name)
        self.finish(exported(self.course, sound(self.course), name))


RESULTS = [
    (r"/desk/results", OfCourse),
    (r"/desk/results/report.css", _Style),
    (r"/desk/results/of/([\w-]+)", _Report),
    (r"/desk/results/of/([\w-]+)/report.html", _ReportFile),
    (r"/desk/results/files/([\w.]+)", _Export),
    *CERTIFIED,
]
"""The addresses of the course's results, of each quiz's report, and of what there is to save."""
