"""Finds phrases in text as authors list them in YAML."""

import re
from collections.abc import Iterable
from collections.abc import Set as AnySet

_ANY = {r"\*": r"\w*", r"\#": r"\d+(?:[.,]\d+)*"}
_SIGN = re.compile(r"\\[*#]")
_WHOLE = re.compile(r"(?<![\w*#])\w+(?![\w*#])")


class Phrases:
    """A list of phrases: whole words, in small or capital letters, `*` for any ending and `#` for any number."""

    def __init__(self, phrases: Iterable[str]) -> None:
        listed = list(phrases)
        ways = (r"\s+".join(map(_pattern, phrase.split())) for phrase in listed)
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)
        self._marks = [(frozenset(_WHOLE.findall(phrase.lower())), _longest_part(phrase.lower())) for phrase in listed]

    def may_be_in(self, plain: str, words: AnySet[str]) -> bool:
        """Return whether a search is worth its time in a text that stands `plain`, in small letters on one line.

        The `words` are those that it has, in small letters: most phrases lack one, and to look for that takes no time.
        """
        return any(whole <= words and part in plain for whole, part in self._marks)

    def first(self, text: str) -> re.Match[str] | None:
        """Return the first phrase in `text`."""
        return self._pattern.search(text)

    def all(self, text: str) -> list[re.Match[str]]:
        """Return every phrase in `text`."""
        return list(self._pattern.finditer(text))


def _longest_part(phrase: str) -> str:
    return max(re.split(r"[*#]+", phrase), key=len).strip()


def _pattern(word: str) -> str:
    return _SIGN.sub(lambda sign: _ANY[sign[0]], re.escape(word))
