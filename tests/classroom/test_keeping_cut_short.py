"""A learner's work that is moved, erased or brought back: cut short at any moment, all of it is done or nothing."""

import random
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from keeping_cut import COMMANDS, carry_out, cut
from ledger import Rows, by_hand, rows
from room import QUIZ, blank, copied, hand_in, put

from forks import processes
from widerwindow.content.course import Course
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.keeping import backups
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.marking.autograde import autograde

pytestmark = pytest.mark.thorough

MOMENTS = 15
OURS = {"backups", ".lock", ".lock.holder", "forgotten.json", "gradebook.db"}

State = tuple[dict[str, bytes], Rows, Rows]


@pytest.fixture
def full(course: Course) -> Course:
    """Return a course with a backup of how it was, and two learners in every place since."""
    put(course, "zz1", hand_in(blank(course), {"max": ["hat"]}, learner="zz1"))
    autograde(course, QUIZ)
    backups.write(course, backups.WHOLE, course.root / "old.zip")
    put(course, "k7f3", hand_in(blank(course), {"max": ["tea"], "a-letter": "My plan."}, learner="k7f3"))
    (course.exercises / "submitted" / "k7f3" / QUIZ / "timestamp.txt").write_text("2026-11-21 10:00:00.000000 UTC")
    autograde(course, QUIZ)
    by_hand(course, "k7f3", "a-letter", points=3, comment="Thank you.")
    feedback(course, QUIZ)
    moodle = course.exercises / "moodle"
    moodle.mkdir()
    (moodle / "learners.csv").write_text("learner,full name,email,id number,quiz,folder\nk7f3,Ada,ada@example.org,,,\n")
    (course.exercises / "kept-aside").mkdir()
    (course.exercises / "kept-aside" / f"{QUIZ}--k7f3.ipynb").write_text("{")
    return course


def state(course: Course) -> State:
    files = [file for file in course.exercises.rglob("*") if file.is_file()]
    names = {file: file.relative_to(course.exercises) for file in files}
    kept = {str(name): file.read_bytes() for file, name in names.items() if name.parts[0] not in OURS}
    with closing(sqlite3.connect(course.exercises / "gradebook.db")) as book:
        students = sorted(book.execute("select id from student"))
    return kept, rows(course), students


def run(course: Course, command: str, last: int | None = None) -> tuple[int | None, int]:
    """Carry out a command in a process of its own, killed at the call number `last`: its exit code, and its calls."""
    listen, tell = processes().Pipe(duplex=False)
    process = processes().Process(target=cut, args=(course.root, command, last, tell))
    process.start()
    tell.close()
    process.join()
    with listen:
        return process.exitcode, listen.recv() if process.exitcode == 0 else 0


@pytest.mark.parametrize("command", COMMANDS)
def test_what_was_cut_short_is_finished_by_the_next_command_or_has_changed_nothing(
    full: Course, tmp_path: Path, command: str
) -> None:
    undisturbed = copied(full, tmp_path / "undisturbed")
    exit_code, calls = run(undisturbed, command)
    assert exit_code == 0
    before, after = state(full), state(undisturbed)
    assert before != after
    chance, finished = random.Random(7), 0
    for moment in range(MOMENTS):
        killed = copied(full, tmp_path / f"killed {moment}")
        last = int(calls * (moment + chance.random()) / MOMENTS) + 1
        assert run(killed, command, last)[0] == -signal.SIGKILL
        with writing(killed, "backup", keep=()) as was_cut:
            assert was_cut in (command, None)
        if state(killed) != after:
            assert state(killed) == before, f"cut short at call {last} of {calls}"
            carry_out(killed, command)
            assert state(killed) == after
        else:
            finished += was_cut is not None
        assert [file.name for file in (killed.exercises / "backups").glob(".*")] == []
    assert finished
