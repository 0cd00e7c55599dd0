"""What goes back to Moodle: the trainer gives its grading worksheet, and gets the files to upload there."""

from http import HTTPStatus
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from tornado import web

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.desk.frame import DeskPage
from widerwindow.desk.giving_back.noting import note_saved
from widerwindow.desk.uploads import put
from widerwindow.grading.giving_back.sent import pages_in
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.moodle.giving_back import GivenToMoodle, give_back
from widerwindow.messages import Messages

_say = Messages(__package__)

_DEFAULT = "worksheet.csv"
_PAGES = "feedback.zip"


class _Moodle(DeskPage):
    messages = _say

    @web.authenticated
    def get(self, quiz: str) -> None:
        self.show_form(quiz)

    @web.authenticated
    def post(self, quiz: str) -> None:
        """Fill in the worksheet that was sent, and make what goes with it."""
        self._title(quiz)
        files = self.request.files.get("worksheet", [])
        if not files or not files[0].filename:
            self.show_form(quiz, refused=_say("no_worksheet"))
            return
        try:
            given = self._give_back(quiz, files[0].filename, files[0].body)
        except ContentError as error:
            self.show_form(quiz, refused=" ".join(f"{each.message} {each.hint}" for each in error.problems))
            return
        self.show("giving_back/to_moodle.html.j2", quiz=quiz, title=self._title(quiz), given=given)

    def show_form(self, quiz: str, refused: str = "") -> None:
        """Show the form, and what was made before."""
        title, made = self._title(quiz), _made(self.course, quiz)
        self.show("giving_back/moodle.html.j2", quiz=quiz, title=title, made=made, refused=refused)

    def _title(self, quiz: str) -> str:
        if quiz not in self.course.quizzes():
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        return self.course.quiz(quiz).title

    def _give_back(self, quiz: str, name: str, data: bytes) -> GivenToMoodle:
        with TemporaryDirectory(prefix="widerwindow-") as folder:
            called = PurePosixPath(name.replace("\\", "/")).name
            wanted = called if called.lower().endswith(".csv") and called != "gradebook.csv" else _DEFAULT
            put(Path(folder), wanted, data)
            (worksheet,) = Path(folder).iterdir()
            with writing(self.course, "desk"):
                return give_back(self.course, quiz, worksheet)


class _MoodleFile(DeskPage):
    messages = _say

    @web.authenticated
    def get(self, quiz: str, name: str) -> None:
        found = {file.name: file for file in _made(self.course, quiz)} if quiz in self.course.quizzes() else {}
        if name not in found:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", "application/octet-stream")
        self.set_attachment_header(name)
        if _PAGES in found:  # they go with each worksheet, and say whom it is about
            note_saved(self, quiz, pages_in(found[_PAGES].read_bytes()))
        self.finish(found[name].read_bytes())


def _made(course: Course, quiz: str) -> list[Path]:
    """Return the files for Moodle that are there."""
    folder = course.classroom / "moodle" / quiz
    return sorted(file for file in folder.glob("[!.]*") if file.suffix in {".csv", ".zip"} and file.is_file())


_AT = r"/desk/giving-back/([\w-]+)/moodle"
MOODLE = [(_AT, _Moodle), (rf"{_AT}/files/([^/]+)", _MoodleFile)]
"""The addresses of what goes back to Moodle, and of each file."""
