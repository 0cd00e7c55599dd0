"""What could not be used lies in `kept-aside/`, beside an index that says where it came from, and why it is there."""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from widerwindow.content.course import Course
from widerwindow.grading.csv_injection import defused
from widerwindow.grading.storage import aside_folder, aside_index, keep_aside, write_file

_STAMP = "%Y-%m-%d %H:%M"


class Entry(NamedTuple):
    """One file that was put aside. Its fields are the index's columns, with nothing that a spreadsheet would run."""

    kept: str
    """Its name in `kept-aside/`; "" where it could not be kept and is only named here."""

    origin: str
    """Where it came from: its path, through zips and e-mails too."""

    person: str
    """Whose it is, as the system it was downloaded from says."""

    when: str
    reason: str

    @property
    def at(self) -> datetime:
        """When it was put there."""
        try:
            return datetime.strptime(self.when, _STAMP).replace(tzinfo=UTC)
        except ValueError:  # the trainer has changed it
            return datetime.now(UTC)

    @property
    def days(self) -> int:
        """How many days it has been there."""
        return (datetime.now(UTC) - self.at).days


class Index:
    """The index of a course, which is written when it is saved."""

    def __init__(self, course: Course) -> None:
        self._course = course
        self._entries = dict.fromkeys(_read(aside_index(course)))
        self._said = {(entry.kept, entry.origin, entry.reason) for entry in self._entries}

    def keep(self, name: str, data: bytes | None, origin: str, person: str, reason: str) -> Path | None:
        """Put `data` aside under `name` or one like it, if there is any, and note it. Return where it is."""
        path = None if data is None else keep_aside(self._course, name, data)
        kept, origin, person, reason = (defused(text) for text in (path.name if path else "", origin, person, reason))
        if (kept, origin, reason) not in self._said:
            self._said.add((kept, origin, reason))
            self._entries[Entry(kept, origin, person, datetime.now(UTC).strftime(_STAMP), reason)] = None
        return path

    def entries(self) -> list[Entry]:
        """Return what is noted of everything that lies there, and of what could not be kept."""
        noted = [entry for entry in self._entries if not entry.kept or self.path(entry).exists()]
        named = {entry.kept for entry in noted}
        files = sorted(file for file in self._folder.glob("*") if file.is_file() and file != aside_index(self._course))
        return noted + [_found(file) for file in files if defused(file.name) not in named]

    def drop(self, goes: Callable[[Entry], bool]) -> int:
        """Delete what `goes`, with its file. Return how many entries that were."""
        gone = [entry for entry in self.entries() if goes(entry)]
        for entry in gone:
            if entry.kept:
                self.path(entry).unlink(missing_ok=True)
        left = [entry for entry in self._entries if entry not in set(gone)]
        self._entries = dict.fromkeys(entry for entry in left if not entry.kept or self.path(entry).exists())
        return len(gone)

    def leave(self, name: str) -> None:
        """Let a file go that has been collected from there."""
        self.drop(lambda entry: entry.kept == defused(name))

    def says(self, name: str, reason: str) -> bool:
        """Return whether a file that lies there under `name` was put there for this `reason`."""
        return any((entry.kept, entry.reason) == (defused(name), defused(reason)) for entry in self._entries)

    def erase(self, names_her: Callable[[str], bool]) -> None:
        """Note nothing any more of what names her, nor of a file that is gone."""
        left = [entry for entry in self._entries if not any(map(names_her, entry))]
        self._entries = dict.fromkeys(entry for entry in left if not entry.kept or self.path(entry).exists())

    def rename(self, renamed: Callable[[str], str]) -> None:
        """Have the entries follow a learner who was renamed, with her files."""
        self._entries = dict.fromkeys(Entry(*map(renamed, entry)) for entry in self._entries)

    def save(self) -> None:
        """Write the index, or remove it where nothing is noted."""
        file = aside_index(self._course)
        if not self._entries:
            file.unlink(missing_ok=True)
        elif list(self._entries) != _read(file):
            write_file(file, _written(self._entries), lasting=True)

    @property
    def _folder(self) -> Path:
        return aside_folder(self._course)

    def path(self, entry: Entry) -> Path:
        """Return where the file is; its name begins with an apostrophe in the index alone."""
        whole = self._folder / Path(entry.kept).name
        return whole if whole.exists() else whole.with_name(whole.name.lstrip("'") or "-")


def _found(file: Path) -> Entry:
    changed = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    return Entry(defused(file.name), "", "", changed.strftime(_STAMP), "")


def _read(file: Path) -> list[Entry]:
    """Return what the index says; a row that somebody has spoilt says nothing."""
    try:
        rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig", errors="replace"), newline="")))
    except (FileNotFoundError, csv.Error):
        return []
    return [Entry(*row) for row in rows[1:] if len(row) == len(Entry._fields)]


def _written(entries: Iterable[Entry]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([Entry._fields, *entries])
    return text.getvalue().encode("utf-8-sig", "replace")
