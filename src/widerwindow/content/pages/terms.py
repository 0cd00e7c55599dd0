"""How a word of a glossary is found in a text: where the build links it, and where the check looks for it."""

import re
from collections.abc import Iterable

_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"")


def finder(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds one of the `words` as its group `word`, the longest there is, or its plural.

    One in capitals is found in capitals alone: a nice smell has nothing to do with *NICE*.
    """
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    either = "|".join(map(_pattern, longest_first))
    return re.compile(rf"(?<![\w-])(?P<word>{either})s?(?![\w-])", re.IGNORECASE)


def unquoted(text: str) -> str:
    """Return `text` with no word left of what stands in quotation marks, which is somebody's own."""
    return _QUOTATION.sub(lambda quoted: "\0" * len(quoted[0]), text)


def _pattern(word: str) -> str:
    pattern = re.escape(word).replace(r"\ ", r"\s+")
    return f"(?-i:{pattern})" if word.isupper() else pattern
