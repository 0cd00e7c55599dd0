"""What is for trainers' eyes: a first quiz to practise with, the notes, the written tasks with rubrics and examples."""

from http import HTTPStatus

from tornado import web

from widerwindow.desk.for_trainers.first_quiz import FIRST_QUIZ
from widerwindow.desk.for_trainers.reading import page, tasks, titles, worked
from widerwindow.desk.frame import DeskPage
from widerwindow.desk.frame.spoilt import spoilt
from widerwindow.grading.giving_back.page import blocks, inline
from widerwindow.messages import Messages


class _ForTrainers(DeskPage):
    messages = Messages(__package__)


class _Index(_ForTrainers):
    @web.authenticated
    def get(self) -> None:
        course = self.course
        found = {**titles(course)._asdict(), "tasks": list(tasks(course)), "spoilt": spoilt(course)}
        self.show("for_trainers/index.html.j2", **found)


class _Note(_ForTrainers):
    @web.authenticated
    def get(self, name: str) -> None:
        found = titles(self.course)
        title = found.notes.get(name) or found.guides.get(name)
        if not title:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        note = self.course.page(name).front_matter().content_note
        about = note.summary if note else None
        self.show("for_trainers/note.html.j2", title=title, about=about, text=page(self.course, name))


class _Task(_ForTrainers):
    @web.authenticated
    def get(self, quiz: str, name: str) -> None:
        for each in tasks(self.course):
            for question in each.questions:
                if (each.quiz.id, question.id) == (quiz, name):
                    self.show(
                        "for_trainers/task.html.j2",
                        title=each.quiz.title,
                        question=question,
                        prompt=blocks(question.prompt),
                        rubric=[(row.title, [inline(level) for level in row.levels]) for row in question.rubric_rows()],
                        worked=worked(self.course, question),
                    )
                    return
        raise web.HTTPError(HTTPStatus.NOT_FOUND)


_AT = r"/desk/for-trainers"
FOR_TRAINERS = [
    (_AT, _Index),
    (rf"{_AT}/notes/(.+)", _Note),
    (rf"{_AT}/tasks/([\w-]+)/([\w-]+)", _Task),
    *FIRST_QUIZ,
]
"""The addresses of the list, of each page of notes, of each written task, and of the first quiz."""
