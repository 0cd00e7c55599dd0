"""The receipt of a hand-in: a short code of its answers, which the page, the file and `collect` tell alike.

By it a learner and a trainer see that they speak of the same answers. It guards against mistakes, and not against
anyone who means to deceive. `widgets/quiz/receipt.js` makes the same one.
"""

from collections.abc import Mapping
from zlib import crc32

from widerwindow.grading.notebook.submission import HandIn
from widerwindow.messages import Messages

_say = Messages(__package__)

_LETTERS = "234679CDFHJKMNPQRTVWXY"  # none looks like another, and no vowel makes a word of them
_LENGTH = 6


def receipt_of(cells: Mapping[str, list[str]]) -> str:
    """Return the receipt of the answers in `cells`. An answer's cell has the id of its question, which has no `_`."""
    parts = [part for name in sorted(cells) if "_" not in name for part in (name, *cells[name])]
    rest, letters = crc32("\0".join(parts).encode(errors="replace")), ""
    while len(letters) < _LENGTH:
        rest, place = divmod(rest, len(_LETTERS))
        letters += _LETTERS[place]
    return f"{letters[:3]}-{letters[3:]}"


def told_receipt(hand_in: HandIn) -> str:
    """Return what is said of the receipt: the one of its answers, and the one in the file where that differs."""
    own = receipt_of(hand_in.cells)
    if hand_in.receipt in (None, own):
        return _say("receipt", receipt=own)
    return _say("receipt_differs", receipt=own, told=hand_in.receipt)
