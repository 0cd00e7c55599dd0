"""A learner is forgotten: nothing in the course's folder holds her any more, and no backup brings her back."""

import gzip
import io
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from ledger import by_hand
from moodle_download import ANNA, BEN, CLEO, download, worksheet
from room import QUIZ, as_bytes, blank, copied, hand_in, make_course, put

from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import collect
from widerwindow.grading.giving_back.export import export
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.giving_back.report import report
from widerwindow.grading.keeping import backups
from widerwindow.grading.keeping.forgetting import forget
from widerwindow.grading.marking.autograde import autograde
from widerwindow.grading.moodle.giving_back import give_back
from widerwindow.grading.setting.release import release

HER = "q7wx-anna"
OTHER = "q7wx"  # a part of her code is another learner's
NEW = "n9rt-hers"
SAID = "Only I would write of zephyrs."
SIGNS = [HER, "Anna Adeyemi", "anna@example.com", SAID]
EXTENSIONS = f"""\
# Who has more time.
extensions:
  # {HER} was ill.
  - quiz: {QUIZ}
    learner: {HER}
    until: 2031-01-02 10:00
  - {{quiz: {QUIZ}, learner: {OTHER}, until: 2031-01-01 10:00}}  # as agreed
  - {{quiz: {QUIZ}, until: 2030-12-31 10:00}}
"""


def sent(course: Course, learner: str, text: str = SAID) -> bytes:
    answers = {"dark-clouds": "rain", "a-letter": text}
    return as_bytes(hand_in(blank(course), answers, learner=learner, saved="2026-11-20T10:00:00Z"))


def packed(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


@pytest.fixture(scope="module")
def everywhere_once(released_once: Course, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Return a course in which Anna is wherever a learner can be, and two others are as well."""
    folder = tmp_path_factory.mktemp("everywhere")
    course = copied(released_once, folder / "a course")
    quiz = course.exercises / "quizzes" / f"{QUIZ}.yml"
    quiz.write_text(quiz.read_text().replace("outcomes:", "deadline: 2030-12-04 17:00\noutcomes:", 1))
    exercises = course.exercises
    (exercises / "extensions.yml").write_text(EXTENSIONS)
    first = sent(course, HER, "An earlier text.").replace(b"2026-11-20", b"2026-11-19")
    mail = {f"{ANNA}/a.ipynb": sent(course, HER), f"{BEN}/b.ipynb": sent(course, OTHER, "Ben's plan.")}
    for files in ({f"{ANNA}/a.ipynb": first}, mail | {f"{CLEO}/c.ipynb": b"{", f"{ANNA}/notes.txt": SAID.encode()}):
        collect(course, [download(folder / "all.zip", files)], worksheet=worksheet(folder / "Grades.csv"))
    backups.keep(course, "autograde")
    release(course, QUIZ)
    autograde(course, QUIZ)
    for learner in (HER, OTHER):
        by_hand(course, learner, "a-letter", points=3, comment=f"Thank you, {learner}.")
    feedback(course, QUIZ)
    give_back(course, QUIZ, worksheet(folder / "Grades.csv"))
    export(course, [QUIZ])
    report(course, QUIZ, date(2026, 11, 28))
    (exercises / "certificates").mkdir()
    (exercises / "certificates" / f"{HER}.pdf").write_bytes(b"%PDF Anna Adeyemi")
    (exercises / "kept-aside" / f"{QUIZ}--{HER}.ipynb").write_bytes(b'{"cells": [')
    (exercises / "kept-aside" / "broken.ipynb").write_bytes(f'{{"learner": "{HER}", "cells": ['.encode())
    (exercises / "kept-aside" / "class.zip").write_bytes(
        packed(
            {f"{ANNA}/a.ipynb": sent(course, HER), "inner.zip": packed({"b.ipynb": sent(course, OTHER, "Ben's plan.")})}
        )
    )
    (exercises / "downloaded" / QUIZ).mkdir(parents=True)
    (exercises / "downloaded" / QUIZ / f"{QUIZ}--{HER}.ipynb").write_bytes(sent(course, HER))
    (exercises / "desk.log").write_text(f"GET /formgrader\nGET /formgrader/manage_students/{HER}\nGET /other\n")
    (exercises / ".nbgrader.log").write_text(f"Copying {HER}\nDone\n")
    (exercises / "gradebook.db.2026-11-01").write_bytes((exercises / "gradebook.db").read_bytes())
    exchange = course.root / "exchange"
    (exchange / "wider-window" / "inbound" / f"{HER}+{QUIZ}+2026-11-20 10:00:00 UTC+x").mkdir(parents=True)
    (exchange / "wider-window" / "inbound" / f"{OTHER}+{QUIZ}+2026-11-20 10:00:00 UTC+x").mkdir(parents=True)
    (exchange / "wider-window" / "feedback").mkdir()
    page = (exercises / "feedback" / HER / QUIZ / f"{QUIZ}.html").read_bytes()
    (exchange / "wider-window" / "feedback" / "5f3a.html").write_bytes(page)
    return course


@pytest.fixture
def everywhere(everywhere_once: Course, tmp_path: Path) -> Course:
    """Return such a course of one's own, with nbgrader's exchange in it."""
    course = copied(everywhere_once, tmp_path / "a course")
    settings = course.exercises / "nbgrader_config.py"
    settings.write_text(f"{settings.read_text()}\nc.Exchange.root = {str(course.root / 'exchange')!r}\n")
    return course


def pieces(data: bytes) -> Iterator[bytes]:
    """Yield a file as it is, and whatever is packed in it, down to the last."""
    yield data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from pieces(archive.read(name))
    elif data.startswith(b"\x1f\x8b"):
        yield from pieces(gzip.decompress(data))
    elif data.startswith(b"SQLite format 3"):
        with closing(sqlite3.connect(":memory:")) as book:
            book.deserialize(data[:18] + b"\1\1" + data[20:])  # as if it had no write-ahead log
            tables = [name for (name,) in book.execute("select name from sqlite_master where type = 'table'")]
            rows = [row for table in tables for row in book.execute(f'select * from "{table}"')]
        yield repr(rows).encode()


def still_there(course: Course, signs: list[str] = SIGNS) -> list[str]:
    """Return where in the course's whole folder a sign of her is: in names, files, zips, workbooks and databases."""
    found = []
    for path in course.root.rglob("*"):
        parts = [path.name.encode(), *(pieces(path.read_bytes()) if path.is_file() else [])]
        found += [
            f"{path.relative_to(course.root)}: {sign}" for sign in signs if any(sign.encode() in one for one in parts)
        ]
    return found


def test_nothing_in_the_whole_folder_holds_her_any_more(everywhere: Course, command: Callable[..., str]) -> None:
    course = everywhere
    command(course.root, "backup", "mine.zip")
    assert len({line.split(":")[0] for line in still_there(course)}) > 20
    said = command(course.root, "forget", "--yes", HER)
    assert still_there(course) == []
    assert f"{HER} is erased." in said
    for place in ("submitted", "earlier", "autograded", "feedback", "gradebook", "extra time", "logs", "backups"):
        assert place in said
    assert "still names her" not in said


def test_nobody_else_loses_anything(everywhere: Course, command: Callable[..., str]) -> None:
    course = everywhere
    command(course.root, "forget", "--yes", HER)
    exercises = course.exercises
    assert {folder.name for folder in (exercises / "submitted").iterdir()} == {OTHER}
    assert (exercises / "feedback" / OTHER / QUIZ / f"{QUIZ}.html").is_file()
    assert (exercises / "extensions.yml").read_text() == (
        "# Who has more time.\nextensions:\n"
        f"  - {{quiz: {QUIZ}, learner: {OTHER}, until: 2031-01-01 10:00}}  # as agreed\n"
        f"  - {{quiz: {QUIZ}, until: 2030-12-31 10:00}}\n"
    )
    assert (exercises / "desk.log").read_text() == "GET /formgrader\nGET /other\n"
    assert f"{OTHER},{QUIZ}" in (exercises / "grades.csv").read_text()
    assert "Ben O'Brien-Smith" in (exercises / "moodle" / "learners.csv").read_text()
    with zipfile.ZipFile(exercises / "kept-aside" / "class.zip") as archive:
        assert archive.namelist() == ["inner.zip"]
    with zipfile.ZipFile(exercises / "moodle" / QUIZ / "feedback.zip") as archive:
        assert archive.namelist() == [f"{BEN}/{QUIZ}.html"]
    assert "Ben O'Brien-Smith" in (exercises / "moodle" / QUIZ / "Grades.csv").read_text()
    with closing(sqlite3.connect(exercises / "gradebook.db")) as book:
        assert book.execute("select id from student").fetchall() == [(OTHER,)]
        assert book.execute("select manual_comment from comment where manual_comment is not null").fetchall() == [
            (f"Thank you, {OTHER}.",)
        ]
    assert len(list((course.root / "exchange" / "wider-window" / "inbound").iterdir())) == 1


def test_a_backup_that_was_kept_elsewhere_does_not_bring_her_back(
    everywhere: Course, command: Callable[..., str], tmp_path: Path
) -> None:
    course, away = everywhere, tmp_path / "stick.zip"
    command(course.root, "backup", away)
    command(course.root, "forget", "--yes", HER)
    said = command(course.root, "restore", "--yes", away)
    assert f"Forgotten since the backup was made, and erased from it: {HER}." in said
    assert still_there(course) == []
    assert (course.exercises / "submitted" / OTHER).is_dir()


def test_whoever_comes_again_later_is_not_erased_by_a_backup_of_that_time(
    course: Course, command: Callable[..., str], tmp_path: Path
) -> None:
    put(course, HER, hand_in(blank(course), {}, learner=HER))
    command(course.root, "forget", "--yes", HER)
    put(course, HER, hand_in(blank(course), {"dark-clouds": "rain"}, learner=HER))
    command(course.root, "backup", tmp_path / "later.zip")
    assert "Forgotten" not in command(course.root, "restore", "--yes", tmp_path / "later.zip")
    assert (course.exercises / "submitted" / HER / QUIZ).is_dir()


def test_it_asks_first_and_without_a_yes_nothing_changes(course: Course, command: Callable[..., str]) -> None:
    put(course, HER, hand_in(blank(course), {}, learner=HER))
    said = command(course.root, "forget", HER, typed="n\n", status=1)
    assert f"Erase {HER} everywhere in this course, in its backups too? It cannot be undone [y/N]" in said
    assert (course.exercises / "submitted" / HER).is_dir()
    command(course.root, "forget", HER, typed="y\n")
    assert not (course.exercises / "submitted" / HER).exists()


def test_what_another_learner_wrote_of_her_is_named_and_left(course: Course, command: Callable[..., str]) -> None:
    put(course, HER, hand_in(blank(course), {}, learner=HER))
    put(course, OTHER, hand_in(blank(course), {"a-letter": f"I talked to {HER}."}, learner=OTHER))
    said = command(course.root, "forget", "--yes", HER)
    assert f"exercises/submitted/{OTHER}/{QUIZ}/{QUIZ}.ipynb still names her." in said
    assert (course.exercises / "submitted" / OTHER / QUIZ / f"{QUIZ}.ipynb").is_file()


def test_a_short_code_that_packed_bytes_spell_by_chance_is_not_her(course: Course) -> None:
    texts = (packed({"notes.txt": f"Rain. {number} {number * number}".encode() * 40}) for number in count())
    by_chance = next(text for text in texts if re.search(rb"(?<![\w-])a7(?![\w-])", text))
    for name in ("chance.zip", "hers.zip"):
        (course.exercises / name).write_bytes(by_chance if name == "chance.zip" else packed({"a7/notes.txt": b"Rain."}))
    put(course, "a7", hand_in(blank(course), {}, learner="a7"))
    _, left = forget(course, "a7")
    assert [file.name for file in left] == ["hers.zip"]


def test_the_database_in_write_ahead_form_holds_nothing_of_her_either(
    everywhere: Course, command: Callable[..., str]
) -> None:
    with closing(sqlite3.connect(everywhere.exercises / "gradebook.db")) as book:
        assert book.execute("pragma journal_mode = wal").fetchone() == ("wal",)
        command(everywhere.root, "forget", "--yes", HER)
        assert still_there(everywhere) == []


def test_a_course_without_a_gradebook_forgets_as_well(tmp_path: Path, command: Callable[..., str]) -> None:
    course = make_course(tmp_path / "a course")
    put(course, HER, hand_in(blank(course), {}, learner=HER))
    command(course.root, "forget", "--yes", HER)
    assert still_there(course) == []


def test_a_code_that_she_had_before_is_gone_from_what_was_put_aside_and_from_older_backups(
    everywhere: Course, command: Callable[..., str], tmp_path: Path
) -> None:
    course = everywhere
    command(course.root, "backup", "before.zip")
    command(course.root, "backup", tmp_path / "stick.zip")
    command(course.root, "rename", HER, NEW)
    assert any("broken.ipynb" in line for line in still_there(course, [HER]))
    said = command(course.root, "forget", "--yes", NEW)
    assert still_there(course, [*SIGNS, NEW]) == []
    assert "still names her" not in said
    said = command(course.root, "restore", "--yes", tmp_path / "stick.zip")
    assert f"erased from it: {HER}." in said
    assert still_there(course) == []


def test_a_code_that_somebody_else_has_since_stays_hers(course: Course, command: Callable[..., str]) -> None:
    put(course, HER, hand_in(blank(course), {}, learner=HER))
    command(course.root, "rename", HER, NEW)
    put(course, HER, hand_in(blank(course), {}, learner=HER))
    (course.exercises / "kept-aside").mkdir()
    (course.exercises / "kept-aside" / "broken.ipynb").write_bytes(f'{{"learner": "{HER}", "cells": ['.encode())
    command(course.root, "forget", "--yes", NEW)
    assert (course.exercises / "submitted" / HER / QUIZ).is_dir()
    assert (course.exercises / "kept-aside" / "broken.ipynb").exists()


@pytest.mark.parametrize(
    "others",
    [
        "Group A_3_assignsubmission_file",
        "Dan Lee_3_assignsubmission_file",
        "Participant_3_assignsubmission_file",
        "Default group_assignsubmission_file",
    ],
)
def test_a_folder_of_the_same_number_is_not_hers_by_that(
    everywhere: Course, command: Callable[..., str], others: str
) -> None:
    aside = everywhere.exercises / "kept-aside"
    (aside / f"{others}_plan.ipynb").write_bytes(b'{"cells": [')
    (aside / "more.zip").write_bytes(packed({f"{others}/a.ipynb": b"{", f"{ANNA} (1)/b.ipynb": b"{"}))
    command(everywhere.root, "forget", "--yes", HER)
    assert (aside / f"{others}_plan.ipynb").exists()
    with zipfile.ZipFile(aside / "more.zip") as archive:
        assert archive.namelist() == [f"{others}/a.ipynb"]
    assert still_there(everywhere) == []
