"""How a reading age comes about."""

import pytest

from widerwindow.content.checks.readability import reading_age, sentences, syllables
from widerwindow.content.pages.passages import Passage

BY_HAND = """
agreement 3, area 3, being 2, breathing 2, called 1, changes 2, coercive 3, create 2, dissociation 5, example 3,
experience 4, eyes 1, homelessness 3, idea 3, little 2, needed 2, noticed 2, organisation 5, people 2, police 2,
quiet 2, refuge 2, safeguarding 3, safety 2, services 3, social 2, suicide 3, table 2, trauma 2, violence 3
"""


def test_syllables_are_those_counted_by_hand() -> None:
    words = [pair.split() for pair in BY_HAND.replace("\n", " ").split(",")]
    assert {word: syllables(word) for word, _ in words} == {word: int(count) for word, count in words}


def test_the_reading_age_is_the_grade_plus_five() -> None:
    found = list(sentences(Passage(1, "The cat sat on the mat. The people went home after that.")))
    assert [len(sentence.words) for sentence in found] == [6, 6]
    assert reading_age(found) == pytest.approx(0.39 * 6 + 11.8 * 14 / 12 - 15.59 + 5)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("He **said** so {cite:p}`a2000,b2001`. It is [in a book].", ["He said so", "It is in a book"]),
        ('She says, "Come in with me." Then they both go.', ["She says Come in with me", "Then they both go"]),
        ("A word\n  It means this or that.", ["It means this or that"]),
        ("Of {term}`women <woman>`, 25 of 27.", ["Of women 25 of 27"]),
        ("It is trauma-informed, isn't it?", ["It is trauma-informed isn't it"]),
        ("She counted {number}`cups:tea` of the cups.", ["She counted 1 of the cups"]),
        ("Three short words.", []),
    ],
)
def test_a_sentence_is_what_a_reader_reads(text: str, said: list[str]) -> None:
    assert [" ".join(sentence.words) for sentence in sentences(Passage(1, text))] == [
        one for one in said if len(one.split()) > 3
    ]


def test_a_heading_is_no_sentence() -> None:
    assert list(sentences(Passage(1, "What this page is about", heading=True))) == []
