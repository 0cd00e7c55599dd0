"""A disk that is full, a folder that is closed, a gradebook that is spoilt: each command says so, and breaks nothing.

Every command of the program is tried, for real. Linux lets a process have mounts of its own (`unshare`): a small disk
that is full, and a folder for reading only.
"""

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
import typer
from moodle_download import worksheet
from room import QUIZ, as_bytes, blank, copied, hand_in, put

from ready import Ready
from widerwindow.cli import app
from widerwindow.content.course import Course
from widerwindow.grading.keeping import backups, cohorts
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.storage import keep_aside

BIN = Path(sys.executable).parent / "widerwindow"
FULL = "cp -r exercises ../saved && mount -t tmpfs -o size=2m tmpfs exercises && cp -r ../saved/. exercises/ && "
FULL += "{ dd if=/dev/zero of=exercises/filler bs=4k 2>/dev/null; true; }"
CLOSED = "mount --bind . . && cd . && mount -o remount,ro,bind ."
CALLS = {
    "release": [QUIZ],
    "collect": ["new.ipynb"],
    "autograde": [QUIZ],
    "feedback": [QUIZ],
    "export": [],
    "report": [QUIZ],
    "certificate": ["k7f3", "--name", "Ann"],
    "moodle": [QUIZ, "Grades.csv"],
    "desk": ["--no-open"],
    "rename": ["k7f3", "new1"],
    "merge": ["k7f3", "zz9"],
    "forget": ["--yes", "k7f3"],
    "backup": [],
    "restore": ["--yes", "before.zip"],
    "quiz new": ["other"],
    "learners": [],
    "check": [],
    "new": ["inner"],
    "build": [],
    "serve": ["--no-open"],
    "quiz preview": [QUIZ, "--no-open"],
    "guesses": [],
    "kept-aside": ["--yes", "--delete", "odd.pdf"],
    "cohorts list": [],
    "cohorts start": ["autumn"],
    "cohorts archive": ["spring"],
    "cohorts open": ["over.zip"],
    "publish": ["scorm-1.2", "--all"],
    "review add": ["form.txt"],
    "helplines": [],
    "headers": [],
    "doctor": ["http://127.0.0.1:9"],
    "upgrade": [],
    "expire": ["--yes"],
    "gradebook move": ["old.db"],
    "gradebook upgrade": [],
    "scenario map": ["no-story", "--no-open"],
}
"""Every command, with what to give it."""

SERVING = {"serve", "desk", "quiz preview"}
"""What goes on until it is stopped."""

OF_PAGES = {"check", "build", "serve", "new", "publish", "review add", "scenario map"}
"""What is about pages, which this small course has none of."""

ELSEWHERE = {"doctor", "upgrade", "gradebook move", "gradebook upgrade"}
"""What needs a site, an edition or another gradebook, and is tried where these are."""

READING = {"learners", "guesses", "cohorts list", "helplines", "headers", "expire"}
"""What writes nothing: nothing here is past its time."""

WRITING = CALLS.keys() - OF_PAGES - SERVING - ELSEWHERE - READING
NEEDS_NO_ROOM = {"kept-aside", "cohorts start"}
"""What works on a disk that is full: it deletes, or makes a folder."""

OF_COHORTS = {name for name in CALLS if name.startswith("cohorts")}
ON_MARKS = WRITING - {"restore", "quiz new", "merge", "kept-aside"} - OF_COHORTS | {"desk", "learners"}
"""What needs the gradebook, or keeps a copy of it before it writes."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Only Linux gives a process mounts of its own.")


@pytest.fixture(scope="session")
def marked_once(once: Callable[[str, Callable[[Path], object]], Path], released_once: Course) -> Course:
    """A course with all that the commands work on, made once for all workers."""
    return Course(once("marked", lambda folder: mark(copied(released_once, folder))))


def mark(course: Course) -> None:
    put(course, "k7f3", hand_in(blank(course), {"dark-clouds": "rain"}, learner="k7f3"))
    put(course, "zz9", hand_in(blank(course), {"dark-clouds": "nothing"}, learner="zz9"))
    autograde(course, QUIZ)
    (course.root / "new.ipynb").write_bytes(as_bytes(hand_in(blank(course), {}, learner="zz1")))
    worksheet(course.root / "Grades.csv")
    keep_aside(course, "odd.pdf", b"%PDF")
    backups.write(course, backups.WHOLE, course.root / "before.zip")
    cohorts.archive(cohorts.start(course, "over")).rename(course.root / "over.zip")
    cohorts.start(course, "spring")


@pytest.fixture
def marked(marked_once: Course, tmp_path: Path) -> Course:
    return copied(marked_once, tmp_path / "a course")


def files(folder: Path) -> dict[str, bytes]:
    ours = ("backups", ".lock", "filler")
    found = [file for file in folder.rglob("*") if file.is_file()]
    names = {file: file.relative_to(folder).as_posix() for file in found}
    kept = {file: name for file, name in names.items() if not name.startswith(ours) and "/.lock" not in name}
    return {name: file.read_bytes() for file, name in kept.items()}


@pytest.fixture(scope="session")
def apart() -> Iterator[Ready]:
    """What runs the real command with mounts of its own: a disk can be full, or a folder closed, for it alone."""
    with Ready("unshare", "--map-root-user", "--mount") as ready:
        yield ready


def mounted(apart: Ready, course: Course, script: str) -> None:
    """Run a script in the course's folder, with the mounts that the commands of `apart` have there."""
    enter = ["nsenter", f"--target={apart.pid}", "--user", "--mount", "--preserve-credentials"]
    subprocess.run([*enter, "sh", "-c", f'cd "$0" && {script}', course.root], check=True)


def within(apart: Ready, course: Course, prepare: str, commands: Iterable[str]) -> dict[str, str]:
    """Run commands of ours after `prepare`; return what each said. `after` holds what was left."""
    mounted(apart, course, prepare)
    said = told(apart, course, commands)
    mounted(apart, course, "cp -r exercises ../after")
    return said


def told(ready: Ready, course: Course, commands: Iterable[str]) -> dict[str, str]:
    """Run commands of ours and return what each said, with its status."""
    ran = {name: ready.run(course.root, call(name)) for name in sorted(commands)}
    said = {name: f"{each.stdout}{each.stderr}status {each.returncode}" for name, each in ran.items()}
    assert {name: what for name, what in said.items() if "Traceback" in what or "nbgrader" in what} == {}
    return said


def call(name: str) -> list[str]:
    return [*name.split(), *CALLS[name]]


def names(app: object, before: str = "") -> set[str]:
    """Return the names of all commands, those of a group after its own."""
    group = typer.main.get_command(app) if isinstance(app, typer.Typer) else app
    found = getattr(group, "commands", {})
    return {each for name, inner in found.items() for each in names(inner, f"{before}{name} ")} or {before.strip()}


def test_every_command_is_tried_here() -> None:
    assert names(app) == CALLS.keys()


@pytest.mark.thorough
@pytest.mark.parametrize(("prepare", "words"), [(FULL, "The disk is full"), (CLOSED, "may not be read or written")])
def test_each_command_says_what_keeps_it_from_writing_and_breaks_nothing(
    apart: Ready, marked: Course, prepare: str, words: str
) -> None:
    before = files(marked.exercises)
    said = within(apart, marked, prepare, WRITING - (NEEDS_NO_ROOM if prepare == FULL else set()))
    assert {name: what for name, what in said.items() if words not in what or "status 1" not in what} == {}
    assert files(marked.root.parent / "after") == before


def test_what_was_put_aside_can_be_deleted_on_a_full_disk(apart: Ready, marked: Course) -> None:
    before = files(marked.exercises)
    said = within(apart, marked, FULL, ["kept-aside"])["kept-aside"]
    assert "1 file is deleted." in said
    assert "status 0" in said
    assert before.keys() - files(marked.root.parent / "after").keys() == {"kept-aside/odd.pdf"}


@pytest.mark.parametrize(("prepare", "words"), [(FULL, "The disk is full"), (CLOSED, "may not be read or written")])
def test_the_desk_does_not_open_where_it_cannot_write(apart: Ready, marked: Course, prepare: str, words: str) -> None:
    assert words in within(apart, marked, prepare, ["desk"])["desk"]


@pytest.mark.thorough
@pytest.mark.parametrize(
    "spoil",
    [
        "dd if=/dev/urandom of=exercises/gradebook.db bs=1k count=40 conv=notrunc 2>/dev/null",
        "truncate -s 20000 exercises/gradebook.db",
        ": > exercises/gradebook.db",
    ],
    ids=["overwritten", "cut off", "emptied"],
)
def test_each_command_says_that_the_gradebook_is_spoilt_and_a_backup_mends_it(
    marked: Course, spoil: str, ready: Ready, command: Callable[..., str]
) -> None:
    subprocess.run(["sh", "-c", spoil], cwd=marked.root, check=True)
    said = told(ready, marked, ON_MARKS if spoil.startswith("dd") else {"feedback"})
    assert {name: what for name, what in said.items() if "The gradebook is spoilt." not in what} == {}
    assert "The backup is back." in command(marked.root, "restore", "--yes", "before.zip")


def test_a_disk_that_fails_in_the_midst_is_not_told_as_something_to_upgrade(marked: Course) -> None:
    call = ["sh", "-c", f"ulimit -f 8; exec {BIN} release {QUIZ}"]
    ran = subprocess.run(call, cwd=marked.root, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (1, "The disk does not do what was asked: disk I/O error.\n")


@pytest.mark.parametrize(("prepare", "words"), [(FULL, "The disk is full"), (CLOSED, "may not be read or written")])
def test_a_build_says_what_keeps_it_from_writing(
    apart: Ready, tmp_path: Path, command: Callable[..., str], prepare: str, words: str
) -> None:
    command(tmp_path, "new", tmp_path / "a course")
    said = within(apart, Course(tmp_path / "a course"), prepare, ["build"])["build"]
    assert words in said
    assert "status 1" in said


def test_what_was_cut_off_does_not_keep_a_backup_from_coming_back(marked: Course, command: Callable[..., str]) -> None:
    (marked.exercises / ".unfinished.json").write_text('{"what": "forget", "learner": "k7f3"}')
    (marked.exercises / "gradebook.db").write_bytes(b"This is no database. " * 500)
    assert "The gradebook is spoilt." in command(marked.root, "report", QUIZ, status=1)
    assert "The backup is back." in command(marked.root, "restore", "--yes", "before.zip")
    assert command(marked.root, "learners").endswith("1 learner.\n")
    assert not (marked.exercises / "submitted" / "k7f3").exists()


def test_what_only_reads_works_in_a_closed_folder(apart: Ready, marked: Course) -> None:
    said = within(apart, marked, CLOSED, READING)
    assert "2 learners." in said["learners"]
    assert {name: what for name, what in said.items() if "status 0" not in what} == {}
    assert "This was a dry run" in apart.run(marked.root, ["collect", "--dry-run", "new.ipynb"]).stdout
