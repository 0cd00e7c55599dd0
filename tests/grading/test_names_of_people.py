"""One name is one name, however a program wrote it; two names stay two."""

import unicodedata

import pytest

from widerwindow.grading.untrusted.people import folded, orders, plain_letters

NAMES = [
    "Jürgen Weiß",
    "İrem Yıldız",
    "Zoë Lee",
    "Nguyễn Thị Ánh",
    "Đỗ Đức",
    "Łukasz Øye",
    "王小明",
    "राम",
    "أحمد",
    "Ωμέγας",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("taken_for", ["cp437", "cp1252", "apart", "capitals", "as it is"])
def test_a_name_is_known_again_however_it_was_written(name: str, taken_for: str) -> None:
    match taken_for:
        case "apart":
            written = unicodedata.normalize("NFD", name)
        case "capitals":
            written = name.upper()
        case "as it is":
            written = name
        case _:
            written = name.encode().decode(taken_for, "replace")
    if "\N{REPLACEMENT CHARACTER}" in written:  # bytes that this code has no letter for
        assert plain_letters(written)[:1] == plain_letters(name)[:1]
    else:
        assert folded(written) == folded(name) != ""


def test_garbled_for_good_a_name_keeps_the_letters_that_are_sure_to_last() -> None:
    assert plain_letters("J??rgen Wei??") == plain_letters("Jürgen Weiß") == "jrgenwei"
    assert plain_letters("??rem Y??ld??z") == plain_letters("İrem Yıldız") == "remyldz"


def test_names_that_differ_in_a_vowel_sign_are_two() -> None:
    assert folded("राम") != folded("रमा")


def test_the_given_name_may_stand_first_or_last() -> None:
    assert folded("smithannamaria") in orders("Anna Maria Smith") & orders("Smith, Anna Maria")
    assert folded("smithanna") not in orders("Anne Smith")
