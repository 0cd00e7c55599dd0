"""A copy of everything brings a whole course back on a computer that has nothing of it."""

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from configparser import ConfigParser
from pathlib import Path

import pytest
from room import QUIZ, blank, copied, hand_in, put

from widerwindow.content.course import Course
from widerwindow.grading.gradebook import connection
from widerwindow.grading.gradebook.judgements import Judgement, Judging
from widerwindow.grading.gradebook.second_marks import SecondMarks
from widerwindow.grading.keeping import cohorts
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.setting.release import release

Command = Callable[..., str]
DEPLOY = Path(__file__).parents[2] / "deploy" / "keeping"
PROGRAM = Path(sys.executable).with_name("widerwindow")
ANSWERS = {"dark-clouds": "rain", "a-letter": "My plan."}
LEVELS = {"plan": 3, "words": 1}


def judged_twice(course: Course) -> None:
    """Hand in, mark by the rubric, and mark a second time."""
    put(course, "k7f3", hand_in(blank(course), ANSWERS, learner="k7f3"))
    autograde(course, QUIZ)
    quiz = course.quiz(QUIZ)
    with connection.open_gradebook(course) as book:
        answers, seconds = (kind(book, quiz, quiz.questions[3]) for kind in (Judging, SecondMarks))
        [place] = answers.places()
        answers.judge(place.id, Judgement(4.0, "Kind, ☃.", LEVELS))
        seconds.draw(1)
        seconds.mark(place.id, Judgement(5.0, levels={"plan": 3, "words": 2}))


def judged(course: Course) -> tuple[Judgement, list[float | None]]:
    """What two people gave the answer."""
    quiz = course.quiz(QUIZ)
    with connection.open_gradebook(course) as book:
        [(_, held)] = Judging(book, quiz, quiz.questions[3]).all_held()
        return held.judgement, [each.second for each in SecondMarks(book, quiz, quiz.questions[3]).drawn()]


def grades(command: Command, course: Course) -> bytes:
    command(course.root, "export", *(["--cohort", course.cohort] if course.cohort else []))
    return (course.classroom / "grades.csv").read_bytes()


@pytest.fixture(scope="module")
def both_once(released_once: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course with marks in the main group and in the cohort of spring, and an archive of the one of autumn."""
    course = copied(released_once, tmp_path_factory.mktemp("everything") / "course")
    spring = cohorts.start(course, "spring")
    release(spring, QUIZ)
    for each in (course, spring):
        judged_twice(each)
    autumn = cohorts.start(course, "autumn")
    put(autumn, "zz1", hand_in(blank(course), ANSWERS, learner="zz1"))
    cohorts.archive(autumn)
    return course


@pytest.fixture
def both(both_once: Course, tmp_path: Path) -> Course:
    return copied(both_once, tmp_path / "course")


def test_everything_comes_back_on_a_computer_that_has_nothing(both: Course, command: Command, tmp_path: Path) -> None:
    spring, away = both.of_cohort("spring"), tmp_path / "another disk"
    (both.root / ".venv").mkdir()
    (both.root / ".venv" / "pyvenv.cfg").touch()
    (both.root / ".gitignore").touch()
    before = [grades(command, each) for each in (both, spring)]
    command(both.root, "backup", "--to", away)
    [made] = away.iterdir()
    assert {file.stat().st_mode & 0o077 for file in [made, *made.rglob("*.zip")]} == {0}
    empty = Course(tmp_path / "an empty computer")
    shutil.unpack_archive(made / "course.zip", empty.root)
    assert {file.name for file in empty.exercises.iterdir()} == {"nbgrader_config.py", "quizzes"}
    course_itself = {".gitignore", "_config.yml", "organisation.yml", "book", "exercises"}
    assert {file.name for file in empty.root.iterdir()} == course_itself
    said = command(empty.root, "restore", made, typed="y\n")
    assert "The cohort spring:" in said
    assert [grades(command, each) for each in (empty, empty.of_cohort("spring"))] == before
    assert judged(empty) == judged(both) == (Judgement(4.0, "Kind, ☃.", LEVELS), [5.0])
    [archive] = cohorts.archives(empty)
    assert "zz1" in {file.name for file in cohorts.open_(empty, archive.file).classroom.glob("submitted/*")}


def test_the_newest_copies_stay_and_none_lies_in_the_course(both: Course, command: Command, tmp_path: Path) -> None:
    away = tmp_path / "away"
    (away / ".widerwindow-copying-cut-off").mkdir(parents=True)
    (away / "mine").mkdir()
    for _ in range(3):
        said = command(both.root, "backup", "--to", away, "--keep", "2")
    assert "1 older copy is deleted." in said
    assert len(list(away.iterdir())) == 3
    assert (away / "mine").is_dir()
    assert "would be lost with it" in command(both.root, "backup", "--to", both.exercises / "backups", status=1)
    assert "Name a file, or a folder with --to." in command(both.root, "backup", "--keep", "2", status=1)


def here(text: str, course: Course, away: Path) -> str:
    """A line of an example with places of this computer in it."""
    text = re.sub(r"(/srv/widerwindow/)?\.venv/bin/widerwindow", str(PROGRAM), text)
    return text.replace("/srv/widerwindow", str(course.root)).replace("/var/backups/widerwindow", str(away))


def test_the_nightly_backup_of_systemd_is_sound_and_runs(both: Course, tmp_path: Path) -> None:
    away = tmp_path / "away"
    for name in ("widerwindow-backup.service", "widerwindow-backup.timer"):
        text = here((DEPLOY / name).read_text(encoding="utf-8"), both, away)
        (tmp_path / name).write_text(text, encoding="utf-8")
    units = [tmp_path / "widerwindow-backup.service", tmp_path / "widerwindow-backup.timer"]
    if verify := shutil.which("systemd-analyze"):
        ran = subprocess.run([verify, "verify", "--man=no", *units], capture_output=True, text=True)
        assert (ran.returncode, ran.stderr) == (0, "")
    service = ConfigParser(interpolation=None)
    service.optionxform = str  # type: ignore[assignment,method-assign]
    service.read(units[0], encoding="utf-8")
    subprocess.run(shlex.split(service["Service"]["ExecStart"]), cwd=service["Service"]["WorkingDirectory"], check=True)
    assert len(list(away.glob("widerwindow-*/main.zip"))) == 1


def test_cron_s_line_runs_and_speaks_only_of_what_goes_wrong(both: Course, tmp_path: Path) -> None:
    [line] = [each for each in (DEPLOY / "widerwindow-backup.cron").read_text().splitlines() if each.startswith("30 2")]
    away = tmp_path / "away"
    what = here(line.split(maxsplit=6)[6], both, away)
    assert subprocess.run(["/bin/sh", "-c", what], capture_output=True, text=True).stdout == ""
    assert len(list(away.glob("widerwindow-*/main.zip"))) == 1
    (both.exercises / "gradebook.db").write_bytes(b"hello")
    assert "The gradebook is spoilt." in subprocess.run(["/bin/sh", "-c", what], capture_output=True, text=True).stdout
