"""A disk that is full and a folder that is closed, for real: each command says so in plain words, and breaks nothing.

Linux lets a process have mounts of its own (`unshare`): a small disk that is full, and a folder for reading only.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from room import QUIZ, as_bytes, blank, hand_in, put

from widerwindow.content.course import Course
from widerwindow.grading.marking.autograde import autograde

BIN = Path(sys.executable).parent / "widerwindow"
FULL = "cp -r exercises ../saved && mount -t tmpfs -o size=2m tmpfs exercises && cp -r ../saved/. exercises/ && "
FULL += "{ dd if=/dev/zero of=exercises/filler bs=4k 2>/dev/null; true; }"
CLOSED = "mount --bind . . && cd . && mount -o remount,ro,bind ."
WRITING = [
    ["release", QUIZ],
    ["collect", "new.ipynb"],
    ["autograde", QUIZ],
    ["feedback", QUIZ],
    ["export"],
    ["report", QUIZ],
    ["rename", "k7f3", "new1"],
    ["forget", "--yes", "k7f3"],
    ["backup"],
    ["quiz", "new", "other"],
]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Only Linux gives a process mounts of its own.")


@pytest.fixture
def marked(course: Course) -> Course:
    put(course, "k7f3", hand_in(blank(course), {"dark-clouds": "rain"}, learner="k7f3"))
    autograde(course, QUIZ)
    (course.root / "new.ipynb").write_bytes(as_bytes(hand_in(blank(course), {}, learner="zz1")))
    return course


def files(folder: Path) -> dict[str, bytes]:
    ours = ("backups", ".lock", "filler")
    found = [file for file in folder.rglob("*") if file.is_file()]
    names = {file: file.relative_to(folder).as_posix() for file in found}
    return {name: file.read_bytes() for file, name in names.items() if not name.startswith(ours)}


def within(course: Course, prepare: str, *commands: list[str]) -> list[str]:
    """Run commands of ours after `prepare`; return what each said, with its status. `after` holds what was left."""
    calls = [f"echo; {BIN} {' '.join(command)} </dev/null 2>&1; echo status $?" for command in commands]
    script = f'{prepare} || exit 9; cd "$PWD"; {"; ".join(calls)}; cp -r exercises "$AFTER"'
    call = ["unshare", "--map-root-user", "--mount", "sh", "-c", script]
    after = os.environ | {"AFTER": str(course.root.parent / "after")}
    ran = subprocess.run(call, cwd=course.root, env=after, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Traceback" not in ran.stdout + ran.stderr
    return [said for said in ran.stdout.split("\n\n") if said.strip()] or [ran.stdout]


@pytest.mark.parametrize(("prepare", "words"), [(FULL, "The disk is full"), (CLOSED, "may not be read or written")])
def test_each_command_says_what_keeps_it_from_writing_and_breaks_nothing(
    marked: Course, prepare: str, words: str
) -> None:
    before = files(marked.exercises)
    said = "".join(within(marked, prepare, *WRITING))
    assert said.count(words) == len(WRITING), said
    assert said.count("status 1") == len(WRITING)
    assert files(marked.root.parent / "after") == before


def test_what_only_reads_works_in_a_closed_folder(marked: Course) -> None:
    said = "".join(within(marked, CLOSED, ["learners"], ["collect", "--dry-run", "new.ipynb"]))
    assert "1 learner." in said
    assert "This was a dry run" in said
    assert said.count("status 0") == 2
