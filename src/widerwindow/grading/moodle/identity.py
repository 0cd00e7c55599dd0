"""Decides whom a file from Moodle belongs to: by its folder and the worksheet, never by what is in the file.

Moodle's number of a participant holds for one assignment only, so a person is known again by ID number or e-mail
address. Her code is what she wrote in her first file, if it is free; else one that is made. Who handed in with others
has one that is made too, as nobody knows which of them wrote the file's; and so has everybody while Moodle hides names,
as the trainer may know the codes. When names are shown, the number leads back.
"""

from collections.abc import Collection
from dataclasses import dataclass

from widerwindow.grading import codes
from widerwindow.grading.moodle.folder import Folder
from widerwindow.grading.moodle.learners import Known, Learners
from widerwindow.grading.moodle.names import is_name
from widerwindow.grading.moodle.worksheet import GradingWorksheet, Participant
from widerwindow.grading.notebook.asked import Asked
from widerwindow.grading.notebook.submission import LEARNER, NotAHandIn
from widerwindow.grading.untrusted.people import tells
from widerwindow.messages import Messages

_say = Messages(__package__)


@dataclass(frozen=True)
class _File:
    """What there is to know of a file: where it lay, its quiz, whose it says that it is, and its data."""

    folder: Folder
    quiz: str
    claimed: str
    data: bytes


class Identity:
    """Who is who in one worksheet. `used` holds all codes that hand-ins were collected under, in small letters."""

    def __init__(self, worksheet: GradingWorksheet, learners: Learners, used: Collection[str]) -> None:
        self._worksheet, self._learners, self._used = worksheet, learners, used

    @property
    def is_anonymous(self) -> bool:
        """Whether Moodle hides everybody's name."""
        return all(person.is_hidden for person in self._worksheet.participants.values())

    def knows(self, code: str) -> bool:
        """Return whether `code` is somebody's in Moodle."""
        return bool(self._learners.owners(code))

    def learners(self, folder: Folder, quiz: str, claimed: str, data: bytes) -> list[tuple[str, str | None]]:
        """Return (code, note) of everyone who handed in `data` in `folder`; the file claims to be of `claimed`, or "".

        Raises NotAHandIn where the worksheet does not say who they are, or where the trainer has to.
        """
        group, file = self._group(folder), _File(folder, quiz, claimed, data)
        if group:
            return [self._member(person, file) for person in group]
        return [self._learner(self._participant(folder), file)]

    def _member(self, person: Participant, file: _File) -> tuple[str, str | None]:
        """Return (code, note) of one of a group."""
        known = self._learners.recognise(person, file.quiz)
        if known and known.learner:
            return known.learner, _say("with_group", person=person.called, group=person.group)
        self._refuse_spoilt(person)
        code = _new_code(b"%d %b" % (person.number, file.data), self._used, self._learners)
        folder = Folder.of_person(person.name or person.word, person.number, file.folder.end)
        self._learners.add(person, file.quiz, folder, code)
        return code, _say("new_code", person=person.called, learner=code)

    def _learner(self, person: Participant, file: _File) -> tuple[str, str | None]:
        known = self._learners.recognise(person, file.quiz)
        if known and known.learner:
            return known.learner, self._other_claim(person, known.learner, file.claimed)
        self._refuse_spoilt(person)
        if person.is_hidden:
            code = _new_code(file.data, self._used, self._learners)
            note: str | None = _say("new_code", person=person.called, learner=code)
        else:
            code, note = self._first_code(person, file, known)
        self._learners.add(person, file.quiz, file.folder, code)
        return code, note

    def _refuse_spoilt(self, person: Participant) -> None:
        """Raise NotAHandIn where a spreadsheet may have changed the ID number by which `person` is known."""
        if known := self._learners.spoilt(person):
            about = {"person": person.called, "number": person.id_number, "other": known.id_number}
            raise NotAHandIn(_say("spoilt_id", worksheet=self._worksheet.path.name, line=known.line, **about))

    def _first_code(self, person: Participant, file: _File, known: Known | None) -> tuple[str, str | None]:
        claimed = file.claimed
        owners = self._learners.owners(claimed) if claimed else []
        fits = LEARNER.fullmatch(claimed) is not None
        if fits and not owners and claimed.lower() in self._used:
            if not known:
                self._learners.add(person, file.quiz, file.folder, "")
            raise in_use(self._learners, _known_by(person), claimed, file.data, self._used)
        if fits and all(owner.may_be(person, file.quiz) for owner in owners):
            telling = tells(claimed, person.name, [person.email])
            return claimed, _say("code_tells", person=person.called, learner=claimed) if telling else None
        code = _new_code(file.data, self._used, self._learners)
        return code, _told(person, code, claimed, [owner.name for owner in owners])

    def _other_claim(self, person: Participant, learner: str, claimed: str) -> str | None:
        others = self._learners.others(person, learner)
        if others:
            return _say("two_codes_of_one", person=person.called, learner=learner, other=others[0].learner)
        if not claimed or claimed == learner or person.is_hidden:
            return None
        free = LEARNER.fullmatch(claimed) and claimed.lower() not in self._used and not self._learners.owners(claimed)
        claim = {"claimed": claimed[:40], "person": person.called, "learner": learner}
        return _say("claim_of_a_made_code" if free and codes.is_made(learner) else "other_claim", **claim)

    def _group(self, folder: Folder) -> list[Participant]:
        """Return those who hand in together under the name of `folder`; nobody where it is no group's."""
        people = self._worksheet.participants
        found = [person for person in people.values() if is_name(folder.name, person.group)]
        alone = people.get(folder.number)
        if len({person.group for person in found}) > 1 or (found and alone and is_name(folder.name, alone.name)):
            raise NotAHandIn(_say("two_meanings", folder=folder.name, worksheet=self._worksheet.path.name))
        return found

    def _participant(self, folder: Folder) -> Participant:
        name = self._worksheet.path.name
        person = self._worksheet.participants.get(folder.number)
        if person is None:
            said = _say("nobody", number=folder.number, worksheet=name)
            raise NotAHandIn(said if folder.number else _say("no_such_group", folder=folder.name, worksheet=name))
        if is_name(folder.name, person.word) or is_name(folder.name, person.name):  # Moodle hides names in the folder
            return person
        doubt = {"folder": folder.name, "worksheet": name, "person": person.called}
        raise NotAHandIn(_say("somebody_else" if person.name else "no_name_to_compare", **doubt))


def in_use(learners: Learners, person: str, claimed: str, data: bytes, used: Collection[str]) -> Asked:
    """Return what the trainer is asked where `person` sent `data`, and the code in it came another way before.

    It is her own, or hers has to be a new one.
    """
    said = _say("code_in_use", claimed=claimed, person=person, file=learners.path.name)
    sides = {claimed: _say("side_both_hers"), _new_code(data, used, learners): _say("side_new")}
    return Asked(said, sides, why=_say("code_in_use_why", claimed=claimed, person=person))


def _known_by(person: Participant) -> str:
    """Return what a row in the list of people from Moodle says of `person` too."""
    return person.name or person.email or person.id_number


def _new_code(data: bytes, used: Collection[str], learners: Learners) -> str:
    free = (code for code in codes.made_of(data) if code not in used and not learners.owners(code))
    return next(free)


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
