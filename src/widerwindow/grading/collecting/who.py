"""Decides whose a file is that did not come from Moodle. Where two things contradict, nobody decides but the trainer.

What counts more comes first: the trainer's own word, then the roster's of who sent it, then the name of the file, then
what the file says of itself. Who was once asked about and answered for is not asked about again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from widerwindow.content.course import Course
from widerwindow.grading.collecting import roster
from widerwindow.grading.collecting.layouts import Sender
from widerwindow.grading.collecting.roster import Listed
from widerwindow.grading.collecting.senders import Row, Senders
from widerwindow.grading.moodle.learners import Learners
from widerwindow.grading.notebook.asked import Asked
from widerwindow.grading.notebook.codes import code_in, eaten, goes_on, without_suffix
from widerwindow.grading.notebook.submission import LEARNER, short
from widerwindow.messages import Messages

_say = Messages(__package__)


@dataclass(frozen=True)
class Clues:
    """All that is known of one hand-in before it is decided whose it is."""

    quiz: str
    said: str
    """The code that stands in the file, or ""."""

    saved: datetime | None
    filename: str
    sender: Sender | None
    data: bytes
    receipt: str
    """What is said of the receipt of its answers."""

    @property
    def place(self) -> tuple[bool, int]:
        """Among those that come later: in the order of their versions, and drafts behind what was handed in."""
        return (self.sender.draft, self.sender.version) if self.sender else (False, 0)


class Who:
    """Who is who. `used` holds the codes that hand-ins were collected under, by the same in small letters."""

    def __init__(self, course: Course, used: Mapping[str, str]) -> None:
        self._course, self._used = course, used
        self._roster, self._senders = roster.of(course), Senders(course)
        self._listed = {code.lower(): code for code in self._roster.codes}

    def told(self, clues: Clues, said: str | None = None) -> str:
        """Return the code that the trainer `said`, or gave a file in its name. Raises NotAHandIn where it is none."""
        code = self._code(code_in(clues.filename, clues.quiz) if said is None else said, clues)
        self._senders.answer(clues.data, code)
        return code

    def learner(self, clues: Clues) -> tuple[str, str | None]:
        """Return (code, note) of whoever handed in. Raises Asked where nothing says who it is, or two things differ."""
        code, note = self._decided(clues)
        if clues.sender and clues.sender.draft and not self.was_collected(code, clues):
            raise self._asked("draft", clues.quiz, {code: _say("side_draft")}, person=clues.sender.called)
        return code, note

    def claim(self, clues: Clues) -> str:
        """Return the code that a file claims, or "", where something else says whose it is."""
        named = code_in(clues.filename, clues.quiz)
        return clues.said or next((code for code in [named, *without_suffix(named)] if self._has(code)), named)

    def whole(self, code: str, quiz: str) -> str:
        """Return `code`. Raises Asked where a spreadsheet may have taken something from it, or from another."""
        other = None if self._has(code) else eaten(code, self._everybody())
        if other:
            raise self._asked(
                "eaten", quiz, {code: _say("side_file"), other: _say("side_known")}, learner=code, other=other
            )
        return code

    def waits(self, clues: Clues) -> bool:
        """Return whether others may tell whose this is, so that they have to come first."""
        sender, named = clues.sender, code_in(clues.filename, clues.quiz)
        in_order = sender is not None and (sender.draft or sender.version > 1)
        return in_order or bool(not clues.said and without_suffix(named))

    def hold_to_its_owner(self, code: str, clues: Clues) -> None:
        """Raise Asked where another system says whose `code` is, and only a file's own word says that this is hers."""
        owners = [] if clues.sender else [*self._senders.under(code), *self._in_moodle(code)]
        if owners and not self.was_collected(code, clues):
            about = {"learner": code, "other": owners[0].called, "system": owners[0].system}
            raise self._asked("only_a_claim", clues.quiz, {code: _say("side_file")}, **about)

    def remember(self, code: str, clues: Clues) -> None:
        """Write down who sent what was collected under `code`. Raises OSError."""
        if clues.sender:
            self._senders.add(code, clues.sender, clues.quiz)

    def ask(self, clues: Clues) -> None:
        """Write down what the trainer is asked about. Raises OSError."""
        if clues.sender:
            self._senders.ask(clues.sender, clues.quiz, clues.data)

    def _decided(self, clues: Clues) -> tuple[str, str | None]:
        claim = self.claim(clues)
        if clues.sender and (known := self._known(clues.sender, clues.quiz, claim)):
            if claim.lower() in ("", known.lower()):
                return known, None
            return known, _say("other_claim", claimed=short(claim), person=clues.sender.called, learner=known)
        code, note = self._claimed(clues)
        code, moved = self._moved(code, clues)
        self._in_doubt(self.whole(code, clues.quiz), clues)
        return code, note or moved or (None if self._is_expected(code) else _say("not_on_roster", learner=code))

    def _known(self, sender: Sender, quiz: str, claim: str) -> str | None:
        """Return the code of a sender about whom the trainer has answered, or whom the roster names."""
        answered = [row.learner for row in self._senders.met(sender, quiz) if row.asked]
        codes = {each.code for each in self._roster.sent_by(sender) if LEARNER.fullmatch(each.code)}
        if answered or not codes:
            return answered[-1] if answered else None
        if len(codes) > 1 and claim not in codes:
            on_list = dict.fromkeys(sorted(codes), _say("side_list"))
            raise self._asked("two_on_roster", quiz, on_list, person=sender.called, learners=sorted(codes))
        return self._as_listed(codes.pop()) if len(codes) == 1 else None

    def _claimed(self, clues: Clues) -> tuple[str, str | None]:
        """Return (code, note): what the name of the file and the file itself say together."""
        said, named = (self._by_name(claim) for claim in (clues.said, code_in(clues.filename, clues.quiz)))
        if said and named:
            if not self._agree(said, named):
                raise self._asked(
                    "two_codes",
                    clues.quiz,
                    {named: _say("side_name"), said: _say("side_file")},
                    said=short(said),
                    named=short(named),
                )
            return self._code(said, clues), None
        if said or not named:
            return self._code(said or self._met(clues), clues), None
        return self._without_suffix(self._code(named, clues), clues)

    def _by_name(self, claim: str) -> str:
        """Return the code of the one on the roster whose name stands where a code should be; any other as it is."""
        people: list[Listed] = [] if not claim or LEARNER.fullmatch(claim) else self._roster.called(claim)
        return people[0].code if len(people) == 1 and people[0].code else claim

    def _agree(self, said: str, named: str) -> bool:
        if named.lower() == said.lower() or not LEARNER.fullmatch(named):
            return True
        return goes_on(named, said) and not self._has(named)

    def _met(self, clues: Clues) -> str:
        """Return the one code under which the sender of a file was met before; "" where there is none."""
        rows = self._senders.met(clues.sender, clues.quiz) if clues.sender else []
        codes = {row.learner for row in rows}
        return codes.pop() if len(codes) == 1 else ""

    def _code(self, claim: str, clues: Clues) -> str:
        """Return `claim`, written as it is known. Raises Asked where it is no code."""
        if not claim:
            raise Asked(_say("nobody", quiz=clues.quiz), why=_say("nobody_why"))
        if not LEARNER.fullmatch(claim):
            raise self._asked("no_code", clues.quiz, {}, learner=short(claim))
        return self._as_listed(claim)

    def _as_listed(self, code: str) -> str:
        """Return `code` with the capitals that the roster has, if nobody has handed in with others."""
        return code if code.lower() in self._used else self._listed.get(code.lower(), code)

    def _without_suffix(self, named: str, clues: Clues) -> tuple[str, str | None]:
        """Return (code, note) where only a file's name says whose it is: a copy's has something behind the code."""
        may_be = [named, *without_suffix(named)]
        known = [code for code in may_be if self._has(code)]
        if known == [named]:
            return named, None
        if len(known) == 1 and not self._has_siblings(known[0]):
            return self._code(known[0], clues), _say("suffix", named=named, learner=known[0])
        others = [*known, *may_be[1:], *(code for code in self._everybody() if goes_on(named, code))]
        other = next((code for code in others if code != named), None)
        if other:
            raise self._asked(
                "maybe_suffix",
                clues.quiz,
                {named: _say("side_name"), other: _say("side_known")},
                named=named,
                other=other,
            )
        return named, None

    def _has_siblings(self, code: str) -> bool:
        """Return whether somebody's code is `code` with something behind it, so that another's may be, too."""
        return any(goes_on(other, code) and other.lower() != code.lower() for other in self._everybody())

    def _moved(self, code: str, clues: Clues) -> tuple[str, str | None]:
        """Return (code, note): what became of a code that the trainer has changed."""
        new, merged = self._senders.moved_to(code) or (code, False)
        if new.lower() == code.lower():
            return new, None
        if self._has(code):
            return code, None
        mine = clues.sender and any(row.learner == new for row in self._senders.met(clues.sender, clues.quiz))
        if merged or mine or self.was_collected(new, clues):
            return new, _say("moved", old=code, learner=new)
        raise self._asked(
            "renamed", clues.quiz, {new: _say("side_now"), code: _say("side_file")}, old=code, learner=new
        )

    def was_collected(self, code: str, clues: Clues) -> bool:
        """Return whether this very file was taken in under `code` before: whose it is was settled then."""
        folders = (self._course.classroom / place / code / clues.quiz for place in ("submitted", "earlier"))
        return any(file.read_bytes() == clues.data for folder in folders for file in folder.glob("*.ipynb"))

    def _in_doubt(self, code: str, clues: Clues) -> None:
        """Raise Asked where the sender of a file was met under another code, or another sender under this one."""
        if not clues.sender:
            return
        before = {row.learner for row in self._senders.met(clues.sender, clues.quiz)}
        said = {"person": clues.sender.called, "learner": code}
        if before and code not in before:
            sides = dict.fromkeys(sorted(before), _say("side_before")) | {code: _say("side_file")}
            raise self._asked("other_code", clues.quiz, sides, before=sorted(before), **said)
        others = [row for row in self._others(code) if row.is_(clues.sender, clues.quiz) is False]
        if others and not before:
            raise self._asked("other_sender", clues.quiz, {code: _say("side_file")}, other=others[0].called, **said)

    def _others(self, code: str) -> list[Row]:
        """Return who is known to have `code`: by what was collected, from Moodle, and by the roster."""
        listed = [Row(code, "roster", "", each.name, "", "") for each in self._roster.people if each.code == code]
        return [*self._senders.under(code), *self._in_moodle(code), *listed]

    def _in_moodle(self, code: str) -> list[Row]:
        return [Row(code, "Moodle", "", each.name, "", "") for each in self._moodle.owners(code)]

    @cached_property
    def _moodle(self) -> Learners:
        return Learners(self._course)

    def _asked(self, why: str, quiz: str, sides: Mapping[str, str], **values: object) -> Asked:
        return Asked(_say("asked", why=_say(why, **values), quiz=quiz), sides, why=_say(why, **values))

    def _has(self, code: str) -> bool:
        return code.lower() in self._used or code.lower() in self._listed

    def _everybody(self) -> list[str]:
        return [*self._used.values(), *self._roster.codes]

    def _is_expected(self, code: str) -> bool:
        return not self._roster.codes or self._has(code)
