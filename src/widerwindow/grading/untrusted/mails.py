"""Lists what is attached to an e-mail, as mail programs save one."""

import io
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from functools import partial
from pathlib import PurePosixPath
from typing import IO

from widerwindow.grading.untrusted.forms import START, looks_like_hand_in
from widerwindow.grading.untrusted.incoming import IncomingFile, Member, Refused, is_litter
from widerwindow.grading.untrusted.zips import Allowance
from widerwindow.messages import Messages

_say = Messages(__package__)

_MAX_MAIL_BYTES = 35_000_000  # mail programs take attachments of 25 MB, which are a third more in an e-mail


def members(whole: IncomingFile, file: IO[bytes], allowance: Allowance) -> list[Member]:
    """Return what is attached to the e-mail `file`, which is `whole`. Raises Refused where there is nothing to read.

    Nothing else that the e-mail says counts: its sender writes her name and the date herself.
    """
    data = file.read(_MAX_MAIL_BYTES + 1)
    if len(data) > _MAX_MAIL_BYTES:
        raise Refused(_say("mail_too_large", megabytes=_MAX_MAIL_BYTES // 1_000_000))
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        found = [member for part in message.walk() if (member := _member(whole, part))]
    except Exception:  # a spoilt e-mail raises many kinds, one that is nested a thousand deep among them
        raise Refused(_say("damaged_mail")) from None
    allowance.take(len(found), sum(member.size for member in found))
    if not found:
        raise Refused(_say("empty_mail"))
    return found


def _member(whole: IncomingFile, part: EmailMessage) -> Member | None:
    """Return one part of the e-mail, or None for those that hold others, and for its words."""
    if part.is_multipart():
        return None
    data = part.get_payload(decode=True)
    name = PurePosixPath(str(part.get_filename() or "").replace("\\", "/")).name
    if not isinstance(data, bytes) or is_litter(name) or (not name and not looks_like_hand_in(data)):
        return None
    called = name or _say("mail_text")
    # The names in it are the sender's own choice, so the way to it ends at the e-mail.
    inside = IncomingFile(f"{whole.name} > {called}", called, whole.time, trail=whole.trail)
    return Member(inside, len(data), lambda: data[:START], partial(io.BytesIO, data))
