"""Before a command writes, what is at stake is kept; a trainer can keep all of it, and bring it back."""

import json
import shutil
import sqlite3
import stat
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from ledger import Rows, by_hand, rows
from room import QUIZ, blank, copied, hand_in, put, quiz_text, rewrite

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.keeping import backups, restoring
from widerwindow.grading.keeping.writing import writing
from widerwindow.grading.marking.autograde import autograde

ABOUT = "widerwindow-backup.json"


@pytest.fixture
def marked(course: Course) -> Course:
    """Return a course with a hand-in that was marked by hand."""
    put(course, "k7f3", hand_in(blank(course), {"dark-clouds": "rain", "a-letter": "My plan."}, learner="k7f3"))
    autograde(course, QUIZ)
    by_hand(course, "k7f3", "a-letter", points=5, comment="Kind.")
    return course


def kept(course: Course) -> list[Path]:
    return sorted((course.exercises / "backups").glob("*"))


def everything(course: Course) -> tuple[dict[str, bytes], Rows]:
    files = {file for part in backups.WHOLE[1:] for file in (course.exercises / part).rglob("*") if file.is_file()}
    return {str(file.relative_to(course.root)): file.read_bytes() for file in files}, rows(course)


def make(file: Path, entries: dict[str, bytes | str], parts: tuple[str, ...] = ("submitted",)) -> Path:
    """Write a zip that says that it is a backup."""
    about = {"format": 1, "made": "2026-11-28T10:00:00+00:00", "parts": parts, "state": ""}
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(ABOUT, json.dumps(about))
        for name, data in entries.items():
            archive.writestr(name, data)
    return file


def test_what_a_command_may_overwrite_is_kept_once_and_only_its_owner_can_read_it(marked: Course) -> None:
    for _ in range(2):
        with writing(marked, "autograde"):
            pass
    (one,) = kept(marked)
    assert one.name.endswith("-before-autograde.zip")
    assert stat.S_IMODE(one.stat().st_mode) == 0o600
    by_hand(marked, "k7f3", "a-letter", points=1)
    with writing(marked, "feedback"):
        pass
    assert [file.name.rpartition("-before-")[2] for file in kept(marked)] == ["autograde.zip", "feedback.zip"]


def test_the_newest_five_stay(marked: Course) -> None:
    mine = marked.exercises / "backups" / "mine.zip"
    backups.write(marked, backups.WHOLE, mine)
    for points in range(7):
        by_hand(marked, "k7f3", "a-letter", points=points % 6)
        with writing(marked, "autograde"):
            pass
    assert len(kept(marked)) == 6
    assert mine.is_file()


def test_marks_that_a_mistake_overwrote_come_back_from_what_was_kept(
    marked: Course, command: Callable[..., str]
) -> None:
    with writing(marked, "autograde"):
        by_hand(marked, "k7f3", "a-letter", points=0, comment="Oh.")
    assert restoring.moved(marked, backups.read(kept(marked)[0])) == [restoring.Moved(QUIZ, "k7f3", 1.0, 6.0)]
    said = command(marked.root, "restore", "--yes", kept(marked)[0])
    assert "  gradebook.db: 1 now, 1 in the backup" in said
    assert any(5.0 in row for row in rows(marked))
    assert not any("Oh." in row for row in rows(marked))
    command(marked.root, "restore", "--yes", kept(marked)[-1])
    assert any("Oh." in row for row in rows(marked))


def test_a_whole_backup_brings_back_all_that_is_not_the_course(
    marked: Course, command: Callable[..., str], tmp_path: Path
) -> None:
    before = everything(marked)
    away = tmp_path / "a stick" / "b.zip"
    command(marked.root, "backup", away)
    assert stat.S_IMODE(away.stat().st_mode) == 0o600
    put(marked, "late", hand_in(blank(marked), {}))
    put(marked, "k7f3", b"{")
    (marked.exercises / "extensions.yml").write_text("extensions: []\n")
    autograde(marked, QUIZ)
    changed = everything(marked)
    said = command(marked.root, "restore", away, typed="n\n", status=1)
    assert "  submitted: 4 now, 2 in the backup\n" in said
    assert "  extensions.yml: 1 now, 0 in the backup\n" in said
    assert everything(marked) == changed
    command(marked.root, "restore", away, typed="y\n")
    assert everything(marked) == before
    command(marked.root, "restore", "--yes", kept(marked)[-1])
    assert everything(marked) == changed


def test_a_backup_is_brought_back_into_an_empty_copy_of_the_course(
    released_once: Course, marked: Course, command: Callable[..., str], tmp_path: Path
) -> None:
    backups.write(marked, backups.WHOLE, tmp_path / "b.zip")
    other = copied(released_once, tmp_path / "other")
    command(other.root, "restore", "--yes", tmp_path / "b.zip")
    assert everything(other) == everything(marked)


def test_a_quiz_that_was_changed_or_lost_comes_back_as_it_was(marked: Course, command: Callable[..., str]) -> None:
    before = quiz_text(marked)
    (marked.exercises / "bank").mkdir()
    (marked.exercises / "bank" / "tea.yml").write_text("id: tea\n")
    with writing(marked, "desk"):
        rewrite(marked, "Weather and plans", "Storms")
        (marked.exercises / "bank" / "tea.yml").unlink()
    assert restoring.moved(marked, backups.read(kept(marked)[0])) == []
    command(marked.root, "restore", "--yes", kept(marked)[0])
    assert quiz_text(marked) == before
    assert (marked.exercises / "bank" / "tea.yml").read_text() == "id: tea\n"


@pytest.mark.parametrize("spoilt", [b"hello", b"SQLite format 3\0" + bytes(5000)])
def test_a_spoilt_gradebook_stops_each_command_in_words_and_is_mended_by_a_backup(
    marked: Course, command: Callable[..., str], spoilt: bytes
) -> None:
    with writing(marked, "autograde"):
        pass
    before = rows(marked)
    (marked.exercises / "gradebook.db").write_bytes(spoilt)
    for arguments in (["autograde", QUIZ], ["export"], ["learners"], ["forget", "--yes", "k7f3"]):
        assert "The gradebook is spoilt. Bring back one of the newest backups" in command(
            marked.root, *arguments, status=1
        )
    command(marked.root, "restore", "--yes", kept(marked)[0])
    assert rows(marked) == before


def test_a_gradebook_in_use_is_told_and_waited_for(marked: Course, command: Callable[..., str]) -> None:
    with closing(sqlite3.connect(marked.exercises / "gradebook.db", isolation_level=None)) as book:
        book.execute("begin exclusive")
        said = command(marked.root, "autograde", QUIZ, status=1)
    assert said == "Another program is writing in the gradebook. Close it there, then try once more.\n"


@pytest.mark.parametrize(
    "name", ["../nbgrader_config.py", "/etc/passwd", "submitted/../../x", "nbgrader_config.py", "quizzes/weather.yml"]
)
def test_a_zip_that_would_write_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ContentError, match="This backup holds something that none of ours does"):
        backups.read(make(tmp_path / "b.zip", {name: b"x"}))


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("submitted/k7f3")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    file = make(tmp_path / "b.zip", {})
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(link, "/etc")
    with pytest.raises(ContentError, match="holds something that none of ours does"):
        backups.read(file)


def test_what_is_no_backup_is_told(marked: Course, command: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "photo.zip").write_bytes(b"PK\3\4 no")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    for name, wrong in {"photo": "no backup", "other": "no backup", "none": "no such file"}.items():
        assert f"This is {wrong}" in command(
            marked.root, "restore", "--yes", tmp_path / f"{name}.zip", status=1
        ).replace("There is", "This is")


def test_a_damaged_backup_changes_nothing(marked: Course, tmp_path: Path) -> None:
    before = everything(marked)
    file = tmp_path / "b.zip"
    backups.write(marked, backups.WHOLE, file)
    data = file.read_bytes()
    middle = data.index(b"submitted/k7f3") + 60
    file.write_bytes(data[:middle] + bytes(40) + data[middle + 40 :])
    with pytest.raises(ContentError, match="This backup is damaged"):
        restoring.restore(marked, backups.read(file))
    assert everything(marked) == before


def test_a_gradebook_that_would_act_by_itself_is_not_brought_back(marked: Course, tmp_path: Path) -> None:
    book = tmp_path / "gradebook.db"
    with closing(sqlite3.connect(book)) as made:
        made.execute("create table student (id)")
        made.execute("create trigger t after insert on student begin delete from student; end")
    file = make(tmp_path / "b.zip", {"gradebook.db": book.read_bytes()}, parts=("gradebook.db",))
    with pytest.raises(ContentError, match="This backup is damaged"):
        restoring.restore(marked, backups.read(file))


def test_whoever_stood_on_a_list_alone_and_was_erased_does_not_come_back(
    marked: Course, command: Callable[..., str]
) -> None:
    (marked.exercises / "roster.csv").write_text("code,name\nvq72b4,Anna Berger\nk7f3,Bea\n")
    more = f"extensions:\n  - {{quiz: {QUIZ}, learner: vq72b4, until: 2027-01-31 17:00}}\n"
    (marked.exercises / "extensions.yml").write_text(more)
    command(marked.root, "backup")
    (backup,) = [file for file in kept(marked) if "before" not in file.name]
    elsewhere = shutil.copy(backup, marked.root.parent)
    command(marked.root, "forget", "--yes", "vq72b4")
    assert "vq72b4" in command(marked.root, "restore", "--yes", elsewhere)
    assert "vq72b4" not in (marked.exercises / "roster.csv").read_text()
    assert not (marked.exercises / "extensions.yml").exists()
