"""Backups: one made, those that are there, and one brought back after a look at what it would replace."""

import re
from datetime import datetime
from http import HTTPStatus
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tornado import web

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.desk.frame import DeskPage
from widerwindow.desk.uploads import put
from widerwindow.grading.keeping import backups, restoring
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.storage import write_file
from widerwindow.messages import Messages

_BEFORE = re.compile(r".*-before-[\w -]+\.zip")


class There(NamedTuple):
    """A backup in the course's folder."""

    name: str
    made: datetime | None
    """None where the file is damaged, or is no backup."""

    by_itself: bool
    """Whether it was kept before something was changed."""

    kilobytes: int


class _Backups(DeskPage):
    """What the pages on backups share."""

    messages = Messages(__package__)

    def show_all(self, refused: str = "") -> None:
        """Show the backups that are there, the newest first."""
        found = [_there(file) for file in sorted(backups.folder(self.course).glob("[!.]*.zip"))]
        self.show("backups/all.html.j2", backups=found[::-1], refused=refused)

    def named(self, name: str) -> Path:
        """Return the backup called `name`, which an address says."""
        for file in backups.folder(self.course).glob("[!.]*.zip"):
            if file.name == name:
                return file
        raise web.HTTPError(HTTPStatus.NOT_FOUND)


class _All(_Backups):
    @web.authenticated
    def get(self) -> None:
        self.show_all()

    @web.authenticated
    def post(self) -> None:
        with writing(self.course, "desk", keep=()):
            backups.write(self.course, backups.WHOLE, backups.new_file(self.course))
        self.redirect("/desk/backups", status=HTTPStatus.SEE_OTHER)


class _Bring(_Backups):
    """Takes a backup from elsewhere to the others, so that it can be looked at."""

    @web.authenticated
    def post(self) -> None:
        try:
            with TemporaryDirectory() as place:
                for came in self.request.files["file"]:
                    put(Path(place), Path(came.filename.replace("\\", "/")).name, came.body)
                name = _kept(self.course, next(Path(place).iterdir()))
            self.redirect(f"/desk/backups/look?name={name}", status=HTTPStatus.SEE_OTHER)
        except ContentError as error:
            self.show_all(" ".join(each.message for each in error.problems))


class _Look(_Backups):
    @web.authenticated
    def get(self) -> None:
        file = self.named(self.get_query_argument("name"))
        try:
            held = backups.read(file)
            replaced, moved = restoring.replaced(self.course, held), restoring.moved(self.course, held)
        except ContentError as error:
            self.show_all(" ".join(each.message for each in error.problems))
            return
        parts = [(re.sub(r"\W", "_", each.part), each) for each in replaced]
        quizzes = [(_title(self.course, quiz), list(hers)) for quiz, hers in groupby(moved, key=lambda each: each.quiz)]
        self.show(
            "backups/would.html.j2",
            name=file.name,
            made=held.made.astimezone(),
            parts=parts,
            quizzes=quizzes,
            has_marks=backups.GRADEBOOK in held.names,
        )

    @web.authenticated
    def post(self) -> None:
        held = backups.read(self.named(self.get_body_argument("name")))
        with writing(self.course, "restore", keep=held.parts):
            again = restoring.restore(self.course, held)
        self.show("backups/done.html.j2", made=held.made.astimezone(), again=again)


class _File(_Backups):
    @web.authenticated
    def get(self) -> None:
        file = self.named(self.get_query_argument("name"))
        self.set_attachment_header(file.name)
        self.set_header("Content-Type", "application/zip")
        self.finish(file.read_bytes())


def _title(course: Course, quiz: str) -> str:
    """Return what a quiz is called, which may be gone by now, or have mistakes."""
    try:
        return course.quiz_as_written(quiz).title
    except ContentError:
        return quiz


def _there(file: Path) -> There:
    try:
        made = backups.read(file).made.astimezone()
    except ContentError:
        made = None
    return There(file.name, made, _BEFORE.fullmatch(file.name) is not None, file.stat().st_size // 1000 + 1)


def _kept(course: Course, came: Path) -> str:
    """Put a backup that came with the others, under a name that none of them has. Raises ContentError if it is none."""
    backups.read(came)
    stem = re.sub(r"[^\w.-]", "_", came.stem)[:80]
    number, place = 1, backups.folder(course) / f"from-elsewhere-{stem}.zip"
    while place.exists():
        number += 1
        place = place.with_name(f"from-elsewhere-{stem}-{number}.zip")
    write_file(place, came.read_bytes())
    place.chmod(0o600)
    return place.name


BACKUPS = [
    (r"/desk/backups", _All),
    (r"/desk/backups/bring", _Bring),
    (r"/desk/backups/look", _Look),
    (r"/desk/backups/file", _File),
]
"""The addresses of all backups, of one that is brought, of what one would replace, and of its file."""
