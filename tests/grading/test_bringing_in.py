"""A list of people from anywhere becomes the course's own: everybody has a code, and keeps the one she has."""

from pathlib import Path

import pytest
from moodle_download import worksheet

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading import codes
from widerwindow.grading.collecting.roster import Listed, Roster, erase, file
from widerwindow.grading.keeping.bringing_in import add, bring_in, brought
from widerwindow.grading.notebook.codes import is_spoilt
from widerwindow.grading.notebook.submission import LEARNER


def brought_in(course: Course, text: str) -> list[Listed]:
    came = course.root / "came.csv"
    came.write_text(text, encoding="utf-8")
    bring_in(course, brought(course, came))
    return Roster(file(course)).people


def test_moodle_s_worksheet_gives_names_and_addresses_and_no_grades(course: Course) -> None:
    bring_in(course, brought(course, worksheet(course.root / "Grades.csv")))
    people = Roster(file(course)).people
    assert [(each.name, each.signs) for each in people] == [
        ("Anna Adeyemi", ("anna@example.com",)),
        ("Ben O'Brien-Smith", ("ben@example.com",)),
        ("Cléo Núñez", ("cleo@example.com",)),
        ("Dan Lee", ("dan@example.com",)),
    ]
    assert len({each.code for each in people}) == 4
    assert all(LEARNER.fullmatch(each.code) for each in people)
    assert "100.00" not in file(course).read_text()
    again = brought(course, worksheet(course.root / "Grades.csv"))
    assert (again.people, again.new, again.gone) == (people, frozenset(), [])


def test_each_keeps_her_code_in_whichever_order_names_stand_and_two_of_one_name_have_two(course: Course) -> None:
    first = brought_in(course, "name,code\nAda Able,k7f3\nBea Blue,\nBea Blue,\n")
    assert first[0].code == "k7f3"
    assert len({each.code for each in first}) == 3
    second = brought_in(course, "Surname;Forename\nAble;Ada\nBlue;Bea\nBlue;Bea\nNew;Nia\n")
    assert [each.code for each in second[:3]] == [each.code for each in first]
    assert second[3].code not in {each.code for each in first}
    alone = course.root / "alone.csv"
    alone.write_text("name\nNia New\n")
    assert [each.name for each in brought(course, alone).gone] == ["Ada Able", "Bea Blue", "Bea Blue"]


def test_numbers_of_students_are_no_numbers_of_moodle_and_no_name_becomes_a_formula(course: Course) -> None:
    people = brought_in(course, "Student ID,Name\n1001,Ada Able\n1002,=HYPERLINK(1)\n")
    assert [each.signs for each in people] == [("1001",), ("1002",)]
    assert ",'=HYPERLINK(1)," in file(course).read_text()


@pytest.mark.parametrize("text", ["", "colour\nblue\n", "name\n\n", "Identifier,Status\nParticipant 3,Draft -  - \n"])
def test_a_list_that_names_nobody_is_refused(course: Course, tmp_path: Path, text: str) -> None:
    (tmp_path / "came.csv").write_text(text)
    with pytest.raises(ContentError, match="No names were found in this list"):
        brought(course, tmp_path / "came.csv")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("code,first name,group\nab1,Ana,Red\n", "code,first name,group,name\nab1,Ana,Red,\n"),
        ("code;group\nab1;Red;x\nab2\n", "code;group;;name\nab1;Red;x;\nab2;;;\n"),
        ("Last name,First name,Code,Team\nAble,Ana,ab1,Red\n", "Last name,First name,Code,Team\nAble,Ana,ab1,Red\n"),
    ],
)
def test_whoever_is_added_changes_no_other_row_of_any_list_and_goes_off_it_again(
    course: Course, before: str, after: str
) -> None:
    file(course).write_text(before)
    code = add(course, "Nia New")
    assert file(course).read_text("utf-8-sig").startswith(after)
    assert [each.name for each in Roster(file(course)).people if each.code == code] == ["Nia New"]
    erase(course, code)
    assert file(course).read_text("utf-8-sig") == after


def test_whoever_is_added_has_the_code_of_her_work_and_nobody_else_s(course: Course) -> None:
    (course.exercises / "submitted" / "ab1").mkdir(parents=True)
    file(course).write_text("")
    assert add(course, "Nia New", "AB1") == "ab1"
    file(course).write_text("code,name\n,Zoe Late\n")
    with pytest.raises(ContentError, match="Somebody called Zoe Late is on your list already, and has no code yet"):
        add(course, "Zoe Late", "z1")
    (course.exercises / "moodle").mkdir()
    (course.exercises / "moodle" / "learners.csv").write_text("learner,full name\nmx1,Mo Xu\n")
    with pytest.raises(ContentError, match="The code mx1 belongs to Mo Xu"):
        add(course, "Nia New", "MX1")
    assert add(course, "Xu Mo", "MX1") == "mx1"


def test_a_code_to_hand_out_says_nothing_and_outlives_a_spreadsheet() -> None:
    made = [codes.new(()) for _ in range(500)]
    assert len(set(made)) > 490
    assert not any(codes.is_made(code) or is_spoilt(code) for code in made)
    assert not any(set(code) & set("aeiouy015lmns") for code in made)
