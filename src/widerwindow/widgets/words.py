"""The widgets' own words, from words.yml: one set for each kind of widget."""

from functools import cache
from importlib.resources import files

import yaml


@cache
def _all_words() -> dict[str, dict[str, str]]:
    file = files(__package__).joinpath("words.yml")
    words: dict[str, dict[str, str]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return words


def words_for(kind: str) -> dict[str, str]:
    """Return the words of one kind of widget."""
    return _all_words()[kind]
