"""Cohorts share the quizzes and nothing else; one that is over is a file, which can be opened to be read."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from ledger import rows
from room import QUIZ, as_bytes, blank, copied, hand_in, put, rewrite

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.gradebook import connection
from widerwindow.grading.keeping import backups, cohorts, forgetting
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.setting.release import release

Command = Callable[..., str]
SETTING = "# c.CourseDirectory.db_url"
ADA = {"dark-clouds": "rain", "a-letter": "First the sky."}
OTHER_ADA = {"dark-clouds": "snow-for-sure", "a-letter": "I am another."}


@pytest.fixture(scope="module")
def both_once(released_once: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course with a learner in no cohort, and another with the same code in the cohort of spring."""
    course = copied(released_once, tmp_path_factory.mktemp("cohorts") / "course")
    spring = cohorts.start(course, "spring")
    release(spring, QUIZ)
    for each, answers in ((course, ADA), (spring, OTHER_ADA)):
        put(each, "ada", hand_in(blank(course), answers, learner="ada"))
        autograde(each, QUIZ)
    return course


@pytest.fixture
def both(both_once: Course, tmp_path: Path) -> Course:
    return copied(both_once, tmp_path / "course")


def _held(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path, but for the locks."""
    files = [file for file in folder.rglob("*") if file.is_file() and not file.name.startswith(".lock")]
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def _own(course: Course) -> dict[str, bytes]:
    """Return what those hold who are in no cohort."""
    shared = ("cohorts", "archives")
    return {name: data for name, data in _held(course.exercises).items() if Path(name).parts[0] not in shared}


def test_a_cohort_shares_the_quiz_and_has_marks_of_its_own(
    released_once: Course, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = copied(released_once, tmp_path / "course")
    before = _own(course)
    assert "0 cohorts." in command(course.root, "cohorts", "list")
    command(course.root, "cohorts", "start", "spring")
    command(course.root, "release", QUIZ, "--cohort", "spring")
    spring = course.of_cohort("spring")
    released = Path("release", QUIZ, f"{QUIZ}.ipynb")
    assert (spring.classroom / released).read_bytes() == (course.classroom / released).read_bytes()
    came = tmp_path / f"{QUIZ}--ada.ipynb"
    came.write_bytes(as_bytes(hand_in(blank(course), ADA, learner="ada")))
    command(course.root, "collect", came, "--dry-run", "--cohort", "spring")
    assert not (spring.classroom / "submitted").exists()
    command(course.root, "collect", came, "--cohort", "spring")
    monkeypatch.setenv("WIDERWINDOW_COHORT", "spring")
    for words in (["autograde", QUIZ], ["feedback", QUIZ], ["report", QUIZ], ["export"], ["backup"]):
        command(course.root, *words)
    monkeypatch.delenv("WIDERWINDOW_COHORT")
    assert "spring: 1 learner has handed in." in command(course.root, "cohorts", "list")
    assert {str(row[0]) for row in rows(spring) if len(row) == 4} == {"ada"}
    made = {file.name for file in spring.classroom.iterdir()}
    assert {"submitted", "autograded", "feedback", "reports", "grades.csv", "senders.csv", "backups"} - made == {
        "senders.csv"
    }
    after = _own(course)
    assert {name for name in after if after[name] != before.get(name)} == set()
    assert "0 learners." in command(course.root, "learners")


@pytest.mark.parametrize("name", ["../..", "Con", "", "¿?", "Spring"])
def test_a_name_that_is_no_folder_or_is_taken_is_refused(both: Course, command: Command, name: str) -> None:
    before = _held(both.exercises)
    said = command(both.root, "cohorts", "start", name, status=1)
    assert "cannot be the name of a cohort" in said or "There is a cohort spring already." in said
    assert _held(both.exercises) == before


def test_a_cohort_that_nobody_has_started_is_refused(both: Course, command: Command) -> None:
    said = command(both.root, "learners", "--cohort", "sprung", status=1)
    assert "There is no cohort `sprung`.\n  Check the name. Known ones: spring." in said
    assert not (both.cohorts / "sprung").exists()


def test_a_cohort_that_is_over_is_one_file_that_can_be_read_and_not_changed(both: Course, command: Command) -> None:
    spring = both.of_cohort("spring")
    (spring.classroom / "my notes.txt").write_text("Kind people.")
    backups.keep(spring, "autograde")
    kept = {name: data for name, data in _held(spring.classroom).items() if not name.startswith("backups")}
    marks, own = rows(spring), _own(both)
    said = command(both.root, "cohorts", "archive", "spring")
    (over,) = cohorts.archives(both)
    file = over.file
    assert over.name == "spring"
    assert str(file.relative_to(both.root)) in said
    assert list(both.cohorts.iterdir()) == []
    command(both.root, "cohorts", "open", file)
    opened = {name: data for name, data in _held(spring.classroom).items() if name != "archive.json"}
    assert opened.keys() == kept.keys()
    assert {name for name in kept if opened[name] != kept[name]} <= {"gradebook.db"}
    assert rows(spring) == marks
    assert "ada: weather on" in command(both.root, "learners", "--cohort", "spring")
    before = _held(both.exercises)
    for words in (
        ["release", QUIZ],
        ["autograde", QUIZ],
        ["rename", "ada", "ida"],
        ["backup"],
    ):
        said = command(both.root, *words, "--cohort", "spring", status=1)
        assert "The cohort spring is over and is opened here to be read. Nothing in it changes" in said
    command(both.root, "cohorts", "start", "spring", status=1)
    command(both.root, "cohorts", "open", file, status=1)
    assert _held(both.exercises) == before
    command(both.root, "cohorts", "archive", "spring")
    assert cohorts.archives(both) == [over]
    assert list(both.cohorts.iterdir()) == []
    assert _own(both) == own


def test_one_who_is_over_can_be_forgotten_in_the_archive_too(both: Course, command: Command) -> None:
    file = cohorts.archive(both.of_cohort("spring"))
    spring = cohorts.open_(both, file)
    said = command(both.root, "forget", "ada", "--yes", "--cohort", "spring")
    assert "the archive of the cohort" in said
    assert rows(spring) == []
    cohorts.archive(spring)
    assert cohorts.with_code(spring, "ada") == ["the main group"]
    assert rows(cohorts.open_(both, file)) == []


def test_an_archive_that_is_damaged_or_is_none_is_not_opened(both: Course, command: Command, tmp_path: Path) -> None:
    backups.write(both, backups.WHOLE, tmp_path / "b.zip")
    assert "no archive of a cohort" in command(both.root, "cohorts", "open", tmp_path / "b.zip", status=1)
    file = cohorts.archive(both.of_cohort("spring"))
    whole = bytearray(file.read_bytes())
    whole[len(whole) // 3] ^= 255
    file.write_bytes(whole)
    assert "damaged" in command(both.root, "cohorts", "open", file, status=1)
    assert list(both.cohorts.iterdir()) == []


def test_what_a_run_that_was_killed_has_left_of_a_cohort_goes_with_the_next(course: Course) -> None:
    left = course.cohorts / ".over-killed" / "spring"
    left.mkdir(parents=True)
    (left / "roster.csv").write_text("code\nada\n")
    cohorts.start(course, "autumn")
    assert [each.name for each in course.cohorts.iterdir()] == ["autumn"]


def test_one_who_is_forgotten_in_a_cohort_stays_in_others_and_that_is_said(both: Course, command: Command) -> None:
    autumn = copied(both.of_cohort("spring"), both.root.parent / "other").of_cohort("spring").classroom
    shutil.copytree(autumn, both.cohorts / "autumn")
    cohorts.archive(both.of_cohort("autumn"))
    backups.keep(both, "autograde")
    own = _own(both)
    said = command(both.root, "forget", "ada", "--yes", "--cohort", "spring")
    assert "Somebody has the code ada in the main group, too." in said
    assert "Somebody has the code ada in autumn-" in said
    assert _own(both) == own
    spring = both.of_cohort("spring")
    assert not [name for name in _held(spring.classroom) if "ada" in Path(name).parts]
    assert [row for row in rows(spring) if "ada" in row] == []
    forgetting.forget(both, "ada")
    assert cohorts.with_code(both, "ada") == [each.file.name for each in cohorts.archives(both)]


def test_a_backup_comes_back_to_its_own_learners_alone(both: Course, command: Command, tmp_path: Path) -> None:
    backups.write(both.of_cohort("spring"), backups.WHOLE, tmp_path / "spring.zip")
    said = command(both.root, "restore", tmp_path / "spring.zip", "--yes", status=1)
    assert "This backup is of other learners: of the cohort spring, and not of the main group." in said
    shutil.rmtree(both.of_cohort("spring").classroom / "submitted")
    command(both.root, "restore", tmp_path / "spring.zip", "--yes", "--cohort", "spring")
    assert b"I am another." in next((both.cohorts / "spring" / "submitted").rglob("*.ipynb")).read_bytes()


def test_what_was_drawn_stays_where_one_of_another_cohort_has_handed_in(course: Course, command: Command) -> None:
    bank = course.exercises / "bank"
    bank.mkdir()
    (bank / "sky.yml").write_text(BANK)
    rewrite(course, "questions:\n", "draw: [{tag: sky, count: 1}]\nquestions:\n")
    command(course.root, "release", QUIZ)
    spring = cohorts.start(course, "spring")
    command(course.root, "release", QUIZ, "--cohort", "spring")
    put(spring, "ada", hand_in(blank(course), ADA))
    said = command(course.root, "release", QUIZ, "--draw-again", status=1)
    assert "handed in" in said


def test_a_cohort_on_a_server_needs_a_database_of_its_own(course: Course, command: Command) -> None:
    settings = course.exercises / "nbgrader_config.py"
    text = settings.read_text().replace(SETTING, SETTING[2:])
    settings.write_text(text)
    said = command(course.root, "cohorts", "start", "spring", status=1)
    assert "the cohort spring has no database of its own there" in said
    assert not (course.cohorts / "spring").exists()
    shared = "postgresql+psycopg://trainer@localhost/gradebook"
    settings.write_text(f'{text}\nc.WiderWindow.gradebooks = {{"spring": "{shared}"}}\n')
    with pytest.raises(ContentError, match="no database of its own"):
        cohorts.start(course, "spring")
    settings.write_text(f'{text}\nc.WiderWindow.gradebooks = {{"spring": "{shared}-spring"}}\n')
    assert connection.address(cohorts.start(course, "spring")) == f"{shared}-spring"
    assert connection.address(course) == shared


BANK = """\
id: sky
title: Sky
questions:
  - id: red-sky
    type: single
    outcome: sky
    tags: [sky]
    prompt: What may a red sky in the morning mean?
    options:
      - {id: rain, text: Rain may come., feedback: Often so.}
      - {id: none, text: Nothing at all., feedback: It says something about the air.}
    key: rain
"""
