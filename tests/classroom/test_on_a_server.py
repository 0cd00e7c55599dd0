from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import postgres
import pytest
from desk_process import Marker, opened
from room import QUIZ, blank, copied, hand_in, put

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.judgements import Judging
from widerwindow.grading.gradebook.marks import marks
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.setting.release import release

pytestmark = pytest.mark.thorough

SETTING = '# c.CourseDirectory.db_url = "postgresql+psycopg://trainer@localhost/gradebook"'
HONEST = {"dark-clouds": "rain", "max": ["hat"], "in-which-season": {"frost": "winter"}, "a-letter": "My plan."}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with postgres.started() as address:
        yield address


def served_by(course: Course, address: str) -> Course:
    """Take the `#` from the one line of the settings, with another address in it."""
    file = course.exercises / "nbgrader_config.py"
    text = file.read_text(encoding="utf-8")
    assert SETTING in text
    file.write_text(text.replace(SETTING, f"c.CourseDirectory.db_url = {address!r}"), encoding="utf-8")
    return course


def handed_in(course: Course) -> None:
    """Hand in, mark, mark by hand as formgrader does, hand in again, mark again."""
    for learner in ("b-1", "A-2", "a_3"):
        put(course, learner, hand_in(blank(course), HONEST))
    put(course, "B-4", hand_in(blank(course), HONEST | {"max": "hat"}))
    put(course, "c-5", b"{")
    autograde(course, QUIZ)
    for learner in ("b-1", "A-2"):
        with connection.open_gradebook(course) as book:
            grade = book.find_grade("a-letter", QUIZ, QUIZ, learner)
            grade.manual_score, grade.needs_manual_grade = 5, False
            book.find_comment("a-letter", QUIZ, QUIZ, learner).manual_comment = "Kind, ☃."
            book.db.commit()
    put(course, "b-1", hand_in(blank(course), HONEST | {"a-letter": "Another plan.", "dark-clouds": "nothing"}))


def shown(course: Course) -> list[dict[str, object]]:
    """Return what formgrader shows of the hand-ins."""
    with connection.open_gradebook(course) as book:
        found = sorted(book.submission_dicts(QUIZ), key=lambda each: str(each["student"]))
    return [{key: value for key, value in each.items() if key != "id"} for each in found]


def test_a_server_keeps_the_same_gradebook_as_the_file(course: Course, server: str, tmp_path: Path) -> None:
    served = served_by(copied(course, tmp_path / "served"), server)
    with pytest.raises(ContentError, match="has not been released"):
        autograde(served, QUIZ)
    release(served, QUIZ)
    for each in (course, served):
        handed_in(each)
    marked = [[replace(one, kept=None) for one in autograde(each, QUIZ)] for each in (course, served, served)]
    assert marked[0] == marked[1] == marked[2]
    assert marks(served, served.quiz(QUIZ)) == marks(course, course.quiz(QUIZ))
    assert shown(served) == shown(course)
    assert len(shown(served)) == 5


def test_two_desks_mark_at_once_and_no_mark_is_lost(course: Course, server: str, tmp_path: Path) -> None:
    """Each has a copy of the course, and one of two marks of the same answer is refused, not written over."""
    names = [f"c{number}" for number in range(8)]
    copies = [served_by(copied(course, tmp_path / each), server) for each in ("one", "two")]
    release(copies[0], QUIZ)
    for each in copies:
        for name in names:
            put(each, name, hand_in(blank(copies[0]), HONEST))
    autograde(copies[0], QUIZ)
    quiz = copies[0].quiz(QUIZ)
    with (
        opened(copies[0], tmp_path / "home 1") as (one, _),
        opened(copies[1], tmp_path / "home 2") as (two, _),
        ThreadPoolExecutor(2) as both,
    ):
        markers = [Marker(address, QUIZ, "a-letter") for address in (one, two)]
        with connection.open_gradebook(copies[0]) as book:
            places = [each.id for each in Judging(book, quiz, quiz.questions[3]).places() if each.learner in names]
        saved = {}
        for place in places:
            forms = [marker.read(place) for marker in markers]
            levels = [{"plan": 1, "words": 0}, {"plan": 3, "words": 2}]
            said = list(both.map(Marker.mark, markers, [place, place], forms, levels))
            (first,) = [number for number, each in enumerate(said) if "seen" in each]
            assert "Somebody has marked this answer" in said[1 - first]["refused"]
            saved[place] = levels[first]
    with connection.open_gradebook(copies[1]) as book:
        found = {place.id: held.judgement for place, held in Judging(book, quiz, quiz.questions[3]).all_held()}
    assert len(saved) == len(names)
    for place, chosen in saved.items():
        assert (found[place].levels, found[place].points) == (chosen, sum(chosen.values()))


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        (
            "postgresql+psycopg://trainer@127.0.0.1:1/gradebook",
            r"The server that keeps.*does not answer.*refused",
        ),
        ("the server in the cellar", r"The gradebook's address cannot be read"),
        ("postgresql+cellar://trainer@localhost/gradebook", r"The gradebook's address cannot be read"),
        ("mysql+pymysql://trainer@localhost/gradebook", r"The driver for the gradebook's server is missing: pymysql"),
    ],
)
def test_an_address_that_leads_nowhere_is_named_with_its_line(course: Course, address: str, wrong: str) -> None:
    served_by(course, address)
    with pytest.raises(ContentError, match=wrong) as refused:
        autograde(course, QUIZ)
    (problem,) = refused.value.problems
    line = problem.file.read_text(encoding="utf-8").splitlines()[problem.line - 1]
    assert address in line
