"""An unknown time is unknown: the LMS's own counts, then the file's, and never that of a download."""

import os
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from moodle_download import ANNA, BEN, ROWS, download, worksheet
from room import QUIZ, as_bytes, blank, hand_in, rewrite

from widerwindow.content.course import Course
from widerwindow.grading.collecting import versions
from widerwindow.grading.collecting.collect import Collected, collect
from widerwindow.grading.moodle.moments import Reader

SAID = "When it was handed in is not known, so it is not counted as late."
IN_TIME, LATE = "2026-11-20T10:00:00Z", "2026-11-21T10:00:00Z"


@pytest.fixture
def strict(course: Course) -> Course:
    """Return a course whose quiz refuses late hand-ins."""
    rewrite(course, "outcomes:", "deadline: 2026-11-20 17:00\nlate: refuse\noutcomes:")
    return course


def made(course: Course, saved: str | None = None, answer: str = "rain", learner: str | None = None) -> bytes:
    return as_bytes(hand_in(blank(course), {"dark-clouds": answer}, learner=learner, saved=saved))


def moodle_says(path: Path, time: str) -> Path:
    return worksheet(
        path, {number: row.replace("Sunday, 22 November 2026, 1:55 AM", time) for number, row in ROWS.items()}
    )


def taken(course: Course, tmp_path: Path, files: dict[str, bytes], time: str | None) -> list[Collected]:
    sheet = moodle_says(tmp_path / "Grades.csv", time) if time else worksheet(tmp_path / "Grades.csv")
    return collect(course, [download(tmp_path / "all.zip", files)], worksheet=sheet)


def time_of(course: Course, learner: str) -> str | None:
    file = course.exercises / "submitted" / learner / QUIZ / "timestamp.txt"
    return file.read_text()[:16] if file.exists() else None


@pytest.mark.parametrize(
    ("said", "there"),
    [
        ("Friday, 20 November 2026, 10:55 AM", "2026-11-20 10:55"),
        ("Freitag, 20. November 2026, 10:55", "2026-11-20 10:55"),
        ("vendredi 20 novembre 2026, 22:55", "2026-11-20 22:55"),
        ("viernes, 20 de noviembre de 2026, 10:55", "2026-11-20 10:55"),
        ("piątek, 20 listopada 2026, 10:55", "2026-11-20 10:55"),
        ("2026年 11月 20日(金) 10:55", "2026-11-20 10:55"),
        ("пятница, 20 ноября 2026, 10:55", "2026-11-20 10:55"),
        ("Friday, 19 June 2026, 12:05 AM", "2026-06-18 23:05"),
        ("Monday, 20 November 2026, 10:55 AM", None),  # it was a Friday
        ("20/11/2026, 10:55", None),  # the month or the day
        ("Friday, 31 November 2026, 10:55 AM", None),
        ("Friday, 20 November 2026, 10:55 xy", None),
        ("-", None),
        ("", None),
    ],
)
def test_moodles_moments_are_read_in_any_language_or_not_at_all(said: str, there: str | None) -> None:
    found = Reader(ZoneInfo("Europe/London")).read(said)
    assert found == (datetime.fromisoformat(f"{there}+00:00") if there else None)


def test_moodles_time_counts_before_the_files_own_and_the_disks_never(strict: Course, tmp_path: Path) -> None:
    files = {f"{ANNA}/x.ipynb": made(strict, learner="a1"), f"{BEN}/y.ipynb": made(strict, LATE, learner="b1")}
    found = taken(strict, tmp_path, files, "Friday, 20 November 2026, 10:55 AM")
    assert [each.outcome for each in found] == ["new", "new"]
    assert [time_of(strict, learner) for learner in ("a1", "b1")] == ["2026-11-20 10:55"] * 2


def test_a_time_that_moodle_gives_is_held_against_the_deadline(strict: Course, tmp_path: Path) -> None:
    (found,) = taken(
        strict, tmp_path, {f"{ANNA}/x.ipynb": made(strict, IN_TIME, learner="a1")}, "Freitag, 20. November 2026, 18:55"
    )
    assert found.outcome == "uncounted"


@pytest.mark.parametrize("how", ["file", "zip", "moodle"])
def test_a_time_that_nobody_knows_is_never_late_and_said(strict: Course, tmp_path: Path, how: str) -> None:
    data = made(strict, learner="a1")
    if how == "moodle":
        (found,) = taken(strict, tmp_path, {f"{ANNA}/x.ipynb": data}, "20/11/2026, 10:55")
    else:
        path = tmp_path / "x.ipynb"
        path.write_bytes(data)
        path = download(tmp_path / "all.zip", {"x.ipynb": data}) if how == "zip" else path
        (found,) = collect(strict, [path])
    assert (found.outcome, time_of(strict, "a1")) == ("new", None)
    assert str(found.note).startswith(SAID)


@pytest.mark.parametrize(
    "saved", ["0001-01-01T00:00:00Z", "1999-12-31T00:00:00Z", "2999-01-01T00:00:00Z", "9999-12-31T23:59:59Z"]
)
def test_a_time_that_cannot_be_true_is_none(strict: Course, tmp_path: Path, saved: str) -> None:
    (tmp_path / "x.ipynb").write_bytes(made(strict, saved, learner="a1"))
    (found,) = collect(strict, [tmp_path / "x.ipynb"])
    assert (found.outcome, time_of(strict, "a1")) == ("new", None)


def test_the_newer_of_two_that_nobody_dated_counts_and_the_other_is_kept_as_undated(
    strict: Course, tmp_path: Path
) -> None:
    for answer, changed in (("rain", 1_790_000_000), ("nothing", 1_790_086_400)):
        (tmp_path / "x.ipynb").write_bytes(made(strict, answer=answer, learner="a1"))
        os.utime(tmp_path / "x.ipynb", (changed, changed))
        collect(strict, [tmp_path / "x.ipynb"])
    present = versions.present(strict, "a1", QUIZ)
    assert present
    assert (b"'nothing'" in present.file.read_bytes(), present.when.known) == (True, False)
    (earlier,) = versions.earlier(strict, "a1", QUIZ)
    assert earlier.when == (datetime.fromtimestamp(1_790_000_000, UTC), False)


def test_collecting_again_with_the_worksheet_tells_the_time(strict: Course, tmp_path: Path) -> None:
    files = {f"{ANNA}/x.ipynb": made(strict, learner="a1")}
    taken(strict, tmp_path, files, "20/11/2026, 10:55")
    assert time_of(strict, "a1") is None
    assert [each.outcome for each in taken(strict, tmp_path, files, "Friday, 20 November 2026, 10:55 AM")] == ["same"]
    assert time_of(strict, "a1") == "2026-11-20 10:55"
    taken(strict, tmp_path, files, "Saturday, 21 November 2026, 10:55 AM")  # she has added another file
    assert time_of(strict, "a1") == "2026-11-20 10:55"
