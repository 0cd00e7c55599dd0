"""Knows how other systems name what a trainer downloads from them, and so who sent a file and when.

Canvas: `lastfirst_LATE_USER_UPLOAD_file`, without a name `anon_ID_UPLOAD_file`: `get_filename` and
`add_upload_submission` in `lib/content_zipper.rb` of instructure/canvas-lms.
Blackboard: `Assignment_user_attempt_2026-12-04-17-00-00_file`, and a text of the same name about the attempt: the
README of kwurst/bb-file-cleanup.
The word `attempt` may be of another language.
Brightspace: a folder `USER-FOLDER - First Last - Dec 4, 2026 500 PM` for each hand-in, and an `index.html`.
Teams: `Submitted files/First Last/Assignment/Version 1/file` in the library Student Work, and what is not handed in yet
below `Working files`: the README of lwchkg/teams_assignment_explorer. In other languages `teams.py` knows it.
Google Classroom: `First Last - file` in the assignment's folder on Drive, and so in a Takeout.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from widerwindow.grading.collecting.teams import Place
from widerwindow.grading.moodle.moments import half_called, month_called
from widerwindow.grading.notebook.codes import names_quiz

_CANVAS = re.compile(
    r"(?:(?:LATE_)?anon_(?P<anonymous>[A-Za-z0-9]+)"
    r"|(?P<name>[^\s./\\()-]+?)(?:_LATE)?(?<!_20\d\d)_(?!20\d\d_(?:0?[1-9]|1[0-2])_)(?P<user>\d+))_\d+_(?P<rest>.+)"
)
_BLACKBOARD = re.compile(r"(?P<before>.+_[^_]+)_[^\W\d_]+_(?P<when>\d{4}(?:-\d\d){5})(?:_(?P<rest>.+)|\.txt)")
_DAY = r"(?:\w+\.? \d{1,2}|\d{1,2}\.? \w+\.?),? \d{4}"
_BRIGHTSPACE = re.compile(
    rf"(?P<user>\d+)-\d+ - (?P<name>.+?) - (?P<when>{_DAY} \d{{3,4}}(?: [AP]M)?|[^_]+?)"
    r"(?:(?:_| - )(?P<rest>[^_]+\.[^_].*))?"
)
_HANDED_IN, _DRAFTS = "Submitted files", "Working files"
_TEAMS = (
    rf"(?P<kind>{_HANDED_IN}|{_DRAFTS})"
    r"{0}(?P<name>[^{0}]+){0}(?P<task>[^{0}]+){0}"
    r"(?:Version (?P<version>\d+){0})?(?P<rest>.+)"
)
_TEAMS_FOLDERS = re.compile(r"(?:.*?/)?" + _TEAMS.format("/"), re.DOTALL)
_TEAMS_NAME = re.compile(_TEAMS.format("_"))
_SAID = re.compile(
    r"(?:(?P<before>[^\d,]+?) )?(?P<day>\d{1,2})\.?,?(?: (?P<after>[^\d,]+?))?,? (?P<year>\d{4}),? (?P<clock>\d{3,4})"
    r"(?: (?P<half>\D+))?"
)
"""A day and a time of Brightspace's, which leaves out the colon."""

_CLASSROOM = re.compile(r"(?P<name>[^_/]*?[^\W_\d][^_/]*?) - (?P<rest>.+)")
_TAKEOUT = ("takeout", "classroom", "google classroom")


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
    """Whether it has not been handed in, as far as where it lies says that."""

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


def sender_of(trail: Sequence[str], quizzes: Iterable[str], place: Place | None = None) -> Sender | None:
    """Return who sent a file, from the way to it: the outermost that says so: what lies below is her own choice.

    `place` is where it lies in a library of Teams, if what else arrived has told that.
    """
    for part in trail:
        last = part is trail[-1]
        if sender := _blackboard(part, trail) or _brightspace(part, trail) or _teams_name(part):
            return sender
        if (last or part.lower().endswith(".zip")) and (sender := _canvas(part, trail)):
            return sender
    return _teams(trail) or (place and _placed(place, trail[-1])) or _classroom(trail, quizzes)


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
    return _in_teams(found["name"], found["task"], int(found["version"] or 0), rest, draft=found["kind"] == _DRAFTS)


def _placed(place: Place, rest: str) -> Sender:
    return _in_teams(place.person, place.task, place.version, rest, draft=not place.version)


def _in_teams(person: str, task: str, version: int, rest: str, *, draft: bool) -> Sender:
    """Return a sender whose file will be known without its folders by Teams' own words for them."""
    parts = [_DRAFTS if draft else _HANDED_IN, person, task, *([f"Version {version}"] if version else [])]
    return Sender("Teams", person, person, rest, "_".join(map(_plain, parts)), version=version, draft=draft)


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
    """Return the moment in a text like `Dec 4, 2026 500 PM` or `4 December, 2026 1700`, where each word is known."""
    found = _SAID.fullmatch(text)
    month = month_called(found["before"] or found["after"]) if found else None
    half = half_called(found["half"]) if found and found["half"] else None
    if not found or not month or (found["half"] and half is None):
        return None
    with suppress(ValueError):
        hour, minute = divmod(int(found["clock"]), 100)
        hour = hour if half is None else hour % 12 + 12 * half
        return datetime(int(found["year"]), month, int(found["day"]), hour, minute)
    return None
