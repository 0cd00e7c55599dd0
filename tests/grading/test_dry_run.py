"""`widerwindow collect --dry-run` tells exactly what the same command without it does then, and writes nothing."""

import os
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from moodle_download import ANNA, BEN, CLEO, DAN, download, worksheet
from room import QUIZ, as_bytes, blank, hand_in

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import collect


def tree(folder: Path) -> dict[str, str]:
    """Return the digest of every file, and the names of all folders, below `folder`."""
    paths = sorted(folder.rglob("*"))
    return {str(path): sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder" for path in paths}


def test_a_dry_run_says_what_will_happen_and_writes_nothing(
    course: Course, tmp_path: Path, command: Callable[..., str]
) -> None:
    def made(learner: str | None, day: int, answer: str = "rain") -> bytes:
        saved = f"2026-11-{day}T10:00:00Z"
        return as_bytes(hand_in(blank(course), {"dark-clouds": answer}, learner=learner, saved=saved))

    post = tmp_path / "post"
    post.mkdir()
    (post / "first.ipynb").write_bytes(made("L1", 10))
    (tmp_path / "elsewhere").mkdir()
    (course.exercises / "submitted").symlink_to(tmp_path / "elsewhere")
    collect(course, [post / "first.ipynb"])
    (course.exercises / "submitted" / "L9").write_bytes(b"a file where a folder should be")
    for name, data in {
        "1 newer.ipynb": made("L1", 12),
        "2 older.ipynb": made("L1", 11, "nothing"),
        "3 same.ipynb": made("L1", 12),
        "4 LATER.ipynb": made("L2", 12),
        "5 case.ipynb": made("l2", 12),
        "6 blocked.ipynb": made("L9", 12),
        "[b :x: [] \u202e\x1b[2J.ipynb": b"{",
        "broken.ipynb": b"[",
        os.fsdecode(b"\xff\xfe.pdf"): b"%PDF",
    }.items():
        (post / name).write_bytes(data)
    with zipfile.ZipFile(post / "more.zip", "w") as archive:
        archive.writestr("broken.ipynb", b"{{")
        archive.writestr("weather--L3.ipynb", made(None, 12))
        archive.writestr("../out.ipynb", b"")
    files = {
        f"{ANNA}/a.ipynb": made("a1", 12),
        f"{ANNA}/b.ipynb": made("a2", 11),
        f"{BEN}/b.ipynb": made("a1", 12, "nothing"),
        f"{CLEO}/{QUIZ}.ipynb": made("L1", 12),
        f"{DAN.replace('_2_', '_7_')}/{QUIZ}.ipynb": made(None, 12),
        f"{DAN}/{QUIZ}.ipynb": made(None, 13),
    }
    download(post / "moodle.zip", files)
    call = ["collect", post, "--worksheet", worksheet(tmp_path / "Grades.csv")]
    before = tree(tmp_path)
    rehearsed = command(course.root, *call, "--dry-run", status=1).splitlines()[1:]  # without how long it took
    assert tree(tmp_path) == before
    told = command(course.root, *call, status=1).splitlines()[1:]
    assert rehearsed == [*told, "This was a dry run: nothing has changed. Without --dry-run, the above happens."]
    assert tree(tmp_path) != before
    said = "\n".join(told)
    for part in (
        "replaces an earlier one",
        "a newer one is here already",
        "collected before",
        "differ in capitals",
        "could not be written: Not a directory",
        "[b :x: [] ��[2J.ipynb: not collected.",
        "is the code of Anna Adeyemi",
        "is here already, and not from Moodle",
        "Nobody has the number 7",
        "Kept in exercises/kept-aside/broken (2).ipynb",
    ):
        assert part in said


def test_what_is_wrong_in_the_list_of_learners_is_told_of_the_real_file(course: Course, tmp_path: Path) -> None:
    file = course.exercises / "moodle" / "learners.csv"
    file.parent.mkdir()
    file.write_text("no headings\n")
    with pytest.raises(ContentError) as told:
        collect(course, [], worksheet=worksheet(tmp_path / "Grades.csv"), dry_run=True)
    assert [problem.file for problem in told.value.problems] == [file]


def test_a_dry_run_does_not_wait_for_the_disk(course: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[int] = []
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda file: (waited.append(file), fsync(file)))
    came = tmp_path / f"{QUIZ}--L1.ipynb"
    came.write_bytes(as_bytes(hand_in(blank(course), {"dark-clouds": "rain"})))
    collect(course, [came], dry_run=True)
    assert waited == []
    collect(course, [came])
    assert waited
