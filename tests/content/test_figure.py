"""A figure: where its points lie in words, and what its author is told."""

from pathlib import Path

import pytest
from checking import faults
from small_course import HEAD, cell, list_pages

from widerwindow.content.activities.figure import Figure
from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import parse
from widerwindow.content.course import Course

FOLDER = Path(__file__).parents[1] / "widgets/course/book/tea"
TEXTS = {file.stem: file.read_text(encoding="utf-8") for file in FOLDER.glob("figures/*.yml")}


def read(name: str, text: str) -> Figure:
    return parse(text, FOLDER / "figures" / f"{name}.yml", Figure)


def test_each_band_has_three_places_with_words() -> None:
    form = read("tea-day", TEXTS["tea-day"]).public(Course(FOLDER).comparison)["form"]
    assert form["type"] == "scale"
    assert [(spot["upto"], spot["text"]) for spot in form["spots"]] == [
        (20, "Asleep"),
        (30, "Asleep, towards Awake"),
        (43, "Awake, towards Asleep"),
        (57, "Awake"),
        (70, "Awake, towards Jittery"),
        (80, "Jittery, towards Awake"),
        (100, "Jittery"),
    ]
    assert [spot["middle"] for spot in form["spots"]] == [10, 25, 36, 50, 63, 75, 90]
    assert [point["where"] for point in form["points"]] == ["Asleep", "Awake", "Jittery"]


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("tea-day", "type: scale", "type: wheel", "5: `type: wheel` is not known here. Write one of 'scale', 'ca"),
        ("tea-day", "upto: 70", "upto: 35", "9: This band is too thin to put anything into it. Write 39 or more"),
        ("tea-day", "upto: 100", "upto: 99", "10: The last band does not reach the end of the scale. Write `upto"),
        ("tea-day", "id: noon", "id: dawn", "14: The id `dawn` is used twice. Give each one an id of its own."),
        ("tea-day", "at: 50", "at: 101", "14: `at`: should be less than or equal to 100."),
        ("tea-day", "drawn: line", "drawn: rows", "16: These edges cannot be moved."),
        ("tea-cards", "group: out", "group: in", "14: `in` is no group. Write one of: now, later, out."),
        ("tea-cards", "id: green", "id: black", "13: The id `black` is used twice. Give each one an id of its own."),
        ("tea-cards", "id: later", "id: now", "8: The id `now` is used twice. Give each one an id of its own."),
        ("tea-cards", "count: 4", "count: 0", "13: `count`: should be greater than or equal to 1."),
        ("tea-matrix", "has: [herbs]", "had: [herbs]", "4: `has` is missing"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(name: str, old: str, new: str, told: str) -> None:
    assert old in TEXTS[name]
    with pytest.raises(ContentError) as error:
        read(name, TEXTS[name].replace(old, new, 1))
    assert str(error.value).splitlines()[0].startswith(f"{FOLDER / 'figures' / name}.yml:{told}")


def test_a_figure_in_a_course_is_checked_beside_its_comparison_and_under_its_page_s_note(small: Course) -> None:
    folder = small.book / "tea"
    (folder / "comparisons" / "tea-drinkers.yml").write_text(
        (FOLDER / "comparisons" / "tea-drinkers.yml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (folder / "figures").mkdir(exist_ok=True)

    def told(name: str, text: str) -> list[str]:
        (folder / "figures" / f"{name}.yml").write_text(text, encoding="utf-8")
        shown = cell(f"Figure('{name}')")
        (folder / "teas.md").write_text(f"{HEAD}# Teas\n\n{shown}", encoding="utf-8")
        list_pages(small)
        return [f"{each.line}: {each.message}" for each in faults(small) if each.file.stem in (name, "teas")]

    matrix = TEXTS["tea-matrix"]
    assert told("tea-matrix", matrix) == []
    assert told("tea-matrix", matrix.replace("[herbs]", "[mud]")) == ["8: `mud` is no area of that comparison."]
    lost = matrix.replace("comparison: tea-drinkers", "comparison: tea-people")
    assert told("tea-matrix", lost) == ["6: `tea-people` is no comparison of this course."]
    planted = TEXTS["tea-day"].replace("Six cups.", "An overdose.")
    assert told("tea-day", planted) == ["15: “overdose” speaks of overdose, and no note says so before it."]
