"""What arrives: one file with its data, or with the reason why it is none that can be collected."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO, NamedTuple

from widerwindow.grading.untrusted.forms import ending, in_utf8, is_called_hand_in, lies_in, looks_like_hand_in
from widerwindow.messages import Messages

_say = Messages(__package__)

MAX_BYTES = 5_000_000
"""The largest hand-in that is read."""

MAX_KEPT_BYTES = 20_000_000
"""The largest file that is none and is kept."""

MAX_LIST_BYTES = 1_000_000  # a zip's list of 2,000 entries has some hundred thousand
TOO_LARGE = _say("too_large", megabytes=MAX_BYTES // 1_000_000)

_LIES_IN = {"packed": _say("packed"), "outlook": _say("outlook"), "in_icloud": _say("in_icloud")}
_LITTER = {".ds_store", "thumbs.db", "desktop.ini"}
_LITTER_FOLDERS = {"__macosx", ".ipynb_checkpoints"}


@dataclass(frozen=True)
class IncomingFile:
    """One file: its data, or the reason why it is none that can be collected."""

    name: str
    """What a trainer knows it by: its path, or the path of a zip or an e-mail and its own in there."""

    filename: str
    time: datetime
    """What the disk or the zip says of it. A download or a copy changes that, so it is not when it was handed in."""

    data: bytes | None = None
    refused: str | None = None
    trail: tuple[str, ...] = ()
    """The way to it from the top of the disk, through folders and zips, its own name last; () where it is not there."""


class Member(NamedTuple):
    """A file in a zip or an e-mail before it is read."""

    part: IncomingFile
    size: int
    start: Callable[[], bytes]
    """Returns its beginning."""

    opened: Callable[[], IO[bytes]]


class Refused(Exception):
    """Raised where a zip or an e-mail cannot be opened; its text is the reason."""


class TooLong(ValueError):
    """Raised where a zip's list of its entries is longer than any that is read."""


class CarefulFile(io.BufferedReader):
    """A file that, while it is `careful`, is not read in one large piece.

    A zip may say of itself that the list of its entries is as long as the file, and the whole list is read at once.
    """

    careful = False

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next `size` bytes. Raises TooLong where they are too many."""
        if self.careful and size is not None and size > MAX_LIST_BYTES:
            raise TooLong(size)
        return super().read(size)


def at_most(file: IO[bytes]) -> bytes | None:
    """Return what is in `file`, or None where it is too large even to be kept."""
    data = file.read(MAX_KEPT_BYTES + 1)
    return data if len(data) <= MAX_KEPT_BYTES else None


def judged(part: IncomingFile, data: bytes | None, *, inside: bool) -> IncomingFile:
    """Return `part` with its `data`, and with the reason where that is no hand-in; `inside` says that it lay in a zip.

    Whatever it is called, its content decides. One that is called a hand-in is read on, to tell what is wrong with it.
    """
    if data is None:
        return replace(part, refused=left_inside(TOO_LARGE) if inside else TOO_LARGE)
    if len(data) > MAX_BYTES:
        return replace(part, data=data, refused=TOO_LARGE)
    if looks_like_hand_in(read := in_utf8(data)) or is_called_hand_in(part.filename):
        return replace(part, data=read)
    to_do = _LIES_IN.get(lies_in(data, part.filename))
    return replace(part, data=data, refused=to_do or (_say("no_hand_in") if inside else _say("neither")))


def own_name(name: str) -> str:
    """Return what a file was called itself, of the name that a trainer knows it by."""
    return name.rpartition(" > ")[2].replace("\\", "/").rpartition("/")[2]


def left_inside(reason: str) -> str:
    """Return `reason`, and that the file was left in its zip."""
    return _say("left_in_zip", reason=reason)


def is_meant_as_hand_in(name: str) -> bool:
    """Return whether something of this name was meant to be a hand-in, or to hold some."""
    return ending(name) in {".ipynb", ".zip", ".eml"}


def is_litter(name: str) -> bool:
    """Return whether a computer adds a file of this name for itself."""
    return name.lower() in _LITTER or name.startswith("._")


def is_litter_folder(name: str) -> bool:
    """Return whether a computer adds a folder of this name for itself."""
    return name.lower() in _LITTER_FOLDERS
