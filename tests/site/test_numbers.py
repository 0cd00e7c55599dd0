"""The role that quotes a number out of a data file, and when a page quotes it anew."""

import pytest
from small_book import Book, write

DATA = """\
id: cups
title: Cups
source: leaf1999
about: Counted once.
rows:
  - {id: tea, label: Tea, count: 1, of: 8}
"""
PAGE = """\
# Home

| Tea | As counted |
| --- | --- |
| {number}`cups:tea` | {number}`cups:tea:of` |
"""
FILES = {"book/index.md": PAGE, "book/tea/data/cups.yml": DATA}


def test_a_number_is_quoted_and_follows_its_file(book: Book) -> None:
    write(book.folder, FILES)
    assert book.build() == ""
    assert "<p>13%</p>" in book.page("index")
    assert "<p>1 of 8</p>" in book.page("index")
    write(book.folder, {"book/tea/data/cups.yml": DATA.replace("count: 1", "count: 2")})
    book.build()
    assert "<p>25%</p>" in book.page("index")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("cups:tea:of", "cups:coffee", "There is no number `cups:coffee`. Write one of: cups:tea, cups:tea:of."),
        ("cups:tea:of", "mugs:tea", "There is no file `book/*/data/mugs.yml`. Check the name. Known ones: cups."),
    ],
)
def test_an_unknown_number_is_told_with_its_line_until_it_is_there(
    book: Book, old: str, new: str, expected: str
) -> None:
    write(book.folder, FILES | {"book/index.md": PAGE.replace(old, new)})
    for _ in range(2):  # told again, as the page is read again
        assert book.build().count(f"{book.folder}/book/index.md:5: ERROR: {expected}") == 1
