"""A quiz before anybody else sees it: as learners will, and with its key; the same as the command shows."""

from http import HTTPStatus

from tornado import web

from widerwindow.desk.quizzes.page import QuizPage
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.notebook.without_key import sample
from widerwindow.grading.setting.draw import draw, waits_for_draw
from widerwindow.site.alone.preview import preview

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
    ]
)
"""A preview stands in a frame beside the text of a quiz."""

_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript"}


class Showing(QuizPage):
    """Answers with one of the files of a preview."""

    def answer(self, files: dict[str, str], name: str) -> None:
        """Answer with the file `name`. Raises HTTPError where there is none."""
        if name not in files:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("Content-Type", f"{_TYPES[name.rpartition('.')[2]]}; charset=utf-8")
        self.finish(files[name])


class _Preview(Showing):
    @web.authenticated
    def get(self, name: str, file: str) -> None:
        self.known(name)
        if waits_for_draw(self.course, name):
            with writing(self.shared, "desk"):
                draw(self.course, name)
        quiz = self.course.quiz(name)
        self.answer(preview(quiz, sample(self.course, name), self.led(f"/desk/quiz/{name}")), file or "index.html")


SHOWING = [(r"/desk/quiz/([\w-]+)/preview/([\w.]*)", _Preview)]
"""The addresses of a preview's files."""
