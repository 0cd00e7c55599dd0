"""Knows the folders of Moodle's “Download all submissions”, which say whose the files in them are.

Moodle 3.1 and newer makes a folder for each participant, `Full name_NUMBER_assignsubmission_file`, with another `_` at
its end before 4.1. Without folders, the same words begin each file's name. Moodle takes every `_` out of names.
Source: `mod/assign/classes/downloader.php` and `mod/assign/feedback/file/importziplib.php` of Moodle.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_FOLDER = re.compile(
    r"(?P<text>(?P<name>[^_/\\]*)_(?P<number>[0-9]{1,18})_assignsubmission_[a-z]+)(?P<end>_(?P<rest>.*))?", re.DOTALL
)


@dataclass(frozen=True)
class Folder:
    """What a folder's name says: a person's name as Moodle cleaned it, and her number in this one assignment."""

    name: str
    number: int
    text: str
    """The folder's name without the `_` at its end."""

    end: str
    """`_` where one stands at the end, else nothing."""

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
    found = _FOLDER.fullmatch(name)
    return found and Folder(found["name"], int(found["number"]), found["text"], "_" if found["end"] else "")


def without_prefix(filename: str) -> str:
    """Return the name that a file had before Moodle put the participant's before it."""
    found = _FOLDER.fullmatch(filename)
    return (found["rest"] if found else None) or filename
