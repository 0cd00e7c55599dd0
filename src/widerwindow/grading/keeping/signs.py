"""By what a learner is known in the course's files: her codes, and what Moodle and other systems call her."""

import json
import re
from dataclasses import dataclass, field

from widerwindow.content.course import Course
from widerwindow.grading.collecting import roster, senders
from widerwindow.grading.collecting.layouts import sender_of
from widerwindow.grading.collecting.senders import Senders
from widerwindow.grading.keeping import known, moodle_list
from widerwindow.grading.moodle.folder import Folder, folder_called
from widerwindow.grading.moodle.names import is_name

_SHORT = 4  # letters; a number as short as that stands for much else
_CODES = r"[A-Za-z0-9_-]"  # what codes are made of: one code may be a part of another


@dataclass(frozen=True)
class Signs:
    """All that stands for one learner."""

    code: str
    old_codes: tuple[str, ...] = ()
    """What her code was before, where nobody else has that now: a file keeps what was written into it."""

    words: tuple[str, ...] = ()
    """Her full name, e-mail address and ID number, as far as Moodle's worksheet and the roster say them."""

    folders: frozenset[tuple[str, Folder]] = field(default_factory=frozenset)
    """The folder that Moodle gave her in the assignment of a quiz; others have the same number elsewhere."""

    namesake: bool = False
    """Whether somebody else has the same full name."""

    sent_as: tuple[senders.Row, ...] = ()
    """What other systems call her, and nobody else."""

    all_quizzes: tuple[str, ...] = ()
    """The quizzes of the course."""

    quizzes: frozenset[str] = frozenset()
    """What she has handed in: figures on it are made of her answers too."""

    @property
    def called(self) -> re.Pattern[str]:
        """Finds a code of hers as a word of its own, in a text or in a hand-in's name."""
        return re.compile(rf"(?:(?<!{_CODES})|(?<=--))(?:{'|'.join(map(re.escape, self.codes))})(?!{_CODES})")

    @property
    def codes(self) -> tuple[str, ...]:
        """Her code, and those that she had before."""
        return (self.code, *self.old_codes)

    def names(self, text: str) -> bool:
        """Return whether `text` holds her code, or what else she is called, as words of their own.

        Most texts do not, and to see that is quick; only where letters are found is it looked at what stands beside.
        """
        if any(code in text for code in self.codes) and self.called.search(text):
            return True
        plain = _plain(text)
        return any(
            re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
            for word in self.words
            if _plain(word) in plain
        )

    def are(self, value: str) -> bool:
        """Return whether `value`, all of it, stands for her."""
        return value in self.codes or value.casefold() in map(str.casefold, self.words)

    def handed_in(self, name: str, data: bytes) -> bool:
        """Return whether a file called `name` came from her: by Moodle's folder, its name, or what it says of itself.

        Another learner may write of her; that does not make it hers.
        """
        folder = folder_called(name)
        if folder:
            alike = any(is_name(folder.name, word) for word in self.words)
            return (alike and not self.namesake) or self._was_given(folder)
        sent = self._sent(name)
        return bool(self.called.search(name)) or self._claimed(data) if sent is None else sent

    def _was_given(self, folder: Folder) -> bool:
        """Return whether a folder of this number and name was hers: a number alone may be a group's, or another's."""
        return any(folder.number == each.number and is_name(folder.name, each.name) for _, each in self.folders)

    def _sent(self, name: str) -> bool | None:
        """Return whether another system says that it is hers, in the name of a file or folder; None if none."""
        sender = sender_of((name,), self.all_quizzes) or sender_of((name, ""), ())
        told = {row.is_(sender, row.quiz) for row in self.sent_as} if sender else set()
        return True in told or (None if told <= {None} else False)

    def _claimed(self, data: bytes) -> bool:
        """Return whether the file says that it is hers; one that is damaged may still say so."""
        text = data.decode("utf-8", "replace")
        codes = "|".join(re.escape(json.dumps(code)) for code in self.codes)
        return bool(re.search(rf'"learner"\s*:\s*(?:{codes})', text))


def _plain(text: str) -> str:
    """Return `text` so that what a pattern takes for one letter whatever its case is one here too; i has two more."""
    return text.casefold().replace("\u0307", "").replace("ı", "i")


def signs(course: Course, learner: str) -> Signs:
    """Return by what `learner` is known. Raises ContentError where the list of Moodle's learners cannot be read."""
    listed = moodle_list.people(course)
    rows = listed.get(learner, [])
    words = {row.get(name, "") for row in rows for name in ("full name", "email", "id number")}
    people = roster.of(course).people
    mine = [each for each in people if each.code.lower() == learner.lower()]
    words |= {each.name for each in mine} | {sign for each in mine for sign in each.signs if len(sign) > _SHORT}
    folders = [(row.get("quiz", ""), folder) for row in rows if (folder := moodle_list.folder_of(row))]
    others = {row.get("full name") for code, found in listed.items() if code != learner for row in found}
    others |= {each.name for each in people if each not in mine}
    met = Senders(course)
    sent_as = met.under(learner)
    theirs = {(row.system, row.person) for code in met.codes() - {learner} for row in met.under(code)}
    taken = {code.lower() for code in known.codes(course, None)}
    words |= {row.name for row in sent_as if " " in row.name}
    return Signs(
        learner,
        tuple(code for code in sorted(met.were(learner)) if code.lower() not in taken),
        tuple(sorted(words - {""})),
        frozenset(folders),
        not others.isdisjoint(words),
        tuple(row for row in sent_as if (row.system, row.person) not in theirs),
        tuple(course.quizzes()),
    )
