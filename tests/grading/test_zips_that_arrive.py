"""Zips in zips are read within limits that hold for the whole tree, and whatever is in them is told."""

import io
import os
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePath

import pytest
from room import as_bytes, blank, hand_in

from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import Collected, collect


def made(course: Course, learner: str | None, *, answer: str = "rain") -> bytes:
    return as_bytes(hand_in(blank(course), {"dark-clouds": answer}, learner=learner))


def zipped(entries: Mapping[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", how) as archive:
        for name, data in entries.items():
            archive.writestr(zipfile.ZipInfo(name), data, how)  # of 1980: the same files always give the same zip
    return packed.getvalue()


def nested(data: bytes, depth: int) -> bytes:
    for level in range(depth):
        data = zipped({f"{level}.zip" if level else "weather--deep.ipynb": data})
    return data


def taken(course: Course, tmp_path: Path, data: bytes) -> list[Collected]:
    (tmp_path / "class.zip").write_bytes(data)
    return collect(course, [tmp_path / "class.zip"])


def told(found: list[Collected]) -> list[tuple[str, str]]:
    return [(PurePath(each.name.split(" > ")[-1]).name, each.reason or str(each.learner)) for each in found]


def aside(course: Course) -> list[str]:
    return sorted(path.name for path in (course.exercises / "kept-aside").iterdir() if path.name != "index.csv")


def test_a_class_s_zip_of_groups_zips_of_learners_zips_is_collected(course: Course, tmp_path: Path) -> None:
    group = zipped({"l1.zip": zipped({"a/x.ipynb": made(course, "L1")}), "l2.zip": zipped({"x": b"?"})})
    unnamed = zipped({"x.ipynb": made(course, "L3")})
    found = taken(course, tmp_path, zipped({"group.zip": group, "unnamed": unnamed, "y.ipynb": made(course, "L4")}))
    assert told(found) == [
        ("y.ipynb", "L4"),
        ("x.ipynb", "L3"),
        ("x", "It is no hand-in (.ipynb)."),
        ("x.ipynb", "L1"),
    ]
    assert found[3].name == f"{tmp_path / 'class.zip'} > group.zip > l1.zip > a/x.ipynb"


@pytest.mark.parametrize(("depth", "outcome"), [(5, "new"), (6, "refused"), (30, "refused")])
def test_zips_are_opened_five_deep_and_what_lies_deeper_is_kept(
    course: Course, tmp_path: Path, depth: int, outcome: str
) -> None:
    (found,) = taken(course, tmp_path, nested(made(course, "deep"), depth))
    assert found.outcome == outcome
    if outcome == "refused":
        assert found.reason == "It lies more than 5 zips deep. Unpack it, then take in what was in it."
        assert found.kept
        assert found.kept.read_bytes() == nested(made(course, "deep"), depth - 5)


def test_one_learner_s_heap_of_files_keeps_nobody_else_out(course: Course, tmp_path: Path) -> None:
    heap = zipped({f"{number}.txt": b"" for number in range(1_990)})
    mine = {f"{number}.zip": zipped({"x.ipynb": made(course, f"L{number}")}) for number in range(20)}
    found = taken(course, tmp_path, zipped({"heap.zip": heap} | mine | {"y.ipynb": made(course, "Y")}))
    assert [each.outcome for each in found] == ["new"] * 21 + ["refused"]
    assert "more than 2,000 files, those in the zips in it counted" in str(found[-1].reason)
    assert aside(course) == ["heap.zip"]


@pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_a_bomb_in_a_zip_is_refused_and_the_rest_is_collected(course: Course, tmp_path: Path, how: int) -> None:
    bomb = zipped({f"{number}.ipynb": b" " * 4_900_000 for number in range(12)})
    data = zipped({"bombs.zip": zipped({f"{n}.zip": bomb for n in range(6)}, how), "y.ipynb": made(course, "Y")}, how)
    found = taken(course, tmp_path, data)
    assert found[0].outcome == "new"
    assert {each.outcome for each in found[1:]} == {"refused"}
    unpacked = [each for each in found[1:] if "unpack to far more" not in str(each.reason)]
    assert len(found[1:]) - len(unpacked) > 0
    assert 4_900_000 * len(unpacked) <= 200 * len(data)


def test_an_inner_zip_that_is_damaged_locked_or_empty_is_told(course: Course, tmp_path: Path) -> None:
    whole = zipped({"x.ipynb": made(course, "L9")})
    locked = bytearray(whole)
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    entries = {
        "half.zip": whole[: len(whole) // 2],
        "locked.zip": bytes(locked),
        "none.zip": b"no zip at all",
        "empty.zip": zipped({}),
        "paths.zip": zipped({"../up.ipynb": b"{", "/root.ipynb": b"{", "c:\\win.ipynb": b"{"}),
        "litter.zip": zipped({"__MACOSX/._x.ipynb": b"", ".DS_Store": b""}),
        "weather--L1.ipynb": made(course, None),
    }
    found = taken(course, tmp_path, zipped(entries))
    assert dict(told(found)) == {
        "half.zip": "The zip is damaged, or it is none.",
        "x.ipynb": "It is locked with a password. It was left in the zip.",
        "none.zip": "The zip is damaged, or it is none.",
        "empty.zip": "The zip is empty.",
        "up.ipynb": "Its path leads out of the zip. It was left in the zip.",
        "root.ipynb": "Its path leads out of the zip. It was left in the zip.",
        "win.ipynb": "Its path leads out of the zip. It was left in the zip.",
        "litter.zip": "The zip is empty.",
        "weather--L1.ipynb": "L1",
    }
    assert aside(course) == ["empty.zip", "half.zip", "litter.zip", "none.zip"]


def test_an_inner_zip_whose_data_are_damaged_is_left_in_the_zip(course: Course, tmp_path: Path) -> None:
    inner = zipped({"x.ipynb": made(course, "L9")})
    data = bytearray(zipped({"inner.zip": inner, "y.ipynb": made(course, "Y")}, zipfile.ZIP_STORED))
    data[data.index(inner) + 100] ^= 0xFF
    assert dict(told(taken(course, tmp_path, bytes(data)))) == {
        "y.ipynb": "Y",
        "inner.zip": "This part of the zip is damaged. It was left in the zip.",
    }


def test_a_document_that_is_a_zip_inside_is_kept_as_the_one_file_it_is(course: Course, tmp_path: Path) -> None:
    essay = zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})
    (tmp_path / "essay.docx").write_bytes(essay)
    (tmp_path / "class.zip").write_bytes(zipped({"a/notes.odt": zipped({"mimetype": b"application/x"})}))
    found = collect(course, [tmp_path / "class.zip", tmp_path / "essay.docx"])
    assert [str(each.reason)[:16] for each in found] == ["It is a document"] * 2
    assert aside(course) == ["essay.docx", "notes.odt"]


def test_a_large_inner_zip_is_read_and_a_large_file_is_not(course: Course, tmp_path: Path) -> None:
    large = {f"{number}.bin": os.urandom(2_000_000) for number in range(3)}
    inner = zipped(large | {"weather--L1.ipynb": made(course, None)})
    found = taken(course, tmp_path, zipped({"inner.zip": inner, "huge.bin": os.urandom(5_000_001)}))
    assert told(found)[0] == ("huge.bin", "The file is larger than 5 MB.")
    assert [each.outcome for each in found] == ["refused"] * 4 + ["new"]


def test_names_in_utf_8_are_read_whether_the_zip_says_so_or_not(course: Course, tmp_path: Path) -> None:
    said = zipped({"Cléo/weather--L1.ipynb": made(course, None)})
    unsaid = zipped({"Cl__o/weather--L2.ipynb": made(course, None)}).replace(b"Cl__o", "Cléo".encode())
    western = zipped({"Cl_o/weather--L3.ipynb": made(course, None)}).replace(b"Cl_o", "Cléo".encode("cp437"))
    for data, learner in ((said, "L1"), (unsaid, "L2"), (western, "L3")):
        (found,) = taken(course, tmp_path, data)
        assert found.name.endswith(f"class.zip > Cléo/weather--{learner}.ipynb")
        assert found.outcome == "new"


def test_a_colon_in_a_name_leads_nowhere(course: Course, tmp_path: Path) -> None:
    named = {"Week 3: weather/weather--L1.ipynb": made(course, "L1"), "weather: plans.ipynb": made(course, "L2")}
    found = taken(course, tmp_path, zipped(named | {"C:weather--L3.ipynb": made(course, "L3")}))
    assert [(each.learner, each.outcome) for each in found] == [("L1", "new"), ("L2", "new"), (None, "refused")]
    assert "leads out of the zip" in str(found[2].reason)


def test_names_that_clash_or_are_given_twice_are_all_taken(course: Course, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("x.ipynb", made(course, "L1"))
        archive.writestr("X.IPYNB", made(course, "L2"))
        archive.writestr("x.ipynb", made(course, "L3"))
        archive.writestr("notes.txt", b"one")
        archive.writestr("NOTES.TXT", b"two")
        archive.writestr("e\u0301.txt", b"three")
        archive.writestr("\u00e9.txt", b"four")
    found = taken(course, tmp_path, packed.getvalue())
    assert [each.outcome for each in found] == ["new"] * 3 + ["refused"] * 4
    assert sorted((course.exercises / "kept-aside" / name).read_bytes() for name in aside(course)) == [
        b"four",
        b"one",
        b"three",
        b"two",
    ]


@pytest.mark.parametrize(
    "name", ["weather--L1 (1).ipynb", "weather--L1(2).ipynb", "weather--L1 (1) (3).ipynb", "weather--L1.IPYNB"]
)
def test_a_copy_that_a_browser_or_a_mail_program_renamed_is_the_same_learner_s(
    course: Course, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(made(course, None))
    (found,) = collect(course, [tmp_path / name])
    assert (found.learner, found.outcome) == ("L1", "new")


def test_names_of_any_length_and_letters_are_kept_aside(course: Course, tmp_path: Path) -> None:
    names = ["王" * 300 + ".ipynb", "ü" * 120 + "--L1.pdf", "\u202eipynb.exe", "a\x1b[2Jb.txt", "x" * 300 + ".tar.gz"]
    found = taken(course, tmp_path, zipped(dict.fromkeys(names, b"{")))
    assert [each.outcome for each in found] == ["refused"] * 5
    kept = aside(course)
    assert len(kept) == 5
    assert all(len(name.encode()) <= 201 and name.isprintable() for name in kept)
    assert {PurePath(name).suffix for name in kept} == {".ipynb", ".pdf", ".exe", ".txt", ".gz"}
