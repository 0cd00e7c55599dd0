import io
import os
import stat
import time
import zipfile
from pathlib import Path

import pytest
from room import QUIZ, as_bytes, blank, hand_in

from widerwindow.content.course import Course
from widerwindow.grading.collecting.collect import Collected, collect


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """Return the folder where hand-ins arrive."""
    (tmp_path / "post").mkdir()
    return tmp_path / "post"


def made(
    course: Course, learner: str | None = "L1", saved: str | None = "2026-11-20T10:00:00Z", **answers: str
) -> bytes:
    return as_bytes(hand_in(blank(course), {"dark-clouds": "rain"} | answers, learner=learner, saved=saved))


def zipped(path: Path, **entries: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def outcomes(found: list[Collected]) -> list[tuple[str, str]]:
    return [(Path(each.name.split(" > ")[-1]).name, each.outcome) for each in found]


def submitted(course: Course, learner: str = "L1") -> Path:
    return course.exercises / "submitted" / learner / QUIZ


def everything_in(folder: Path) -> list[str]:
    """Return the files in `folder`, but for the list of what was put aside."""
    found = [path for path in folder.rglob("*") if path.is_file() and path.name != "index.csv"]
    return sorted(str(path.relative_to(folder)) for path in found)


def test_files_folders_and_zips_are_collected(course: Course, post: Path) -> None:
    (post / "weather--L1.ipynb").write_bytes(made(course, learner=None, saved=None))
    os.utime(post / "weather--L1.ipynb", (1_700_000_000, 1_700_000_000))
    (post / "deep" / "er").mkdir(parents=True)
    (post / "deep" / "er" / "any name.ipynb").write_bytes(made(course, "L2"))
    zipped(post / "class.zip", **{"a/b/x.ipynb": made(course, "L3"), "__MACOSX/._x.ipynb": b"litter"})
    (post / ".DS_Store").write_bytes(b"litter")
    steps: list[tuple[int, int, str]] = []
    found = collect(course, [post], lambda *step: steps.append(step))
    assert outcomes(found) == [("x.ipynb", "new"), ("weather--L1.ipynb", "new"), ("any name.ipynb", "new")]
    assert [each.learner for each in found] == ["L3", "L1", "L2"]
    assert steps[-1] == (3, 3, "")
    assert (submitted(course) / f"{QUIZ}.ipynb").read_bytes() == made(course, learner=None, saved=None)
    assert not (submitted(course) / "timestamp.txt").exists()
    assert (submitted(course, "L2") / "timestamp.txt").read_text() == "2026-11-20 10:00:00.000000 UTC"
    assert not (course.exercises / "kept-aside").exists()


def test_the_newest_counts_and_the_others_are_kept(course: Course, post: Path) -> None:
    versions = [made(course, saved=f"2026-11-2{day}T10:00:00Z") for day in (0, 1, 2)]
    for number, version in enumerate(versions):
        (post / f"{number}.ipynb").write_bytes(version)
    assert [each.outcome for each in collect(course, [post / "1.ipynb"])] == ["new"]
    assert [each.outcome for each in collect(course, [post / "2.ipynb"])] == ["newer"]
    assert [each.outcome for each in collect(course, [post / "0.ipynb"])] == ["older"]
    assert [each.outcome for each in collect(course, [post])] == ["same", "same", "same"]
    assert (submitted(course) / f"{QUIZ}.ipynb").read_bytes() == versions[2]
    assert (submitted(course) / "timestamp.txt").read_text() == "2026-11-22 10:00:00.000000 UTC"
    earlier = course.exercises / "earlier" / "L1" / QUIZ
    assert everything_in(earlier) == ["2026-11-20T10-00-00Z.ipynb", "2026-11-21T10-00-00Z.ipynb"]
    assert (earlier / "2026-11-21T10-00-00Z.ipynb").read_bytes() == versions[1]


def test_two_versions_of_one_moment_are_both_kept(course: Course, post: Path) -> None:
    for name, answer in (("a", "rain"), ("b", "nothing"), ("c", "snow-for-sure")):
        (post / f"{name}.ipynb").write_bytes(made(course, **{"dark-clouds": answer}))
    assert [each.outcome for each in collect(course, [post])] == ["new", "newer", "newer"]
    assert [each.outcome for each in collect(course, [post])] == ["same", "same", "same"]
    assert len(everything_in(course.exercises / "earlier")) == 2


def test_a_clock_that_runs_ahead_does_not_win_for_ever(course: Course, post: Path) -> None:
    (post / "a.ipynb").write_bytes(made(course, saved="2999-01-01T00:00:00Z"))
    os.utime(post / "a.ipynb", (1_700_000_000, 1_700_000_000))
    (post / "b.ipynb").write_bytes(made(course, saved="2026-11-20T10:00:00Z"))
    assert [each.outcome for each in collect(course, [post])] == ["new", "newer"]


def test_a_run_cut_short_between_time_and_notebook_is_made_good(course: Course, post: Path) -> None:
    (post / "a.ipynb").write_bytes(made(course))
    collect(course, [post])
    file = submitted(course) / f"{QUIZ}.ipynb"
    file.unlink()
    assert [each.outcome for each in collect(course, [post])] == ["new"]
    file.write_bytes(made(course, saved="2026-11-01T10:00:00Z"))
    assert [each.outcome for each in collect(course, [post])] == ["newer"]
    assert file.read_bytes() == made(course)


def test_what_is_no_hand_in_is_kept_aside_with_a_reason_and_the_others_go_on(course: Course, post: Path) -> None:
    (post / "a.ipynb").write_bytes(b"{")
    (post / "b.pdf").write_bytes(b"%PDF")
    (post / "c.ipynb").write_bytes(made(course, learner=".."))
    (post / "d.ipynb").write_bytes(made(course))
    (post / "e.ipynb").write_bytes(b" " * 5_000_001)
    found = collect(course, [post, post / "gone.ipynb"])
    assert [each.outcome for each in found] == ["refused", "refused", "refused", "new", "refused", "refused"]
    reasons = [str(each.reason) for each in found if each.outcome == "refused"]
    for reason, said in zip(
        reasons,
        ["no notebook", "neither a hand-in", "no learner code", "larger than 5 MB", "no such file"],
        strict=True,
    ):
        assert said in reason
    assert everything_in(course.exercises / "kept-aside") == ["a.ipynb", "b.pdf", "c.ipynb", "e.ipynb"]
    assert found[0].kept == course.exercises / "kept-aside" / "a.ipynb"
    assert found[5].kept is None
    (post / "more").mkdir()
    (post / "more" / "a.ipynb").write_bytes(b"[")
    collect(course, [post])
    assert everything_in(course.exercises / "kept-aside") == ["a (2).ipynb", "a.ipynb", "b.pdf", "c.ipynb", "e.ipynb"]


def test_a_file_that_was_kept_aside_can_be_collected_once_it_is_mended(course: Course, post: Path) -> None:
    (post / "no name.ipynb").write_bytes(made(course, learner=None))
    (post / "broken.ipynb").write_bytes(b"{")
    found = collect(course, [post])
    aside = course.exercises / "kept-aside"
    assert "whose it is" in str(found[1].reason)
    (aside / "no name.ipynb").rename(aside / "weather--L7.ipynb")
    assert outcomes(collect(course, [aside])) == [("broken.ipynb", "refused"), ("weather--L7.ipynb", "new")]
    assert everything_in(aside) == ["broken.ipynb"]


def test_the_courses_own_folders_are_not_searched(course: Course, post: Path) -> None:
    (post / "a.ipynb").write_bytes(made(course))
    collect(course, [post])
    own = ["nbgrader_config.py", f"{QUIZ}.yml"]
    assert [Path(each.name).name for each in collect(course, [course.exercises])] == own
    assert collect(course, [submitted(course)]) == []


def test_codes_that_differ_in_capitals_are_asked_about(course: Course, post: Path) -> None:
    (post / "a.ipynb").write_bytes(made(course, "Lin"))
    (post / "b.ipynb").write_bytes(made(course, "lin"))
    first, second = collect(course, [post])
    assert (first.outcome, second.outcome) == ("new", "refused")
    assert "“lin” and “Lin”" in str(second.reason)


def test_a_folder_that_cannot_be_written_stops_nobody_else(course: Course, post: Path) -> None:
    (course.exercises / "submitted").mkdir()
    (course.exercises / "submitted" / "L1").write_bytes(b"a file where a folder should be")
    (post / "a.ipynb").write_bytes(made(course, "L1"))
    (post / "b.ipynb").write_bytes(made(course, "L2"))
    first, second = collect(course, [post])
    assert (first.outcome, second.outcome) == ("refused", "new")
    assert "could not be written" in str(first.reason)


def test_links_are_listed_and_never_followed(course: Course, post: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "weather--L9.ipynb").write_bytes(made(course, "L9"))
    (post / "weather--L9.ipynb").symlink_to(secret / "weather--L9.ipynb")
    (post / "folder").symlink_to(secret)
    os.mkfifo(post / "weather--pipe.ipynb")
    found = collect(course, [post])
    assert [each.outcome for each in found] == ["refused", "refused", "refused"]
    assert all("link" in str(each.reason) or "plain file" in str(each.reason) for each in found)
    assert everything_in(course.exercises) == ["nbgrader_config.py", f"quizzes/{QUIZ}.yml"]


def test_each_part_of_a_zip_that_is_no_hand_in_is_listed(course: Course, post: Path) -> None:
    link = zipfile.ZipInfo("link.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    inner = io.BytesIO()
    zipped(inner, **{"weather--L9.ipynb": made(course, "L9")})  # type: ignore[arg-type]
    with zipfile.ZipFile(post / "class.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../../weather--L8.ipynb", made(course, "L8"))
        archive.writestr("/weather--L7.ipynb", made(course, "L7"))
        archive.writestr("C:\\weather--L6.ipynb", made(course, "L6"))
        archive.writestr(link, "/etc/passwd")
        archive.writestr("inner.zip", inner.getvalue())
        archive.writestr("sly.ipynb", inner.getvalue())
        archive.writestr("notes.txt", "no hand-in")
        archive.writestr("huge.ipynb", os.urandom(5_000_001))
        archive.writestr("odd.ipynb", made(course, "L5"), zipfile.ZIP_LZMA)
        archive.writestr("a folder/", "")
        archive.writestr("weather--L1.ipynb", made(course))
    found = collect(course, [post])
    assert [each.outcome for each in found] == ["refused"] * 7 + ["new", "new", "same"]
    for each, said in zip(
        found, ["out of the zip"] * 3 + ["link", "no hand-in", "larger", "few programs"], strict=False
    ):
        assert said in str(each.reason)
    assert everything_in(course.exercises / "kept-aside") == ["huge.ipynb", "notes.txt"]
    assert [path.name for path in sorted((course.exercises / "submitted").iterdir())] == ["L1", "L9"]
    assert {Path(name).parts[0] for name in everything_in(course.root.parent)} == {course.root.name, "post"}


def test_a_zip_with_a_damaged_or_locked_part_gives_the_rest(course: Course, post: Path) -> None:
    path = post / "class.zip"
    zipped(path, **{"a.ipynb": made(course, "L1"), "b.ipynb": made(course, "L2"), "c.ipynb": made(course, "L3")})
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        first, second = archive.infolist()[0], archive.infolist()[1]
    data[first.header_offset + 200] ^= 0xFF
    locked = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1) + 8
    data[locked] |= 1
    path.write_bytes(data)
    assert second.filename == "b.ipynb"
    found = collect(course, [post])
    assert [each.outcome for each in found] == ["refused", "refused", "new"]
    assert "damaged" in str(found[0].reason)
    assert "password" in str(found[1].reason)


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for number in range(12):
            archive.writestr(f"{number}.ipynb", b" " * 4_900_000)


def many(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(2_001):
            archive.writestr(f"{number}.ipynb", b"")


def endless_list(path: Path) -> None:
    """Write a zip that says that its list of entries is 3 MB long."""
    head = b"PK\x05\x06" + bytes(4) + (60_000).to_bytes(2, "little") * 2 + (3_000_000).to_bytes(4, "little") + bytes(6)
    path.write_bytes(b"PK\x03\x04" + b"\0" * 3_000_000 + head)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (bomb, "unpack to far more"),
        (many, "more than 2,000 files"),
        (endless_list, "more than 2,000 files"),
        (lambda path: path.write_bytes(b""), "damaged"),
        (lambda path: path.write_bytes(b"PK\x03\x04 and no more"), "damaged"),
        (lambda path: path.write_bytes(b"no zip at all"), "damaged"),
    ],
    ids=["bomb", "many", "endless list", "empty", "broken off", "none"],
)
def test_a_zip_that_is_too_much_or_none_is_refused_whole(course: Course, post: Path, make: object, why: str) -> None:
    make(post / "class.zip")  # type: ignore[operator]
    (post / "weather--L1.ipynb").write_bytes(made(course))
    begun = time.process_time()
    refused, taken = collect(course, [post])
    assert time.process_time() - begun < 5
    assert (refused.outcome, taken.outcome) == ("refused", "new")
    assert why in str(refused.reason)
    assert everything_in(course.exercises / "kept-aside") == ["class.zip"]


def test_the_date_of_a_zip_or_a_disk_is_not_when_it_was_handed_in(course: Course, post: Path) -> None:
    entry = zipfile.ZipInfo("weather--L1.ipynb", (2026, 11, 19, 8, 30, 0))
    with zipfile.ZipFile(post / "class.zip", "w") as archive:
        archive.writestr(entry, made(course, learner=None, saved=None))
    collect(course, [post])
    assert not (submitted(course) / "timestamp.txt").exists()


def test_names_from_anywhere_make_plain_names_in_kept_aside(course: Course, post: Path) -> None:
    names = ["..hidden.ipynb", "a\nb.ipynb", "=cmd|x.ipynb", "é☃.ipynb", "x" * 200 + ".ipynb"]
    zipped(post / "class.zip", **dict.fromkeys(names, b"{"))
    found = collect(course, [post])
    assert all(each.outcome == "refused" for each in found)
    kept = everything_in(course.exercises / "kept-aside")
    assert len(kept) == len(names)
    assert all(name[0] not in ".=" and "\n" not in name and len(name) <= 201 for name in kept)
