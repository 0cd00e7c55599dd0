"""A table of numbers: what pages quote from it, and what its author is told."""

from pathlib import Path

import pytest
from checking import faults
from small_course import HEAD, cell, list_pages

from widerwindow.content.activities.data_table import Data
from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import parse
from widerwindow.content.course import Course

TABLE = """\
id: cups
title: Cups
source: leaf1999
about: Counted in one house.
rows:
"""
FILE = Path("cups.yml")


def numbers(row: str) -> dict[str, str]:
    return parse(f"{TABLE}  - {{id: tea, label: Tea, {row}}}\n", FILE, Data).numbers()


@pytest.mark.parametrize(
    ("row", "percent"),
    [
        ("percent: 95", "95%"),
        ("percent: 92.4", "92%"),
        ("percent: 92.5", "93%"),
        ("percent: 0.5", "1%"),
        ("count: 25, of: 27", "93%"),
        ("count: 1, of: 8", "13%"),
        ("count: 0, of: 3", "0%"),
        ("count: 3, of: 3", "100%"),
    ],
)
def test_a_percent_is_computed_and_half_is_rounded_up(row: str, percent: str) -> None:
    assert numbers(row)["cups:tea"] == percent


def test_a_count_can_be_quoted_as_such() -> None:
    assert numbers("count: 25, of: 27") == {"cups:tea": "93%", "cups:tea:of": "25 of 27"}
    assert numbers("percent: 93") == {"cups:tea": "93%"}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("percent: 101", "cups.yml:6: `percent`:"),
        ("percent: 93, count: 25, of: 27", "cups.yml:6: `tea` needs either a `percent`, or a `count` and"),
        ("count: 25", "cups.yml:6: `tea` needs either"),
        ("percent: 93, of: 27", "cups.yml:6: `tea` needs either"),
        ("note: x", "cups.yml:6: `note` is not known here."),
        ("count: 28, of: 27", "cups.yml:6: `tea` counts 28 of 27. Write a count that is not larger than `of`."),
        ("count: 0, of: 0", "cups.yml:6: `of`:"),
        ("percent: 1}\n  - {id: tea, label: Two, percent: 2", "cups.yml:7: The id `tea` is used twice."),
    ],
)  # fmt: skip
def test_a_row_that_says_too_little_or_too_much_is_told(row: str, told: str) -> None:
    with pytest.raises(ContentError) as error:
        numbers(row)
    assert str(error.value).startswith(told)


def plant(course: Course, page: str, table: str) -> list[str]:
    """Put a page and a table into the course, and return what is then said of the two, file by file."""
    folder = course.book / "tea"
    (folder / "data" / "cups.yml").write_text(table, encoding="utf-8")
    (folder / "cups.md").write_text(f"{HEAD}# Cups\n\n{page}\n", encoding="utf-8")
    list_pages(course)
    found = faults(course)
    return [str(problem) for problem in found if problem.file.stem == "cups"]


WHOLE = TABLE + "  - {id: tea, label: Tea, count: 1, of: 4}\n"


def test_a_page_s_numbers_and_charts_are_looked_up(small: Course) -> None:
    right = "So many: {number}`cups:tea`, {number}`cups:tea:of`, from `{number}` and `a:b`.\n\n" + cell('Chart("cups")')
    assert plant(small, right, WHOLE) == []
    assert small.number("cups:tea") == "25%"
    at = "book/tea/cups.md:8: "
    assert plant(small, "One:\n{number}`cups:coffee`", WHOLE) == [
        at + "There is no number `cups:coffee`. Write one of: cups:tea, cups:tea:of."
    ]
    assert plant(small, "One:\n{number}`mugs:tea`", WHOLE)[0].startswith(
        at + "There is no file `book/*/data/mugs.yml`."
    )
    assert plant(small, cell("Chart('mugs')"), WHOLE)[0].startswith(
        'book/tea/cups.md:10: `Chart("mugs")` names no file.'
    )


def test_a_table_that_cannot_be_read_is_told_once(small: Course) -> None:
    found = plant(small, "{number}`cups:tea`", WHOLE.replace("of: 4", "from: 4"))
    assert found == ["book/tea/data/cups.yml:6: `from` is not known here. Check its spelling, or take the line out."]


def test_a_table_names_its_source(small: Course) -> None:
    (told,) = plant(small, "Tea.", WHOLE.replace("leaf1999", "siegel1999"))
    assert told.startswith("book/tea/data/cups.yml:3: `siegel1999` is no source in book/references.bib.")


def test_a_chart_stands_under_its_page_s_note(small: Course) -> None:
    page, table = "Cups.\n\n" + cell("Chart('cups')"), WHOLE.replace("Counted", "After an overdose, counted")
    (told,) = plant(small, page, table)
    assert told.startswith("book/tea/data/cups.yml:4: “overdose” speaks of overdose")
    assert "content_note" in told
