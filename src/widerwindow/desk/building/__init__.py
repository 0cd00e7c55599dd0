"""The pages that learners read: built by a button, with what there is to hand on afterwards."""

from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from pathlib import Path

from tornado import web

from widerwindow.content import quiz_page
from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.desk.built import built, refuse_unchecked_helplines
from widerwindow.desk.doing.for_all import ForAll, tried
from widerwindow.desk.doing.running import Tell
from widerwindow.desk.frame.spoilt import sound
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.storage import write_file
from widerwindow.messages import Messages
from widerwindow.site.alone import offline
from widerwindow.site.building import build as builder

_say = Messages(__package__)


_OF = "building"


def _pages(course: Course, releasing: Sequence[str], tell: Tell) -> Sequence[str]:
    """Release these quizzes, build the pages of `course`, and pack them. Return why that could not be done."""

    def make() -> None:
        refuse_unchecked_helplines(course)
        folder = built(course, releasing, lambda what, done: tell(_say("going_on", what=what), done))
        tell(_say("going_on", what=_say("packing")), 1.0)
        offline.pack(course, folder)

    return tried(make)


class _Building(ForAll):
    messages = _say

    @web.authenticated
    def get(self) -> None:
        if self.running.is_running(_OF):
            self.show_running(_OF, _say("title"))
            return
        course = self.all_of_it
        self.show_with_quizzes(
            "building/building.html.j2",
            refused=self.running.came(_OF),
            pageless=_pageless(course),
            is_there=builder.is_fresh(course) and _packed(course).is_file(),
        )

    @web.authenticated
    async def post(self) -> None:
        """Begin to build, unless a build is going on."""
        await self.running.start(_OF, partial(_pages, self.all_of_it, self.chosen()))
        self.redirect("/desk/building", status=HTTPStatus.SEE_OTHER)


class _Page(_Building):
    @web.authenticated
    async def post(self) -> None:
        """Give a quiz a page of its own."""
        course, quiz = self.all_of_it, self.get_body_argument("quiz")
        with writing(course, "desk"):
            if quiz not in [each.id for each in _pageless(course)]:
                raise web.HTTPError(HTTPStatus.NOT_FOUND)
            for file, text in quiz_page.new_page(course, course.quiz_as_written(quiz)).items():
                write_file(file, text.encode(), lasting=True)
        self.redirect("/desk/building", status=HTTPStatus.SEE_OTHER)


class _Zip(_Building):
    @web.authenticated
    def get(self) -> None:
        """Give the pages in one zip."""
        file = _packed(self.all_of_it)
        if not file.is_file() or not builder.is_fresh(self.all_of_it):
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", "application/zip")
        self.set_attachment_header(file.name)
        self.finish(file.read_bytes())


def _pageless(course: Course) -> list[Quiz]:
    """Return the quizzes that no page shows, of those that can be read."""
    return [course.quiz_as_written(quiz) for quiz in sound(course) if not quiz_page.pages_of(course, quiz)]


def _packed(course: Course) -> Path:
    return offline.packed_file(course, builder.site(course))


BUILDING = [(r"/desk/building", _Building), (r"/desk/building/page", _Page), (r"/desk/building/pages\.zip", _Zip)]
"""The addresses of the page with the button, of what gives a quiz a page, and of the zip."""
