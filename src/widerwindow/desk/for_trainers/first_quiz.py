"""A first quiz in fifteen minutes, with a class that is invented: it is loaded, worked with, and thrown away."""

import io
import zipfile
from collections.abc import Callable
from http import HTTPStatus

from tornado import web

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.content.questions import Question
from widerwindow.desk.doing import done
from widerwindow.desk.for_trainers.reading import tasks
from widerwindow.desk.frame import DeskPage
from widerwindow.desk.frame.practice import quiz_of_class, way
from widerwindow.desk.frame.spoilt import sound, spoilt
from widerwindow.grading.keeping import practising
from widerwindow.grading.keeping.removing import can_be_taken_back, take_back
from widerwindow.grading.keeping.writing import writing
from widerwindow.messages import Messages


class _FirstQuiz(DeskPage):
    messages = Messages(__package__)

    def quiz(self) -> str:
        """Return the quiz that the address names, else the one that the class is in, else the first that is sound."""
        asked = (self.get_argument("quiz", ""), quiz_of_class(self.course))
        quizzes = sound(self.course)
        if not quizzes:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        return next((quiz for quiz in asked if quiz and quiz in quizzes), quizzes[0])


class _Steps(_FirstQuiz):
    @web.authenticated
    def get(self) -> None:
        self.show_steps(self.quiz())

    @web.authenticated
    def post(self) -> None:
        """Do what a button says, and come back to the steps."""
        quiz, what = self.quiz(), self.get_body_argument("what")
        if what == "throw-away" and not self.get_body_argument("sure", ""):
            self._ask()
            return
        try:
            self._do(quiz, what)
        except ContentError as error:
            self.show_steps(quiz, refused=" ".join(f"{each.message} {each.hint}" for each in error.problems))
            return
        self.redirect(f"/desk/for-trainers/first-quiz?quiz={quiz}#{what}", status=HTTPStatus.SEE_OTHER)

    def _ask(self) -> None:
        """Say what goes with the class, and ask what becomes of the release that she practised with."""
        quiz = quiz_of_class(self.course)
        back = self.course.quiz(quiz) if quiz and can_be_taken_back(self.course, quiz) else None
        self.show("for_trainers/throw_away.html.j2", quiz=quiz or "", back=back)

    def _do(self, quiz: str, what: str) -> None:
        if what == "load":
            with writing(self.course, "desk"):
                practising.load(self.course, quiz)
        elif what == "throw-away":
            with writing(self.course, "desk", keep=()):
                practising.throw_away(self.course)
                if back := self.get_body_argument("back", ""):
                    take_back(self.course, back)
        elif what in {"release", "autograde"}:
            done(self.course, what, quiz)
        elif what != "take":
            raise web.HTTPError(HTTPStatus.NOT_FOUND)

    def show_steps(self, quiz: str, refused: str = "") -> None:
        """Show the steps, and how far she has come."""
        quizzes = [self.course.quiz(name) for name in sound(self.course)]
        so_far, loaded = way(self.course, self.gradebook, quiz), practising.loaded(self.course)
        self.show(
            "for_trainers/first_quiz.html.j2",
            quiz=quiz,
            quizzes=quizzes,
            way=so_far,
            loaded=loaded,
            sketched=self._any(quiz, practising.is_sketched),
            borrowed=self._any(quiz, practising.borrows),
            refused=refused,
            spoilt=spoilt(self.course),
        )

    def _any(self, quiz: str, holds: Callable[[Course, Question], bool]) -> bool:
        """Return whether something holds of a written task that the quiz asks for, or may draw."""
        asked = [task for each in tasks(self.course) if each.quiz.id == quiz for task in each.questions]
        return any(holds(self.course, task) for task in asked)


class _Files(_FirstQuiz):
    """The six files, to be taken in by hand."""

    @web.authenticated
    def get(self) -> None:
        quiz, packed = self.quiz(), io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in practising.hand_ins(self.course, quiz).items():
                archive.writestr(name, data)
        self.set_header("Content-Type", "application/zip")
        self.set_attachment_header(f"{quiz}-practice.zip")
        self.finish(packed.getvalue())


_AT = r"/desk/for-trainers/first-quiz"
FIRST_QUIZ = [(_AT, _Steps), (rf"{_AT}/files\.zip", _Files)]
"""The addresses of the steps, and of the class's files."""
