"""Decides which learner a file from Moodle belongs to: by its folder and the worksheet, never by what is in the file.

Moodle's number of a participant holds for one assignment only, so a person is known again by ID number or e-mail
address. Her code is what she wrote in her first file, if it is free; else one that is made of that file's digest, which
says nothing about her and comes out the same in a dry run.
"""

import unicodedata
from collections.abc import Collection
from hashlib import sha256

from widerwindow.grading.moodle.folder import Folder
from widerwindow.grading.moodle.learners import Learners
from widerwindow.grading.moodle.worksheet import GradingWorksheet, Participant
from widerwindow.grading.notebook.submission import LEARNER, NotAHandIn
from widerwindow.messages import Messages

_say = Messages(__package__)


class Identity:
    """Who is who in one worksheet. `used` holds all codes that hand-ins were collected under, in small letters."""

    def __init__(self, worksheet: GradingWorksheet, learners: Learners, used: Collection[str]) -> None:
        self._worksheet, self._learners, self._used = worksheet, learners, used

    def learners(self, folder: Folder, quiz: str, claimed: str, data: bytes) -> list[tuple[str, str | None]]:
        """Return (code, note) of everyone who handed in `data` in `folder`; the file claims to be of `claimed`, or "".

        Raises NotAHandIn where the worksheet does not say who they are, or where the trainer has to.
        """
        return [self._learner(self._participant(folder), folder, quiz, claimed, data)]

    def _learner(
        self, person: Participant, folder: Folder, quiz: str, claimed: str, data: bytes
    ) -> tuple[str, str | None]:
        known = self._learners.find(person, quiz)
        if known and known.learner:
            if not claimed or claimed == known.learner:
                return known.learner, None
            said = _say("other_claim", claimed=claimed[:40], person=person.called, learner=known.learner)
            return known.learner, said
        owners = self._learners.owners(claimed) if claimed else []
        fits = LEARNER.fullmatch(claimed) is not None
        if fits and not owners and claimed.lower() in self._used:
            if not known:
                self._learners.add(person, quiz, folder, "")
            file = self._learners.path.name
            raise NotAHandIn(_say("code_in_use", claimed=claimed, person=person.called, file=file))
        if fits and all(owner.may_be(person, quiz) for owner in owners):
            code, note = claimed, None
        else:
            code = self._new_code(data)
            note = _told(person, code, claimed, [owner.name for owner in owners])
        self._learners.add(person, quiz, folder, code)
        return code, note

    def _participant(self, folder: Folder) -> Participant:
        name = self._worksheet.path.name
        person = self._worksheet.participants.get(folder.number)
        if person is None:
            raise NotAHandIn(_say("nobody", number=folder.number, worksheet=name))
        hidden = _letters(folder.name) == _letters(person.word)  # Moodle hides names, in the folder at least
        if not hidden and person.name and _letters(folder.name) != _letters(person.name):
            raise NotAHandIn(_say("somebody_else", folder=folder.name, worksheet=name, person=person.called))
        return person

    def _new_code(self, data: bytes) -> str:
        digest = sha256(data).hexdigest()
        codes = (f"m{digest[:length]}" for length in range(6, 32))
        return next(code for code in codes if code not in self._used and not self._learners.owners(code))


def _told(person: Participant, code: str, claimed: str, owners: list[str]) -> str:
    """Return that `person` has a new `code`, and why she does not have the one that she `claimed`."""
    who = {"person": person.called, "learner": code}
    if not claimed:
        return _say("new_code", **who)
    if not owners:
        return _say("new_code_misspelt", claimed=claimed[:40], **who)
    if not owners[0]:
        return _say("new_code_taken_unnamed", claimed=claimed, **who)
    return _say("new_code_taken", claimed=claimed, owner=owners[0], **who)


def _letters(name: str) -> str:
    """Return the ASCII letters and digits of `name`: Moodle drops signs, and unpacking may garble all other letters."""
    plain = unicodedata.normalize("NFC", name).casefold()
    return "".join(letter for letter in plain if letter.isascii() and letter.isalnum())
