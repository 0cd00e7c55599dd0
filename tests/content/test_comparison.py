"""A comparison: who is counted, and what its author is told."""

from pathlib import Path

import pytest
from checking import faults
from small_course import HEAD, cell, list_pages

from widerwindow.content.activities.comparison import Comparison
from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import parse
from widerwindow.content.course import Course

SHOWN = cell("Comparison('tea-drinkers')")
SOURCE = Path(__file__).parents[1] / "widgets/course/book/tea/comparisons/tea-drinkers.yml"
TEXT = SOURCE.read_text(encoding="utf-8")


def test_who_is_counted_is_worked_out_from_the_areas() -> None:
    strict, wide = parse(TEXT, SOURCE, Comparison).public()["definitions"]
    assert strict["met"] == {"sam": ["Black tea", "Green tea"], "ida": [], "jo": []}
    assert strict["counted"] == ["sam"]
    assert wide["areas"] == ["Black tea", "Green tea", "Herbs & mint"]  # in the order of the areas, as everywhere
    assert wide["counted"] == ["sam", "ida"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[black, green]\n", "[black, cocoa]\n", "14: `cocoa` is no area. Write one of: black, green, herbs."),
        ("areas: [herbs]", "areas: [herbs, mud]", "29: `mud` is no area. Write one of: black, green, herbs."),
        ("areas: [herbs]", "areas: [herbs, herbs]", "29: The area `herbs` stands here twice. Keep one."),
        ("least: 2", "least: 3", "15: `strict` asks for 3 of the 2 it counts. Nobody can meet that. Write fewer."),
        ("at_least: 2", "at_least: 0", "15: `at_least`: should be greater than or equal to 1. Mend this value."),
        ("id: wide", "id: strict", "19: The id `strict` is used twice. Give each one an id of its own."),
        ("id: ida", "id: sam", "29: The id `sam` is used twice. Give each one an id of its own."),
        ('date: "1999"', "date: 1999", "12: `date` is a text, and YAML takes `1999` for something else. "
         "Write it in quotes."),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(old: str, new: str, told: str) -> None:
    assert old in TEXT
    with pytest.raises(ContentError) as error:
        parse(TEXT.replace(old, new), SOURCE, Comparison)
    assert str(error.value) == f"{SOURCE}:{told}"


def test_a_comparison_in_a_course_is_checked_with_its_sources_and_under_its_page_s_note(small: Course) -> None:
    folder = small.book / "tea"
    file, page = folder / "comparisons" / "tea-drinkers.yml", folder / "teas.md"

    def told(text: str, head: str = HEAD) -> list[str]:
        file.write_text(text, encoding="utf-8")
        page.write_text(f"{head}# Teas\n\n{SHOWN}", encoding="utf-8")
        list_pages(small)
        return [f"{each.line}: {each.message}" for each in faults(small) if each.file.stem in (file.stem, page.stem)]

    assert told(TEXT) == []
    assert told(TEXT.replace("leaf1999", "siegel1999", 1)) == ["13: `siegel1999` is no source in book/references.bib."]
    planted = TEXT.replace("Jo has milk", "Jo had an overdose")
    assert told(planted) == ["30: “overdose” speaks of overdose, and no note says so before it."]
    note = "content_note: {themes: [overdose], intensity: low, text: One is named., summary: In short.}\n"
    assert told(planted, HEAD.replace("---\n", f"---\n{note}", 1)) == []
