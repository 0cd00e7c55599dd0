"""Files for learning platforms and for paper: a trainer says what her organisation has, and gets what it takes."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple

from tornado import web

from widerwindow.content.course import Course
from widerwindow.desk.built import built, site_for
from widerwindow.desk.doing.for_all import ForAll, tried
from widerwindow.desk.doing.running import Tell
from widerwindow.grading.keeping.trouble import in_words
from widerwindow.messages import Messages
from widerwindow.publish.formats import FORMATS, IN_LARGE_PRINT, Format
from widerwindow.publish.parts import Part, of_course, of_modules
from widerwindow.publish.publishing import ANSWERS, packages, publish

_say = Messages(__package__)

_OF = "platforms"
_PAGES = {
    "moodle": FORMATS["scorm-1.2"],
    "canvas": FORMATS["common-cartridge"],
    "blackboard": FORMATS["scorm-2004"],
    "brightspace": FORMATS["scorm-2004"],
    "scorm": FORMATS["scorm-1.2"],
    "cmi5": FORMATS["cmi5"],
    "workbook": FORMATS["workbook"],
    "large_print": IN_LARGE_PRINT["workbook"],
    "review": FORMATS["review"],
    "facilitator": FORMATS["facilitator"],
}
"""The format of the pages for each thing that may be chosen."""

_QUESTIONS = {
    "moodle": FORMATS["moodle-xml"],
    "canvas": FORMATS["qti-1.2"],
    "blackboard": FORMATS["qti-2.1"],
    "brightspace": FORMATS["qti-2.1"],
}
"""The format of questions, for those that take some."""


class _Ready(NamedTuple):
    """A file that was made."""

    name: str
    """Its path in the folder of all of them."""

    at: datetime
    has_answers: bool


class _Asked(NamedTuple):
    """What is to be made: a format, of a module by its id, or of all where that is ""."""

    form: Format
    module: str
    releasing: Sequence[str]
    """The quizzes to release first."""

    def parts(self, course: Course) -> list[Part]:
        return of_modules(course, [self.module]) if self.module else of_course(course)


def _make(course: Course, asked: _Asked, tell: Tell) -> Sequence[str]:
    """Make what was asked for. Return why that could not be done, in sentences."""

    def build(course: Course) -> Path:
        return built(course, asked.releasing, lambda what, done: tell(_say("building", what=what), done))

    def make() -> None:
        with in_words():
            site = site_for(course, asked.form.needs_pages, build)
            publish(course, site, asked.form, asked.parts(course), lambda what, done: tell(_packing(what), done))

    return tried(make)


def _refuse(_tell: Tell) -> Sequence[str]:
    """Say that this platform takes no file of questions."""
    return [_say("no_bank")]


def _packing(what: str) -> str:
    return _say("packing", what=what)


class _Platforms(ForAll):
    messages = _say

    @web.authenticated
    def get(self) -> None:
        if self.running.is_running(_OF):
            self.show_running(_OF, _say("title"))
            return
        course = self.all_of_it
        self.show_with_quizzes(
            "platforms/platforms.html.j2",
            refused=self.running.came(_OF),
            modules=course.modules_by_name(),
            ready=_ready(course),
        )

    @web.authenticated
    async def post(self) -> None:
        """Begin to make what was asked for, unless that is going on."""
        wanted = _QUESTIONS if self.get_body_argument("what") == "questions" else _PAGES
        form = wanted.get(self.get_body_argument("platform", ""))
        module = self.get_body_argument("module", "")
        if module not in {"", *self.all_of_it.modules_by_name()}:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        work = partial(_make, self.all_of_it, _Asked(form, module, self.chosen())) if form else _refuse
        await self.running.start(_OF, work)
        self.redirect("/desk/platforms", status=HTTPStatus.SEE_OTHER)


class _File(_Platforms):
    @web.authenticated
    def get(self) -> None:
        """Give one of the files that were made."""
        name, folder = self.get_query_argument("name"), packages(self.all_of_it)
        if name not in [each.name for each in _ready(self.all_of_it)]:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", "application/octet-stream")
        self.set_attachment_header(Path(name).name)
        self.finish((folder / name).read_bytes())


def _ready(course: Course) -> list[_Ready]:
    """Return the files that were made, the newest first."""
    folder = packages(course)
    files = sorted(file for file in folder.rglob("[!.]*") if file.is_file())
    made = [_file(file.relative_to(folder).as_posix(), file.stat().st_mtime) for file in files]
    return sorted(made, key=lambda each: each.at, reverse=True)


def _file(name: str, changed: float) -> _Ready:
    return _Ready(name, datetime.fromtimestamp(changed).astimezone(), name.startswith(f"{ANSWERS}/"))


PLATFORMS = [(r"/desk/platforms", _Platforms), (r"/desk/platforms/file", _File)]
"""The addresses of the page, and of what gives a file."""
