"""One more person on the trainer's own list, and off it again where that was a slip."""

from http import HTTPStatus
from urllib.parse import urlencode

from tornado import web

from widerwindow.content.core.problems import ContentError
from widerwindow.desk.frame import DeskPage
from widerwindow.grading.collecting import roster
from widerwindow.grading.keeping import forgotten
from widerwindow.grading.keeping.bringing_in import add, tell
from widerwindow.grading.keeping.writing import writing
from widerwindow.messages import Messages

_say = Messages(__package__)


class _Add(DeskPage):
    messages = _say

    @web.authenticated
    def get(self) -> None:
        self._show()

    @web.authenticated
    def post(self) -> None:
        name, code = self.get_body_argument("name"), self.get_body_argument("code")
        if not name:
            self._show(_say("no_name_typed"))
            return
        try:
            with writing(self.course, "desk"):
                made = add(self.course, name, code)
        except ContentError as error:
            self._show(" ".join(f"{each.message} {each.hint}" for each in error.problems))
        else:
            self.redirect(f"/desk/learners/added?{urlencode({'code': made})}", status=HTTPStatus.SEE_OTHER)

    def _show(self, refused: str = "") -> None:
        typed = {name: self.get_body_argument(name, "") for name in ("name", "code")}
        self.show("learners/add.html.j2", refused=refused, **typed)


class _Added(DeskPage):
    """Says who was added, and takes her off the list again."""

    messages = _say

    @web.authenticated
    def get(self) -> None:
        code = self.get_query_argument("code")
        found = [each for each in roster.of(self.course).people if each.code == code]
        if not found:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        told = {"telling": tell(found), "erased": forgotten.ever(self.course, [code])}
        self.show("learners/added.html.j2", name=found[-1].name, code=code, **told)

    @web.authenticated
    def post(self) -> None:
        with writing(self.course, "desk"):
            roster.erase(self.course, self.get_body_argument("code"))
        self.redirect("/desk/learners?off=1", status=HTTPStatus.SEE_OTHER)


ADDING = [(r"/desk/learners/add", _Add), (r"/desk/learners/added", _Added)]
"""The addresses of the form, and of who was added."""
