"""Which hand-in counts, where a quiz allows only some, or none that is late."""

from pathlib import Path

import pytest
from room import QUIZ, as_bytes, blank, hand_in, rewrite

from widerwindow.cli.classroom import collect as command
from widerwindow.content.course import Course
from widerwindow.grading.collecting.attempts import settle_all
from widerwindow.grading.collecting.collect import collect

DAYS = {20: "rain", 21: "nothing", 22: "snow-for-sure"}
UNCOUNTED = "this quiz allows 2, and this is number 3"


@pytest.fixture
def post(course: Course, tmp_path: Path) -> dict[int, Path]:
    """Three hand-ins of one learner, by the day of November on which they were saved."""
    (tmp_path / "post").mkdir()
    files = {}
    for day, answer in DAYS.items():
        files[day] = tmp_path / "post" / f"{day}.ipynb"
        saved = f"2026-11-{day}T10:00:00Z"
        made = hand_in(blank(course), {"dark-clouds": answer}, learner="L1", saved=saved)
        files[day].write_bytes(as_bytes(made))
    return files


def set_rules(course: Course, rules: str) -> None:
    rewrite(course, "outcomes:", f"{rules}\noutcomes:")


def extend(course: Course, until: str) -> None:
    text = f"extensions:\n  - {{quiz: {QUIZ}, learner: L1, until: {until}}}\n"
    (course.exercises / "extensions.yml").write_text(text)


def counting(course: Course) -> str:
    """The answer in the hand-in that counts, and the day on which it was saved."""
    folder = course.exercises / "submitted" / "L1" / QUIZ
    text = (folder / f"{QUIZ}.ipynb").read_text()
    (answer,) = (answer for answer in DAYS.values() if f"dark_clouds = '{answer}'" in text)
    assert (folder / "timestamp.txt").read_text() in [
        f"2026-11-{day} 10:00:00.000000 UTC" for day, one in DAYS.items() if one == answer
    ]
    return answer


def kept(course: Course) -> int:
    """How many different hand-ins there are, the one that counts included."""
    files = [*course.exercises.glob("earlier/*/*/*.ipynb"), *course.exercises.glob("submitted/*/*/*.ipynb")]
    return len({file.read_bytes() for file in files})


@pytest.mark.parametrize("order", [(20, 21, 22), (22, 21, 20), (21, 22, 20), (22, 20, 21)])
def test_only_the_allowed_number_counts_in_whatever_order_they_arrive(
    course: Course, post: dict[int, Path], order: tuple[int, ...]
) -> None:
    set_rules(course, "attempts: 2")
    for day in order:
        collect(course, [post[day]])
    assert counting(course) == "nothing"
    assert kept(course) == 3
    again = {Path(each.name).name: each for each in collect(course, list(post.values()))}
    assert [each.outcome for each in again.values()] == ["same", "same", "uncounted"]
    assert again["22.ipynb"].reason == UNCOUNTED
    assert (counting(course), kept(course)) == ("nothing", 3)


def test_one_too_many_is_listed_with_its_reason(
    course: Course, post: dict[int, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_rules(course, "attempts: 2")
    monkeypatch.chdir(course.root)
    command([post[20].parent])
    said = capsys.readouterr().out
    assert f"L1: collected and kept, and not counted: {UNCOUNTED}." in said
    assert "3 collected, 0 not." in said


def test_a_late_one_that_is_refused_does_not_take_the_place_of_one_in_time(
    course: Course, post: dict[int, Path]
) -> None:
    set_rules(course, "deadline: 2026-11-21 12:00\nlate: refuse")
    found = {Path(each.name).name: each for each in collect(course, list(post.values()))}
    assert found["22.ipynb"].outcome == "uncounted"
    assert found["22.ipynb"].reason == "it came after the deadline, and this quiz refuses late ones"
    assert (counting(course), kept(course)) == ("nothing", 3)


def test_an_extension_given_later_counts_at_the_next_marking(course: Course, post: dict[int, Path]) -> None:
    set_rules(course, "deadline: 2026-11-20 12:00\nlate: refuse")
    collect(course, list(post.values()))
    assert counting(course) == "rain"
    extend(course, "2026-11-22 10:00")
    settle_all(course, course.quiz(QUIZ))
    assert (counting(course), kept(course)) == ("snow-for-sure", 3)
    extend(course, "2026-11-21 10:00")
    settle_all(course, course.quiz(QUIZ))
    assert (counting(course), kept(course)) == ("nothing", 3)


def test_where_all_are_late_the_newest_stays_to_be_looked_at(course: Course, post: dict[int, Path]) -> None:
    set_rules(course, "deadline: 2026-11-01 12:00\nlate: refuse")
    assert [each.outcome for each in collect(course, list(post.values()))] == ["uncounted"] * 3
    assert (counting(course), kept(course)) == ("snow-for-sure", 3)


def test_without_such_rules_the_newest_counts(course: Course, post: dict[int, Path]) -> None:
    set_rules(course, "deadline: 2026-11-01 12:00\nlate: {percent: 10}")
    assert [each.outcome for each in collect(course, list(post.values()))] == ["new", "newer", "newer"]
    assert (counting(course), kept(course)) == ("snow-for-sure", 3)


def test_one_that_was_put_back_is_not_counted_twice(course: Course, post: dict[int, Path]) -> None:
    set_rules(course, "attempts: 2")
    collect(course, list(post.values()))
    rewrite(course, "attempts: 2", "attempts: 3")
    settle_all(course, course.quiz(QUIZ))
    assert (counting(course), kept(course)) == ("snow-for-sure", 3)
