"""One participant with nothing left to wait for, and her grade."""

from dataclasses import dataclass
from pathlib import Path

from widerwindow.grading.formatting import plain
from widerwindow.grading.gradebook.marks import Marks
from widerwindow.grading.moodle.folder import Folder
from widerwindow.grading.moodle.worksheet import Participant


@dataclass(frozen=True)
class Ready:
    """What goes back to one participant. Her marks are out of more than 0 points."""

    participant: Participant
    folder: Folder
    marks: Marks
    page: Path

    @property
    def share(self) -> float:
        """The part of all points that she has, from 0.0 to 1.0, whatever extra credit was given."""
        return min(max(self.marks.counts / self.marks.out_of, 0.0), 1.0)

    def grade(self, maximum: float) -> str:
        """Return her grade out of `maximum`, never above it, with two decimals at most.

        Moodle reads a decimal point in every language.
        """
        return plain(min(round(self.share * maximum, 2), maximum), 4)
