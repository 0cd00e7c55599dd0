"""What is past the time that the organisation keeps it is told, and then deleted everywhere."""

import json
import os
import re
import urllib.request
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest
from desk_process import opened
from room import QUIZ, blank, hand_in, put

from widerwindow.content.course import Course
from widerwindow.grading.collecting import roster
from widerwindow.grading.keeping import backups, cohorts, expiring, known
from widerwindow.grading.marking.autograde import autograde

LONG_AGO = datetime(2019, 5, 1, tzinfo=UTC)
KEEP = """
keep:
  learners: 2 years
  kept_aside: 3 months
  tables: 6 months
  backups: 6 months
  archives: 2 years
  logs: 1 month
"""


def aged(file: Path, text: str = "x") -> Path:
    """Write a file as if long ago."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    os.utime(file, (LONG_AGO.timestamp(), LONG_AGO.timestamp()))
    return file


@pytest.fixture
def kept_long(course: Course) -> Course:
    """A course with an old and a new learner, and something old of each kind."""
    organisation = course.organisation_file.read_text(encoding="utf-8")
    course.organisation_file.write_text(organisation + KEEP, encoding="utf-8")
    for code in ("old1", "new1"):
        put(course, code, hand_in(blank(course), {"dark-clouds": "rain"}, learner=code))
    aged(course.exercises / "submitted" / "old1" / QUIZ / "timestamp.txt", "2019-05-01 10:00:00.000000 UTC")
    autograde(course, QUIZ)
    backups.write(course, backups.WHOLE, backups.new_file(course))
    with zipfile.ZipFile(backups.folder(course) / "old.zip", "w") as old:
        old.writestr("widerwindow-backup.json", json.dumps({"made": str(LONG_AGO), "parts": [], "state": ""}))
    for name in ("kept-aside/photo.jpg", "reports/weather.html", "nbgrader.log", "gradebook.db.moved-2019-05-01"):
        aged(course.exercises / name)
    aged(course.exercises / "roster.csv", "code,name\nold1,Olga\nnew1,Nia\nzoe,Zoe Late\n")
    (course.exercises / "grades.csv").write_text("new")
    return course


def test_what_is_past_its_time_is_told_and_then_deleted_everywhere(
    kept_long: Course, command: Callable[..., str]
) -> None:
    said = command(kept_long.root, "expire", "--dry-run")
    assert "old1, who last handed in on 1 May 2019: all that is hers" in said
    assert {line.rpartition("/")[2].partition(",")[0] for line in said.splitlines()} == {
        "old.zip",
        "gradebook.db.moved-2019-05-01",
        "weather.html",
        "photo.jpg",
        "nbgrader.log",
        "old1",
        "zoe",
    }
    assert "zoe, who never handed in, and has been on the list of learners since 1 May 2019 or longer" in said
    command(kept_long.root, "expire", typed="n\n", status=1)
    assert command(kept_long.root, "expire", "--dry-run") == said
    assert "7 things are deleted." in command(kept_long.root, "expire", typed="y\n")
    assert "Nothing is past its time." in command(kept_long.root, "expire", "--yes")
    book = known.gradebook(kept_long)
    assert book
    assert book.learners() == {"new1"}
    [left] = backups.folder(kept_long).glob("*.zip")
    assert not any("old1" in name for name in backups.read(left).names)
    assert any("new1" in name for name in backups.read(left).names)
    names = {file.name for file in kept_long.exercises.rglob("*")}
    assert not names & {"old1", "photo.jpg", "weather.html", "nbgrader.log"}
    assert "grades.csv" in names
    assert (kept_long.exercises / "roster.csv").read_text("utf-8-sig") == "code,name\nnew1,Nia\n"


def test_a_cohort_that_is_over_goes_with_the_folder_that_it_is_open_in(kept_long: Course) -> None:
    autumn = cohorts.start(kept_long, "autumn")
    put(autumn, "zz1", hand_in(blank(kept_long), {}, learner="zz1"))
    archive = cohorts.archive(autumn)
    cohorts.open_(kept_long, archive)
    assert not [each for each in expiring.past(kept_long) if each.kind == "archives"]
    expiring.expire(expiring.past(kept_long, datetime(2999, 1, 1, tzinfo=UTC)))
    assert not archive.exists()
    assert not autumn.classroom.exists()
    assert not list(kept_long.exercises.glob("submitted/*"))


def test_a_faulty_list_of_one_cohort_hides_nothing_that_is_past_elsewhere(kept_long: Course) -> None:
    before = [each.told for each in expiring.past(kept_long)]
    aged(roster.file(cohorts.start(kept_long, "autumn")), "colour\nblue\n")
    assert "zoe" in " ".join(before)
    assert [each.told for each in expiring.past(kept_long)] == before


def test_the_desk_says_it_today_and_deletes_what_was_seen(kept_long: Course, tmp_path: Path) -> None:
    with opened(kept_long, tmp_path / "home") as (address, _):
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        today = browser.open(address).read().decode()
        assert "7 things are past the time that your organisation keeps them." in today
        page = address.partition("?")[0] + "/past"
        shown = browser.open(page).read().decode()
        found = dict.fromkeys(re.findall(r'name="(_xsrf|seen)" value="(.*?)"', shown))
        fields = [(name, unescape(value)) for name, value in found]
        aged(kept_long.exercises / "later.log")
        after = browser.open(page, urlencode(fields).encode()).read().decode()
    assert len(fields) == 8
    assert re.findall(r'name="seen" value="(.*?)"', after) == ["exercises/later.log, last written on 1 May 2019"]
    assert not (kept_long.exercises / "submitted" / "old1").exists()
