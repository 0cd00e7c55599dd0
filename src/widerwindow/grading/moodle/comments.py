"""Decides which feedback comments Moodle gets: what was corrected arrives, and what a trainer wrote in Moodle stays.

Moodle keeps a comment as HTML and writes it into the worksheet as flat text, so the two are compared in that form
(`lib/classes/table/base_export_format.php` of Moodle). Whether a comment came from here, to be replaced by a newer one,
is known by a digest of each that was given, which names nobody.
"""

import html
import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from widerwindow.grading.storage import write_file


class GivenComments:
    """The comments that Moodle was given for one quiz, in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "comments-given.txt"
        self._digests = set(self._file.read_text("utf-8").split()) if self._file.is_file() else set()

    def may_be_replaced(self, in_moodle: str) -> bool:
        """Return whether what Moodle has is nothing, or came from here."""
        return not _words(in_moodle) or _digest(in_moodle) in self._digests

    def note(self, comments: Iterable[str]) -> None:
        """Write down that Moodle gets `comments`, which are HTML. Raises OSError."""
        digests = self._digests | {_digest(flattened(comment)) for comment in comments if comment}
        if digests != self._digests:
            write_file(self._file, "".join(f"{digest}\n" for digest in sorted(digests)).encode(), lasting=True)
            self._digests = digests


def is_same(in_moodle: str, comment: str) -> bool:
    """Return whether Moodle has `comment`, which is HTML, already."""
    return _words(in_moodle) == _words(flattened(comment))


def flattened(comment: str) -> str:
    """Return what Moodle writes into its worksheet for a comment that it keeps as HTML."""
    spaced = re.sub("</p>|\n|\r", "   ", comment)
    return html.unescape(re.sub("<[^>]*>", "", spaced))


def _words(flat: str) -> str:
    """Return `flat` as all versions of Moodle write it: some leave a few entities, and spaces get lost on the way."""
    return " ".join(html.unescape(flat).split())


def _digest(flat: str) -> str:
    return sha256(_words(flat).encode("utf-8", "replace")).hexdigest()
