"""Cohorts: the one that the trainer works with, a new one, one that is over made a file, and that opened again."""

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from tornado import web

from widerwindow.content.core.problems import ContentError
from widerwindow.desk.frame import DeskPage
from widerwindow.desk.frame.addresses import NO_COHORT, top
from widerwindow.desk.uploads import put
from widerwindow.grading.keeping import cohorts
from widerwindow.grading.keeping.trouble import Trouble
from widerwindow.messages import Messages


class _Cohorts(DeskPage):
    """What the pages on cohorts share."""

    messages = Messages(__package__)

    def show_all(self, **form: object) -> None:
        """Show the cohorts and the archives, with what was typed where it was refused."""
        about = {"refused": "", "what": "", "name": "", "over": self.get_query_argument("over", "")}
        found = cohorts.cohorts(self.course)
        files = {each.file.name: each for each in cohorts.archives(self.course)}
        self.show("cohorts/all.html.j2", cohorts=found, archives=files, nowhere=NO_COHORT, **about | form)

    def archived(self, name: str) -> Path:
        """Return the archive called `name`, which an address or a form says."""
        for each in cohorts.archives(self.course):
            if each.file.name == name:
                return each.file
        raise web.HTTPError(HTTPStatus.NOT_FOUND)

    @contextmanager
    def told(self, what: str, name: str = "") -> Iterator[None]:
        """Show the page again, with the reason, where something of `what` is refused."""
        try:
            yield
        except (ContentError, Trouble) as error:
            reasons = [each.message for each in error.problems] if isinstance(error, ContentError) else [str(error)]
            self.show_all(refused=" ".join(reasons), what=what, name=name)


class _All(_Cohorts):
    @web.authenticated
    def get(self) -> None:
        self.show_all()


class _Start(_Cohorts):
    @web.authenticated
    def post(self) -> None:
        name = self.get_body_argument("name", "").strip()
        with self.told("start", name):
            made = cohorts.start(self.course, name)
            self.redirect(top(made.cohort), status=HTTPStatus.SEE_OTHER)


class _Archive(_Cohorts):
    @web.authenticated
    def get(self) -> None:
        name = self.get_query_argument("name")
        found = next((each for each in cohorts.cohorts(self.course) if each.name == name), None)
        if found is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        on_server = cohorts.is_on_server(self.course.of_cohort(name))
        self.show("cohorts/archive.html.j2", one=found, on_server=on_server)

    @web.authenticated
    def post(self) -> None:
        with self.told("archive"):
            file = cohorts.archive(self.course.of_cohort(self.get_body_argument("name")))
            self.redirect(f"{NO_COHORT}/cohorts?over={file.name}", status=HTTPStatus.SEE_OTHER)


class _Open(_Cohorts):
    @web.authenticated
    def post(self) -> None:
        with TemporaryDirectory() as place, self.told("open"):
            came = self.request.files.get("file", [])
            if came:
                put(Path(place), Path(came[0].filename.replace("\\", "/")).name, came[0].body)
                file = next(Path(place).iterdir())
            else:
                file = self.archived(self.get_body_argument("archive", ""))
            opened = cohorts.open_(self.course, file)
            self.redirect(top(opened.cohort), status=HTTPStatus.SEE_OTHER)


class _File(_Cohorts):
    @web.authenticated
    def get(self, name: str) -> None:
        data = self.archived(name).read_bytes()
        self.set_header("Content-Type", "application/zip")
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(data)


COHORTS = [
    (r"/desk/cohorts", _All),
    (r"/desk/cohorts/start", _Start),
    (r"/desk/cohorts/archive", _Archive),
    (r"/desk/cohorts/open", _Open),
    (r"/desk/cohorts/archives/([\w.-]+\.zip)", _File),
]
"""The addresses of the cohorts, of what is done to one, and of the files of those that are over."""
