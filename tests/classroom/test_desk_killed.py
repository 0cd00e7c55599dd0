"""What was saved at the desk stays, whatever becomes of the desk; and whatever a learner wrote can be marked."""

import http.client
import json
import random
import resource
import sqlite3
import sys
import urllib.error
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from desk_process import Marker, opened
from playwright.sync_api import Browser, expect
from room import QUIZ, blank, hand_in, put

from widerwindow.content.course import Course
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.judgements import Held, Judging
from widerwindow.grading.marking.autograde import autograde

MOMENTS = 50
SHOWN = 100_000
"""How many characters of one answer are read."""

GONE = (urllib.error.URLError, http.client.HTTPException, OSError)
LETTERS = [
    " ".join(["long"] * 200_000),
    "\u202bنخطط معا، ثم نشرب الشاي\u202c \u202e.txt",
    "👩🏽‍🚒 שלום 🫖 \u200f" * 20,
    "</textarea></script><script>document.title = 'owned'</script><img src=x onerror=alert(1)>{{ 7 * 7 }}",
]


def _marked(course: Course, letters: list[str]) -> None:
    for number, letter in enumerate(letters):
        put(course, f"l{number}", hand_in(blank(course), {"a-letter": letter}))
    autograde(course, QUIZ)


def all_held(course: Course) -> dict[str, Held]:
    """Return what is held of each letter, by its place."""
    quiz = course.quiz(QUIZ)
    with connection.open_gradebook(course) as book:
        return {place.id: held for place, held in Judging(book, quiz, quiz.questions[3]).all_held()}


def _until_it_is_killed(marker: Marker, places: list[str], chance: random.Random) -> tuple[dict[str, float], str]:
    """Mark at random until the desk is gone. Return what it said was saved, and the place that was at work then."""
    saved: dict[str, float] = {}
    while True:
        place, levels = chance.choice(places), {"plan": chance.randrange(4), "words": chance.randrange(4)}
        try:
            said = marker.mark(place, marker.read(place), levels)
        except GONE:
            return saved, place
        assert said["seen"]
        saved[place] = float(sum(levels.values()))


@pytest.mark.thorough
@pytest.mark.no_cover
def test_a_desk_killed_at_any_of_fifty_moments_loses_no_saved_mark(course: Course, tmp_path: Path) -> None:
    _marked(course, ["A plan."] * 6)
    chance, count = random.Random(20261129), 0
    for _ in range(MOMENTS):
        before = all_held(course)
        with opened(course, tmp_path / "home", last=chance.randrange(5_000, 300_000)) as (address, count_on):
            marker = Marker(address, QUIZ, "a-letter")
            count_on()
            saved, at_work = _until_it_is_killed(marker, list(before), chance)
        after = all_held(course)
        for place, held in after.items():
            assert place == at_work or held.judgement.points == saved.get(place, before[place].judgement.points)
            assert held.judgement.points == (sum(held.judgement.levels.values()) if held.judgement.levels else None)
        with closing(sqlite3.connect(course.exercises / "gradebook.db")) as book:
            assert book.execute("pragma integrity_check").fetchall() == [("ok",)]
        count += len(saved)
    assert count > MOMENTS / 2


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux sets a limit for a process that runs.")
def test_a_disk_that_fills_up_under_an_open_desk_is_told_and_a_mark_is_whole_or_not_there(
    course: Course, tmp_path: Path
) -> None:
    _marked(course, ["A plan."])
    with opened(course, tmp_path / "home") as (address, _):
        marker, place = Marker(address, QUIZ, "a-letter"), next(iter(all_held(course)))
        marker.mark(place, marker.read(place), {"plan": 1, "words": 1})
        with _no_room_for(tmp_path / "home"):
            said = marker.mark(place, marker.read(place), {"plan": 2, "words": 3})
        assert "disk" in said["refused"]
        assert all_held(course)[place].judgement.points == 2.0
        marker.mark(place, marker.read(place), {"plan": 2, "words": 3})
    assert all_held(course)[place].judgement.points == 5.0


@contextmanager
def _no_room_for(home: Path) -> Iterator[None]:
    """Let no file of the desk in `home` grow: what it writes then fails as it does on a full disk."""
    (told,) = (home / "runtime").glob("jpserver-*.json")
    pid = json.loads(told.read_bytes())["pid"]
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


def test_whatever_a_learner_wrote_is_shown_as_text_and_can_be_marked(
    course: Course, tmp_path: Path, browser: Browser
) -> None:
    _marked(course, LETTERS)
    with opened(course, tmp_path / "home") as (address, _):
        page = browser.new_page()
        page.goto(address)
        page.get_by_role("link", name="4 answers to mark").click()
        seen = set()
        for number in range(1, 5):
            expect(page.get_by_role("heading", name=f"Answer {number} of 4")).to_be_visible()
            expect(page.get_by_text("Keys", exact=True)).to_be_visible()  # all of the page is there, and its script
            seen.add(page.locator(".typed").text_content())
            too_long = page.get_by_text("A machine could not read this answer")
            expect(too_long).to_have_count(int(page.locator(".typed").text_content() == LETTERS[0][:SHOWN]))
            page.get_by_label("There is a plan.").check()
            page.get_by_label("Clear and kind.").check()
            page.get_by_role("button", name="Save, and show the next").click()
        expect(page.get_by_role("heading", name="Every answer to this question is marked.")).to_be_visible()
        page.close()
    assert seen == {letter[:SHOWN] for letter in LETTERS}
    assert {each.judgement.points for each in all_held(course).values()} == {5.0}
