"""Knows how other systems name what a trainer downloads from them, and so who sent a file and when.

Canvas: `lastfirst_LATE_USER_UPLOAD_file`, without a name `anon_ID_UPLOAD_file`: `get_filename` and
`add_upload_submission` in `lib/content_zipper.rb` of instructure/canvas-lms.
Blackboard: `Assignment_user_attempt_2026-12-04-17-00-00_file`, and a text of the same name about the attempt: the
README of kwurst/bb-file-cleanup.
Brightspace: a folder `USER-FOLDER - First Last - Dec 4, 2026 500 PM` for each hand-in, and an `index.html`.
Teams: `Submitted files/First Last/Assignment/Version 1/file` in the library Student Work, and what is not handed in yet
below `Working files`: the README of lwchkg/teams_assignment_explorer.
Google Classroom: `First Last - file` in the assignment's folder on Drive, and so in a Takeout.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from widerwindow.grading.notebook.codes import names_quiz

_CANVAS = re.compile(
    r"(?:(?:LATE_)?anon_(?P<anonymous>[A-Za-z0-9]+)"
    r"|(?P<name>[^\s./\\()-]+?)(?:_LATE)?(?<!_20\d\d)_(?!20\d\d_(?:0?[1-9]|1[0-2])_)(?P<user>\d+))_\d+_(?P<rest>.+)"
)
_BLACKBOARD = re.compile(r"(?P<before>.+)_attempt_(?P<when>\d{4}(?:-\d\d){5})(?:_(?P<rest>.+)|\.txt)")
_DAY = r"(?:\w+\.? \d{1,2}|\d{1,2}\.? \w+\.?),? \d{4}"
_BRIGHTSPACE = re.compile(
    rf"(?P<user>\d+)-\d+ - (?P<name>.+?) - (?P<when>{_DAY} \d{{3,4}}(?: [AP]M)?|[^_]+?)"
    r"(?:(?:_| - )(?P<rest>[^_]+\.[^_].*))?"
)
_TEAMS = (
    r"(?P<kind>Submitted files|Working files){0}(?P<name>[^{0}]+){0}(?P<task>[^{0}]+){0}"
    r"(?:Version (?P<version>\d+){0})?(?P<rest>.+)"
)
_TEAMS_FOLDERS = re.compile(r"(?:.*?/)?" + _TEAMS.format("/"), re.DOTALL)
_TEAMS_NAME = re.compile(_TEAMS.format("_"))
_CLASSROOM = re.compile(r"(?P<name>[^_/]*?[^\W_\d][^_/]*?) - (?P<rest>.+)")
_TAKEOUT = ("takeout", "classroom", "google classroom")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True)
class Sender:
    """Who sent a file, as the system it was downloaded from says."""

    system: str
    key: str
    """What she is in that system, where two people may have one name."""

    name: str
    """Her name, as far as the system says it."""

    filename: str
    """What she called the file herself, as far as is known."""

    beside: str = ""
    """What stands in a folder's name; kept before the file's own name, it says the same."""

    time: datetime | None = None
    """When the system got it, by the clock of the place."""

    version: int = 0
    draft: bool = False
    """Whether it has not been handed in."""

    passing: bool = False
    """Whether `key` holds for one assignment only."""

    came_as: str = ""
    """What the system calls the file, or its folder; "" where it takes no feedback back by that."""

    @property
    def called(self) -> str:
        """What a trainer knows her by."""
        return self.name or self.key

    def before(self, filename: str) -> str:
        """Return `filename` as it is called without folders, so that whoever reads it again knows who sent it."""
        return f"{self.beside}_{filename}" if self.beside else filename


def sender_of(trail: Sequence[str], quizzes: Iterable[str]) -> Sender | None:
    """Return who sent a file, from the way to it: the outermost that says so: what lies below is her own choice."""
    for part in trail:
        last = part is trail[-1]
        if sender := _blackboard(part, trail) or _brightspace(part, trail) or _teams_name(part):
            return sender
        if (last or part.lower().endswith(".zip")) and (sender := _canvas(part, trail)):
            return sender
    return _teams(trail) or _classroom(trail, quizzes)


def is_beside(trail: Sequence[str]) -> bool:
    """Return whether a system adds such a file to a download by itself."""
    name = trail[-1].lower()
    blackboard = _BLACKBOARD.fullmatch(trail[-1])
    takeout = any(part.lower() == "takeout" for part in trail) and name.endswith((".json", ".html", ".csv"))
    return name == "index.html" or bool(blackboard and not blackboard["rest"]) or takeout


def _canvas(part: str, trail: Sequence[str]) -> Sender | None:
    found = _CANVAS.fullmatch(part)
    if not found:
        return None
    rest = found["rest"] if part is trail[-1] else trail[-1]
    if found["anonymous"]:
        return Sender("Canvas", found["anonymous"], "", rest, _beside(part, found, trail), passing=True, came_as=part)
    return Sender("Canvas", found["user"], found["name"], rest, _beside(part, found, trail), came_as=part)


def _blackboard(part: str, trail: Sequence[str]) -> Sender | None:
    found = _BLACKBOARD.fullmatch(part)
    if not found:
        return None
    when = None
    with suppress(ValueError):
        when = datetime.strptime(found["when"], "%Y-%m-%d-%H-%M-%S")
    rest = (found["rest"] or part) if part is trail[-1] else trail[-1]
    return Sender("Blackboard", found["before"].rpartition("_")[2], "", rest, _beside(part, found, trail), when)


def _brightspace(part: str, trail: Sequence[str]) -> Sender | None:
    found = _BRIGHTSPACE.fullmatch(part)
    if not found or (part is trail[-1] and not found["rest"]):
        return None
    rest = found["rest"] or trail[-1]
    folder, when = part[: found.end("when")], _moment(found["when"])
    key = f"{found['user']} {found['name']}"
    return Sender("Brightspace", key, found["name"], rest, _plain(folder), when, came_as=folder)


def _teams(trail: Sequence[str]) -> Sender | None:
    found = _TEAMS_FOLDERS.fullmatch("/".join(trail))
    return found and _of_teams(found, trail[-1])


def _teams_name(part: str) -> Sender | None:
    found = _TEAMS_NAME.fullmatch(part)
    return found and _of_teams(found, found["rest"])


def _of_teams(found: re.Match[str], rest: str) -> Sender:
    version = int(found["version"] or 0)
    parts = [found["kind"], found["name"], found["task"], *([f"Version {version}"] if version else [])]
    beside = "_".join(map(_plain, parts))
    draft = found["kind"] == "Working files"
    return Sender("Teams", found["name"], found["name"], rest, beside, version=version, draft=draft)


def _classroom(trail: Sequence[str], quizzes: Iterable[str]) -> Sender | None:
    """Two words before the quiz's name are somebody; one may be a remark, where no folder says that it is a name."""
    found = _CLASSROOM.fullmatch(trail[-1])
    if not found or not any(names_quiz(found["rest"], quiz) for quiz in quizzes):
        return None
    somebody = " " in found["name"] or any(part.lower() in _TAKEOUT for part in trail)
    return Sender("Google Classroom", found["name"], found["name"], found["rest"]) if somebody else None


def _beside(part: str, found: re.Match[str], trail: Sequence[str]) -> str:
    return "" if part is trail[-1] else part.removesuffix(found["rest"] or "").removesuffix("_")


def _plain(text: str) -> str:
    """Return `text` in signs that every disk takes, without those that part it from what stands beside it."""
    return re.sub(r"[^\w .()+-]|_", "", unicodedata.normalize("NFC", text))


def _moment(text: str) -> datetime | None:
    """Return the moment in a text like `Dec 4, 2026 500 PM` or `4 December, 2026 1700`."""
    words = re.findall(r"\w+", text) or [""]
    month = next((number for word in words for number, name in enumerate(_MONTHS, 1) if word.lower()[:3] == name), 0)
    numbers = [int(word) for word in words if word.isdecimal()]
    half = words[-1].upper()
    with suppress(ValueError):
        day, year, clock = numbers
        hour, minute = divmod(clock, 100)
        if half in ("AM", "PM"):
            hour = hour % 12 + 12 * (half == "PM")
        return datetime(year, month, day, hour, minute)
    return None
