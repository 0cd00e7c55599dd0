"""What is put aside keeps where it came from, is listed with its age, and leaves when it is collected or deleted."""

import csv
import io
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import typer
from room import as_bytes, blank, hand_in

from widerwindow.cli.keeping import kept_aside as command
from widerwindow.content.course import Course
from widerwindow.grading.collecting.aside import Index
from widerwindow.grading.collecting.collect import collect
from widerwindow.grading.keeping.forgetting import forget
from widerwindow.grading.keeping.moving import rename

SEUN = "31003-88120 - Seun Adeolu - 20 November, 2026 700 PM"


@pytest.fixture
def post(tmp_path: Path) -> Path:
    (tmp_path / "post").mkdir()
    return tmp_path / "post"


def rows(course: Course) -> list[dict[str, str]]:
    with (course.exercises / "kept-aside" / "index.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def zipped(path: Path, **entries: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def locked(path: Path, data: bytes) -> Path:
    whole = bytearray(zipped(path, **{"weather--L1.ipynb": data}).read_bytes())
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(whole)
    return path


def age(course: Course, days: int) -> None:
    index = course.exercises / "kept-aside" / "index.csv"
    now, then = datetime.now(UTC), datetime.now(UTC) - timedelta(days=days)
    index.write_text(index.read_text("utf-8-sig").replace(f"{now:%Y-%m-%d}", f"{then:%Y-%m-%d}"), "utf-8-sig")


def test_the_index_says_from_which_zip_folder_and_person_a_file_came(course: Course, post: Path) -> None:
    path = zipped(post / "all.zip", **{f"{SEUN}/window.ipynb": b"{", f"{SEUN}/photo.jpg": b"\xff"})
    collect(course, [path])
    assert [row["origin"] for row in rows(course)] == [f"{path} > {SEUN}/window.ipynb", f"{path} > {SEUN}/photo.jpg"]
    assert {row["person"] for row in rows(course)} == {"Seun Adeolu"}
    assert all((course.exercises / "kept-aside" / row["kept"]).is_file() for row in rows(course))
    assert "only part of one" in rows(course)[0]["reason"]
    collect(course, [path])
    assert len(rows(course)) == 2


def test_what_cannot_be_kept_is_named_there(course: Course, post: Path) -> None:
    path = locked(post / "class.zip", as_bytes(blank(course)))
    collect(course, [path])
    (row,) = rows(course)
    assert (row["kept"], row["origin"]) == ("", f"{path} > weather--L1.ipynb")
    assert "password" in row["reason"]


def test_a_file_that_is_too_large_for_a_hand_in_is_kept(course: Course, post: Path) -> None:
    (post / "weather--L1.ipynb").write_bytes(b'{"cells": "' + b"x" * 6_000_000)
    (refused,) = collect(course, [post])
    assert refused.kept
    assert refused.kept.stat().st_size > 6_000_000


def test_no_row_is_a_formula_and_no_file_takes_the_index_s_place(course: Course, post: Path) -> None:
    (post / "index.csv").write_bytes(b"mine")
    (post / "+1;=cmd.txt").write_bytes(b"x")
    found = collect(course, [post])
    assert {each.kept.name for each in found if each.kept} == {"index (2).csv", "+1__cmd.txt"}
    assert {row["kept"] for row in rows(course)} == {"index (2).csv", "'+1__cmd.txt"}
    collect(course, [course.exercises / "kept-aside"])
    assert len(rows(course)) == 2
    assert len(Index(course).entries()) == 2


def test_what_is_collected_from_there_leaves_it_and_a_dry_run_leaves_it_there(course: Course, post: Path) -> None:
    (post / "no name.ipynb").write_bytes(as_bytes(hand_in(blank(course), {"dark-clouds": "rain"})))
    collect(course, [post])
    aside = course.exercises / "kept-aside"
    (aside / "no name.ipynb").rename(aside / "weather--L7.ipynb")
    collect(course, [aside], dry_run=True)
    assert (aside / "weather--L7.ipynb").exists()
    assert [each.learner for each in collect(course, [aside])] == ["L7"]
    assert list(aside.iterdir()) == []


def test_a_trainer_lists_it_and_deletes_by_name_or_age(
    course: Course, post: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.ipynb", "b.pdf"):
        (post / name).write_bytes(b"{")
    collect(course, [post])
    age(course, 40)
    (course.exercises / "kept-aside" / "put here by hand.txt").write_bytes(b"?")
    monkeypatch.chdir(course.root)
    command()
    said = " ".join(capsys.readouterr().out.split())
    assert f"a.ipynb: for 40 days. From {post / 'a.ipynb'}" in said
    assert "put here by hand.txt: for 0 days." in said
    assert "3 files are kept aside." in said
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    with pytest.raises(typer.Abort):
        command(delete=["a.ipynb"])
    assert (course.exercises / "kept-aside" / "a.ipynb").exists()
    command(delete=["a.ipynb", "nothing"], yes=True)
    assert "Nothing called nothing is kept aside." in capsys.readouterr().out
    assert not (course.exercises / "kept-aside" / "a.ipynb").exists()
    command(older_than=30, yes=True)
    assert sorted(path.name for path in (course.exercises / "kept-aside").iterdir()) == ["put here by hand.txt"]


def test_whoever_is_renamed_or_forgotten_is_so_in_the_index_too(course: Course, post: Path) -> None:
    (post / "weather--k7f3.ipynb").write_bytes(b"{")
    (post / "k7f3").mkdir()
    (post / "k7f3" / "notes.pdf").write_bytes(b"%PDF")
    (post / "weather--p2m9.ipynb").write_bytes(b"[")
    for code in ("k7f3", "p2m9"):
        whole = post / f"weather--{code} (2).ipynb"
        whole.write_bytes(as_bytes(hand_in(blank(course), {"dark-clouds": "rain"}, learner=code)))
    collect(course, [post])
    rename(course, "k7f3", "q4q4")
    assert {row["kept"] for row in rows(course)} == {"weather--q4q4.ipynb", "notes.pdf", "weather--p2m9.ipynb"}
    assert all("k7f3" not in str(row) for row in rows(course))
    forget(course, "q4q4")
    assert {row["kept"] for row in rows(course)} == {"weather--p2m9.ipynb"}
