"""What arrives: one file with its data, or with the reason why it is none that can be collected."""

import io
from dataclasses import dataclass
from datetime import datetime

from widerwindow.messages import Messages

_say = Messages(__package__)

MAX_BYTES = 5_000_000
"""The largest hand-in that is read."""

MAX_LIST_BYTES = 1_000_000  # a zip's list of 2,000 entries has some hundred thousand
ZIP = b"PK\x03\x04"
TOO_LARGE = _say("too_large", megabytes=MAX_BYTES // 1_000_000)

_LITTER = {".ds_store", "thumbs.db", "desktop.ini"}
_LITTER_FOLDERS = {"__macosx", ".ipynb_checkpoints"}


@dataclass(frozen=True)
class IncomingFile:
    """One file: its data, or the reason why it is none that can be collected."""

    name: str
    """What a trainer knows it by: its path, or the zip's path and its own in there."""

    filename: str
    time: datetime
    data: bytes | None = None
    refused: str | None = None
    trail: tuple[str, ...] = ()
    """The way to it from the top of the disk, through folders and zips, its own name last."""


class CarefulFile(io.BufferedReader):
    """A file that, while it is `careful`, is not read in one large piece.

    A zip may say of itself that the list of its entries is as long as the file, and the whole list is read at once.
    """

    careful = False

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next `size` bytes. Raises ValueError where they are too many."""
        if self.careful and size is not None and size > MAX_LIST_BYTES:
            raise ValueError(size)
        return super().read(size)


def at_most(file: io.BufferedReader) -> bytes | None:
    """Return what is in `file`, or None where it is too large for a hand-in."""
    data = file.read(MAX_BYTES + 1)
    return data if len(data) <= MAX_BYTES else None


def is_litter(name: str) -> bool:
    """Return whether a computer adds a file of this name for itself."""
    return name.lower() in _LITTER or name.startswith("._")


def is_litter_folder(name: str) -> bool:
    """Return whether a computer adds a folder of this name for itself."""
    return name.lower() in _LITTER_FOLDERS
