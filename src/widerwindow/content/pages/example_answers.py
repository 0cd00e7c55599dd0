"""The answers in scored examples: a paragraph begins in bold, as `**Weak: 2 of 6**`, and the answer is in quotes."""

import re

_NEXT = re.compile(r"\n\s*\n(?=\*\*)")
_QUOTED = re.compile(r"[\"“](.+)[\"”]", re.DOTALL)
_REMARKS = re.compile(r"(?<=[\"”])\s+\*(?!\*).*", re.DOTALL)
"""What a trainer says to the answer, in italics after it."""

_MARKS = re.compile(r"\*+|\\(?=[^\w\s])")
_LINES = re.compile(r"[ \t]*\n[ \t]*")


def answers_in(markdown: str) -> list[str]:
    """Return the answers of the examples in `markdown`, in their order, as somebody would type them."""
    examples = [each for each in _NEXT.split(markdown) if each.startswith("**")]
    quoted = (_QUOTED.search(_REMARKS.sub("", each)) for each in examples)
    return [_LINES.sub(" ", _MARKS.sub("", found[1])).strip() for found in quoted if found]
