"""What could not be taken in: whose it may be, how old it is, and why; given to somebody, saved, or deleted."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple

from tornado import web

from widerwindow.desk.taking_in.telling import Telling
from widerwindow.grading.collecting.aside import Entry, Index
from widerwindow.grading.collecting.collect import Collected, collect
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.storage import aside_folder
from widerwindow.grading.untrusted.incoming import own_name


class _Kept(NamedTuple):
    """One file that lies aside."""

    id: str
    """A name that a form can say."""

    entry: Entry
    file: str
    """What it is called where it lies."""

    name: str
    """What it was called where it came from: a trainer knows her files by their names."""

    now: Collected | None
    """What would become of it now."""

    @property
    def sides(self) -> Mapping[str, str] | None:
        """Whose it may be, by the code, and what says so; None where that is not what is asked."""
        return self.now.doubt.sides if self.now and self.now.doubt else None

    @property
    def reason(self) -> str:
        """Why it was put there, as it was told then."""
        doubt = self.now.doubt if self.now else None
        return self.entry.reason or (doubt.why if doubt else self.now and self.now.reason) or ""

    @property
    def whose(self) -> str | None:
        """Under which code it can be taken in as it is now; None where it cannot."""
        return self.now.learner if self.now and self.now.outcome not in {"refused", "beside"} else None


class _Aside(Telling):
    """What the pages on what lies aside share."""

    def entries(self) -> dict[str, Entry]:
        """Return what lies aside, by names that a form can say; what is oldest comes first."""
        found = sorted(Index(self.course).entries(), key=lambda each: -each.days)
        return {sha256(repr(each).encode()).hexdigest()[:16]: each for each in found}

    def kept(self, entries: Mapping[str, Entry], *, now: Mapping[str, Collected]) -> list[_Kept]:
        """Return what lies aside, with what would become `now` of each by its name there."""
        index, found = Index(self.course), []
        for name, each in entries.items():
            file = index.path(each).name if each.kept else ""
            found.append(_Kept(name, each, file, own_name(each.origin) or file, now.get(file)))
        return found


class _All(_Aside):
    @web.authenticated
    def get(self) -> None:
        self._show()

    @web.authenticated
    def post(self) -> None:
        """Take one file in: under a code, or as it is."""
        name, code = self.get_body_argument("kept"), self.get_body_argument("code", "").strip()
        file = aside_folder(self.course) / name
        if Path(name).name != name or not file.is_file():
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        if not code and not self.get_body_argument("as_it_is", ""):
            self.redirect("/desk/aside", status=HTTPStatus.SEE_OTHER)
            return
        with writing(self.course, "desk"):
            found = collect(self.course, [file], learner=code or None, unnamed=file.parent)
        if any(each.outcome == "refused" for each in found):
            self._show({name: code}, [str(each.reason) for each in found if each.reason])
        else:
            self.tell_taken(found)

    def _show(self, typed: Mapping[str, str] | None = None, refused: Sequence[str] = ()) -> None:
        folder = aside_folder(self.course)
        found = collect(self.course, [folder], unnamed=folder, dry_run=True) if folder.is_dir() else []
        kept = self.kept(self.entries(), now={each.name: each for each in found})
        kept.sort(key=lambda each: each.sides is None and each.whose is None)
        self.show("taking_in/aside.html.j2", kept=kept, typed=typed or {}, refused=refused, signed=self.signed)


class _Delete(_Aside):
    @web.authenticated
    def post(self) -> None:
        chosen = self.get_body_arguments("entry")
        found = self.entries()
        goes = {name: found[name] for name in chosen if name in found}
        if not goes:
            self.redirect("/desk/aside", status=HTTPStatus.SEE_OTHER)
        elif not self.get_body_argument("told", ""):
            self.show("taking_in/delete.html.j2", kept=self.kept(goes, now={}))
        else:
            self._delete(list(goes.values()))
            self.redirect("/desk/aside", status=HTTPStatus.SEE_OTHER)

    def _delete(self, goes: Sequence[Entry]) -> None:
        with writing(self.course, "desk", keep=()):
            index = Index(self.course)
            index.drop(goes.__contains__)
            index.save()


class _File(_Aside):
    @web.authenticated
    def get(self, name: str) -> None:
        entry = self.entries().get(name)
        file = Index(self.course).path(entry) if entry and entry.kept else None
        if file is None or not file.is_file():
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_attachment_header(file.name)
        self.set_header("Content-Type", "application/octet-stream")
        self.finish(file.read_bytes())


ASIDE = [
    (r"/desk/aside(?:/whose)?", _All),
    (r"/desk/aside/delete", _Delete),
    (r"/desk/aside/file/([0-9a-f]{16})", _File),
]
"""The addresses of all that lies aside, of what would be deleted, and of one file."""
