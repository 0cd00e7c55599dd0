"""Opens what arrives as far as there is something in it: zips and e-mails, and those that lie in them."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from tempfile import TemporaryFile
from typing import IO, cast

from widerwindow.grading.untrusted import mails, zips
from widerwindow.grading.untrusted.forms import START, is_mail, is_zip
from widerwindow.grading.untrusted.incoming import (
    MAX_KEPT_BYTES,
    TOO_LARGE,
    CarefulFile,
    IncomingFile,
    Member,
    Refused,
    at_most,
    judged,
    left_inside,
)
from widerwindow.grading.untrusted.zips import Allowance
from widerwindow.messages import Messages

_say = Messages(__package__)

_MAX_DEPTH = 5  # a class's zip of groups' zips of learners' zips is three deep

_Members = Callable[[IncomingFile, CarefulFile, Allowance], list[Member]]


def opened(whole: IncomingFile, file: CarefulFile) -> Iterator[IncomingFile]:
    """Yield what is in `file`, which is `whole`: that itself, or its parts. What cannot be opened is told by itself."""
    size = file.seek(0, 2)
    file.seek(0)
    yield from _opened(whole, file, Allowance(size), 0)


def _opened(whole: IncomingFile, file: CarefulFile, allowance: Allowance, depth: int) -> Iterator[IncomingFile]:
    start = file.read(START)
    file.seek(0)
    members_of = _what_holds(start, whole.filename)
    if members_of is None:
        yield judged(whole, at_most(file), inside=depth > 0)
        return
    try:
        if depth == _MAX_DEPTH:
            raise Refused(_say("too_deep", most=_MAX_DEPTH))
        members = members_of(whole, file, allowance)
    except Refused as error:
        file.seek(0)
        yield replace(whole, data=at_most(file), refused=str(error))
        return
    holders = []
    for member in members:
        if member.part.refused is None and _holds_more(member):
            holders.append(member)
        else:
            yield member.part if member.part.refused else _read(member)
    # The smallest first: what one learner hands in may use up what is left, and must not keep the others out.
    for member in sorted(holders, key=lambda each: each.size):
        yield from _open_member(member, allowance, depth + 1)


def _what_holds(start: bytes, name: str) -> _Members | None:
    """Return what lists the parts of a file that begins with `start`, or None where it has none."""
    return zips.members if is_zip(start, name) else mails.members if is_mail(start) else None


def _holds_more(member: Member) -> bool:
    try:
        return _what_holds(member.start(), member.part.filename) is not None
    except Exception:  # as in `zips.members`; whoever reads on will be told
        return False


def _open_member(member: Member, allowance: Allowance, depth: int) -> Iterator[IncomingFile]:
    with TemporaryFile(buffering=0) as spool:
        try:
            with member.opened() as packed:
                shutil.copyfileobj(packed, cast(IO[bytes], spool))
        except Exception:  # as above
            yield replace(member.part, refused=left_inside(_say("damaged_part")))
            return
        spool.seek(0)
        with CarefulFile(spool) as file:
            yield from _opened(member.part, file, allowance, depth)


def _read(member: Member) -> IncomingFile:
    if member.size > MAX_KEPT_BYTES:
        return replace(member.part, refused=left_inside(TOO_LARGE))
    try:
        with member.opened() as packed:
            return judged(member.part, packed.read(), inside=True)
    except Exception:  # as above
        return replace(member.part, refused=left_inside(_say("damaged_part")))
