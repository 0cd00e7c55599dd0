"""Says in plain words where YAML takes a text for something else: a colon, a quote, a star, a comma, a tab."""

import re

import yaml

from widerwindow.messages import Advice, Messages

_SAID_OF = (
    ("second_file", "found another document"),
    ("colon", "mapping values are not allowed"),
    ("tab", r"found character '\\t'|tabs?\b"),
    ("first_character", "found character|unknown directive name|found undefined tag|did not find URI|tag"),
    ("star", "alias|anchor"),
    ("no_colon", "simple key"),
    ("quote", "quoted scalar|found unexpected end of stream"),
    ("comma", r"expected ',' or"),
)
"""The traps, each with what YAML's reader says of one; the first that fits is meant."""

_OTHER_SIGN = re.compile(r"^\s*(?:- )?[\w-]+(?:：|:[\u00a0\u3000])|^ *[\u00a0\u3000]|[\x85\u2028\u2029]")
"""What looks like a blank, a colon or the end of a line, and is read as another."""

_SOUND = re.compile(r"(?:- )?[\w-]+:(?: (?!.*:(?: |$)).*)?$")
"""A line with one name and its value, in which no colon is wrong."""

_say = Messages(__package__)


_OPENED = re.compile("while scanning a (?:quoted scalar|simple key)")
"""What YAML's reader says where it was waiting for an end: the fault is where that began."""


def in_words(error: yaml.MarkedYAMLError, text: str) -> tuple[int, Advice]:
    """Return the line (from 0) on which an author finds what `error` is about, and what it says in her words."""
    said = f"{error.context or ''}: {error.problem or ''}"
    mark = error.context_mark if _OPENED.match(said) and error.context_mark else error.problem_mark
    trap = next((trap for trap, pattern in _SAID_OF if re.search(pattern, said)), "")
    number = mark.line if mark else 0
    torn = None if trap or not mark else _torn_before(mark, text)
    if torn is not None:
        trap, number = "quote", torn
    lines = text.split("\n")
    odd = next((place for place, line in enumerate(lines[: number + 1]) if _OTHER_SIGN.search(line)), None)
    if odd is not None:
        trap, number = "other_sign", odd
    shown = lines[number].strip() if number < len(lines) else ""
    if number < len(lines) and re.match(r" *\t", lines[number]):
        trap = "tab"
    if trap == "colon" and _SOUND.match(shown):
        trap = "further_in"
    if not trap and re.match(r"""(?:- )?(?:[\w-]+: )?(['"]).*\1\s*\S""", shown):
        trap = "quote"
    return number, _say.advice(f"trap_{trap}", line=shown) if trap else _unknown(error)


def _unknown(error: yaml.MarkedYAMLError) -> Advice:
    return _say.advice("not_yaml", reason=error.problem or error.context)


def _torn_before(mark: yaml.Mark, text: str) -> int | None:
    """Return the line of a quotation that goes over several lines and ends on that of `mark`, where text follows."""
    found = None
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            is_quoted = isinstance(token, yaml.ScalarToken) and token.style in {"'", '"'}
            if is_quoted and token.start_mark.line < token.end_mark.line == mark.line:
                found = token.start_mark.line
    except yaml.YAMLError:
        pass
    return found
