"""The trainer's own list: brought in after a look at what it would change, and the sheet of codes to hand out."""

import secrets
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from tornado import web

from widerwindow.content.core.problems import ContentError
from widerwindow.desk.frame import DeskPage
from widerwindow.desk.learners.typed import with_headings
from widerwindow.desk.uploads import put
from widerwindow.grading.collecting import roster
from widerwindow.grading.keeping.bringing_in import Brought, bring_in, brought
from widerwindow.grading.keeping.writing import writing
from widerwindow.messages import Messages


def look(page: DeskPage, file: Path) -> None:
    """Lead from a page to what the list `file` would change. Raises ContentError."""
    name = secrets.token_hex(8)
    _came(page)[name] = brought(page.course, file)
    page.redirect(f"/desk/learners/list/{name}", status=HTTPStatus.SEE_OTHER)


def _came(page: DeskPage) -> dict[str, Brought]:
    """Return what came and is not brought in yet, by names that nobody guesses. It waits in memory."""
    found: dict[str, Brought] = page.settings.setdefault(f"widerwindow_lists {page.course.cohort}", {})
    return found


class _Lists(DeskPage):
    """What the pages on the list share."""

    messages = Messages(__package__)


class _Form(_Lists):
    @web.authenticated
    def get(self) -> None:
        self._show()

    @web.authenticated
    def post(self) -> None:
        try:
            with TemporaryDirectory() as place:
                look(self, self._sent(Path(place)) or roster.file(self.course))
        except ContentError as error:
            self._show(" ".join(each.message for each in error.problems))

    def _sent(self, place: Path) -> Path | None:
        """Put into a folder the list that was sent, as a file or typed. Return it; None where the form has neither."""
        for file in self.request.files.get("list", []):
            put(place, Path(file.filename.replace("\\", "/")).name, file.body)
        typed = self.get_body_argument("typed", "")
        if typed:
            put(place, "typed.csv", typed.encode())
            if not roster.has_headings(place / "typed.csv"):
                (place / "typed.csv").write_text(with_headings(typed.splitlines()), encoding="utf-8")
        return next(place.iterdir(), None)

    def _show(self, refused: str = "") -> None:
        self.show("learners/list.html.j2", refused=refused, typed=self.get_body_argument("typed", ""))


class _Came(_Lists):
    @web.authenticated
    def get(self, name: str) -> None:
        list_ = self._named(name)
        self.show("learners/would_list.html.j2", list=list_, gone=[each.name or each.code for each in list_.gone])

    @web.authenticated
    def post(self, name: str) -> None:
        list_ = self._named(name)
        with writing(self.course, "desk"):
            bring_in(self.course, list_)
        del _came(self)[name]
        self.redirect("/desk/learners/codes" if list_.new else "/desk/learners", status=HTTPStatus.SEE_OTHER)

    def _named(self, name: str) -> Brought:
        if name not in _came(self):
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        return _came(self)[name]


class _Codes(_Lists):
    @web.authenticated
    def get(self) -> None:
        people = roster.of(self.course).people
        self.show("learners/codes.html.j2", people=people, without=sum(not each.code for each in people))


LISTS = [
    (r"/desk/learners/list", _Form),
    (r"/desk/learners/list/([0-9a-f]{16})", _Came),
    (r"/desk/learners/codes", _Codes),
]
"""The addresses of the list and of the sheet of codes."""
