"""Certificates: made for all who have completed, and given out one by one or all in a zip."""

from datetime import date
from http import HTTPStatus
from urllib.parse import urlencode

from tornado import web

from widerwindow.desk.results.of_course import OfCourse
from widerwindow.grading.giving_back.certificate import certificates
from widerwindow.grading.giving_back.packing import packed
from widerwindow.grading.gradebook import connection
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.storage import certificate_file, certificate_files

_NAME = "name-"


class _Make(OfCourse):
    @web.authenticated
    def post(self) -> None:
        """Make the certificate of everyone whose name was typed."""
        if not connection.has_gradebook(self.course):
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        quizzes = self.counting(self.get_body_arguments("quiz"))
        fields = (field for field in self.request.body_arguments if field.startswith(_NAME))
        typed = {field.removeprefix(_NAME): self.get_body_argument(field) for field in fields}
        with writing(self.course, "desk"):
            made = certificates(
                self.course, {code: name for code, name in typed.items() if name}, quizzes, date.today()
            )
        refused = {each.learner: each.reason for each in made if each.reason}
        if refused:
            self.show_course(quizzes, typed, refused)
        else:
            counting = urlencode({"quiz": quizzes}, doseq=True)
            self.redirect(f"/desk/results?{counting}#certificates", status=HTTPStatus.SEE_OTHER)


class _One(OfCourse):
    @web.authenticated
    def get(self, learner: str) -> None:
        """Give a certificate that is there."""
        file = certificate_file(self.course, learner)
        if file not in certificate_files(self.course):
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", "application/pdf")
        self.set_attachment_header(file.name)
        self.finish(file.read_bytes())


class _All(OfCourse):
    @web.authenticated
    def get(self) -> None:
        """Give all certificates that are there."""
        self.set_header("Content-Type", "application/zip")
        self.set_attachment_header("certificates.zip")
        self.finish(packed({file.name: file for file in certificate_files(self.course)}))


_AT = r"/desk/results/certificates"
CERTIFIED = [(_AT, _Make), (rf"{_AT}\.zip", _All), (rf"{_AT}/([\w-]+)\.pdf", _One)]
"""The addresses of what makes certificates, of all of them, and of each."""
