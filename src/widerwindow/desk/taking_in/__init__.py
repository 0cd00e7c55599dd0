"""Taking in what came: first what would happen, then, if the trainer says so, it does."""

import secrets
from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from tornado import web

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.desk.doing.running import Beside, Tell
from widerwindow.desk.learners.lists import look
from widerwindow.desk.taking_in.aside import ASIDE
from widerwindow.desk.taking_in.known import is_nothing, only_list, set_worksheet_apart
from widerwindow.desk.taking_in.telling import Telling
from widerwindow.desk.uploads import put
from widerwindow.grading.collecting.collect import Collected, collect
from widerwindow.grading.keeping.writing import writing
from widerwindow.messages import Messages

_say = Messages(__package__)

_SHEET = "worksheet.csv"


def _collected(course: Course, folder: Path, tell: Tell, *, dry_run: bool) -> list[Collected]:
    """Return what becomes of what came in `folder`, each file by the name that it had where it came from."""

    def progress(number: int, total: int, _: str) -> None:
        tell(_say("step", number=min(number + 1, total), total=total), number / max(total, 1))

    sheet, came = folder / _SHEET, folder / "came"
    worksheet = sheet if sheet.is_file() else None
    return collect(course, [came], progress, worksheet=worksheet, unnamed=came, dry_run=dry_run)


def _taken(course: Course, came: TemporaryDirectory[str], tell: Tell) -> list[Collected]:
    """Take in what came, which is gone then. Return the same."""
    with writing(course, "desk"):
        found = _collected(course, Path(came.name), tell, dry_run=False)
    came.cleanup()
    return found


class _TakingIn(Telling, Beside):
    """What all its addresses share. What came waits in folders of its own, which are gone when the desk is closed."""

    @property
    def came(self) -> dict[str, TemporaryDirectory[str]]:
        """What came and is not taken in yet, by names that nobody guesses."""
        found: dict[str, TemporaryDirectory[str]] = self.settings.setdefault("widerwindow_came", {})
        return found

    def told(self, of: str) -> Sequence[Collected] | None:
        """Return what is done and not told yet. Where it is not done, say how far it is and return None."""
        if self.running.is_running(of):
            self.show_running(of, _say("running"))
            return None
        return self.running.came(of)


class _Form(_TakingIn):
    """Takes files. A worksheet that comes alone is held until the work comes that was downloaded with it."""

    @web.authenticated
    def get(self) -> None:
        self._show(self.get_query_argument("with", ""), is_list=bool(self.get_query_argument("list", "")))

    @web.authenticated
    def post(self) -> None:
        held = self.get_body_argument("with", "")
        folder = self.came.get(held) or TemporaryDirectory(prefix="widerwindow-")
        came, sheet = Path(folder.name) / "came", Path(folder.name) / _SHEET
        self._put(came, sheet)
        if (is_sheet := is_nothing(came)) and not sheet.is_file():
            self._show(refused=_say("no_file"))
        elif found := only_list(came):
            self._look_at_list(found)
        else:
            name = held if held in self.came else secrets.token_hex(8)
            self.came[name] = folder
            self.redirect(f"/desk/taking-in{'?with=' if is_sheet else '/'}{name}", status=HTTPStatus.SEE_OTHER)
            return
        folder.cleanup()

    def _put(self, came: Path, sheet: Path) -> None:
        """Put what was sent into the folder `came`, and a worksheet where `sheet` is."""
        changed = self.get_body_arguments("changed")
        for number, file in enumerate(self.request.files.get("files", [])):
            if file.filename:
                put(came, file.filename, file.body, changed[number] if number < len(changed) else "")
        for file in self.request.files.get("worksheet", []):
            if file.filename:
                sheet.write_bytes(file.body)
        set_worksheet_apart(came, sheet)

    def _look_at_list(self, file: Path) -> None:
        try:
            look(self, file)
        except ContentError:  # where lists are brought in, she is told what is wrong with it
            self.redirect("/desk/taking-in?list=1", status=HTTPStatus.SEE_OTHER)

    def _show(self, held: str = "", *, is_list: bool = False, refused: str = "") -> None:
        held = held if held in self.came else ""
        self.show("taking_in/form.html.j2", held=held, is_list=is_list, refused=refused)


class _Came(_TakingIn):
    """What would become of what came."""

    @web.authenticated
    async def get(self, name: str) -> None:
        of = f"look:{name}"
        work = partial(_collected, self.course, Path(self._folder(name).name), dry_run=True)
        if not self.running.is_known(of):
            await self.running.start(of, work)
        if (found := self.told(of)) is not None:
            self.tell("taking_in/would.html.j2", found)

    @web.authenticated
    async def post(self, name: str) -> None:
        folder = self._folder(name)
        if self.get_body_argument("what") == "take":
            await self.running.start(f"take:{name}", partial(_taken, self.course, folder))
            self.redirect(f"/desk/taking-in/{name}/taken", status=HTTPStatus.SEE_OTHER)
        else:
            self.came.pop(name).cleanup()
            self.redirect("/desk/taking-in", status=HTTPStatus.SEE_OTHER)

    def _folder(self, name: str) -> TemporaryDirectory[str]:
        if name not in self.came:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        return self.came[name]


class _Taken(_TakingIn):
    """What became of it. If that failed, it can be tried again."""

    @web.authenticated
    def get(self, name: str) -> None:
        of = f"take:{name}"
        if not self.running.is_known(of):  # it was told before
            self.redirect("/desk/taking-in", status=HTTPStatus.SEE_OTHER)
        elif (found := self.told(of)) is not None:
            self.came.pop(name, None)
            self.tell_taken(found)


TAKING_IN = [
    (r"/desk/taking-in", _Form),
    (r"/desk/taking-in/([0-9a-f]{16})", _Came),
    (r"/desk/taking-in/([0-9a-f]{16})/taken", _Taken),
    *ASIDE,
]
"""The addresses of the form, of what came through it, of what became of that, and of what could not be taken in."""
