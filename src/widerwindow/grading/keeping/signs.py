"""By what a learner is known in the course's files: her code, and what Moodle calls her."""

import json
import re
from dataclasses import dataclass, field

from widerwindow.content.course import Course
from widerwindow.grading.keeping import moodle_list
from widerwindow.grading.moodle.folder import folder_called

_CODES = r"[A-Za-z0-9_-]"  # what codes are made of: one code may be a part of another


@dataclass(frozen=True)
class Signs:
    """All that stands for one learner."""

    code: str
    words: tuple[str, ...] = ()
    """Her full name, e-mail address and ID number, as far as Moodle's worksheet says them."""

    numbers: frozenset[tuple[str, int]] = field(default_factory=frozenset)
    """Her number in Moodle's assignment of a quiz."""

    namesake: bool = False
    """Whether somebody else has the same full name."""

    quizzes: frozenset[str] = frozenset()
    """What she has handed in: figures on it are made of her answers too."""

    @property
    def called(self) -> re.Pattern[str]:
        """Finds her code as a word of its own, in a text or in a hand-in's name."""
        return re.compile(rf"(?:(?<!{_CODES})|(?<=--)){re.escape(self.code)}(?!{_CODES})")

    def names(self, text: str) -> bool:
        """Return whether `text` holds her code, or what else she is called, as words of their own."""
        return bool(self.called.search(text)) or any(
            re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in self.words
        )

    def are(self, value: str) -> bool:
        """Return whether `value`, all of it, stands for her."""
        return value == self.code or value.casefold() in map(str.casefold, self.words)

    def handed_in(self, name: str, data: bytes) -> bool:
        """Return whether a file called `name` came from her: by Moodle's folder, its name, or what it says of itself.

        Another learner may write of her; that does not make it hers.
        """
        folder = folder_called(name)
        if folder:
            alike = _letters(folder.name) in set(map(_letters, self.words)) and not self.namesake
            return alike or folder.number in {number for _, number in self.numbers}
        return bool(self.called.search(name)) or self._claimed(data)

    def _claimed(self, data: bytes) -> bool:
        """Return whether the file says that it is hers; one that is damaged may still say so."""
        text = data.decode("utf-8", "replace")
        return bool(re.search(rf'"learner"\s*:\s*{re.escape(json.dumps(self.code))}', text))


def signs(course: Course, learner: str) -> Signs:
    """Return by what `learner` is known. Raises ContentError where the list of Moodle's learners cannot be read."""
    listed = moodle_list.people(course)
    rows = listed.get(learner, [])
    words = {row.get(name, "") for row in rows for name in ("full name", "email", "id number")}
    folders = [(row.get("quiz", ""), folder) for row in rows if (folder := moodle_list.folder_of(row))]
    others = {row.get("full name") for code, found in listed.items() if code != learner for row in found}
    return Signs(
        learner,
        tuple(sorted(words - {""})),
        frozenset((quiz, folder.number) for quiz, folder in folders),
        not others.isdisjoint(words),
    )


def _letters(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
