"""Says in plain words where YAML takes a text for something else: a colon, a quote, a star, a comma, a tab."""

import re

import yaml

from widerwindow.messages import Advice, Messages

_SAID_OF = (
    ("colon", "mapping values are not allowed"),
    ("tab", r"found character '\\t'|tabs?\b"),
    ("first_character", "found character|unknown directive name|found undefined tag|did not find URI|tag"),
    ("star", "alias|anchor"),
    ("quote", "quoted scalar|found unexpected end of stream"),
    ("comma", r"expected ',' or"),
)
"""The traps, each with what YAML's reader says of one; the first that fits is meant."""

_say = Messages(__package__)


def in_words(error: yaml.MarkedYAMLError, text: str) -> Advice:
    """Return what `error` says of `text` in an author's words."""
    mark, said = error.problem_mark, f"{error.context or ''}: {error.problem or ''}"
    lines = text.splitlines()
    line = lines[mark.line].strip() if mark and mark.line < len(lines) else ""
    trap = next((trap for trap, pattern in _SAID_OF if re.search(pattern, said)), "")
    if not trap and re.match(r"""(?:- )?(?:[\w-]+: )?(['"]).*\1\s*\S""", line):
        trap = "quote"
    if trap:
        return _say.advice(f"trap_{trap}", line=line)
    return _say.advice("not_yaml", reason=error.problem or error.context)
