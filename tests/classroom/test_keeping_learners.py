"""Who is known and who has handed in; a code that was mistyped gets right, and two codes of one person become one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from ledger import by_hand, rows
from room import QUIZ, as_bytes, blank, hand_in, put

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.keeping import moving
from widerwindow.grading.keeping.listing import listed
from widerwindow.grading.marking.autograde import autograde

LIST = "learner,full name,email,id number,quiz,folder\n"


def came(course: Course, learner: str, answers: dict[str, object], day: str = "2026-11-20") -> bytes:
    data = as_bytes(hand_in(blank(course), answers, learner=learner))
    put(course, learner, data)
    stamp = course.exercises / "submitted" / learner / QUIZ / "timestamp.txt"
    stamp.write_text(f"{day} 10:00:00.000000 UTC")
    return data


def counts(course: Course, learner: str) -> bytes:
    return (course.exercises / "submitted" / learner / QUIZ / f"{QUIZ}.ipynb").read_bytes()


def test_a_roster_tells_who_has_not_handed_in_and_who_is_not_on_it(course: Course, tmp_path: Path) -> None:
    came(course, "k7f3", {})
    came(course, "stranger", {})
    roster = tmp_path / "roster.csv"
    roster.write_text("\ufeffName;Code\nAda;k7f3\nBea;b2\n")
    found = {each.code: each for each in listed(course, roster, None)}
    assert [(code, each.name, bool(each.handed_in[QUIZ]), each.expected) for code, each in found.items()] == [
        ("k7f3", "Ada", True, True),
        ("stranger", "", True, False),
        ("b2", "Bea", False, True),
    ]


def test_codes_that_a_spreadsheet_has_changed_are_named(course: Course, tmp_path: Path) -> None:
    came(course, "0042", {})
    roster = tmp_path / "roster.csv"
    roster.write_text("learner\n42\n1.00E+05\n3-May\nk7f3\n")
    doubts = {each.code: each.doubt for each in listed(course, roster, None) if each.doubt}
    assert set(doubts) == {"42", "1.00E+05", "3-May"}
    assert "0042" in str(doubts["42"])


def test_what_is_no_code_on_a_list_leads_nowhere_and_is_named(
    course: Course, tmp_path: Path, command: Callable[..., str]
) -> None:
    roster = course.exercises / "roster.csv"
    odd = [
        "../../x",
        "=cmd|' /C calc'!A0",
        "\x1b[2J",
        "Z\x00ed",
        "x" * 10_000,
        "a b",
        "Con",
        "lpt1",
        "<script>",
        "\u202eadb",
    ]
    roster.write_text("code,name\n" + "".join(f"{code},Anna Smith\n" for code in odd) + "k7,\x1b[31mBea\x00\n")
    (course.root / "x" / QUIZ).mkdir(parents=True)  # where the first of them would lead
    said = command(course.root, "learners")
    assert said.count("is no code: letters, digits") == len(odd)
    assert all(sign.isprintable() or sign == "\n" for sign in said)
    work = tmp_path / "in" / f"Anna Smith - {QUIZ}.ipynb"
    work.parent.mkdir()
    work.write_bytes(as_bytes(hand_in(blank(course), {"dark-clouds": "rain"}, learner="a1")))
    assert "a1" in command(course.root, "collect", work)
    assert [folder.name for folder in (course.exercises / "submitted").iterdir()] == ["a1"]
    assert list((course.root / "x" / QUIZ).iterdir()) == []


def test_a_list_without_codes_is_refused(course: Course, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("name\nAda\n")
    with pytest.raises(ContentError, match="This list has no column of codes"):
        listed(course, tmp_path / "roster.csv", None)


def test_a_new_code_takes_everything_along(course: Course) -> None:
    came(course, "k7f", {"dark-clouds": "rain", "a-letter": "My plan."})
    autograde(course, QUIZ)
    by_hand(course, "k7f", "a-letter", points=5, comment="Kind.")
    exercises = course.exercises
    (exercises / "moodle").mkdir()
    (exercises / "moodle" / "learners.csv").write_text(f"{LIST}k7f,Ada,ada@example.org,,,\n")
    (exercises / "extensions.yml").write_text(
        f"extensions:\n  - {{quiz: {QUIZ}, learner: k7f, until: 2031-01-01 10:00}} # ill\n"
    )
    before = [[value if value != "k7f" else "0123" for value in row] for row in rows(course)]
    moving.rename(course, "k7f", "0123")
    assert [list(row) for row in rows(course)] == before
    assert [path for path in exercises.rglob("*") if path.name == "k7f"] == []
    assert (exercises / "moodle" / "learners.csv").read_text() == f"{LIST}0123,Ada,ada@example.org,,,\n"
    assert 'learner: "0123", until' in (exercises / "extensions.yml").read_text()
    assert course.extensions().extensions[0].learner == "0123"
    (marked,) = autograde(course, QUIZ)
    assert (marked.learner, marked.points, marked.waits) == ("0123", 6, ())


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("k7f3", "zz1", "The code zz1 is taken"),
        ("k7f3", "ZZ1", "The code zz1 is taken"),
        ("nobody", "new1", "Nobody has the code nobody"),
        ("k7f3", "Ada Lovelace", "is no learner code"),
        ("k7f3", "nul", "no name that Windows keeps for itself"),
    ],
)
def test_a_new_code_that_would_overwrite_or_is_none_is_refused(course: Course, old: str, new: str, wrong: str) -> None:
    came(course, "k7f3", {})
    came(course, "zz1", {})
    with pytest.raises(ContentError, match=wrong):
        moving.rename(course, old, new)


@pytest.mark.parametrize(("day", "stays"), [("2026-11-21", "k7f"), ("2026-11-19", "k7f3")])
def test_two_codes_become_one_and_the_newest_hand_in_counts_with_its_marks(
    course: Course, day: str, stays: str
) -> None:
    sent = {
        "k7f": came(course, "k7f", {"a-letter": "Under the one."}, day),
        "k7f3": came(course, "k7f3", {"a-letter": "Under the other."}),
    }
    autograde(course, QUIZ)
    for points, learner in enumerate(sent, 1):
        by_hand(course, learner, "a-letter", points=points, comment=f"To {learner}.")
    (merged,) = moving.merge(course, "k7f", "k7f3")
    assert merged.learner == stays
    assert counts(course, "k7f3") == sent[stays]
    earlier = list((course.exercises / "earlier" / "k7f3" / QUIZ).glob("*.ipynb"))
    assert [file.read_bytes() for file in earlier] == [sent["k7f" if stays == "k7f3" else "k7f3"]]
    assert not (course.exercises / "submitted" / "k7f").exists()
    (marked,) = autograde(course, QUIZ)
    assert (marked.learner, marked.points, marked.waits) == ("k7f3", 1 if stays == "k7f" else 2, ())


def test_what_only_a_person_can_decide_is_refused(course: Course) -> None:
    came(course, "k7f", {})
    came(course, "k7f3", {})
    folder = course.exercises / "certificates"
    folder.mkdir()
    for code in ("k7f", "k7f3"):
        (folder / f"{code}.pdf").write_bytes(b"%PDF")
    with pytest.raises(ContentError, match="k7f and k7f3 have a certificate each"):
        moving.merge(course, "k7f", "k7f3")


def test_times_are_told_by_the_clock_of_the_course_or_as_unknown(course: Course, command: Callable[..., str]) -> None:
    for learner in ("k7f", "zz1", "zz2"):
        came(course, learner, {"a-letter": learner})
    for learner, stamp in (("k7f", "2026-06-30 23:30:00.000000 UTC"), ("zz1", ""), ("zz2", "soon")):
        (course.exercises / "submitted" / learner / QUIZ / "timestamp.txt").write_text(stamp)
    said = command(course.root, "learners").splitlines()
    assert said[:3] == [
        f"k7f: {QUIZ} on 1 July 2026, 00:30.",
        f"zz1: {QUIZ}, time unknown.",
        f"zz2: {QUIZ}, time unknown.",
    ]
    assert f"{QUIZ}: the hand-in of zz2 counts, time unknown." in command(course.root, "merge", "zz2", "zz1")
