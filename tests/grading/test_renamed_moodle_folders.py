"""A folder of Moodle's that a program renamed still says whose it is; one that merely looks alike says nothing."""

import os
import unicodedata
from itertools import product
from pathlib import Path

import pytest
from moodle_download import HEADINGS, download, worksheet
from room import as_bytes, blank, hand_in

from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import Collected, collect
from widerwindow.grading.moodle.folder import folder_called
from widerwindow.grading.moodle.names import is_name

PRISCA, CHEN = "Prisca Moyo_17_assignsubmission_file", "Chen Lin_18_assignsubmission_file"
RENAMED = [
    f"{CHEN} (1)",
    f"{CHEN}(2)",
    f"{CHEN} - Copy",
    f"{CHEN} - Copy (3)",
    f"{CHEN}-Copy1",
    f"{CHEN} copy 2",
    f"{CHEN} - Kopie",
    f"{CHEN} – Copie",
    f"{CHEN}~1",
    f"{CHEN}-DESKTOP-7GH2KQ1",
    f"{CHEN} 2",
    f"{CHEN}_1",
    f"{CHEN}_",
    CHEN.replace(" ", "_"),
    CHEN.replace("_", " "),
    CHEN.replace(" ", "%20"),
    CHEN.upper(),
    "Chen Lin_18_assignsubmission",
    "Chen Lin_18_assignsubmission_fi",
    "Chen Lin_18_assignsub",
    "Chen Lin_18_assignsub~1",
    "Chen Lin_18_assignsubmissi - Copy",
    f"Copy of {CHEN}",
    f"Kopie von {CHEN}",
]
"""What systems, browsers and clouds make of one folder's name."""

NOT_HERS = [
    "Chen Lin_1_assignsubmission_file",
    "Chen Lin_17_assignsubmission_file",
    "Chen Ling_18_assignsubmission_file",
    "Mary Chen Lin_18_assignsubmission_file",
    "Lin_18_assignsubmission_file",
    "陈林_18_assignsubmission_file",
    "Chen Lin_assignsubmission_file",
    "Chen Lin_18",
    "Chen Lin_18_as",
    "Chen Lin",
    "18",
]
"""Folders that nobody can be sure about."""


def made(course: Course, learner: str | None, answer: str = "rain") -> bytes:
    return as_bytes(hand_in(blank(course), {"dark-clouds": answer}, learner=learner, saved="2026-11-20T10:00:00Z"))


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    row = '"Participant {}","{}",{}@example.org,"Submitted for grading -  - ",,100.00,Yes,"Friday, 20 November 2026",-,'
    people = {17: ("Prisca Moyo", "pm"), 18: ("Chen Lin", "cl")}
    return worksheet(tmp_path / "Grades.csv", {n: row.format(n, *person) for n, person in people.items()}, HEADINGS)


def arrive(course: Course, tmp_path: Path, sheet: Path, folder: str, *, zipped: bool) -> list[Collected]:
    """Collect Prisca's file, then one in `folder` that claims to be hers."""
    first = download(tmp_path / "first.zip", {f"{PRISCA}/weather.ipynb": made(course, "pp1")})
    assert [each.learner for each in collect(course, [first], worksheet=sheet)] == ["pp1"]
    files = {f"{folder}/weather.ipynb": made(course, "pp1", "nothing")}
    if zipped:
        return collect(course, [download(tmp_path / "second.zip", files)], worksheet=sheet)
    (tmp_path / "second" / folder).mkdir(parents=True)
    (tmp_path / "second" / folder / "weather.ipynb").write_bytes(made(course, "pp1", "nothing"))
    return collect(course, [tmp_path / "second"], worksheet=sheet)


@pytest.mark.parametrize("folder", RENAMED)
def test_a_folder_that_a_program_renamed_is_still_hers(
    course: Course, tmp_path: Path, sheet: Path, folder: str
) -> None:
    (found,) = arrive(course, tmp_path, sheet, folder, zipped=len(folder) % 2 == 0)
    assert found.outcome == "new"
    assert found.learner != "pp1"
    assert f"Participant 18 (Chen Lin) is {found.learner} from now on." in str(found.note)
    kept = (course.exercises / "submitted" / "pp1" / "weather" / "weather.ipynb").read_bytes()
    assert kept == made(course, "pp1")


@pytest.mark.parametrize("folder", NOT_HERS)
def test_a_folder_that_cannot_be_matched_is_put_aside_and_nobody_s_work_is_touched(
    course: Course, tmp_path: Path, sheet: Path, folder: str
) -> None:
    (found,) = arrive(course, tmp_path, sheet, folder, zipped=len(folder) % 2 == 0)
    assert found.outcome == "refused"
    assert found.kept
    assert found.kept.is_file()
    assert [path.name for path in (course.exercises / "submitted").iterdir()] == ["pp1"]
    kept = (course.exercises / "submitted" / "pp1" / "weather" / "weather.ipynb").read_bytes()
    assert kept == made(course, "pp1")


def test_without_the_worksheet_a_renamed_folder_is_moodle_s_too(course: Course, tmp_path: Path) -> None:
    files = {f"{folder}/weather.ipynb": made(course, "pp1") for folder in RENAMED}
    found = collect(course, [download(tmp_path / "all.zip", files)])
    assert {each.outcome for each in found} == {"refused"}
    assert all("once more together with the worksheet" in str(each.reason) for each in found)


def test_a_code_of_moodle_s_is_never_taken_over_by_a_file_that_came_without_a_folder(
    course: Course, tmp_path: Path, sheet: Path
) -> None:
    collect(course, [download(tmp_path / "1.zip", {f"{PRISCA}/w.ipynb": made(course, "pp1")})], worksheet=sheet)
    loose = download(tmp_path / "2.zip", {"weather--pp1.ipynb": made(course, "pp1", "nothing")})
    (found,) = collect(course, [loose], worksheet=sheet)
    assert found.outcome == "refused"
    assert "“pp1” is the code of Prisca Moyo, who handed in through Moodle." in str(found.reason)


@pytest.mark.parametrize(
    "name",
    ["Group_1_assign_ideas", "assignsubmission_file", "Anna Assignment_3", "weather", "x" * 70_000 + "_1_assign", ""],
)
def test_an_ordinary_name_is_no_folder_of_moodle_s(name: str) -> None:
    found = folder_called(name)
    assert found is None or len(name) > 1_000


@pytest.mark.parametrize("said", ["", "_" * 70_000, " _assign" * 9_000, "_1_assignsubmission_file" * 3_000])
def test_a_name_that_no_disk_takes_is_read_at_once(said: str) -> None:
    assert not is_name(said, "Nguyễn Thị Ánh" * 20)
    folder_called(said)


NAMES = ["Jürgen Weiß", "İrem Yıldız", "Zoë Müller-Šimić", "Nguyễn Thị Ánh", "ليلى حسن", "Арина Щербакова", "王小明"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_known_however_it_was_unpacked(name: str) -> None:
    raw = name.encode()
    garbled = [raw.decode(codec, "replace") for codec in ("cp437", "cp850", "cp866", "cp1252", "latin-1", "mac-roman")]
    forms = [unicodedata.normalize(form, name) for form in ("NFC", "NFD", "NFKC", "NFKD")]
    upper = [name.swapcase() if "ß" not in name else name.upper()] if "İ" not in name else []
    for said in [*garbled, *forms, *upper, os.fsdecode(raw.replace(b"\xc3", b"\xff"))]:
        assert is_name(said, name), said


OF_WINDOWS = {
    "Анна Петрова": "cp866",
    "小明 王": "gbk",
    "さくら 山田": "cp932",
    "김 철수": "cp949",
    "محمد علي": "cp720",
    "דוד כהן": "cp862",
    "Γιώργος Αθανασίου": "cp737",
    "İrem Yıldız": "cp857",
    "Łukasz Żak": "cp852",
}
"""Names, and in which letters the Windows of their country writes those into a zip."""


@pytest.mark.parametrize("read_as", ["cp437", "cp850"])
def test_a_name_is_known_from_a_zip_that_windows_made_anywhere(read_as: str) -> None:
    said = {name: name.encode(codec).decode(read_as) for name, codec in OF_WINDOWS.items()}
    for name, other in product(OF_WINDOWS, OF_WINDOWS):
        assert is_name(said[other], name) == (name == other)


@pytest.mark.parametrize("name", NAMES)
def test_another_name_is_another_name(name: str) -> None:
    for other in [*NAMES, "Вторник", "Tuesday group", "Anna"]:
        assert is_name(other, name) == (other == name)
        mistaken = other.encode().decode("cp437")
        assert is_name(mistaken, name) == (other == name)
