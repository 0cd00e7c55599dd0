import random
import signal
from pathlib import Path

import pytest
from cutting import mark
from ledger import Rows, by_hand, rows
from room import QUIZ, any_answer, blank, copied, hand_in, put

from forks import processes
from widerwindow.content.course import Course
from widerwindow.grading.collecting.aside import Entry, Index
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.storage import aside_index

MOMENTS = 50
AT_ONCE = 2


def a_class(course: Course) -> None:
    """Hand in what a class does: some were marked by hand and handed in again, one file cannot be read."""
    chance = random.Random(20261122)
    for again in (False, True):
        for number in range(6 if again else 3):
            answers = {question.id: any_answer(question, chance) for question in course.quiz(QUIZ).questions}
            put(course, f"L{number:02}", hand_in(blank(course), answers))
        if not again:
            autograde(course, QUIZ)
            for number in range(3):
                by_hand(course, f"L{number:02}", "a-letter", points=number, comment="Thank you.")
            by_hand(course, "L02", "max_mark", points=1)
    put(course, "L02", b"{")
    put(course, "L05", b"{")


def run(course: Course, last: int | None = None) -> tuple[int | None, int]:
    """Mark in a process of its own, killed at the call number `last`. Return its exit code, and its number of calls."""
    listen, tell = processes().Pipe(duplex=False)
    process = processes().Process(target=mark, args=(course.root, QUIZ, AT_ONCE, last, tell))
    process.start()
    tell.close()
    process.join()
    with listen:
        return process.exitcode, listen.recv() if process.exitcode == 0 else 0


def outcome(course: Course) -> tuple[Rows, dict[str, bytes], list[Entry]]:
    """Return all that marking writes, but for the time of day in the index of what was put aside."""
    folders = course.exercises / "autograded", course.exercises / "kept-aside"
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file() and file != aside_index(course)]
    noted = [entry._replace(when="") for entry in Index(course).entries()]
    return rows(course), {str(file.relative_to(course.exercises)): file.read_bytes() for file in files}, noted


@pytest.mark.thorough
@pytest.mark.no_cover
def test_a_run_killed_at_any_of_fifty_moments_is_finished_by_the_next(course: Course, tmp_path: Path) -> None:
    a_class(course)
    undisturbed = copied(course, tmp_path / "undisturbed")
    exit_code, calls = run(undisturbed)
    assert exit_code == 0
    expected = outcome(undisturbed)
    chance = random.Random(50)
    for moment in range(MOMENTS):
        killed = copied(course, tmp_path / f"killed {moment}")
        last = int(calls * (moment + chance.random()) / MOMENTS)
        ended = run(killed, last)[0]
        assert ended == -signal.SIGKILL or (ended == 0 and last > 0.99 * calls)  # a run may have a few calls less
        autograde(killed, QUIZ)
        assert outcome(killed) == expected, f"cut short at call {last} of {calls}"
