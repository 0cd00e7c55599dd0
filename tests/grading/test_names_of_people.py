"""One name is one name, however a program wrote it; two names stay two."""

import unicodedata

import pytest

from widerwindow.grading.untrusted.people import alike, folded, orders, tells

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


def written(name: str) -> dict[str, str]:
    """Return `name` as programs may write it. Where a code has no letter for a byte, nobody can tell the name again."""
    garbled = {code: name.encode().decode(code, "replace") for code in ("cp437", "cp1252")}
    whole = {code: text for code, text in garbled.items() if "\N{REPLACEMENT CHARACTER}" not in text}
    return whole | {"apart": unicodedata.normalize("NFD", name), "capitals": name.upper(), "as it is": name}


@pytest.mark.parametrize(("name", "other"), [(name, other) for name in NAMES for other in written(name).values()])
def test_a_name_is_known_again_however_it_was_written(name: str, other: str) -> None:
    assert folded(other) == folded(name) != ""


@pytest.mark.parametrize(
    ("name", "other"),
    [("राम", "रमा"), ("करण", "कर्ण"), ("たかだ", "たがた"), ("สุดา", "สูดา"), ("ལི", "ལུ")],
    ids=["Hindi", "Hindi without a vowel", "Japanese", "Thai", "Tibetan"],
)
def test_names_that_differ_in_a_sign_that_tells_are_two(name: str, other: str) -> None:
    assert folded(name) != folded(other)


def test_a_sign_that_only_chooses_how_a_letter_looks_tells_nothing() -> None:
    assert folded("葛\U000e0100城") == folded("葛城")


def test_names_without_a_letter_are_compared_as_they_are() -> None:
    assert alike("\N{CHERRY BLOSSOM}", "\N{CHERRY BLOSSOM}")
    assert not alike("\N{CHERRY BLOSSOM}", "\N{SUNFLOWER}")


def test_the_given_name_may_stand_first_or_last() -> None:
    assert folded("smithannamaria") in orders("Anna Maria Smith") & orders("Smith, Anna Maria")
    assert folded("smithanna") not in orders("Anne Smith")


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("able", True),
        ("Ada7", True),
        ("a-able", True),
        ("nunez22", True),
        ("li", True),
        ("kz7li4", False),
        ("k7f3", False),
        ("example", False),
        ("1979", False),
        ("", False),
    ],
)
def test_a_code_that_holds_a_part_of_its_own_name_or_address_is_told(code: str, told: bool) -> None:
    assert tells(code, "Ada Li Able", ["nuñez.1979@example.org"]) is told
