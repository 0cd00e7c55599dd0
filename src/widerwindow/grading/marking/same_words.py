"""Finds answers in the same words. What that means, a person says: a model text, a shared draft, or chance."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

_FEWEST = 8  # words; a shorter answer is often the same by chance


def same_words(answers: Mapping[str, str]) -> list[Sequence[str]]:
    """Return the names of those `answers` that hold the same words in the same order, group by group.

    Capitals, spaces and the signs between words make no difference.
    """
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, text in answers.items():
        groups[tuple(re.findall(r"\w+", text.casefold()))].append(name)
    return [names for words, names in groups.items() if len(names) > 1 and len(words) >= _FEWEST]
