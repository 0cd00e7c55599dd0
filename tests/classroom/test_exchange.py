"""What the classroom for many carries from nbgrader's exchange, where anybody may lay anything."""

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from room import QUIZ, as_bytes, blank, hand_in

from classroom.exchange import Carrier
from classroom.members import Members
from widerwindow.content.course import Course
from widerwindow.grading.collecting import versions
from widerwindow.grading.keeping import forgotten
from widerwindow.grading.storage import submitted_folder
from widerwindow.grading.untrusted.incoming import MAX_BYTES

HONEST = {"dark-clouds": "rain", "a-letter": "My plan."}
STRANGER = os.geteuid() + 1


@pytest.fixture
def exchange(tmp_path: Path) -> Path:
    folder = tmp_path / "exchange"
    folder.mkdir()
    folder.chmod(0o777)
    return folder


@pytest.fixture
def carrier(course: Course, exchange: Path) -> Carrier:
    """Return what carries, after the quiz was released. What `bea` hands in would have to belong to another account."""
    carrier = Carrier(course, exchange, lambda learner: STRANGER if learner == "bea" else os.geteuid(), None)
    assert list(carrier.carry()) == [f"wider-window: {QUIZ} is released."]
    return carrier


def submitted(
    exchange: Path, learner: str, data: bytes | None, at: str = "2026-11-20 10:00:00", secret: str = "s"
) -> Path:
    """Lay a hand-in into the exchange as nbgrader does, without its notebook where there is no `data`."""
    time = f"{at}.000000 UTC"
    folder = exchange / "wider-window" / "inbound" / f"{learner}+{QUIZ}+{time}+{secret}"
    folder.mkdir()
    (folder / "timestamp.txt").write_text(time)
    (folder / "submission_secret.txt").write_text(secret)
    if data is not None:
        (folder / f"{QUIZ}.ipynb").write_bytes(data)
    return folder


def test_each_hand_in_is_taken_in_once_and_the_newest_counts(course: Course, carrier: Carrier, exchange: Path) -> None:
    first, second = (as_bytes(hand_in(blank(course), HONEST | {"a-letter": plan})) for plan in ("Walk.", "Stay."))
    submitted(exchange, "ann", second, "2026-11-20 11:00:00", "new")
    submitted(exchange, "ann", first, "2026-11-20 10:00:00", "old")
    assert list(carrier.carry()) == [f"wider-window: ann handed in {QUIZ}."] * 2
    assert list(carrier.carry()) == []
    assert list(Carrier(course, exchange, lambda _: None, None).carry()) == []
    present = versions.present(course, "ann", QUIZ)
    assert present and present.file.read_bytes() == second
    assert [each.file.read_bytes() for each in versions.earlier(course, "ann", QUIZ)] == [first]
    assert (submitted_folder(course, "ann", QUIZ) / "submission_secret.txt").read_text() == "new"


def test_one_that_is_just_being_written_waits_until_it_is_whole(
    course: Course, carrier: Carrier, exchange: Path
) -> None:
    folder = submitted(exchange, "ann", None)
    assert list(carrier.carry()) == []
    (folder / f"{QUIZ}.ipynb").write_bytes(as_bytes(hand_in(blank(course), HONEST)))
    assert list(carrier.carry()) == [f"wider-window: ann handed in {QUIZ}."]


def test_no_link_is_followed_and_no_name_believed(course: Course, carrier: Carrier, exchange: Path) -> None:
    key = course.exercises / "source" / QUIZ / f"{QUIZ}.ipynb"
    assert key.is_file()
    (submitted(exchange, "link", None) / f"{QUIZ}.ipynb").symlink_to(key)
    (exchange / "wider-window" / "inbound" / f"folder+{QUIZ}+2026-11-20 10:00:00.000000 UTC").symlink_to(key.parent)
    os.mkfifo(submitted(exchange, "pipe", None) / f"{QUIZ}.ipynb")
    with (submitted(exchange, "huge", None) / f"{QUIZ}.ipynb").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    submitted(exchange, "bea", as_bytes(hand_in(blank(course), HONEST)))
    submitted(exchange, "..", as_bytes(hand_in(blank(course), HONEST)))
    said = list(carrier.carry())
    assert [line.split("in the exchange is left there")[0].split("+")[0] for line in said] == [
        "wider-window: bea",
        "wider-window: folder",
        "wider-window: huge",
        "wider-window: link",
        "wider-window: pipe",
    ]
    assert "it belongs to another account than its name says" in said[0]
    assert not (course.exercises / "submitted").exists()
    assert list(carrier.carry()) == []


@pytest.mark.parametrize(("has_members", "mode"), [(True, 0o700), (False, 0o755)])
def test_what_a_course_hands_out_is_closed_until_the_hub_lets_its_members_in(
    course: Course, exchange: Path, tmp_path: Path, has_members: bool, mode: int
) -> None:
    members = Members(tmp_path / "members") if has_members else None
    list(Carrier(course, exchange, lambda _: None, members).carry())
    assert stat.S_IMODE((exchange / "wider-window").stat().st_mode) == mode


def test_nothing_is_carried_where_somebody_put_a_link_for_a_folder(
    course: Course, carrier: Carrier, exchange: Path, tmp_path: Path
) -> None:
    submitted(exchange, "ann", as_bytes(hand_in(blank(course), HONEST)))
    (exchange / "wider-window" / "feedback").symlink_to(tmp_path)
    [said] = carrier.carry()
    assert "it is a link, or somebody else made it" in said
    assert not (course.exercises / "submitted").exists()


def test_who_was_erased_comes_back_by_nothing_but_what_she_hands_in_later(
    course: Course, carrier: Carrier, exchange: Path
) -> None:
    data = as_bytes(hand_in(blank(course), HONEST))
    submitted(exchange, "ann", data, "2020-11-20 10:00:00")
    forgotten.remember(course, "ann")
    assert list(carrier.carry()) == []
    assert not (course.exercises / "submitted").exists()
    submitted(exchange, "ann", data, f"{datetime.now(UTC) + timedelta(minutes=1):%Y-%m-%d %H:%M:%S}")
    assert list(carrier.carry()) == [f"wider-window: ann handed in {QUIZ}."]
