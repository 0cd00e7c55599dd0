"""Knows the folders of Moodle's “Download all submissions”, which say whose the files in them are.

Moodle 3.1 and newer makes a folder for each participant, `Full name_NUMBER_assignsubmission_file`, with another `_` at
its end before 4.1. Without folders, the same words begin each file's name. Moodle takes every `_` out of names. The
folder of a group has the group's name and number, that of those in no group has no number at all. Programs add
to names (“ (1)”, “ - Copy”), write `_` for spaces, or cut their ends off.
Source: `mod/assign/classes/downloader.php` and `mod/assign/feedback/file/importziplib.php` of Moodle.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

_KIND = re.compile(r"(?<=[_ ])(?P<kind>assign[a-z]*)(?P<plugin>[_ ][a-z]+)?", re.IGNORECASE)
_WHOLE = "assignsubmission"
_NUMBER = re.compile(r"(?:\A|[_ ])([0-9]{1,18})\Z")
_AFTER_THE_CUT = re.compile(r"[_ ]*(?:[-(~0-9].*|[ck]op[iy].*)?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Folder:
    """What a folder's name says: a person's or a group's name as Moodle cleaned it, and her or its number."""

    name: str
    number: int
    """0 where there is none."""

    text: str
    """The folder's name without the `_` at its end."""

    end: str
    """`_` where one stands at the end, else nothing."""

    @property
    def is_online_text(self) -> bool:
        """Whether it holds what was typed into Moodle's own box for text."""
        return self.text.lower().endswith("onlinetext")

    @classmethod
    def of_person(cls, name: str, number: int, end: str = "") -> "Folder":
        """Return the folder that Moodle gives one person, who is called `name` there."""
        cleaned = re.sub(r"[^\w .-]|_", "", name) or "Participant"
        return cls(cleaned, number, f"{cleaned}_{number}_{_WHOLE}_file", end)

    def of(self, number: int) -> str:
        """Return what the folder of the same person is called in an assignment where she has another number."""
        return f"{self.name}_{number}_assignsubmission_file{self.end}"

    def before(self, filename: str) -> str:
        """Return `filename` as it is called without folders, at most 200 bytes long, in signs that every disk takes.

        Whoever reads it again knows it for a file of this folder, whatever a learner called the file.
        """
        name = re.sub(r"[^\w .()+-]|_", "", unicodedata.normalize("NFC", self.name)).encode()[:80]
        rest = without_prefix(filename).encode("utf-8", "replace")[-60:]
        said = f"{name.decode(errors='ignore')}_{self.number}_assignsubmission_file"
        return f"{said}_{rest.decode(errors='ignore')}"


def folder_in(trail: Iterable[str]) -> Folder | None:
    """Return the first of Moodle's folders on the way to a file: whatever lies below is a learner's own choice."""
    return next((folder for part in trail if (folder := folder_called(part))), None)


def folder_called(name: str) -> Folder | None:
    """Return what the name of a folder, or of a file that begins like one, says."""
    found = _kind_in(name)
    if found is None:
        return None
    who = name[: found.start()].rstrip("_ ")
    number = _NUMBER.search(who)
    called = unquote(who[: number.start()] if number else who).replace("_", " ").strip()
    end = "_" if name[found.end() :].startswith("_") else ""
    return Folder(called, int(number[1]) if number else 0, name[: found.end()].rstrip("_ "), end)


def without_prefix(filename: str) -> str:
    """Return the name that a file had before Moodle put the participant's before it."""
    found = _kind_in(filename)
    more = filename[found.end() :] if found else ""
    return more[1:] if more.startswith("_") and len(more) > 1 else filename


def _kind_in(name: str) -> re.Match[str] | None:
    """Return the first place where `name` says that Moodle made it."""
    return next((found for found in _KIND.finditer(name) if _is_moodle_s(name, found)), None)


def _is_moodle_s(name: str, found: re.Match[str]) -> bool:
    if found["kind"].lower() == _WHOLE and found["plugin"]:
        return True
    is_cut = _WHOLE.startswith(found["kind"].lower()) and _AFTER_THE_CUT.fullmatch(name, found.end("kind"))
    return bool(is_cut and _NUMBER.search(name[: found.start()].rstrip("_ ")))
