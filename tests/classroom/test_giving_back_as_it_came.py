"""Feedback goes back in the layout in which Canvas and Brightspace gave the hand-ins out, to nobody but its learner."""

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from ledger import by_hand
from moodle_download import ANNA, worksheet
from room import QUIZ, as_bytes, blank, hand_in

from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import Collected, collect
from widerwindow.grading.collecting.layouts import sender_of
from widerwindow.grading.collecting.returning import Returned, pack
from widerwindow.grading.giving_back.feedback import feedback
from widerwindow.grading.keeping import backups, moving
from widerwindow.grading.keeping.forgetting import forget
from widerwindow.grading.marking.autograde import autograde

CANVAS = {
    "a1": f"smithanna_70017_900108_{QUIZ}--a1.ipynb",
    "b2": "leeben_LATE_70018_900109_Mrs. Lee's plan_12_.ipynb",
    "c3": "anon_x7Ab2_900110_c.ipynb.txt",
}
BRIGHTSPACE = {
    "a1": f"31003-88120 - Anna Smith - 20 November, 2026 700 PM/{QUIZ}--a1.ipynb",
    "b2": "31004-88120 - Ben O'Lee - Nov 20, 2026 730 PM/mine/plan.ipynb",
    "c3": f"31005-88120 - Cléo Núñez - Nov 20, 2026 731 PM - {QUIZ}.ipynb",
}
LAYOUTS = {"Canvas": CANVAS, "Brightspace": BRIGHTSPACE}


def made(course: Course, learner: str | None, text: str, day: int = 20) -> bytes:
    saved = f"2026-11-{day}T10:00:00Z"
    return as_bytes(hand_in(blank(course), {"dark-clouds": "rain", "a-letter": text}, learner=learner, saved=saved))


def arrive(course: Course, path: Path, files: Mapping[str, bytes]) -> list[Collected]:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return collect(course, [path])


def give_back(course: Course, *, marked: bool = True) -> Returned:
    for each in autograde(course, QUIZ):
        if marked:
            by_hand(course, each.learner, "a-letter", points=3)
    return pack(course, QUIZ, feedback(course, QUIZ))


def in_zip(returned: Returned, system: str) -> dict[str, bytes]:
    (file,) = [each.file for each in returned.uploads if each.system == system]
    with zipfile.ZipFile(file) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def as_read(system: str, name: str) -> str:
    """Return what each system itself tells a person by in the name of an upload."""
    if system == "Brightspace":
        return str(re.match(r"(\d+)-\d+ - [^/]+/[^/]+\.html$", name)[1])  # type: ignore[index]
    parts = [part for part in name.split("_") if part != "LATE"]
    return "_".join(parts[1:3] if parts[0] == "anon" else [part for part in parts if part.isdecimal()][:2])


@pytest.mark.parametrize("system", LAYOUTS)
def test_each_page_goes_back_to_the_one_who_sent_the_hand_in(course: Course, tmp_path: Path, system: str) -> None:
    files = {name: made(course, code, f"Written by {code}.") for code, name in LAYOUTS[system].items()}
    arrive(course, tmp_path / "submissions.zip", files)
    returned = give_back(course)
    pages = in_zip(returned, system)
    senders = {as_read(system, name): data for name, data in pages.items()}
    known = {
        "Canvas": ["70017_900108", "70018_900109", "x7Ab2_900110"],
        "Brightspace": ["31003", "31004", "31005"],
    }
    assert list(senders) == known[system]
    for code, page in zip(LAYOUTS[system], senders.values(), strict=True):
        assert page == (course.exercises / "feedback" / code / QUIZ / f"{QUIZ}.html").read_bytes()
        assert f"Written by {code}.".encode() in page
    asked = {sender_of(tuple(name.split("/")), [QUIZ]).key for name in files}  # type: ignore[union-attr]
    assert {sender_of(tuple(name.split("/")), [QUIZ]).key for name in pages} == asked  # type: ignore[union-attr]
    once = returned.uploads[0].file.read_bytes()
    assert give_back(course).uploads[0].file.read_bytes() == once


def test_only_whose_latest_hand_in_came_that_way_is_in_the_zip(
    course: Course, tmp_path: Path, command: Callable[..., str]
) -> None:
    files = {CANVAS[code]: made(course, code, code) for code in ("a1", "b2")}
    arrive(course, tmp_path / "submissions.zip", files)
    (tmp_path / f"{QUIZ}--a1.ipynb").write_bytes(made(course, "a1", "By e-mail, and newer.", 21))
    (tmp_path / f"{QUIZ}--d4.ipynb").write_bytes(made(course, "d4", "By e-mail."))
    asked, _ = collect(course, [tmp_path / f"{QUIZ}--a1.ipynb", tmp_path / f"{QUIZ}--d4.ipynb"])
    assert asked.kept
    collect(course, [asked.kept.rename(asked.kept.with_name(f"{QUIZ}--a1.ipynb"))])
    assert [as_read("Canvas", name) for name in in_zip(give_back(course), "Canvas")] == ["70018_900109"]
    said = command(course.root, "feedback", QUIZ)
    assert f"To upload in Canvas (“Re-Upload Submissions”): exercises/uploads/{QUIZ}/canvas.zip, with 1 page." in said
    assert "Pages to send yourself, as these hand-ins came another way: a1, d4." in said


def test_a_class_without_such_a_system_hears_nothing_of_it(
    course: Course, tmp_path: Path, command: Callable[..., str]
) -> None:
    (tmp_path / f"{QUIZ}--d4.ipynb").write_bytes(made(course, "d4", "By e-mail."))
    collect(course, [tmp_path / f"{QUIZ}--d4.ipynb"])
    give_back(course)
    said = command(course.root, "feedback", QUIZ)
    assert "d4: exercises/feedback/d4" in said
    assert "upload" not in said
    assert "yourself" not in said


def test_what_waits_is_in_no_zip_and_a_zip_that_is_out_of_date_goes(course: Course, tmp_path: Path) -> None:
    arrive(course, tmp_path / "submissions.zip", {CANVAS["a1"]: made(course, "a1", "Mine.")})
    (upload,) = give_back(course).uploads
    arrive(course, tmp_path / "newer.zip", {CANVAS["a1"].replace("108", "111"): made(course, "a1", "Newer.", 21)})
    returned = pack(course, QUIZ, feedback(course, QUIZ))
    assert (returned.uploads, returned.waiting) == ([], ["a1"])
    assert not upload.file.exists()
    waits = give_back(course, marked=False)
    assert (waits.uploads, waits.waiting) == ([], ["a1"])
    assert [as_read("Canvas", name) for name in in_zip(give_back(course), "Canvas")] == ["70017_900111"]


def test_the_same_file_handed_in_again_goes_back_to_the_newer_upload(course: Course, tmp_path: Path) -> None:
    data = made(course, "a1", "Mine.")
    arrive(course, tmp_path / "1.zip", {CANVAS["a1"]: data})
    arrive(course, tmp_path / "2.zip", {CANVAS["a1"].replace("900108", "900200"): data})
    assert [as_read("Canvas", name) for name in in_zip(give_back(course), "Canvas")] == ["70017_900200"]


def test_what_the_trainer_was_asked_about_goes_back_to_whoever_sent_it(course: Course, tmp_path: Path) -> None:
    anne = "31004-88120 - Anne Smith - 20 November, 2026 730 PM"
    files = {BRIGHTSPACE["a1"]: made(course, "a1", "Anna's."), f"{anne}/{QUIZ}.ipynb": made(course, "a1", "Anne's.")}
    _, asked = arrive(course, tmp_path / "all.zip", files)
    assert asked.kept
    collect(course, [asked.kept.rename(asked.kept.with_name(f"{QUIZ}--a9.ipynb"))])
    pages = in_zip(give_back(course), "Brightspace")
    assert b"Anne" in pages[f"{anne}/{QUIZ}.html"]
    assert len(pages) == 2


def test_two_codes_of_one_sender_get_no_page_of_each_other(
    course: Course, tmp_path: Path, command: Callable[..., str]
) -> None:
    files = {CANVAS["a1"]: made(course, "a1", "Anna's."), CANVAS["b2"]: made(course, "b2", "Ben's.")}
    *_, asked = arrive(
        course, tmp_path / "1.zip", files | {"smithanna_70017_9_x.ipynb": made(course, "z9", "A friend's.")}
    )
    assert asked.kept
    collect(course, [asked.kept.rename(asked.kept.with_name(f"{QUIZ}--z9.ipynb"))])
    assert [as_read("Canvas", name) for name in in_zip(give_back(course), "Canvas")] == ["70018_900109"]
    assert "one person sent these under two codes: a1, z9." in command(course.root, "feedback", QUIZ)


def test_what_came_from_moodle_goes_back_through_moodle_alone(course: Course, tmp_path: Path) -> None:
    arrive(course, tmp_path / "canvas.zip", {CANVAS["b2"]: made(course, "b2", "Ben's.")})
    with zipfile.ZipFile(tmp_path / "moodle.zip", "w") as archive:
        archive.writestr(f"{ANNA}/smithanna_70017_900108_a.ipynb", made(course, "a1", "Anna's."))
    collect(course, [tmp_path / "moodle.zip"], worksheet=worksheet(tmp_path / "Grades.csv"))
    assert [as_read("Canvas", name) for name in in_zip(give_back(course), "Canvas")] == ["70018_900109"]


def test_names_go_along_with_a_learner_who_is_renamed_and_go_with_one_who_is_forgotten(
    course: Course, tmp_path: Path
) -> None:
    arrive(course, tmp_path / "all.zip", {CANVAS[code]: made(course, code, f"{code}'s.") for code in ("a1", "b2")})
    moving.rename(course, "a1", "a7")
    assert list(map(as_read, ["Canvas"] * 2, in_zip(give_back(course), "Canvas"))) == ["70017_900108", "70018_900109"]
    backups.keep(course, "autograde")
    erased, left = forget(course, "a7")
    assert left == []
    assert {each.place: each.count for each in erased}["origins"] == 1
    assert "smithanna" not in (course.exercises / "origins.csv").read_text("utf-8")
    with zipfile.ZipFile(course.exercises / "uploads" / QUIZ / "canvas.zip") as archive:
        assert list(map(as_read, ["Canvas"], archive.namelist())) == ["70018_900109"]


def test_a_dry_run_notes_nothing(course: Course, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr(CANVAS["a1"], made(course, "a1", "Mine."))
    collect(course, [tmp_path / "all.zip"], dry_run=True)
    assert not (course.exercises / "origins.csv").exists()
