"""Two commands at once: one waits a little, then says who is writing. A command that was killed holds nobody up."""

import json
import os
import platform
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from room import QUIZ, as_bytes, blank, hand_in, put

from widerwindow.content.course import Course
from widerwindow.grading.keeping import lock
from widerwindow.grading.keeping.lock import alone
from widerwindow.grading.keeping.trouble import Trouble

HOLDS = """
import sys, time
from pathlib import Path
from widerwindow.content.course import Course
from widerwindow.grading.keeping.lock import alone
with alone(Course(Path(sys.argv[1])), "collect"):
    print("held", flush=True)
    time.sleep(300)
"""


@pytest.fixture
def holder(course: Course) -> "subprocess.Popen[str]":
    """Start another process that writes in the course, and return it once it does."""
    process = subprocess.Popen([sys.executable, "-c", HOLDS, course.root], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


@pytest.mark.parametrize(
    "arguments",
    [
        ["autograde", QUIZ],
        *(
            pytest.param(each, marks=pytest.mark.thorough)
            for each in (["release", QUIZ], ["forget", "--yes", "k7f3"], ["backup"])
        ),
    ],
)
def test_the_second_command_names_the_first_and_ends(
    course: Course, holder: "subprocess.Popen[str]", command: Callable[..., str], arguments: list[str]
) -> None:
    put(course, "k7f3", hand_in(blank(course), {}))
    held = json.loads((course.exercises / ".lock.holder").read_bytes())
    since = datetime.fromisoformat(held["since"]).astimezone()
    day = f"{since.day} {since:%B %Y}"
    said = command(course.root, *arguments, status=1)
    assert said.startswith(f"Somebody is writing in this course since {day}, ")
    assert "on this computer (collect). Wait until it is done" in said
    assert said.count("\n") == 1
    holder.kill()
    holder.communicate()
    assert (course.exercises / "submitted" / "k7f3").is_dir()


def test_what_only_reads_asks_nobody(
    course: Course, holder: "subprocess.Popen[str]", command: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "in.ipynb").write_bytes(as_bytes(hand_in(blank(course), {}, learner="k7f3")))
    assert "1 collected" in command(course.root, "collect", "--dry-run", tmp_path / "in.ipynb")
    assert command(course.root, "learners") == "0 learners.\n"
    holder.kill()
    holder.communicate()


def test_a_command_that_was_killed_holds_nobody_up(
    course: Course, holder: "subprocess.Popen[str]", command: Callable[..., str]
) -> None:
    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()
    assert (course.exercises / ".lock.holder").is_file()
    command(course.root, "autograde", QUIZ)
    assert not (course.exercises / ".lock.holder").exists()


def test_another_computer_is_named(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_PATIENCE", 0.0)
    monkeypatch.setattr(platform, "node", lambda: "the-office")
    with alone(course, "merge"):
        monkeypatch.setattr(platform, "node", lambda: "at-home")
        with pytest.raises(Trouble, match=r", on the computer the-office \(merge\)\."), alone(course, "x"):
            pass


@pytest.mark.parametrize("spoilt", [b"", b"[]", json.dumps({"command": "collect"}).encode()])
def test_a_note_of_who_it_is_that_cannot_be_read_keeps_the_lock(
    course: Course, monkeypatch: pytest.MonkeyPatch, spoilt: bytes
) -> None:
    monkeypatch.setattr(lock, "_PATIENCE", 0.0)
    with alone(course, "merge"):
        (course.exercises / ".lock.holder").write_bytes(spoilt)
        with pytest.raises(Trouble, match="Somebody else is writing in this course"), alone(course, "x"):
            pass


def test_a_stricter_umask_holds_for_all_that_is_written(
    course: Course, command: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "in.ipynb").write_bytes(as_bytes(hand_in(blank(course), {"max": ["hat"]}, learner="k7f3")))
    before = os.umask(0o077)
    try:
        command(course.root, "collect", tmp_path / "in.ipynb")
        command(course.root, "autograde", QUIZ)
        command(course.root, "feedback", QUIZ)
    finally:
        os.umask(before)
    places = [course.exercises / place for place in ("submitted", "autograded", "feedback")]
    learners = [file for place in places for file in place.rglob("*")]
    assert len(learners) > 5
    assert [file for file in learners if file.stat().st_mode & 0o077] == []
    assert (course.exercises / "backups").stat().st_mode & 0o077 == 0


def test_what_a_killed_command_had_begun_to_write_is_gone_after_the_next(
    course: Course, command: Callable[..., str]
) -> None:
    begun = course.exercises / "..unfinished.json.1a2b3c4d.draft"
    begun.write_text('{"what": "mer')
    command(course.root, "backup")
    assert not begun.exists()
