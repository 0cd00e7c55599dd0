"""Taking in what came: first what would happen, then, if the trainer says so, it does."""

import secrets
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from tornado import web

from widerwindow.desk.taking_in.aside import ASIDE
from widerwindow.desk.taking_in.telling import Telling
from widerwindow.desk.taking_in.uploads import put
from widerwindow.grading.collecting.collect import Collected, collect
from widerwindow.grading.keeping.writing import writing
from widerwindow.messages import Messages

_say = Messages(__package__)

_SHEET = "worksheet.csv"


class _TakingIn(Telling):
    """What all its addresses share. What came waits in folders of its own, which are gone when the desk is closed."""

    @property
    def came(self) -> dict[str, TemporaryDirectory[str]]:
        """What came and is not taken in yet, by names that nobody guesses."""
        found: dict[str, TemporaryDirectory[str]] = self.settings.setdefault("widerwindow_came", {})
        return found

    def collected(self, folder: Path, *, dry_run: bool) -> list[Collected]:
        """Return what becomes of what came in `folder`, each file by the name that it had where it came from."""
        sheet = folder / _SHEET
        worksheet = sheet if sheet.is_file() else None
        came = folder / "came"
        return collect(self.course, [came], worksheet=worksheet, unnamed=came, dry_run=dry_run)


class _Form(_TakingIn):
    @web.authenticated
    def get(self) -> None:
        self.show("taking_in/form.html.j2", refused="")

    @web.authenticated
    def post(self) -> None:
        if not any(file.filename for file in self.request.files.get("files", [])):
            self.show("taking_in/form.html.j2", refused=_say("no_file"))
            return
        name, folder = secrets.token_hex(8), TemporaryDirectory(prefix="widerwindow-")
        changed = self.get_body_arguments("changed")
        for number, file in enumerate(self.request.files.get("files", [])):
            put(Path(folder.name) / "came", file.filename, file.body, changed[number] if number < len(changed) else "")
        for file in self.request.files.get("worksheet", []):
            if file.filename:
                put(Path(folder.name), _SHEET, file.body)
        self.came[name] = folder
        self.redirect(f"/desk/taking-in/{name}", status=HTTPStatus.SEE_OTHER)


class _Came(_TakingIn):
    @web.authenticated
    def get(self, name: str) -> None:
        folder = self._folder(name)
        self.tell("taking_in/would.html.j2", self.collected(folder, dry_run=True))

    @web.authenticated
    def post(self, name: str) -> None:
        folder = self._folder(name)
        if self.get_body_argument("what") == "take":
            with writing(self.course, "desk"):
                found = self.collected(folder, dry_run=False)
            self.tell_taken(found)
        else:
            self.redirect("/desk/taking-in", status=HTTPStatus.SEE_OTHER)
        self.came.pop(name).cleanup()

    def _folder(self, name: str) -> Path:
        if name not in self.came:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        return Path(self.came[name].name)


TAKING_IN = [
    (r"/desk/taking-in", _Form),
    (r"/desk/taking-in/([0-9a-f]{16})", _Came),
    *ASIDE,
]
"""The addresses of the form, of what came through it, and of what could not be taken in."""
