"""The gradebook's server is killed under an open desk: what was saved stays, and the desk goes on after it."""

import random
import urllib.error
from pathlib import Path
from threading import Timer
from typing import NamedTuple

import postgres
import pytest
from desk_process import Marker, opened
from room import QUIZ, blank, hand_in, put
from test_desk_killed import all_held
from test_on_a_server import served_by

from widerwindow.content.course import Course
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.setting.release import release

pytestmark = pytest.mark.thorough

MOMENTS = 6
AWAY = "The server that keeps the gradebook does not answer, or does not let anybody in. What was saved before is safe."
NEED_IT = "", "results", f"giving-back/{QUIZ}", f"marking/{QUIZ}/a-letter", f"fair/{QUIZ}/a-letter"


class _Saved(NamedTuple):
    """The points that the desk said it had saved, by place; the place that was at work last, and what was said then."""

    points: dict[str, float]
    at_work: str
    said: str


def _marks_until_it_is_gone(marker: Marker, places: list[str], chance: random.Random) -> _Saved:
    saved: dict[str, float] = {}
    while True:
        place, levels = chance.choice(places), {"plan": chance.randrange(4), "words": chance.randrange(4)}
        try:
            said = marker.mark(place, marker.read(place), levels)
        except urllib.error.HTTPError as error:
            return _Saved(saved, place, error.read().decode())
        if "refused" in said:
            assert said["refused"].startswith("This mark is not saved yet.")
            return _Saved(saved, place, said["refused"])
        saved[place] = float(sum(levels.values()))


@pytest.mark.no_cover
def test_a_database_killed_under_a_desk_loses_no_saved_mark(course: Course, tmp_path: Path) -> None:
    chance = random.Random(20261130)
    with postgres.opened() as server:
        served_by(course, server.address)
        release(course, QUIZ)
        for number in range(6):
            put(course, f"l{number}", hand_in(blank(course), {"a-letter": "A plan."}))
        autograde(course, QUIZ)
        with opened(course, tmp_path / "home") as (address, _):
            marker = Marker(address, QUIZ, "a-letter")
            for _ in range(MOMENTS):
                before = all_held(course)
                killing = Timer(chance.uniform(0, 0.5), server.kill)
                killing.start()
                saved = _marks_until_it_is_gone(marker, list(before), chance)
                assert AWAY in saved.said
                killing.join()
                server.start()
                for place, each in all_held(course).items():
                    if place != saved.at_work:
                        assert each.judgement.points == saved.points.get(place, before[place].judgement.points)
                    levels = each.judgement.levels
                    assert each.judgement.points == (sum(levels.values()) if levels else None)
                assert "seen" in marker.mark(saved.at_work, marker.read(saved.at_work), {"plan": 3, "words": 3})
            server.kill()
            for page in NEED_IT:
                assert "The server that keeps the gradebook" in marker.page(page), page
            server.start()
