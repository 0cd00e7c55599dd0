"""Who sent what, and the trainer's own list, go along when a learner is renamed, merged or forgotten."""

from collections.abc import Callable
from pathlib import Path

import pytest
from room import QUIZ, as_bytes, blank, hand_in

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import Collected, collect
from widerwindow.grading.keeping import backups, moving
from widerwindow.grading.keeping.forgetting import forget
from widerwindow.grading.keeping.listing import listed
from widerwindow.grading.storage import aside_folder, aside_index

FIRST = f"smithanna_70017_900108_{QUIZ}--k7f.ipynb"
ANNE = "31004-88120 - Anne Smith - 20 November, 2026 730 PM"


def sent(course: Course, learner: str, day: int = 20) -> bytes:
    answers = {"dark-clouds": "rain"}
    return as_bytes(hand_in(blank(course), answers, learner=learner, saved=f"2026-11-{day}T10:00:00Z"))


def arrive(course: Course, post: Path, files: dict[str, bytes]) -> list[Collected]:
    for name, data in files.items():
        (post / name).parent.mkdir(parents=True, exist_ok=True)
        (post / name).write_bytes(data)
    return collect(course, [post])


def put_aside(course: Course) -> list[Path]:
    return [file for file in aside_folder(course).iterdir() if file != aside_index(course)]


@pytest.fixture
def met(course: Course, tmp_path: Path) -> Course:
    """Return a course that has met Anna as k7f, and was sent files of the same code by Anne."""
    (course.exercises / "roster.csv").write_bytes("Code;Name;E-mail\nx9;Änne Loh;loh@example.org\n".encode("cp1252"))
    arrive(course, tmp_path / "1", {FIRST: sent(course, "k7f"), f"{ANNE}/{QUIZ}.ipynb": sent(course, "k7f", 21)})
    return course


def test_an_old_code_does_not_come_back_and_is_asked_about(met: Course, tmp_path: Path) -> None:
    moving.rename(met, "k7f", "k7f3")
    plain = {f"{QUIZ}--k7f.ipynb": sent(met, "k7f", 25), "again.ipynb": sent(met, "k7f")}
    again, asked = arrive(met, tmp_path / "2", plain)
    assert (again.learner, again.outcome) == ("k7f3", "same")
    assert "You changed that code to k7f3" in str(asked.reason)
    (hers,) = arrive(met, tmp_path / "3", {FIRST: sent(met, "k7f", 26)})
    assert (hers.learner, hers.outcome, hers.note) == ("k7f3", "newer", "It says “k7f”, which is k7f3 now.")
    assert not (met.exercises / "submitted" / "k7f").exists()


def test_a_code_that_was_merged_leads_to_the_other(course: Course, tmp_path: Path) -> None:
    arrive(course, tmp_path / "1", {"a.ipynb": sent(course, "k7f"), "b.ipynb": sent(course, "k7f3", 21)})
    moving.merge(course, "k7f", "k7f3")
    (found,) = arrive(course, tmp_path / "2", {f"{QUIZ}--k7f.ipynb": sent(course, "k7f", 25)})
    assert (found.learner, found.outcome) == ("k7f3", "newer")


def test_a_code_that_was_changed_back_is_itself(course: Course, tmp_path: Path) -> None:
    arrive(course, tmp_path / "1", {"a.ipynb": sent(course, "k7f")})
    moving.rename(course, "k7f", "k7f3")
    moving.rename(course, "k7f3", "k7f")
    (found,) = arrive(course, tmp_path / "2", {"a.ipynb": sent(course, "k7f", 25)})
    assert (found.learner, found.outcome) == ("k7f", "newer")


def test_the_roster_says_the_new_code_too(met: Course) -> None:
    arrive(met, met.root / "post", {"a.ipynb": sent(met, "x9")})
    moving.rename(met, "x9", "x10")
    assert (met.exercises / "roster.csv").read_text("utf-8-sig") == "Code;Name;E-mail\nx10;Änne Loh;loh@example.org\n"


def test_who_is_forgotten_is_in_no_list_and_in_no_file_that_was_put_aside(met: Course, tmp_path: Path) -> None:
    backups.keep(met, "autograde")
    arrive(met, tmp_path / "2", {f"{FIRST[:-5]}.pdf": b"%PDF", FIRST.replace("--k7f", ""): sent(met, "other", 22)})
    assert len(put_aside(met)) == 3
    erased, left = forget(met, "k7f")
    (annes,) = put_aside(met)
    assert annes.name == f"{ANNE.replace(',', '')}_{QUIZ}.ipynb"
    assert left == [annes]  # it says that it is of k7f
    assert {each.place: each.count for each in erased}["senders"] == 2
    assert "smithanna" not in (met.exercises / "senders.csv").read_text()
    assert "Anne Smith" in (met.exercises / "senders.csv").read_text()


def test_who_is_forgotten_is_taken_from_the_roster(met: Course, command: Callable[..., str]) -> None:
    arrive(met, met.root / "post", {f"Änne Loh - {QUIZ}.ipynb": sent(met, "x9")})
    said = command(met.root, "forget", "--yes", "x9")
    assert "1 row of exercises/roster.csv" in said
    assert "1 row of exercises/senders.csv" in said
    texts = [(met.exercises / name).read_text("utf-8") for name in ("roster.csv", "senders.csv")]
    assert not any(word in text for text in texts for word in ("x9", "Loh", "loh@example.org"))


def test_the_roster_tells_who_has_not_handed_in(met: Course, command: Callable[..., str]) -> None:
    found = {each.code: each for each in listed(met, None, None)}
    assert (found["x9"].name, found["x9"].handed_in[QUIZ], found["x9"].expected) == ("Änne Loh", None, True)
    assert not found["k7f"].expected
    assert "x9 (Änne Loh):" in command(met.root, "learners")


def test_whose_code_the_list_has_in_other_capitals_is_the_same_learner(course: Course, tmp_path: Path) -> None:
    arrive(course, tmp_path / "1", {"a.ipynb": sent(course, "k7f"), "b.ipynb": sent(course, "b1")})
    list_ = course.exercises / "roster.csv"
    list_.write_text("code,name\nK7F,Anna Smith\nB1,Bo Li\n")
    assert [(each.code, each.name, each.expected) for each in listed(course, None, None)] == [
        ("b1", "Bo Li", True),
        ("k7f", "Anna Smith", True),
    ]
    with pytest.raises(ContentError, match="Nobody has the code K7F here, and somebody has k7f"):
        forget(course, "K7F")
    moving.rename(course, "b1", "b2")
    forget(course, "k7f")
    assert list_.read_text("utf-8-sig") == "code,name\nb2,Bo Li\n"


def test_a_code_of_which_only_capitals_were_changed_is_known_again(course: Course, tmp_path: Path) -> None:
    arrive(course, tmp_path / "1", {"a.ipynb": sent(course, "k7f")})
    moving.rename(course, "k7f", "K7F")
    (found,) = arrive(course, tmp_path / "2", {"a.ipynb": sent(course, "k7f", 25)})
    assert (found.learner, found.outcome) == ("K7F", "newer")
