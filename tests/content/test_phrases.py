"""How the lists of words in YAML find what they mean."""

import re

import pytest

from widerwindow.content.checks.phrases import Phrases


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("overdos*", "Two OVERDOSES.", True),
        ("overdos*", "anoverdose", False),
        ("rape", "A rape.", True),
        ("rape", "grapes and rapeseed", False),
        ("taken into care", "was *taken\n    into care*", True),
        ("self-harm*", "self-harming", True),
        ("c.t", "cat", False),
        ("beaten", "unbeaten", False),
        ("#%", "about 92.6% of them", True),
        ("#%", "width: %", False),
        ("93%", "193%", False),
        ("# of #", "Of 27 women, 25 of 27", True),
        ("08#", "0808 2000 247", True),
        ("08#", "at 08 o'clock", False),
        ("{cite:*", "{cite:p}`a2000`", True),
    ],
)
def test_a_phrase_is_found_whole_unless_a_star_or_a_number_sign_says_otherwise(
    phrase: str, text: str, found: bool
) -> None:
    phrases = Phrases([phrase])
    assert bool(phrases.first(text)) is found
    assert len(phrases.all(text)) == found
    words = set(re.findall(r"\w+", text.lower()))
    assert phrases.may_be_in(" ".join(text.lower().split()), words) >= found
