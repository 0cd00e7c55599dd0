import csv
import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from room import QUIZ, rewrite

from widerwindow.content.course import Course
from widerwindow.grading.giving_back.export import Found, answers, grades, meanings
from widerwindow.grading.giving_back.spreadsheet import Cell, Sheet, to_csv, to_xlsx
from widerwindow.grading.gradebook.marks import Mark, Marks

FULL = {
    "dark-clouds": Mark(1.0, 1.0),
    "max": Mark(2.0, 3.0),
    "in-which-season": Mark(4 / 3, 2.0),
    "a-letter": Mark(4.5, 6.0, comment="Good."),
}
EVIL = ["=cmd|x", "+1", "-1", "@a", "\ta", "\ra", "\n=1", " =1", '"=1', "＝1", "a;=1", "a\n-1", "\0=1"]
ODD = ['Smith, "Jo"', "Ünal", "a\nb", "it's", "a=b", "1;2", "_x0041_", "😀"]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def of(course: Course, *rows: Marks) -> Found:
    return [(course.quiz(QUIZ), rows)]


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def opened(data: bytes) -> dict[str, list[list[Cell]]]:
    """Return the sheets of a workbook as ECMA-376 has them: a cell of type `s` is text, one without a type a number."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: ElementTree.fromstring(book.read(name)) for name in book.namelist() if name.endswith(".xml")}
    texts = [
        re.sub(r"_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), "".join(item.itertext()))
        for item in parts["xl/sharedStrings.xml"]
    ]
    sheets: dict[str, list[list[Cell]]] = {}
    for number, sheet in enumerate(parts["xl/workbook.xml"].iter(f"{MAIN}sheet"), 1):
        page = parts[f"xl/worksheets/sheet{number}.xml"]
        assert not list(page.iter(f"{MAIN}f")), "There is a formula."
        sheets[sheet.attrib["name"]] = [[_cell(cell, texts) for cell in row] for row in page.iter(f"{MAIN}row")]
    return sheets


def _cell(cell: ElementTree.Element, texts: list[str]) -> Cell:
    value = cell.findtext(f"{MAIN}v")
    if value is None:
        return None
    return texts[int(value)] if cell.get("t") == "s" else float(value)


def test_each_question_has_a_column_and_each_hand_in_a_line(course: Course) -> None:
    data = to_csv(grades(of(course, Marks("L1", None, FULL))))
    assert data.startswith(b"\xef\xbb\xbf")
    questions = ["dark-clouds", "max", "in-which-season", "a-letter"]
    assert read(data) == [
        ["learner", "quiz", "state", "points so far", "total", "max", *questions],
        ["L1", "weather", "marked", "8.8333", "8.8333", "12", "1", "2", "1.3333", "4.5"],
    ]


def test_what_waits_has_no_points_and_no_total_and_says_so(course: Course) -> None:
    waits = FULL | {"a-letter": Mark(None, 6.0, waits=True)}
    looks = waits | {"max": Mark(None, 3.0, waits=True, needs_review="its place in the file is missing.")}
    again = FULL | {"a-letter": Mark(4.5, 6.0, waits=True)}
    nothing = {name: Mark(None, mark.out_of, waits=True, needs_review="It is empty.") for name, mark in FULL.items()}
    rows = [Marks(str(place), None, marks) for place, marks in enumerate((waits, looks, again, nothing))]
    assert [line[2:] for line in read(to_csv(grades(of(course, *rows))))[1:]] == [
        ["waits for hand-marking", "4.3333", "", "12", "1", "2", "1.3333", ""],
        ["needs a look", "2.3333", "", "12", "1", "", "1.3333", ""],
        ["waits for hand-marking", "8.8333", "", "12", "1", "2", "1.3333", "4.5"],
        ["needs a look", "", "", "12", "", "", "", ""],
    ]


def test_nothing_is_taken_for_a_formula_and_every_field_keeps_its_place(course: Course) -> None:
    rows = read(to_csv(grades(of(course, *(Marks(name, None, FULL) for name in [*EVIL, *ODD])))))
    assert [row[0] for row in rows[1:]] == [
        "'=cmd|x",
        "'+1",
        "'-1",
        "'@a",
        "'\ta",
        "'\ra",
        "'\n'=1",
        "' =1",
        "'\"=1",
        "'＝1",
        "a;'=1",
        "a\n'-1",
        "'�=1",
        *ODD,
    ]
    assert {len(row) for row in rows} == {10}


def test_a_workbook_holds_text_as_it_is_numbers_as_numbers_and_nothing_where_nothing_is() -> None:
    texts = [*EVIL, *ODD, "https://example.org", "1", "TRUE", "x" * 32_768]
    rows = [[text, place / 3, None] for place, text in enumerate(texts)]
    (said,) = opened(to_xlsx([Sheet("One", ["text", "number", "nothing"], rows)])).values()
    assert said[0] == ["text", "number", "nothing"]
    assert [line[0] for line in said[1:-1]] == texts[:-1]
    assert [line[1] for line in said[1:]] == pytest.approx([row[1] for row in rows])
    assert {len(line) for line in said[1:-1]} == {2}
    assert "".join(part for part in said[-1] if isinstance(part, str)) == texts[-1]
    assert max(len(part) for part in said[-1] if isinstance(part, str)) <= 16_000


def test_the_workbook_explains_every_column(course: Course) -> None:
    rewrite(course, "Tell a friend how", "=Tell a friend how")
    found = of(course, Marks("L1", None, FULL))
    sheets = opened(to_xlsx([grades(found), answers(course, found), meanings(found)]))
    assert list(sheets) == ["Grades", "Answers", "What the columns mean"]
    explained = {(row[0], row[1]) for row in sheets["What the columns mean"]}
    for name in ("Grades", "Answers"):
        assert {(name, heading) for heading in sheets[name][0]} <= explained
    assert all(len(row) == 3 and all(row) for row in sheets["What the columns mean"])


def test_without_the_marked_notebooks_the_points_are_there_and_the_rest_is_told(course: Course) -> None:
    look = FULL | {"max": Mark(None, 3.0, waits=True, needs_review="It is odd.")}
    lines = [
        dict(zip(answers(course, ()).headings, row, strict=True))
        for row in answers(course, of(course, Marks("L1", None, look))).rows
    ]
    assert [line["points"] for line in lines] == [1.0, None, 4 / 3, 4.5]
    assert [line["answer"] for line in lines] == [None] * 4
    assert lines[1]["note"] == "It is odd."
    assert lines[0]["note"] == "There is no marked notebook to read the answer from."
    assert (lines[1]["state"], lines[3]["comment"]) == ("needs a look", "Good.")


def test_no_hand_ins_leave_the_headings(course: Course) -> None:
    assert len(read(to_csv(grades(of(course))))) == 1
    assert len(opened(to_xlsx([grades(of(course))]))["Grades"]) == 1
