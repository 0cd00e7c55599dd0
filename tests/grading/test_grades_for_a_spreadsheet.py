import csv
import io

from room import QUIZ

from widerwindow.content.course import Course
from widerwindow.grading.export import table
from widerwindow.grading.marks import Mark, Marks

FULL = {
    "dark-clouds": Mark(1.0, 1.0),
    "max": Mark(2.0, 3.0),
    "in-which-season": Mark(4 / 3, 2.0),
    "a-letter": Mark(4.5, 6.0, comment="Good."),
}


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_each_question_has_a_column_and_each_hand_in_a_line(course: Course) -> None:
    data = table([(course.quiz(QUIZ), [Marks("L1", None, FULL)])])
    assert data.startswith(b"\xef\xbb\xbf")
    assert read(data) == [
        ["learner", "quiz", "dark-clouds", "max", "in-which-season", "a-letter", "total", "max", "state"],
        ["L1", "weather", "1", "2", "1.3333", "4.5", "8.8333", "12", "marked"],
    ]


def test_what_waits_has_no_points_and_says_so(course: Course) -> None:
    waits = FULL | {"a-letter": Mark(None, 6.0, waits=True)}
    looks = waits | {"max": Mark(None, 3.0, waits=True, needs_a_look="its cell is missing.")}
    again = FULL | {"a-letter": Mark(4.5, 6.0, waits=True)}
    rows = [Marks(name, None, marks) for name, marks in (("A", waits), ("B", looks), ("C", again))]
    assert [line[3:] for line in read(table([(course.quiz(QUIZ), rows)]))[1:]] == [
        ["2", "1.3333", "", "4.3333", "12", "waits for hand-marking"],
        ["", "1.3333", "", "2.3333", "12", "needs a look"],
        ["2", "1.3333", "4.5", "8.8333", "12", "waits for hand-marking"],
    ]


def test_nothing_is_taken_for_a_formula_and_every_field_keeps_its_place(course: Course) -> None:
    names = ["=cmd|x", "+1", "-1", "@a", "\ta", "\ra", "\n=1", 'Smith, "Jo"', "Ünal", "a\nb"]
    rows = read(table([(course.quiz(QUIZ), [Marks(name, None, FULL) for name in names])]))
    assert [row[0] for row in rows[1:]] == [
        "'=cmd|x",
        "'+1",
        "'-1",
        "'@a",
        "'\ta",
        "'\ra",
        "'\n=1",
        'Smith, "Jo"',
        "Ünal",
        "a\nb",
    ]
    assert {len(row) for row in rows} == {9}


def test_no_hand_ins_leave_the_headings(course: Course) -> None:
    assert len(read(table([(course.quiz(QUIZ), [])]))) == 1
